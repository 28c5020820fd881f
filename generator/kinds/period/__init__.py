"""The room of application period records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.period.record import Period

KIND = Kind("periods", "Application periods", "Application period", Period, Path(__file__).parent)
