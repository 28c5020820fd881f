"""The role of a person who is not named: what someone is, never who."""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from generator.records.fields.types import Text

HINT = "Give the role, starting with a capital letter, as in 'A peer recovery coach' or 'Program manager'."

RANK = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Sgt|Lt|Capt|Det|Cpl|Judge|Officer|Sheriff|Chief|Deputy)\.? )?"
NAME = re.compile(rf"{RANK}[A-Z][\w'’-]*\.?(?: [A-Z]\.)*(?: (?:de |da |del |la |van |von |Mc|O['’])*[A-Z][\w'’.-]*)+")
"""Two or more capitalized words, as in 'Jane Roe' and 'Lt. Jane Q. Roe'."""

ROLE_WORDS = re.compile(
    r"(?:Administrat|Advis|Advocat|Agen|Analyst|Assist|Associate|Attorney|Board|Captain|Case|Center|Chief|City|Clerk|"
    r"Clinic|Coach|Coordinat|Corrections|Counsel|County|Court|Defender|Department|Deputy|Director|Division|Executive|"
    r"Founder|Health|Initiative|Intern|Jail|Judge|Lead|Liaison|Lieutenant|Manager|Member|Mentee|Mentor|Navigator|Nurse|"
    r"Office|Participant|Partner|Peer|Physician|Police|Prison|Probation|Program|Prosecutor|Recovery|Reentry|Researcher|"
    r"Senior|Sergeant|Sheriff|Social|Specialist|Staff|State|Supervis|Support|Team|Trainer|Treatment|Veteran|Volunteer|"
    r"Warden|Worker)"
)
"""The beginnings of words that are part of a role, an office or an organization, not of a person's name."""


def is_name(text: str) -> bool:
    """Whether a text, or a part of it between commas, looks like the name of a person."""
    parts = (part.strip() for part in re.split(r"[,;()]", text))
    return any(NAME.fullmatch(part) and not ROLE_WORDS.search(_without_rank(part)) for part in parts)


def _without_rank(text: str) -> str:
    return re.sub(rf"^{RANK}", "", text)


def _role(text: str) -> str:
    """Refuse the name of a person. Only the shape of the words tells, so some names pass: editors must look too."""
    if is_name(text):
        raise PydanticCustomError("name_as_role", "'{got}' looks like a person's name.", {"got": text, "hint": HINT})
    return text


PersonRole = Annotated[Text, AfterValidator(_role)]
"""What someone is, such as 'A peer recovery coach'; never a name."""
