"""The faces at hand: the bundle that comes with the program, and folders of other fonts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, Where, expected, fail
from memegen.model.entities import SYSTEM_FONTS
from memegen.scene.items import Font
from memegen.text.fonts.entry import SYSTEM, Entry, Family, family, nearest, rank
from memegen.text.fonts.face import HarfBuzzFace
from memegen.text.fonts.folders import Shelf, font_files, named, own_folders, shelf, system_folders

# How far a family is looked for: in the bundle and the folders that were named, in the user's own, in the system's.
NEAR, OWN, FAR = range(3)
Families = dict[str, tuple[Entry, ...]]


class Library:
    """Every face of the *bundle* folder (by its ``index.json``), of the *extra* folders, and of the user's *own*.

    Implements :class:`memegen.text.face.Fonts`. A face of an extra folder stands in for a bundled one of the same
    family, weight and style. The user's own fonts, and the system's where ``SYSTEM_FONTS`` is among *extra*, only add
    to that, and are looked at when a family or a character is found nowhere nearer.
    """

    def __init__(
        self, bundle: Path, extra: Sequence[Path] = (), *, own: bool = False, owned: Sequence[Path] = ()
    ) -> None:
        """*owned* are the folders of somebody else's own fonts, who works on another machine."""
        self.bundle, self.own, self.owned = bundle, own, tuple(owned)
        self.extra = tuple(folder for folder in extra if folder != SYSTEM_FONTS)
        self.system = SYSTEM_FONTS in extra
        self._shelves: dict[int, Shelf] = {}
        self._reached: dict[int, Families] = {}
        self._nearest: dict[Font, HarfBuzzFace] = {}
        self._opened: dict[Font, HarfBuzzFace] = {}
        self._fallbacks: dict[tuple[Font, str], tuple[HarfBuzzFace, ...]] = {}

    def face(self, font: Font) -> HarfBuzzFace:
        """The face of that family that is nearest in style, then in weight, with its axes set.

        Raises DiagnosticError for a family that there is not (``font-unknown``), or an axis that the family has not
        (``axis-unknown``).
        """
        found = self._nearest.get(font)
        if found is None:
            entry = nearest(font, _with_axes(font, self._entries(font)))
            axes = _clamped(font, entry)
            found = self._opened.setdefault(replace(entry.font, axes=axes), HarfBuzzFace(entry, axes))
            self._nearest[font] = found
        return found

    def fallbacks(self, font: Font, language: str = "") -> tuple[HarfBuzzFace, ...]:
        """A face of every other family, the best to fill a gap first: see :func:`memegen.text.fonts.entry.rank`."""
        asked = replace(font, axes=()), language
        found = self._fallbacks.get(asked)
        if found is None:
            home = self.face(replace(font, axes=())).entry
            weight = home.looks or font.weight
            names = [key for key in self._families(FAR) if key != font.family.lower()]
            faces = [self.face(Font(name, weight, font.italic)) for name in names]
            faces.sort(key=lambda face: rank(face.entry, home, language))
            found = self._fallbacks[asked] = tuple(faces)
        return found

    def entries(self) -> tuple[Family, ...]:
        """Every family there is, by name."""
        families = [family(group) for group in self._families(FAR).values()]
        return tuple(sorted(families, key=lambda one: one.name.lower()))

    @cached_property
    def families(self) -> Names:
        """The names of all families; to look one up opens no more folders than must be."""
        return Names(self)

    def names(self) -> tuple[str, ...]:
        """The name of every family."""
        return tuple(group[0].font.family for group in self._families(FAR).values())

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with files in the folders that somebody chose; such files are passed over."""
        return (*self._shelf(NEAR).warnings, *self._shelf(OWN).warnings)

    def chosen(self) -> Shelf:
        """What lies in the folders that were named."""
        return self._shelf(NEAR)

    def _entries(self, font: Font) -> tuple[Entry, ...]:
        """The faces of a family, from as near as it is found; other weights of it may lie in the user's own folder."""
        key = font.family.lower()
        for depth in (NEAR, OWN, FAR):
            found = self._families(depth).get(key, ())
            exact = any((one.font.weight, one.font.italic) == (font.weight, font.italic) for one in found)
            if exact or (found and depth >= OWN):
                return found
        raise fail("font-unknown", f"there is no font family {font.family!r}", self.families.hint(font.family))

    def _families(self, depth: int) -> Families:
        """Faces by family, in lower case, as far as *depth*; those of the bundle first, in the order of its index."""
        if depth not in self._reached:
            faces: dict[Font, Entry] = {}
            if depth == NEAR:
                nearer: Families = {}
                for entry in [*_index(self.bundle), *self._shelf(NEAR).entries]:
                    faces[_key(entry)] = entry
            else:
                nearer = self._families(depth - 1)
                for entry in [*(entry for group in nearer.values() for entry in group), *self._shelf(depth).entries]:
                    faces.setdefault(_key(entry), entry)
            groups: dict[str, list[Entry]] = {}
            for font, entry in faces.items():
                groups.setdefault(font.family, []).append(entry)
            self._reached[depth] = {name: tuple(group) for name, group in groups.items()}
        return self._reached[depth]

    def _shelf(self, depth: int) -> Shelf:
        if depth not in self._shelves:
            if depth == NEAR:
                found = shelf(map(named, self.extra))
            elif depth == OWN:
                folders, missing = own_folders() if self.own else (self.owned, ())
                found = shelf(folders)
                found = replace(found, warnings=(*missing, *found.warnings))
            else:
                found = shelf(system_folders() if self.system else (), SYSTEM)
            self._shelves[depth] = found
        return self._shelves[depth]

    def family(self, name: str) -> str:
        """The family of that name as it spells itself, "" when there is none."""
        groups = (self._families(depth).get(name.lower()) for depth in (NEAR, OWN, FAR))
        return next((group[0].font.family for group in groups if group), "")


