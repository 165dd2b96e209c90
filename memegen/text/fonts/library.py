"""The library of fonts: the bundle that the package contains, and folders of other fonts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from memegen.core.diagnostics import Diagnostic, choice, expected, fail
from memegen.model.entities import SYSTEM_FONTS
from memegen.scene.items import Font
from memegen.text.fonts.face import HarfBuzzFace
from memegen.text.fonts.folders import (
    FolderScan,
    find_system_folders,
    find_user_folders,
    font_files,
    require_folder,
    scan_folders,
)
from memegen.text.fonts.matching import fallback_rank, nearest_face
from memegen.text.fonts.record import SYSTEM, FaceRecord, Family, read_index, summarize_family

# Tiers of folders, in the order in which they are searched: the bundle and named folders, the user's own, the system's.
NAMED_TIER, USER_TIER, SYSTEM_TIER = TIERS = range(3)
Families = dict[str, tuple[FaceRecord, ...]]


class Library:
    """All faces of the bundle (by its ``index.json``), of extra folders, and of the user's own folders.

    Implements :class:`memegen.text.face.Fonts`. A face of an extra folder replaces a bundled one of the same family,
    weight and style. The user's own fonts, and the system's if :data:`SYSTEM_FONTS` is among the extra folders, only
    add faces; they are searched only if a family or a character is not found before.
    """

    def __init__(
        self,
        bundle: Path,
        extra: Sequence[Path] = (),
        *,
        user_fonts: bool = False,
        user_folders: Sequence[Path] = (),
    ) -> None:
        """Make a library; no file is read before it is needed.

        Args:
            bundle: The folder of the bundled fonts.
            extra: Named folders, and :data:`SYSTEM_FONTS` for the system's.
            user_fonts: Whether to search the folders of the user's own fonts.
            user_folders: Folders to search instead of those: copies of the fonts of a user on another machine.
        """
        self.bundle, self.user_fonts, self.user_folders = bundle, user_fonts, tuple(user_folders)
        self.extra = tuple(folder for folder in extra if folder != SYSTEM_FONTS)
        self.system_fonts = SYSTEM_FONTS in extra
        self._scans: dict[int, FolderScan] = {}
        self._families_to: dict[int, Families] = {}
        self._nearest: dict[Font, HarfBuzzFace] = {}
        self._opened: dict[Font, HarfBuzzFace] = {}
        self._fallbacks: dict[tuple[Font, str], tuple[HarfBuzzFace, ...]] = {}

    def face(self, font: Font) -> HarfBuzzFace:
        """Return the face of the family that is nearest in style, then in weight, with its axes set.

        Raises:
            DiagnosticError: ``font-unknown`` for the family, ``axis-unknown`` for an axis that no face of it has.
        """
        face = self._nearest.get(font)
        if face is None:
            record = nearest_face(font, _with_axes(font, self._family_records(font)))
            axes = _clamp_axes(font, record)
            face = self._opened.setdefault(replace(record.font, axes=axes), HarfBuzzFace(record, axes))
            self._nearest[font] = face
        return face

    def fallbacks(self, font: Font, language: str = "") -> tuple[HarfBuzzFace, ...]:
        """Return a face of every other family, the best fallback first.

        See :func:`memegen.text.fonts.matching.fallback_rank`.
        """
        key = replace(font, axes=()), language
        faces = self._fallbacks.get(key)
        if faces is None:
            primary = self.face(replace(font, axes=())).record
            weight = primary.visual_weight or primary.font.weight
            names = [name for name in self._families(SYSTEM_TIER) if name != font.family.lower()]
            others = [self.face(Font(name, weight, font.italic)) for name in names]
            others.sort(key=lambda face: fallback_rank(face.record, primary, language))
            faces = self._fallbacks[key] = tuple(others)
        return faces

    def list_families(self) -> tuple[Family, ...]:
        """Return all families, by name."""
        families = [summarize_family(records) for records in self._families(SYSTEM_TIER).values()]
        return tuple(sorted(families, key=lambda family: family.name.lower()))

    @cached_property
    def families(self) -> FamilyNames:
        """The names of all families; a look-up searches no more folders than necessary."""
        return FamilyNames(self)

    def family_names(self) -> tuple[str, ...]:
        """Return the names of all families."""
        return tuple(records[0].font.family for records in self._families(SYSTEM_TIER).values())

    def canonical_name(self, name: str) -> str:
        """Return the name of a family as its fonts spell it; "" if there is no such family."""
        groups = (self._families(tier).get(name.lower()) for tier in TIERS)
        return next((records[0].font.family for records in groups if records), "")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Warnings for unusable files in named folders and in the user's own."""
        return (*self._scan(NAMED_TIER).warnings, *self._scan(USER_TIER).warnings)

    def extra_fonts(self) -> FolderScan:
        """Return the fonts in the named folders."""
        return self._scan(NAMED_TIER)

    def _family_records(self, font: Font) -> tuple[FaceRecord, ...]:
        """Return the faces of a family, from the first tier that has it.

        If the weight is not in the bundle or a named folder, the user's own folders may add it.
        """
        key = font.family.lower()
        for tier in TIERS:
            records = self._families(tier).get(key, ())
            exact = any((one.font.weight, one.font.italic) == (font.weight, font.italic) for one in records)
            if exact or (records and tier >= USER_TIER):
                return records
        raise fail("font-unknown", f"unknown font {font.family!r}", self.families.hint(font.family))

    def _families(self, tier: int) -> Families:
        """Return faces by family (in lower case), of all tiers up to *tier*, in the order of the index."""
        if tier not in self._families_to:
            faces: dict[Font, FaceRecord] = {}
            if tier == NAMED_TIER:
                for record in [*read_index(self.bundle), *self._scan(NAMED_TIER).records]:
                    faces[_face_key(record)] = record
            else:
                before = [record for records in self._families(tier - 1).values() for record in records]
                for record in [*before, *self._scan(tier).records]:
                    faces.setdefault(_face_key(record), record)
            groups: dict[str, list[FaceRecord]] = {}
            for font, record in faces.items():
                groups.setdefault(font.family, []).append(record)
            self._families_to[tier] = {name: tuple(group) for name, group in groups.items()}
        return self._families_to[tier]

    def _scan(self, tier: int) -> FolderScan:
        """Return the fonts in the folders of a tier, except the bundle."""
        if tier not in self._scans:
            if tier == NAMED_TIER:
                scan = scan_folders(map(require_folder, self.extra))
            elif tier == USER_TIER:
                folders, missing = find_user_folders() if self.user_fonts else (self.user_folders, ())
                scan = scan_folders(folders)
                scan = replace(scan, warnings=(*missing, *scan.warnings))
            else:
                scan = scan_folders(find_system_folders() if self.system_fonts else (), SYSTEM)
            self._scans[tier] = scan
        return self._scans[tier]


