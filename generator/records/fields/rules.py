"""Rules about a whole record or a group of fields, of which every violation is reported at once."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

M = TypeVar("M", bound=BaseModel)


def rule(check: Callable[[M], Iterator[PydanticCustomError]]) -> Any:
    """Decorate a method that yields errors, so that pydantic runs it and reports all of them.

    An error names its field by a path in its context, as `at`.
    """

    @wraps(check)
    def validate(self: M) -> M:
        details = [InitErrorDetails(type=error, loc=(), input=self) for error in check(self)]
        if details:
            raise ValidationError.from_exception_data(type(self).__name__, details)
        return self

    return model_validator(mode="after")(validate)


def broken_rules(instance: BaseModel) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the type, message and context of every violation of the rules of a class.

    The instance may lack fields: a rule that reads one of those is skipped, since nothing is known about it.
    """
    for decorator in type(instance).__pydantic_decorators__.model_validators.values():
        if decorator.info.mode != "after":
            continue
        try:
            decorator.func(instance)
        except AttributeError:
            continue
        except PydanticCustomError as error:
            yield error.type, error.message(), error.context or {}
        except ValidationError as errors:
            for detail in errors.errors(include_url=False):
                yield detail["type"], detail["msg"], detail.get("ctx") or {}
