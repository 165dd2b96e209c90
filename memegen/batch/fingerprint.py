"""The key of a card: one short text that changes whenever anything changes that decides the bytes of its picture."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from memegen.batch.job import UNKNOWN
from memegen.core import environment
from memegen.core.diagnostics import Where
from memegen.core.environment import __version__
from memegen.images.limits import MAX_BYTES
from memegen.model.keys import keys_of
from memegen.model.kinds import FILE
from memegen.text.fonts.library import hash_fonts

if TYPE_CHECKING:
    from memegen.batch.job import Job
    from memegen.model.entities import Brand, Card
    from memegen.renderer import Renderer

# What ends the name of the folder, or the file, that tells of an installed project.
TOLD = (".dist-info", ".egg-info")


def versions(projects: Iterable[str]) -> list[str]:
    """Each project with its version, or without one where it is not installed, as the names of files tell it.

    They are ``{name}-{version}.dist-info`` (PyPA, "Recording installed projects"). ``importlib.metadata`` reads the
    same out of what lies there, and loads a mail reader for it, which takes longer than to make a card.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries]
        except OSError:
            continue
        for name in names:
            if name.endswith(TOLD):
                project, _, version = name.rpartition(".")[0].partition("-")
                found.setdefault(_plain(project), version)
    return [f"{project} {found.get(_plain(project), '')}".rstrip() for project in projects]


def _plain(project: str) -> str:
    return re.sub(r"[-_.]+", "_", project).lower()


# Another version of these may break lines, draw or encode otherwise.
DECIDING = (
    *(
        "pillow",
        "uharfbuzz",
        "skia-pathops",
        "icu4py",
        "unicodedata2",
        "isal",
        "zlib-ng",
        "resvg-py",
        "pyphen",
        "pyyaml",
    ),
    *("budoux", "numpy", "pillow-heif"),
)


class Fingerprint:
    """Tells the key of each card of one studio. What cards share is worked out once; files are read once a state."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._designs: dict[tuple[str, str, str, int, int], str] = {}
        self._brands: dict[str, str] = {}
        self._files: dict[tuple[str, int, int, int, int], str] = {}

    def key(self, job: Job, card: Card | None = None) -> str:
        """The key of a job, whose *card* may be known: the same in every process of this program.

        It is :data:`memegen.batch.job.UNKNOWN` for a card that cannot be made, which says why later.
        """
        try:
            return self._key(
                card or self.renderer.card(job.template, job.values, job.platform, job.brand, job.where), job
            )
        except Exception:  # Whatever it is, it is said when the card's turn comes.
            return UNKNOWN

    def _key(self, card: Card, job: Job) -> str:
        files = dict.fromkeys(pictures((*card.background, *card.layers)))
        fields = self.renderer.template(job.template, job.brand).fields
        photos = {name for name, field in fields.items() if field.type == "photo"}
        # Where a picture lies does not matter, nor does one that is not shown; what is in it does.
        values = [(name, PurePath(str(value)).name if name in photos else value) for name, value in card.values.items()]
        # What the file says of itself beside its brand, which is in the design.
        said = (card.alt_text, card.caption, card.credit, card.licence, card.source)
        told = (self._design(card, job), values, [self._file(file) for file in files], said, job.format, job.quality)
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:40]

    def _design(self, card: Card, job: Job) -> str:
        """A digest of the template, the platform, the brand, the fonts and the program."""
        platform = card.platform
        asked = (card.template, card.brand.key, platform.name, platform.width, platform.height)
        if asked not in self._designs:
            template = self.renderer.template(job.template, job.brand)
            told = (program(), self._brand(card.brand), _frozen(template), _frozen(platform))
            self._designs[asked] = hashlib.sha256(repr(told).encode()).hexdigest()
        return self._designs[asked]

    def _brand(self, brand: Brand) -> str:
        if brand.key not in self._brands:
            logos = [(form, self._file(str(logo))) for form, logo in brand.logos.items()]
            fonts = hash_fonts(self.renderer.catalog.library(brand.typefaces))
            self._brands[brand.key] = hashlib.sha256(repr((_frozen(brand), logos, fonts)).encode()).hexdigest()
        return self._brands[brand.key]

    def _file(self, name: str) -> str:
        """A digest of a file's bytes; "" for one that is not there, or no picture will be made of."""
        try:
            told = Path(name).stat()
            # A pipe or a device could keep us waiting for ever.
            if not S_ISREG(told.st_mode) or told.st_size > MAX_BYTES:
                return ""
            stamp = (name, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
            if stamp not in self._files:
                with Path(name).open("rb") as file:
                    self._files[stamp] = hashlib.file_digest(file, "sha256").hexdigest()
            return self._files[stamp]
        except OSError:
            return ""


@cache
def program() -> str:
    """What is to make the pictures: versions; in a checkout, where a version says little, the sources too."""
    told = [__version__, *versions(DECIDING)]
    package = Path(__file__).parents[1]
    if package.parent == environment.DATA_FOLDER:
        told += (hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(package.rglob("*.py")))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def pictures(layers: Iterable[Any]) -> Iterator[str]:
    """The picture files that layers name, and the layers in them."""
    for layer in layers:
        for attribute, key in keys_of(type(layer)).values():
            if key.kind is FILE and (file := getattr(layer, attribute)):
                yield str(file)
        yield from pictures(layer.children)


class _Freezer(pickle.Pickler):
    """Writes frozen values as bytes that are the same in every process; places and paths are left out."""

    def persistent_id(self, value: object) -> str | None:
        return "" if isinstance(value, Where | PurePath) else None


def _frozen(value: object) -> bytes:
    file = BytesIO()
    pickler = _Freezer(file, 5)
    # Otherwise it would matter which equal texts happen to be one object.
    pickler.fast = True
    pickler.dump(value)
    return file.getvalue()