class FamilyNames(Collection[str]):
    """The names of a library's families."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(name) and self._library.canonical_name(name) == name

    def __iter__(self) -> Iterator[str]:
        return iter(self._library.family_names())

    def __len__(self) -> int:
        return len(self._library.family_names())

    def hint(self, name: str) -> str:
        """Return the hint for an unknown name: families in named folders, then similar and other names."""
        listing = expected(name, self, "fonts")
        if not self._library.extra:
            return listing
        scan = self._library.extra_fonts()
        names = sorted({record.font.family for record in scan.records})
        unusable = "".join(f". {Path(one.where.file).name}: {one.message}" for one in scan.warnings)
        found = f"{choice(names)}, the fonts under typefaces" if names else "put fonts into the folder of typefaces"
        return f"{found}{unusable}. {listing[:1].upper()}{listing[1:]}"


def _face_key(record: FaceRecord) -> Font:
    return replace(record.font, family=record.font.family.lower())


def _with_axes(font: Font, records: tuple[FaceRecord, ...]) -> tuple[FaceRecord, ...]:
    """Return the faces that have all axes that *font* sets.

    Raises:
        DiagnosticError: ``axis-unknown`` if there are none.
    """
    tags = {tag for tag, _ in font.axes}
    matching = tuple(record for record in records if tags <= {axis.tag for axis in record.axes})
    if not matching:
        available = {axis.tag: axis for record in records for axis in record.axes}
        unknown = ", ".join(sorted(tags - available.keys()) or sorted(tags))
        ranges = ", ".join(f"{axis.tag} from {axis.minimum:g} to {axis.maximum:g}" for axis in available.values())
        hint = f"use one of its axes: {ranges}" if ranges else "delete the axis: the font is not a variable font"
        raise fail("axis-unknown", f"{records[0].font.family} has no axis {unknown}", hint)
    return matching


def _clamp_axes(font: Font, record: FaceRecord) -> tuple[tuple[str, float], ...]:
    """Return the axes that *font* sets, within the ranges of the face, by tag."""
    axes = {axis.tag: axis for axis in record.axes}
    return tuple((tag, max(axes[tag].minimum, min(axes[tag].maximum, value))) for tag, value in sorted(font.axes))


def hash_fonts(library: Library) -> str:
    """Return a hash of all fonts that the library may use; it changes whenever a font does.

    Fonts in folders count by path, size and time of change, those of the bundle by its index and their sizes.
    """
    import hashlib  # Imported here, because it takes as long as laying out a card.

    user = find_user_folders()[0] if library.user_fonts else ()
    system = find_system_folders() if library.system_fonts else ()
    digest = hashlib.sha256((library.bundle / "index.json").read_bytes())
    sizes = (f"{file.name} {file.stat().st_size}\n" for file in font_files([library.bundle]))
    for line in (*sizes, *_stamps((*map(require_folder, library.extra), *user, *system))):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _stamps(folders: Iterable[Path]) -> Iterator[str]:
    """Yield a line for each font file: number of the folder, path, size (bytes), time of change (ns)."""
    for number, folder in enumerate(folders):
        for file in font_files([folder]):
            status = file.stat()
            yield f"{number} {file.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n"
