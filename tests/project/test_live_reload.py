"""The server receives change events from the system, and no others: a build that reads files must not start another."""

import threading
from pathlib import Path
from types import SimpleNamespace

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator.project.live_reload import ChangeObserver, reload_pages, screen_of, watch_changes_only


class Listener(FileSystemEventHandler):
    """Records every event, and signals one about a certain file."""

    def __init__(self, last: str) -> None:
        self.last, self.heard = last, threading.Event()
        self.events: list[FileSystemEvent] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.events.append(event)
        if str(event.src_path).endswith(self.last):
            self.heard.set()


def test_changes_are_reported_and_reads_are_not(tmp_path: Path):
    record, last = tmp_path / "record.yml", tmp_path / "last.yml"
    record.write_text("name: A\n")
    listener, observer = Listener(last.name), ChangeObserver()
    observer.schedule(listener, str(tmp_path), recursive=True)
    observer.start()
    try:
        record.read_text()
        record.write_text("name: B\n")
        record.read_text()
        last.write_text("name: C\n")
        assert listener.heard.wait(10)
    finally:
        observer.stop()
        observer.join()

    types = {event.event_type for event in listener.events if str(event.src_path).endswith(record.name)}
    assert types == {"modified"}


def test_files_of_editors_start_no_build(tmp_path: Path):
    """But an editor that writes a new file and then renames it changes the record."""
    record, last = tmp_path / "record.yml", tmp_path / "z-last.yml"
    listener, observer = Listener(last.name), ChangeObserver()
    observer.schedule(listener, str(tmp_path), recursive=True)
    observer.start()
    try:
        (tmp_path / ".#record.yml").symlink_to("me@host.example.1:2")
        (tmp_path / "#record.yml#").write_text("name: B\n")
        (tmp_path / "record.yml___jb_tmp___").write_text("name: B\n")
        (tmp_path / "record.yml___jb_tmp___").rename(record)
        (tmp_path / ".#record.yml").unlink()
        (tmp_path / "link.yml").symlink_to("nowhere")
        (tmp_path / "link.yml").unlink()
        last.write_text("name: C\n")
        assert listener.heard.wait(10)
    finally:
        observer.stop()
        observer.join()

    files = [event for event in listener.events if not event.is_directory]
    events = [(event.event_type, Path(str(event.dest_path or event.src_path)).name) for event in files]
    assert events[: events.index(("created", last.name))] == [
        ("moved", "record.yml"),
        ("created", "link.yml"),
        ("deleted", "link.yml"),
    ]


class Server:
    """A stub of MkDocs' server with what the module uses."""

    def __init__(self) -> None:
        self._watched_paths = {"content": 1, "mkdocs.yml": 1}
        self._visible_epoch, self._wanted_epoch, self._want_rebuild = 1, 2, False
        self._epoch_cond = threading.Condition()
        self.observer: object = None
        self.build_delay = 0.1
        self.calls: list[tuple[str, str, object]] = []

    def watch(self, path: str) -> None:
        self.calls.append(("watch", path, self.observer))

    def unwatch(self, path: str) -> None:
        self.calls.append(("unwatch", path, self.observer))


def test_the_new_observer_watches_the_same_paths():
    server = Server()

    watch_changes_only(server)

    new = server.observer
    assert isinstance(new, ChangeObserver)
    assert server.calls == [
        *(("unwatch", path, None) for path in ("content", "mkdocs.yml")),
        *(("watch", path, new) for path in ("content", "mkdocs.yml")),
    ]


def test_browsers_can_reload_during_a_build_and_again_at_its_end():
    server = Server()
    screen = screen_of(server)

    screen.show()
    assert server._visible_epoch == server._wanted_epoch == 2
    reload_pages(server)

    assert server._wanted_epoch > server._visible_epoch


def test_another_save_is_noticed_immediately():
    server = Server()
    screen = screen_of(server)
    assert not screen.is_superseded()

    server._want_rebuild = True

    assert screen.is_superseded()


def test_mkdocs_has_the_attributes_that_are_used():
    """MkDocs 1.6 is the last of its line; a fork could differ."""
    from mkdocs.livereload import LiveReloadServer

    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, ".")
    ours = SimpleNamespace(**vars(Server()))
    assert {name for name in vars(ours) if name != "calls"} <= vars(server).keys()
    server.server_close()
