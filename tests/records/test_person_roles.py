"""A role says what a person is. A name in its place is refused."""

import pytest

from generator.records.fields.person_roles import is_name

NAMES = [
    "Jane Roe",
    "Jane Q. Roe",
    "Lt. Jane Roe",
    "Sheriff Smith",
    "María de la Cruz",
    "DeShawn O’Neal Jr.",
    "Anne-Marie Roe-Smith",
    "Jane R.",
    "A peer, Jane Roe",
    "Jane Roe (a peer)",
    "Program manager; Jane Roe",
]
ROLES = [
    "A peer recovery coach",
    "Another peer",
    "Program manager",
    "Program Manager",
    "Peer Recovery Coach",
    "Recovery Coach II",
    "Police Chief",
    "Sheriff",
    "county sheriff",
    "Mayor of Akron",
    "Example County director of public health and clinical services",
    "The mentee from Akron and her husband, who lost a son to an overdose",
    "Staff of the Example County Sheriff's Office, the mentee site",
    "A participant in Drug Court",
    "Teams from the corrections departments of Colorado and Wyoming",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_not_a_role(text):
    assert is_name(text)


@pytest.mark.parametrize("text", ROLES)
def test_a_role_is_not_taken_for_a_name(text):
    assert not is_name(text)
