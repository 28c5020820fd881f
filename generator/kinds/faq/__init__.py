"""The room of question records."""

from pathlib import Path

from generator.kind import Kind
from generator.kinds.faq.record import Faq

KIND = Kind("faqs", "Questions", "Question", Faq, Path(__file__).parent)
