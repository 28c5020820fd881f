"""The room of mentorship records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.mentorship.record import Mentorship

KIND = Kind("mentorships", "Mentorships", "Mentorship", Mentorship, Path(__file__).parent)
