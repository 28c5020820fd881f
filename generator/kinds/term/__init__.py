"""The room of term records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.term.record import Term

KIND = Kind("terms", "Glossary", "Term", Term, Path(__file__).parent)
