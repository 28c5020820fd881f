"""The preview: rebuilds the site on every save, starting with the pages made from the saved file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.base.memory import Memory
from generator.pages.filling import Filler
from generator.pages.page import Plan
from generator.project.frames import Frames
from generator.project.project import Project
from generator.project.publish import Files, publish_site


class SupersededError(Exception):
    """A file was saved during the build, so the result would be out of date."""


@dataclass(frozen=True)
class Screen:
    """What a preview needs of the server that shows it."""

    show: Callable[[], None]
    """Makes browsers load what is in the folder now."""
    is_superseded: Callable[[], bool]
    """Returns whether a file was saved after this build began."""


def publish_preview(project: Project, frames: Frames, folder: Path, memory: Memory, screen: Screen) -> None:
    """Write a project's site into a folder, and show the pages of saved files before the rest is done.

    Every file in the folder is complete at any time.

    Raises:
        BuildError: A page has errors.
        SupersededError: Another file was saved meanwhile.
    """
    saved = {key[1] for key in memory.recomputed if key[0] in ("source", "content")}
    plans = list(_plans_of(project, saved))
    filler = Filler(project.frame(frames.site_url), frames.shells, project.file_details, packs=False)
    for file in (filler.fill(plan.render()) for plan in plans):
        target = folder / file.name
        # A page with a new URL is written with the rest, together with the links to it.
        if target.is_file():
            unfinished = target.with_name(f".{target.name}")
            unfinished.write_bytes(file.content)
            unfinished.replace(target)
    if plans:
        screen.show()
    publish_site(project, frames, folder, serving=True, watch=lambda files: _until_superseded(files, screen))


def _plans_of(project: Project, paths: Iterable[str]) -> Iterator[Plan]:
    """Yield the pages that show files of the project: a record's own page, or the page that lists it."""
    paths = frozenset(paths)
    catalog = project.catalog
    addresses = {
        catalog.url(record).partition("#")[0]
        for record in catalog
        if catalog.sources[record.kind, record.slug].path in paths
    }
    return (plan for plan in project.plans if plan.source in paths or plan.address in addresses)


def _until_superseded(files: Files, screen: Screen) -> Files:
    for file in files:
        if screen.is_superseded():
            raise SupersededError
        yield file
