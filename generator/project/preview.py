"""A site that is built again at every save, for whoever writes records: the saved page first, the rest after it."""

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
    """Something was saved while the site was built, so the build would be out of date."""


@dataclass(frozen=True)
class Screen:
    """What a preview needs of the server that shows it."""

    show: Callable[[], None]
    """Lets browsers see what is in the folder now."""
    is_superseded: Callable[[], bool]
    """Whether something has been saved since this build began."""


def publish_preview(project: Project, frames: Frames, folder: Path, memory: Memory, screen: Screen) -> None:
    """Write a project's site into a folder, and show the pages of what was saved before the rest is done.

    Raises BuildError where a page has errors, and SupersededError; the pages in the folder are whole in any case.
    """
    first = list(_pages_of(project, {key[1] for key in memory.recomputed if key[0] in ("source", "content")}))
    filler = Filler(project.frame(frames.site_url), frames.shells, packs=False)
    for file in (filler.fill(plan.render()) for plan in first):
        place = folder / file.name
        # A page with a new address waits for the rest: pages lead to it only then.
        if place.is_file():
            unfinished = place.with_name(f".{place.name}")
            unfinished.write_bytes(file.content)
            unfinished.replace(place)
    if first:
        screen.show()
    publish_site(project, frames, folder, serving=True, watch=lambda files: _until_superseded(files, screen))


def _pages_of(project: Project, paths: Iterable[str]) -> Iterator[Plan]:
    """The pages on which files of the project are read: records on their own pages, or on one with others."""
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
