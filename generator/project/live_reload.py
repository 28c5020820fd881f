"""What the preview needs of MkDocs' server beyond its public interface. MkDocs 1.6 is the last of its line.

The only module that uses watchdog, with which MkDocs' server watches files.
"""

import os
import time
from pathlib import Path
from threading import Condition
from typing import Protocol

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.base.editor_files import is_editor_file
from generator.project.preview import Screen

CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Events that start a build. The system also reports that files are opened and closed, which a build does itself."""

QUIET = 0.02
"""Seconds without another change before a build begins: editors write a file in several steps."""


class Server(Protocol):
    """What this module uses of `mkdocs.livereload.LiveReloadServer`."""

    observer: object
    build_delay: float
    """Seconds without another change before a build begins."""
    _watched_paths: dict[str, int]
    _want_rebuild: bool
    """Whether a file was saved after the last build began."""
    _wanted_epoch: int
    """The version of the site that is being built: the time in milliseconds."""
    _visible_epoch: int
    """The version of the site that browsers should show."""
    _epoch_cond: Condition
    """Wakes up the browsers that wait for another version."""

    def watch(self, path: str, /) -> None:
        """Watch a file or a folder for changes."""

    def unwatch(self, path: str, /) -> None:
        """Stop watching it."""


class ChangeObserver(Observer):  # type: ignore[misc, valid-type]
    """Receives change events immediately, where MkDocs checks every file twice a second."""

    def schedule(self, event_handler, path, *, recursive=False, event_filter=None):  # type: ignore[no-untyped-def]
        """Watch a folder or a file for changes."""
        handler = WithoutEditorFiles(event_handler)
        return super().schedule(handler, path, recursive=recursive, event_filter=CHANGES)


class WithoutEditorFiles(FileSystemEventHandler):
    """Passes on the events about files of the project. One that an editor renames to a record's name is one."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self._handler = handler

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on an event, unless it is only about files of editors."""
        names = [Path(os.fsdecode(path)).name for path in (event.src_path, event.dest_path) if path]
        if not all(map(is_editor_file, names)):
            self._handler.dispatch(event)


def watch_changes_only(server: Server) -> None:
    """Make a server receive change events from the system instead of polling files."""
    paths = list(server._watched_paths)
    for path in paths:
        server.unwatch(path)
    server.observer = ChangeObserver()
    server.build_delay = QUIET
    for path in paths:
        server.watch(path)


def screen_of(server: Server) -> Screen:
    """Return the two functions through which a preview shows pages and learns of another save."""

    def show() -> None:
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()

    return Screen(show, lambda: bool(server._want_rebuild))


def reload_pages(server: Server) -> None:
    """Make browsers reload after this build, including those that already did so in the middle of it."""
    server._wanted_epoch = round(time.monotonic() * 1000)
