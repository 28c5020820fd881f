"""The MkDocs adapter: gives MkDocs one page per frame to build, and passes the frames to the project.

The only package that uses MkDocs.
"""

from generator.plugin.frames import build_frames
from generator.plugin.hooks import ResourceCenterPlugin

__all__ = ["ResourceCenterPlugin", "build_frames"]
