"""The cache key of a card: a hash of everything that decides the bytes of its graphic."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import TYPE_CHECKING

from memegen.batch.job import KeyState
from memegen.core import environment
from memegen.core.diagnostics import Where
from memegen.core.environment import __version__
from memegen.images.limits import MAX_BYTES
from memegen.template.entries import on_photos
from memegen.template.photo_lookup import layer_files
from memegen.template.post_texts import ALT, own_text
from memegen.text.fonts.library import hash_fonts

if TYPE_CHECKING:
    from memegen.batch.job import Job
    from memegen.model.brand import Brand
    from memegen.model.card import Card
    from memegen.model.entities import Field, Raw
    from memegen.renderer import Renderer

# Suffixes of the folder, or the file, with the metadata of an installed project.
METADATA_SUFFIXES = (".dist-info", ".egg-info")
# Projects another version of which may break lines, draw or encode differently.
LIBRARIES = (
    *("pillow", "uharfbuzz", "skia-pathops", "icu4py", "unicodedata2", "isal", "zlib-ng", "resvg-py", "pyphen"),
    *("pyyaml", "babel", "budoux", "numpy", "pi-heif", "segno", "tinycss2", "cssselect2"),
)
# Hexadecimal digits of a key: 160 bits.
KEY_DIGITS = 40


class Fingerprint:
    """Computes the cache keys of one renderer's cards. What cards share is hashed once; files once a state."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._designs: dict[tuple[str, str, str, int, int], str] = {}
        self._brands: dict[str, str] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._files: dict[tuple[str, int, int, int, int], str] = {}

    @property
    def files(self) -> set[str]:
        """The photos, logos and other pictures that have been hashed so far."""
        return {stamp[0] for stamp in self._files}

    def key(self, job: Job, cards: Sequence[Card] = ()) -> str | KeyState:
        """Return the cache key of a job: 40 hexadecimal digits, the same in every process of this program.

        The number of pages to which its texts go on does not matter: it follows from what is hashed.

        Args:
            job: the job.
            cards: the cards of the job, if they are resolved already.

        Returns:
            the key, or ``KeyState.UNKNOWN`` for a card that cannot be resolved; rendering it reports why.
        """
        try:
            if job.is_series or not cards:
                arguments = job.template, job.values, job.platform, job.brand, job.where, job.variant
                cards = self.renderer.cards(*arguments, paginated=False)
            return self._key(cards, job)
        except Exception:  # Rendering the card raises the same, and reports it.
            return KeyState.UNKNOWN

    def with_places(self, key: str | KeyState, job: Job, cards: Sequence[Card]) -> str | KeyState:
        """Return the key of what a check finds of a graphic, from the key of the graphic.

        Findings name places in the list and in the template, which do not change the graphic.
        """
        if not isinstance(key, str):
            return key
        found = [(card.findings, card.post_findings) for card in cards]
        design = (job.template, job.brand)
        if design not in self._places:
            template = self.renderer.template(job.template, job.brand)
            self._places[design] = hashlib.sha256(_pickled(template, placed=True)).hexdigest()
        text = repr((key, self._places[design], job.where, found))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]

    def _key(self, cards: Sequence[Card], job: Job) -> str:
        fields = self.renderer.template(job.template, job.brand).fields
        # The row's own alternative texts, of pages too that are known only when texts are laid out.
        own = own_text(job.values, fields, ALT)
        parts: list[object] = [self._design(cards[0], job), job.format, job.quality, own]
        for card in cards:
            files = dict.fromkeys(layer_files((*card.background, *card.layers)))
            # The folder of a photo does not matter, nor does a photo that is not shown; the content of others does.
            values = [(name, _without_folders(fields.get(name), value)) for name, value in card.values.items()]
            # The metadata of the file, except for that of the brand, which is part of the design.
            metadata = (card.alt_text, card.caption, card.credit, card.licence, card.source, card.day)
            parts += [values, [self._file(file) for file in files], metadata, card.variant, card.page, card.pages]
        return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:KEY_DIGITS]

    def _design(self, card: Card, job: Job) -> str:
        """Return a digest of the template, the platform, the brand, the fonts and the program."""
        platform = card.platform
        design = (card.template, card.brand.key, platform.name, platform.width, platform.height)
        if design not in self._designs:
            template = self.renderer.template(job.template, job.brand)
            parts = (program_digest(), self._brand(card.brand), _pickled(template), _pickled(platform))
            self._designs[design] = hashlib.sha256(repr(parts).encode()).hexdigest()
        return self._designs[design]

    def _brand(self, brand: Brand) -> str:
        if brand.key not in self._brands:
            logos = [(variant, self._file(str(logo))) for variant, logo in brand.logos.items()]
            fonts = hash_fonts(self.renderer.catalog.library(brand.typefaces))
            self._brands[brand.key] = hashlib.sha256(repr((_pickled(brand), logos, fonts)).encode()).hexdigest()
        return self._brands[brand.key]

    def _file(self, name: str) -> str:
        """Return a digest of a file's bytes; "" for one that does not exist or that cannot be a picture."""
        try:
            status = Path(name).stat()
            # Reading a pipe or a device could block for ever.
            if not S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return ""
            stamp = (name, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            if stamp not in self._files:
                with Path(name).open("rb") as file:
                    self._files[stamp] = hashlib.file_digest(file, "sha256").hexdigest()
            return self._files[stamp]
        except OSError:
            return ""


@cache
def program_digest() -> str:
    """Return a digest of the versions that render; in a checkout, where a version says little, of the sources too."""
    parts = [__version__, *versions(LIBRARIES)]
    package = Path(__file__).parents[1]
    if package.parent == environment.DATA_FOLDER:
        parts += (hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(package.rglob("*.py")))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def versions(projects: Iterable[str]) -> list[str]:
    """Return each project with its version, or without one if it is not installed.

    Read from the names of ``{name}-{version}.dist-info`` folders (PyPA, "Recording installed projects").
    ``importlib.metadata`` does the same, but imports an e-mail parser, which takes longer than to render a card.
    """
    by_project: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries]
        except OSError:
            continue
        for name in names:
            if name.endswith(METADATA_SUFFIXES):
                project, _, version = name.rpartition(".")[0].partition("-")
                by_project.setdefault(_normalized(project), version)
    return [f"{project} {by_project.get(_normalized(project), '')}".rstrip() for project in projects]


def _normalized(project: str) -> str:
    return re.sub(r"[-_.]+", "_", project).lower()


def _without_folders(field: Field | None, value: Raw) -> Raw:
    """Return a value with the names of its photos in place of their paths."""
    if field and field.type == "photo":
        return PurePath(str(value)).name
    return on_photos(field, value, lambda _, photo: PurePath(photo).name) if field and field.of else value


class _Pickler(pickle.Pickler):
    """Pickles frozen values to the same bytes in every process; places and paths are left out."""

    left_out: tuple[type, ...] = (Where, PurePath)

    def persistent_id(self, value: object) -> str | None:
        return "" if isinstance(value, self.left_out) else None


class _PlacedPickler(_Pickler):
    """Pickles places as well."""

    left_out = (PurePath,)


def _pickled(value: object, *, placed: bool = False) -> bytes:
    file = BytesIO()
    pickler = (_PlacedPickler if placed else _Pickler)(file, 5)
    # Without the memo, which would make the bytes depend on which equal texts are one object.
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()
