"""HTML that is safe to print as it is, and text made safe. The only module that imports markupsafe."""

from markupsafe import Markup, escape

__all__ = ["Markup", "escape"]
