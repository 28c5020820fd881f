"""The Jinja environment: it escapes all text, and unknown names are errors. The only module that uses jinja2."""

import marshal
import traceback
from collections.abc import Callable, Collection, Hashable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Template, TemplateError
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from generator.base.cache import Cache, digest_of
from generator.base.counts import count_of, plural
from generator.records.catalog import Catalog
from generator.records.fields.types import DETAILS, ROOT, Link
from generator.records.record import Record
from generator.records.settings import SiteSettings
from generator.text.dates import format_day, format_partial_day
from generator.text.sentences import between, definite, format_list, in_sentence, spelled_count_of

__all__ = [
    "CompiledTemplates",
    "Template",
    "TemplateError",
    "environment",
    "explain_template_error",
    "format_list",
    "label_of",
]


BaseEnvironment = jinja2.Environment
"""What MkDocs calls its environment of templates, too."""


class CompiledTemplates(jinja2.BytecodeCache):
    """Caches compiled templates under a digest of their text and of the program.

    The compiled code also depends on the environment's settings, so each environment has its own name.
    """

    def __init__(self, cache: Cache, environment: str) -> None:
        self._cache = cache
        self._environment = environment

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template. Jinja's own fails if the path is not in the encoding of the system."""
        return digest_of(name, filename or "")

    def _name(self, bucket: Bucket) -> str:
        return self._cache.name("template", self._environment, bucket.key, bucket.checksum)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code that an earlier build cached into a bucket."""
        code = self._cache.get(self._name(bucket))
        if code is not None:
            bucket.code = marshal.loads(code)  # noqa: S302 (checked by the cache, which is as trusted as a .pyc file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the code of a bucket."""
        self._cache.put(self._name(bucket), marshal.dumps(bucket.code))


class Environment(jinja2.Environment):
    """An environment whose globals never change, so each template can have them in one dictionary."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template can use. Jinja's own ChainMap is slow to search."""
        return {**self.globals, **(d or {})}


class UnlistedTemplates(jinja2.FileSystemLoader):
    """Loads the theme's templates but does not list them: MkDocs would search the list for files to publish.

    Material has 14,000 icons, and `site_files.assets()` decides what is published.
    """

    def list_templates(self) -> list[str]:
        return []


class RootAsText(Extension):
    """Writes ROOT into templates before they are compiled: some pages use it often, and it is always the same."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template, to be compiled."""
        return source.replace("{{ root }}", ROOT)


class Fragments:
    """HTML that many pages share, such as a record's row in a list: results of macros, rendered once for each key."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._rendered: dict[tuple[str, str, Hashable], str] = {}

    def get(self, template: str, macro: str, key: Hashable, *args: object) -> str:
        """Return the result of a template's macro. The same key must always come with the same arguments."""
        html = self._rendered.get((template, macro, key))
        if html is None:
            html = getattr(self._env.get_template(template).module, macro)(*args)
            self._rendered[template, macro, key] = html
        return html


def environment(catalog: Catalog, site: SiteSettings, theme: Path) -> jinja2.Environment:
    """Return the environment for the templates of kinds (as in 'sites/page.html') and of the theme."""
    kinds = jinja2.PrefixLoader({name: jinja2.FileSystemLoader(kind.folders) for name, kind in catalog.kinds.items()})
    env = Environment(
        loader=jinja2.ChoiceLoader([kinds, jinja2.FileSystemLoader(theme)]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Templates do not change while the program runs.
        auto_reload=False,
        extensions=[RootAsText],
        bytecode_cache=CompiledTemplates(catalog.cache, "pages"),
    )
    fragments = Fragments(env)
    env.globals.update(
        catalog=catalog,
        site=site,
        root=ROOT,
        fragment=fragments.get,
        mark=partial(_mark, fragments),
        has_route=site.has_route,
        details_of=lambda name: f"{DETAILS}{name}{DETAILS}",
    )
    env.filters.update(FILTERS, **_catalog_filters(catalog))
    return env


FILTERS = {
    "day": format_day,
    "partial_day": format_partial_day,
    "listed": format_list,
    "between": between,
    "plural": plural,
    "count_of": count_of,
    "spelled_count_of": spelled_count_of,
    "in_sentence": in_sentence,
    "definite": definite,
}
"""The filters that need no catalog."""


def _catalog_filters(catalog: Catalog) -> dict[str, Callable[..., str]]:
    return {
        "url": lambda record: ROOT + catalog.url(record),
        "prose": lambda text: catalog.render(str(text)).html,
        "summary": catalog.summarize,
        "label": _label_filter(catalog),
    }


def _mark(fragments: Fragments, record: Record, ids: Collection[str]) -> str:
    """Return the footnote marks of the sources with these ids; without ids, that of the first source."""
    numbers: tuple[int, ...] = (1,)
    if ids:
        numbers = tuple(number for number, source in enumerate(record.citations, 1) if source.id in ids)
    return fragments.get("components/mark.html", "marks", numbers, numbers)


def _label_filter(catalog: Catalog) -> Callable[[Link], str]:
    """Return a function that returns the label of a choice, looked up once."""
    labels: dict[tuple[str, str], str] = {}

    def label(link: Link) -> str:
        key = link.ref.kind, str(link)
        if key not in labels:
            labels[key] = label_of(catalog, link)
        return labels[key]

    return label


def explain_template_error(error: TemplateError, root: Path) -> str:
    """Return a message about an error in a template, with its file (relative to `root`) and line if they are known."""
    missing = isinstance(error, jinja2.TemplateNotFound)
    message = f"The template '{error.message}' does not exist." if missing else f"{(error.message or '').rstrip('.')}."
    places = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        places.append((error.filename or "", error.lineno))
    for name, line in reversed(places):
        if name.endswith(".html"):
            return f"{name.removeprefix(f'{root}/')}:{line}: {message}"
    return message


def label_of(catalog: Catalog, link: Link) -> str:
    """Return the label that pages show for a choice."""
    target = catalog.get(link.ref.kind, link)
    return target.title if target else str(link)
