"""The faces at hand: the bundle that comes with the program, and folders of the user's own fonts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from memegen.errors import WARNING, Diagnostic, Where, expected, fail
from memegen.fonts.entry import Entry, Family, describe, family
from memegen.fonts.face import HarfBuzzFace
from memegen.scene import Font

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
# Web fonts are compressed in a way that HarfBuzz does not read.
PACKED = {".woff", ".woff2"}
# The families made for filling gaps start with this word.
FALLBACK = "Noto"


class Library:
    """Every face of the *bundle* folder (by its ``index.json``) and of the *extra* folders, which are read when needed.

    Implements :class:`memegen.text.face.Fonts`. A face of an extra folder stands in for a bundled one of the same
    family, weight and style.
    """

    def __init__(self, bundle: Path, extra: Sequence[Path] = ()) -> None:
        self.bundle, self.extra = bundle, tuple(extra)
        self._nearest: dict[Font, HarfBuzzFace] = {}
        self._opened: dict[Font, HarfBuzzFace] = {}
        self._fallbacks: dict[Font, tuple[HarfBuzzFace, ...]] = {}

    def face(self, font: Font) -> HarfBuzzFace:
        """The face of that family that is nearest in style, then in weight.

        Raises DiagnosticError (``font-unknown``) for a family that there is not.
        """
        found = self._nearest.get(font)
        if found is None:
            entries = self._families.get(font.family.lower())
            if entries is None:
                names = [group[0].font.family for group in self._families.values()]
                hint = expected(font.family, names, "families")
                raise fail("font-unknown", f"there is no font family {font.family!r}", hint)
            entry = nearest(font, entries)
            found = self._nearest[font] = self._opened.setdefault(entry.font, HarfBuzzFace(entry))
        return found

    def fallbacks(self, font: Font) -> tuple[HarfBuzzFace, ...]:
        """The Noto families first, in the order of the index, then all others; without the family of *font* itself."""
        found = self._fallbacks.get(font)
        if found is None:
            names = [key for key in self._families if key != font.family.lower()]
            names.sort(key=lambda name: not name.startswith(FALLBACK.lower()))
            found = tuple(self.face(Font(name, font.weight, font.italic)) for name in names)
            self._fallbacks[font] = found
        return found

    def entries(self) -> tuple[Family, ...]:
        """Every family there is, by name."""
        families = [family(group[0].font.family, group) for group in self._families.values()]
        return tuple(sorted(families, key=lambda one: one.name.lower()))

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with files in the extra folders; such files are passed over."""
        return self._user[1]

    @cached_property
    def _families(self) -> dict[str, tuple[Entry, ...]]:
        """Faces by family, in lower case: those of the bundle in the order of its index, then the user's."""
        faces: dict[Font, Entry] = {}
        for entry in [*_index(self.bundle), *self._user[0]]:
            faces[Font(entry.font.family.lower(), entry.font.weight, entry.font.italic)] = entry
        groups: dict[str, list[Entry]] = {}
        for font, entry in faces.items():
            groups.setdefault(font.family, []).append(entry)
        return {name: tuple(group) for name, group in groups.items()}

    @cached_property
    def _user(self) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
        entries: list[Entry] = []
        warnings: list[Diagnostic] = []
        for file in _files(self.extra):
            try:
                if file.suffix.lower() in PACKED:
                    raise ValueError("web fonts are not read")
                entries += describe(file)
            except (OSError, ValueError) as problem:
                hint = "replace it by a sound .ttf or .otf file, or remove it"
                message = f"this font cannot be used: {problem}"
                warnings.append(Diagnostic(WARNING, "font-unreadable", Where(str(file)), message, hint))
        return tuple(entries), tuple(warnings)


def nearest(font: Font, entries: Iterable[Entry]) -> Entry:
    """The entry to use for *font* by the rules of CSS: style before weight, and heavy looks to the heavier first."""
    styled = [entry for entry in entries if entry.font.italic == font.italic] or list(entries)

    def distance(entry: Entry) -> tuple[int, int]:
        weight, wanted = entry.font.weight, font.weight
        if 400 <= wanted <= 500:
            # Medium and regular look to each other first, then to the lighter, then to the heavier.
            rank = 0 if wanted <= weight <= 500 else 1 if weight < wanted else 2
        else:
            rank = 0 if weight == wanted or (weight > wanted) == (wanted > 500) else 1
        return rank, abs(weight - wanted)

    return min(styled, key=distance)


def _index(bundle: Path) -> Iterator[Entry]:
    """The faces that the bundle's index lists. Raises DiagnosticError when there is none that can be read."""
    file = bundle / "index.json"
    try:
        for face in json.loads(file.read_text("utf-8")):
            font = Font(face["family"], face["weight"], face["italic"])
            yield Entry(bundle / face["file"], font, face["licence"], tuple(face["scripts"]))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        hint = "reinstall memegen, or run fonts/rebuild.py in a checkout"
        message = f"the index of the bundled fonts cannot be read: {problem}"
        raise fail("font-index", message, hint, Where(str(file))) from None


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Font files of the folders and the folders in them, in an order that does not depend on the disk."""
    for folder in folders:
        if not folder.is_dir():
            raise fail("font-folder", f"there is no font folder {folder}", "check the path, or make the folder")
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in SUFFIXES | PACKED and file.is_file():
                yield file
