"""The room of support type records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.support_type.record import SupportType

KIND = Kind("support-types", "What peers do", "Support type", SupportType, Path(__file__).parent)
