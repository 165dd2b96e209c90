"""The files that decide the graphics of a batch: which they are, whether any has changed, and waiting until one does.

Whether a file has changed follows from its state alone: size, time and inode. The system's messages only end the wait
early, so that a message that is lost, or that a network drive does not send, costs half a second and no change.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from time import sleep
from typing import TYPE_CHECKING

from memegen.core import environment
from memegen.core.file_roles import PHOTO_EXTENSIONS
from memegen.core.files import is_folder
from memegen.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator

    from memegen.batch.fingerprint import Fingerprint
    from memegen.renderer import Renderer

# Inode, size, and the times of the last change of content and of the entry, ns.
State = tuple[int, int, int, int]
# The state of a folder whose files are compared, in so far as it exists.
FOLDER: State = (0, -1, 0, 0)
Snapshot = dict[str, State]
# Suffixes of files that may become a part of a graphic by being put into a folder.
SUFFIXES = {
    *(".yaml", ".yml", ".txt", ".csv", ".tsv", ".json", ".jsonl", ".xlsx", ".xls", ".ods"),
    *(".ttf", ".otf", ".ttc", ".woff", ".woff2"),
    *PHOTO_EXTENSIONS,
}
# Names of files that batches write next to graphics.
OWN = ("manifest.jsonl", "manifest.csv", "batch.json")
# Maximum number of folders, and of files of one folder, whose state is compared; of a larger one only the files in use.
MAX_FOLDERS, MAX_FILES = 500, 20_000
# Seconds between two looks at the files, with and without messages of the system.
INTERVAL, POLL_INTERVAL = 0.5, 0.2
# Milliseconds for which a folder has to be quiet before a message of the system ends the wait, and the maximum.
QUIET, MAX_QUIET = 20, 200


@frozen
class WatchedFiles:
    """What is watched.

    Attributes:
        files: files in use, which count whatever they are called.
        folders: folders in which a file that is added may count.
        output: the folder of the graphics, in which nothing counts but files in use.
    """

    files: frozenset[Path]
    folders: frozenset[Path]
    output: Path

    def snapshot(self, written: Collection[str] = ()) -> Snapshot:
        """Return the state of each file; a file that does not exist has none.

        Args:
            written: absolute paths of files that the batch has written itself.
        """
        found: Snapshot = {}
        for folder in self._compared_folders():
            found |= _folder_states(folder)
        for path in written:
            found.pop(path, None)
        for file in self.files:
            with suppress(OSError, ValueError):
                found[str(file)] = _state(file.stat())
        return found

    def changed_in_use(self, states: Snapshot) -> bool:
        """Return whether a file in use has another state than in a snapshot."""
        for file in self.files:
            state: State | None = None
            with suppress(OSError, ValueError):
                state = _state(file.stat())
            if state != states.get(str(file)):
                return True
        return False

    def folders_to_watch(self) -> set[Path]:
        """Return the folders whose messages matter: those of all files and of the targets of links, or those above."""
        folders = {*self._compared_folders(), *(file.parent for file in self.files)}
        folders |= {Path(os.path.realpath(file)).parent for file in self.files}
        return {_existing(folder) for folder in folders}

    def _compared_folders(self) -> list[Path]:
        return sorted(folder for folder in self.folders if folder != self.output)[:MAX_FOLDERS]


def watched_files(
    named: Iterable[Path], output: Path, renderer: Renderer | None = None, fingerprint: Fingerprint | None = None
) -> WatchedFiles:
    """Return what is to be watched.

    Args:
        named: files and folders that the command line names.
        output: the folder of the graphics.
        renderer: knows templates, brands and folders of photos; None before the first round.
        fingerprint: knows the pictures that graphics show.
    """
    files, folders = set[Path](), set[Path]()
    for path in (*named, *(_paths_of(renderer) if renderer else ())):
        (folders if is_folder(path) else files).add(path.absolute())
    # Photos may be in subfolders, and a picture, logo or brand that is missing will be next to the others.
    for home in {*(file.parent for file in files), *folders}:
        folders |= {home, *_subfolders(home)}
    pictures = {Path(name).absolute() for name in (fingerprint.files if fingerprint else ())}
    folders |= {picture.parent for picture in pictures}
    # Nothing is added to what comes with memegen.
    growing = frozenset(folder for folder in folders if not folder.is_relative_to(environment.ASSETS))
    return WatchedFiles(frozenset({*files, *pictures, environment.TEMPLATES}), growing, output.absolute())


def _paths_of(renderer: Renderer) -> Iterator[Path]:
    catalog = renderer.catalog
    yield from (*catalog.files, *catalog.brands.files)
    if catalog.project.file:
        yield catalog.project.file
    yield from (Path(folder) for folder in renderer.pictures.folders if "://" not in folder)


def _subfolders(home: Path) -> list[Path]:
    """Return the folders in a folder; none if there are more than are compared, or it cannot be read."""
    found: list[Path] = []
    with suppress(OSError), os.scandir(home) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and entry.is_dir():
                found.append(home / entry.name)
            if len(found) > MAX_FOLDERS // 5:
                return []
    return found


def _folder_states(folder: Path) -> Snapshot:
    """Return a folder, and the state of each of its files that may count; neither if there are too many."""
    states: Snapshot = {}
    with suppress(OSError), os.scandir(folder) as entries:
        states[str(folder)] = FOLDER
        for entry in entries:
            if not _may_count(entry.name):
                continue
            with suppress(OSError):
                status = entry.stat()
                if S_ISREG(status.st_mode):
                    states[entry.path] = _state(status)
            if len(states) > MAX_FILES:
                return {}
    return states


def _may_count(name: str) -> bool:
    is_own = name in OWN or name.startswith("contact-sheet")
    return not is_own and name[0] not in ".~" and os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122


def _state(status: os.stat_result) -> State:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest above it that exists."""
    return next((each for each in (folder, *folder.parents) if is_folder(each)), Path(folder.anchor or "."))


def changes(before: Snapshot, after: Snapshot, since: int) -> set[str]:
    """Return the files that have changed, have gone, or are there now.

    Args:
        before: the states in the round before.
        after: the states now, maybe of more folders.
        since: start of that round, ns since the epoch; a file of a folder that was not compared then has changed if its
            time is later.
    """
    changed = {path for path in before if path not in after or before[path] != after[path]}
    for path in after.keys() - before.keys():
        was_compared = before.get(os.path.dirname(path)) == FOLDER  # noqa: PTH120
        if after[path] != FOLDER and (was_compared or max(after[path][2:]) >= since):
            changed.add(path)
    return changed


def wait_for_message(folders: Iterable[Path]) -> Generator[bool]:
    """Yield whenever the system reports something in the folders, and after INTERVAL at the latest.

    True if the system's messages are read, False if files are only looked at, every POLL_INTERVAL: without the package
    watchfiles, or if the system has no room for as many folders.
    """
    with suppress(ImportError, OSError, RuntimeError):
        from watchfiles import watch

        messages = watch(
            *folders,
            watch_filter=None,
            step=QUIET,
            debounce=MAX_QUIET,
            rust_timeout=round(INTERVAL * 1000),
            yield_on_timeout=True,
            recursive=False,
        )
        for _ in messages:
            yield True
    while True:
        sleep(POLL_INTERVAL)
        yield False
