"""The room of story records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.success_story.record import SuccessStory

KIND = Kind("success-stories", "Stories", "Story", SuccessStory, Path(__file__).parent)
