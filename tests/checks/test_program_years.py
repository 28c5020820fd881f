"""No record may say that a site took part before the program began."""

import pytest
from toys.library import SITE, lay, lines, minimal, minimal_project

from generator.kinds import KINDS
from generator.project.project import open_project

FIELDS = {
    "sites": "mentor_years:\n- 2007\n- 2009\n",
    "mentorships": "year: 2007\n",
    "cohorts": "year: 2007\n",
    "periods": "last_known_year: 2007\n",
}
BEGAN = SITE.replace("first_year: 1950", "first_year: 2008")


def problems_of(root, name: str, site: str) -> list[str]:
    """Return the problems with years in a project whose record of a kind has an early one."""
    [kind] = [kind for kind in KINDS if kind.name == name]
    text = "".join(line for line in minimal(kind).splitlines(keepends=True) if not line.startswith("year:"))
    changes = {f"data/{name}/minimal.yml": text + FIELDS[name], "data/site.yml": site}
    problems = lines(open_project(lay(root, minimal_project(KINDS), changes), KINDS)[1])
    return [problem for problem in problems if "too early" in problem]


@pytest.mark.parametrize("name", FIELDS)
def test_a_year_before_the_first_is_an_error_on_its_line(tmp_path, name):
    [problem] = problems_of(tmp_path, name, BEGAN)
    assert problem.startswith(f"data/{name}/minimal.yml:")
    assert problem.endswith(
        ": 2007 is too early: the program began in 2008. Check the source, or correct 'first_year' in data/site.yml. "
        "[year-too-early]"
    )


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("first_year", ["first_year: 2007\n", ""])
def test_any_other_year_is_accepted(tmp_path, name, first_year):
    """Also if the settings do not say when the program began."""
    assert problems_of(tmp_path, name, BEGAN.replace("first_year: 2008\n", first_year)) == []
