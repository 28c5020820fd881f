"""Contracts of the real records and pages, whatever an editor writes in them."""

import re
from pathlib import Path

import pytest
from site_fixture import real_project

pytestmark = pytest.mark.any_records

ROOT = Path(__file__).parents[2]

ADDRESSES = """/ /how-it-works/ /sites/ /support-types/ /success-stories/ /apply/ /questions/ /resources/ /glossary/
/search/ /data/ /about/ /how-sites-are-listed/ /what-we-do-not-know/ /accessibility/ /privacy/""".split()


@pytest.fixture(scope="module")
def project():
    return real_project()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_required_address_is_a_page(project, address):
    assert address.lstrip("/") in {page.address for page in project.pages}


def test_each_page_has_a_unique_description(project):
    descriptions = [page.description for page in project.pages if page.listed]

    assert len(descriptions) == len(set(descriptions))
    assert all(descriptions)


def test_every_choice_that_a_site_uses_is_explained(project):
    assert project.catalog.all("sites")
    for site in project.catalog.all("sites"):
        for fact in (*site.settings, *site.services, *site.populations, *site.community_types, *site.program_types):
            assert project.catalog.get("terms", fact.value).definition


def digits_of(number: str) -> str:
    """Return the last ten digits of a phone number in any notation, without the country code."""
    return re.sub(r"\D", "", number)[-10:]


def test_records_contain_no_personal_data(project):
    """No personal email addresses, Social Security numbers or phone numbers."""
    patterns = {
        "a personal email address": r"[\w.+-]+@(gmail|yahoo|hotmail|outlook|aol|icloud)\.",
        "a Social Security number": r"\b\d{3}-\d{2}-\d{4}\b",
        "a phone number": r"(?<![\w/.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
    }
    # Except the help lines in data/site.yml.
    allowed = {digits_of(contact) for contact in project.settings.site.public_contacts} - {""}
    for path in [*(ROOT / "data").rglob("*.yml"), *(ROOT / "content").rglob("*.md")]:
        for label, pattern in patterns.items():
            for match in re.finditer(pattern, path.read_text(encoding="utf-8")):
                assert digits_of(match[0]) in allowed, f"{path}: {label}: {match[0]}"
