"""The MkDocs adapter: gives MkDocs one page per frame to build, and the project the result. Alone in knowing MkDocs."""

from generator.plugin.frames import build_frames
from generator.plugin.hooks import ResourceCenterPlugin

__all__ = ["ResourceCenterPlugin", "build_frames"]
