"""The room of resource records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.resource.record import Resource

KIND = Kind("resources", "Resources", "Resource", Resource, Path(__file__).parent)
