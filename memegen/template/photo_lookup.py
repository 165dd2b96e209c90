"""Looking up the photos that rows name: in the list's folder, in folders given by the user, and at addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from memegen.core import environment
from memegen.core.address import is_address, parse_address
from memegen.core.diagnostics import DiagnosticError, Where, closest_match, fail
from memegen.core.file_roles import PHOTO_EXTENSIONS
from memegen.core.files import is_file, is_inside
from memegen.core.regex import lazy_pattern
from memegen.model.card import Card
from memegen.model.entities import Raw, Template, as_text
from memegen.model.keys import keys_of
from memegen.model.kinds import FILE
from memegen.template.rights import Rights
from memegen.template.sidecar import Sidecars
from memegen.template.yaml import MAX_BYTES
from memegen.template.yaml_files import display_path

if TYPE_CHECKING:
    from memegen.images.remote import RemotePhotos

# A name that is not a local path; on Windows two slashes or backslashes at the start name another machine.
URL = lazy_pattern(r"[A-Za-z][\w+.-]+://|(data|file|blob|javascript):|\\\\|//", re.IGNORECASE)

# Maximum number of photos whose paths are cached.
MAX_CACHED = 4096
# Maximum number of entries of a folder in which similar names are looked for.
MAX_ENTRIES = 1000


class PhotoFolders:
    """Finds the photos of rows in the folder of their list and below, and in additional folders.

    A folder may be an address that fsspec knows, e.g. ``s3://bucket/photos``; photos from there are downloaded. A row
    that is not from a list, but from the command line or from Python, may name any file.

    Attributes:
        folders: absolute paths and addresses of the additional folders.
        origins: address of each downloaded photo, by the path of its copy.
    """

    def __init__(self, folders: Iterable[str | Path] = ()) -> None:
        names = tuple(map(str, folders))
        self.folders = tuple(name if is_address(name) else str(Path(name).absolute()) for name in names)
        self.origins: dict[str, str] = {}
        self._local = tuple(Path(name) for name in self.folders if not is_address(name))
        self._remote = tuple(_remote_photos(name) for name in self.folders if is_address(name))
        self._sidecars = Sidecars()
        # Paths that were found and are allowed, by name, list and folder; many rows of a list name the same photo.
        self._paths: dict[tuple[str, str, Path | None], str] = {}
        self._similar: dict[Path, str] = {}

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        """Return the path of the photo that the row at *where* names.

        Args:
            name: path or address, as written.
            where: place of the row; without a file the row is not from a list.
            folder: folder to which a relative path is relative, instead of the list's.

        Raises:
            DiagnosticError: ``photo-outside``, ``photo-not-found``; for a photo at an address also
                ``photo-unreachable``, ``photo-too-large``.
        """
        key = name, where.file, folder
        if key not in self._paths:
            path, found = self._find(name, where, folder)
            if not found:
                return path
            if len(self._paths) == MAX_CACHED:
                self._paths.clear()
            self._paths[key] = path
        return self._paths[key]

    def rights(self, photo: str) -> Rights:
        """Return the rights that a photo's sidecar file states, by name; none if there is no such file.

        Raises:
            DiagnosticError: the sidecar file is invalid.
        """
        return self._sidecars.rights(photo)

    def _find(self, name: str, where: Where, folder: Path | None) -> tuple[str, bool]:
        """Return the path of a photo, and whether it is that of a local file, which may be cached."""
        listed = bool(where.file)
        remote = self._remote if listed else ()
        if URL.match(name):
            return self._download_address(name, where, remote), False
        base = folder or (Path(where.file).parent if listed else Path())
        roots = [base.absolute(), *(self._local if listed else ())]
        file = next((root / each for each in _spellings(name) for root in roots if is_file(root / each)), None)
        if not file and (copy := self._download(name, where, remote)):
            return copy, False
        path = file or roots[0] / name
        allowed = ", ".join(dict.fromkeys(map(str, (*roots, *(photos.address for photos in remote)))))
        hint = f"move the photo to {allowed}, or pass its folder with --photos DIR"
        if listed and not is_inside(path, [*roots, environment.ASSETS]):
            raise fail("photo-outside", f"{name!r} is outside the folders that rows may take photos from", hint, where)
        # Anything but a file is reported when it is opened.
        if file or os.path.lexists(path):
            return str(path), bool(file)
        raise self._missing(name, where, roots, hint if listed else f"check the path; it is relative to {allowed}")

    def _missing(self, name: str, where: Where, roots: list[Path], hint: str) -> DiagnosticError:
        """Return the error for a photo that is in none of *roots*, with the name that was most likely meant."""
        similar = ""
        for path in (root / name for root in roots):
            if path not in self._similar:
                # A list must not find out what is in folders that it may not use.
                allowed = not where.file or is_inside(path, [*roots, environment.ASSETS])
                self._similar[path] = _similar_name(path) if allowed else ""
            similar = similar or self._similar[path]
        suggestion = f"did you mean {Path(name).parent / similar}? " if similar else ""
        return fail(
            "photo-not-found",
            f"photo not found: {name} (searched {', '.join(map(str, roots))})",
            suggestion + hint,
            where,
        )

    def _download_address(self, address: str, where: Where, remote: Iterable[RemotePhotos]) -> str:
        """Return the path of the copy of the photo at an address, which must be below one that the user gave."""
        allowed = [p for p in remote if address.startswith(f"{p.address}/") and p.relative_name(address)]
        if not allowed:
            hint = "download the photo, and write its path"
            hint += "; or pass its folder's address with --photos" if where.file else ""
            raise fail(
                "photo-outside", f"{address!r} is an address, and memegen downloads none that a row names", hint, where
            )
        if copy := self._download(address, where, allowed):
            return copy
        raise fail("photo-not-found", f"photo not found: {address}", "check the address", where)

    def _download(self, name: str, where: Where, remote: Iterable[RemotePhotos]) -> str:
        """Return the path of the copy of the first photo with that name; "" if there is none."""
        for photos in remote:
            if (key := photos.relative_name(name)) and (file := photos.download(key, where)):
                self.origins |= dict.fromkeys((str(file), display_path(file)), str(photos.address / key))
                return str(file)
        return ""


def _spellings(name: str) -> list[str]:
    """Return how a file may be called that a list names: as written, without quotation marks, on other systems.

    Windows separates folders by backslashes, and macOS stores an accent as a character of its own.
    """
    bare = name.strip().strip("\"'“”„") or name
    paths = (name, bare, bare.replace("\\", "/"))
    return list(
        dict.fromkeys(form for path in paths for form in (path, normalize("NFC", path), normalize("NFD", path)))
    )


def _similar_name(path: Path) -> str:
    """Return the photo with that name in a subfolder, or else the most similar name in the folder.

    Both are relative to the folder of *path*; "" if there is neither.
    """
    try:
        with os.scandir(path.parent) as scan:
            entries = sorted(islice(scan, MAX_ENTRIES + 1), key=lambda entry: entry.name)
        folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and entry.name[0] != "."]
    except (OSError, ValueError):
        return ""
    if len(entries) > MAX_ENTRIES:
        return ""
    same = (f"{folder}/{path.name}" for folder in folders if is_file(path.parent / folder / path.name))
    # Compared without their extensions, which make any two names similar.
    stems = {Path(entry.name).stem: entry.name for entry in entries if entry.name.lower().endswith(PHOTO_EXTENSIONS)}
    return next(same, "") or stems.get(closest_match(path.stem, stems) or "", "")


def _remote_photos(address: str) -> RemotePhotos:
    from memegen.images.remote import RemotePhotos

    return RemotePhotos(parse_address(address), MAX_BYTES)


def default_photo_notes(
    template: Template, values: Mapping[str, Raw], cards: Sequence[Card] | None = None
) -> list[str]:
    """Return a note for each photo that a row does not set, so that one that comes with memegen takes its place.

    Args:
        template: the row's template.
        values: the row.
        cards: the cards of the row, of which one must show the photo; None if they are not known.
    """
    unset = [field for field in template.fields.values() if field.type == "photo" and not values.get(field.name)]
    photos = {field.name: (field.home or template.home) / as_text(field.default) for field in unset if field.default}
    shown = {file for card in cards or () for file in layer_files((*card.background, *card.layers))}
    where = "the graphic shows" if cards else f"where {template.name} shows one, it is"
    return [
        f"no {name} is given: {where} the example {photo.name}"
        for name, photo in photos.items()
        if photo.absolute().is_relative_to(environment.ASSETS) and (cards is None or str(photo.absolute()) in shown)
    ]


def layer_files(layers: Iterable[Any]) -> Iterator[str]:
    """Iterate over the picture files that layers, and the layers in them, refer to."""
    for layer in layers:
        for attribute, key in keys_of(type(layer)).values():
            if key.kind is FILE and (file := getattr(layer, attribute)):
                yield str(file)
        yield from layer_files(layer.children)
