"""The room of pathway records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.pathway.record import Pathway

KIND = Kind("pathways", "Apply", "Pathway", Pathway, Path(__file__).parent)
