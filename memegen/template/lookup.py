"""The picture files that rows name: where they may lie, and what their sidecars say of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from memegen.core import environment
from memegen.core.address import is_address, parse_address
from memegen.core.diagnostics import DiagnosticError, Where, expected, fail, nearest
from memegen.core.files import is_file, is_inside, read_file
from memegen.core.regex import lazy_pattern
from memegen.template.catalog import BRAND_FILES, Catalog, shown
from memegen.template.rights import Rights, read_sidecar
from memegen.template.yaml import MAX_BYTES, parse

if TYPE_CHECKING:
    from memegen.images.remote import RemotePhotos

# Nothing is fetched but from where the user says; on Windows two slashes at the start name another machine.
URL = lazy_pattern(r"[A-Za-z][\w+.-]+://|(data|file|blob|javascript):|\\\\|//", re.IGNORECASE)

# Of so many pictures it is remembered where they lie.
REMEMBERED = 4096
# What the names of pictures end with, where one is looked for that is like a wrong name.
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".svg", ".heic", ".heif")
# A folder that holds more than this is not looked through for it.
LOOKED_THROUGH = 1000


class Pictures:
    """Finds the pictures of rows. A list's may lie in the list's own folder, below it, or in one of *folders*.

    A folder may be an address that fsspec knows, such as ``s3://bucket/photos``: its pictures are brought here, and
    ``origins`` tells of each copy where it comes from. Who types a path into a command, or passes it in Python, may
    name any file.
    """

    def __init__(self, folders: Iterable[str | Path] = ()) -> None:
        given = tuple(map(str, folders))
        self.folders = tuple(name if is_address(name) else str(Path(name).absolute()) for name in given)
        self.origins: dict[str, str] = {}
        self._near = tuple(Path(name) for name in self.folders if not is_address(name))
        self._far = tuple(_remote(name) for name in self.folders if is_address(name))
        # Files that were found where they may lie; many rows of a list name the same.
        self._found: dict[tuple[str, str, Path | None], str] = {}
        self._sidecars: dict[tuple[str, int, int], Rights] = {}
        self._alike: dict[Path, str] = {}

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        """The file that the row at *where* means by *name*, which stands in *folder*, or beside the list.

        Raises DiagnosticError: ``photo-url``, ``photo-outside``, ``photo-missing``; of a folder at an address also
        ``photo-unreachable``, ``photo-too-large``.
        """
        asked = name, where.file, folder
        if asked in self._found:
            return self._found[asked]
        listed = bool(where.file)
        far = self._far if listed else ()
        if URL.match(name):
            return self._fetched(name, where, [one for one in far if name.startswith(f"{one.address}/")])
        beside = folder or (Path(where.file).parent if listed else Path())
        roots = [beside.absolute(), *(self._near if listed else ())]
        found = next((root / name for root in roots if is_file(root / name)), None)
        if not found and (brought := self._brought(name, where, far)):
            return brought
        path = found or roots[0] / name
        outside = listed and not is_inside(path, [*roots, environment.ASSETS])
        # Whatever else stands there than a file is told when it is opened.
        if not outside and found:
            if len(self._found) == REMEMBERED:
                self._found.clear()
            self._found[asked] = str(path)
        if not outside and (found or os.path.lexists(path)):
            return str(path)
        allowed = ", ".join(dict.fromkeys(map(str, (*roots, *(one.address for one in far)))))
        hint = f"pictures of a list lie in {allowed}; give --photos DIR for another folder"
        if outside:
            raise fail("photo-outside", f"{name!r} lies outside the folders for pictures", hint, where)
        raise self._missing(name, where, roots, hint if listed else f"check the path; it is taken from {allowed}")

    def _missing(self, name: str, where: Where, roots: list[Path], hint: str) -> DiagnosticError:
        """What to say of a picture that is in none of the *roots*, with the name that was most likely meant."""
        near = ""
        for path in (root / name for root in roots):
            if path not in self._alike:
                # What a list may not name is not told of.
                seen = not where.file or is_inside(path, [*roots, environment.ASSETS])
                self._alike[path] = _alike(path) if seen else ""
            near = near or self._alike[path]
        meant = f"did you mean {Path(name).parent / near}? " if near else ""
        return fail("photo-missing", f"there is no picture {roots[0] / name}", meant + hint, where)

    def _fetched(self, name: str, where: Where, far: Iterable[RemotePhotos]) -> str:
        """The copy of the picture at an address, which lies below one that the user gave."""
        below = [one for one in far if one.named(name)]
        if not below:
            hint = "save the picture as a file, and give its path"
            hint += "; or give --photos the address that it lies below" if where.file else ""
            raise fail("photo-url", f"{name!r} is an address, and nothing is fetched unasked", hint, where)
        if brought := self._brought(name, where, below):
            return brought
        raise fail("photo-missing", f"there is no picture {name}", "check the address", where)

    def _brought(self, name: str, where: Where, far: Iterable[RemotePhotos]) -> str:
        """The copy of the first picture of that name; "" where there is none."""
        for one in far:
            if (below := one.named(name)) and (file := one.bring(below, where)):
                self.origins |= dict.fromkeys((str(file), shown(file)), str(one.address / below))
                return str(file)
        return ""

    def rights(self, picture: str) -> Rights:
        """What the sidecar of a picture says; nothing where there is none.

        Raises DiagnosticError for a sidecar that cannot be used.
        """
        path = Path(f"{picture}.yaml")
        if not is_file(path):
            return {}
        state = path.stat()
        stamp = (str(path), state.st_mtime_ns, state.st_size)
        if stamp not in self._sidecars:
            self._sidecars[stamp] = read_sidecar(parse(read_file(path, "sidecar", MAX_BYTES), shown(path)))
        return self._sidecars[stamp]


def _alike(path: Path) -> str:
    """The picture of that very name in a folder below its own, or else the one beside it whose name is nearest."""
    try:
        with os.scandir(path.parent) as listed:
            entries = sorted(islice(listed, LOOKED_THROUGH + 1), key=lambda entry: entry.name)
        below = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name[0] != "."]
    except (OSError, ValueError):
        return ""
    if len(entries) > LOOKED_THROUGH:
        return ""
    same = (f"{folder}/{path.name}" for folder in below if is_file(path.parent / folder / path.name))
    # Endings are alike, whatever stands before them.
    stems = {Path(entry.name).stem: entry.name for entry in entries if entry.name.lower().endswith(ENDINGS)}
    return next(same, "") or stems.get(nearest(path.stem, stems) or "", "")


def _remote(name: str) -> RemotePhotos:
    from memegen.images.remote import RemotePhotos

    return RemotePhotos(parse_address(name), MAX_BYTES)


class BrandFiles:
    """Finds the brands of rows. A list's may lie in its own folder, beside the template files, or come with memegen.

    Who types a brand into a command, or passes it in Python, may name any file.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._found: dict[tuple[str, Path], str] = {}

    def find(self, name: str, where: Where) -> str:
        """What the row at *where* means by *name*, as the catalog takes it: a name, or the path of a file.

        Raises DiagnosticError: ``brand-outside``.
        """
        asked = (name, Path(where.file).parent.absolute())
        if asked not in self._found:
            self._found[asked] = self._look(*asked, where)
        return self._found[asked]

    def _look(self, name: str, folder: Path, where: Where) -> str:
        if _is_plain(name):
            return name
        if not name.endswith(BRAND_FILES):
            hint = expected(name, self.catalog.brand_names(), "brands")
            raise fail("brand-outside", f"{name!r} is no name of a brand", f"{hint}, or give a .yaml file", where)
        beside = [path.parent.absolute() for path in self.catalog.files]
        roots = [folder, *(root / "brands" for root in beside), *beside]
        file = next((root / name for root in roots if is_file(root / name)), folder / name)
        if not is_inside(file, [*roots, environment.BRANDS]):
            allowed = ", ".join(map(str, dict.fromkeys(roots)))
            hint = f"brands of a list lie in {allowed}; -b takes any file"
            raise fail("brand-outside", f"{name!r} lies outside the folders for brands", hint, where)
        return str(file)


def _is_plain(name: str) -> bool:
    """Whether it is a name such as ``leeds``, which leads nowhere but where brands are looked for."""
    return not name.endswith(BRAND_FILES) and not set(name) & set("/\\:\0") and name not in (".", "..")