class Names(Collection[str]):
    """The names of a library's families."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(name) and self._library.family(name) == name

    def __iter__(self) -> Iterator[str]:
        return iter(self._library.names())

    def __len__(self) -> int:
        return len(self._library.names())

    def hint(self, name: str) -> str:
        """What to say of a name that is none of them: first what the folders hold that somebody chose."""
        listing = expected(name, self, "families")
        if not self._library.extra:
            return listing
        found = self._library.chosen()
        own = ", ".join(sorted({entry.font.family for entry in found.entries})) or "no font"
        torn = "".join(f"; {Path(one.where.file).name} there: {one.message}" for one in found.warnings)
        return f"typefaces holds {own}, as the files call themselves{torn}. {listing[:1].upper()}{listing[1:]}"


def _key(entry: Entry) -> Font:
    return replace(entry.font, family=entry.font.family.lower())


def _with_axes(font: Font, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those of the faces that have all axes that *font* sets. Raises DiagnosticError (``axis-unknown``)."""
    wanted = {tag for tag, _ in font.axes}
    found = tuple(entry for entry in entries if wanted <= {axis.tag for axis in entry.axes})
    if not found:
        there = {axis.tag: axis for entry in entries for axis in entry.axes}
        unknown = ", ".join(sorted(wanted - there.keys()) or sorted(wanted))
        spans = ", ".join(f"{axis.tag} from {axis.least:g} to {axis.most:g}" for axis in there.values())
        hint = f"its axes: {spans}" if spans else "it is no variable font"
        raise fail("axis-unknown", f"{entries[0].font.family} has no axis {unknown}", hint)
    return found


def _clamped(font: Font, entry: Entry) -> tuple[tuple[str, float], ...]:
    ranges = {axis.tag: axis for axis in entry.axes}
    return tuple((tag, max(ranges[tag].least, min(ranges[tag].most, value))) for tag, value in sorted(font.axes))


def _index(bundle: Path) -> Iterator[Entry]:
    """The faces that the bundle's index lists. Raises DiagnosticError when there is none that can be read."""
    file = bundle / "index.json"
    try:
        for face in json.loads(file.read_text("utf-8")):
            yield Entry(
                bundle / face["file"],
                Font(face["family"], face["weight"], face["italic"]),
                face["licence"],
                tuple(face["scripts"]),
                genre=face["genre"],
                looks=face.get("looks", 0),
                coloured=face.get("coloured", False),
            )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        hint = "reinstall memegen, or run fonts/rebuild.py in a checkout"
        message = f"the index of the bundled fonts cannot be read: {problem}"
        raise fail("font-index", message, hint, Where(str(file))) from None


def state(library: Library) -> str:
    """A digest over every font that the library may draw from: wherever one changes, pictures may.

    Fonts of folders count by name, size and time, those of the bundle by its index and their sizes.
    """
    import hashlib  # Loaded here, for it takes as long as laying out a card.

    own = own_folders()[0] if library.own else ()
    far = system_folders() if library.system else ()
    digest = hashlib.sha256((library.bundle / "index.json").read_bytes())
    for line in (*_sizes(font_files([library.bundle])), *_stamps((*map(named, library.extra), *own, *far))):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _sizes(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        yield f"{file.name} {file.stat().st_size}\n"


def _stamps(folders: Iterable[Path]) -> Iterator[str]:
    for number, folder in enumerate(folders):
        for file in font_files([folder]):
            told = file.stat()
            yield f"{number} {file.relative_to(folder)} {told.st_size} {told.st_mtime_ns}\n"
