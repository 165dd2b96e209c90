"""What travels to another machine: cards, all resolved, and the files that they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.batch.fingerprint import pictures
from memegen.core.diagnostics import Where, fail
from memegen.core.files import is_file
from memegen.images.limits import MAX_BYTES
from memegen.model.entities import SYSTEM_FONTS
from memegen.model.keys import keys_of
from memegen.model.kinds import FILE, LAYERS
from memegen.text.fonts.folders import find_user_folders, font_files, require_folder

if TYPE_CHECKING:
    from memegen.batch.job import Job
    from memegen.core.address import Address
    from memegen.model.entities import Card
    from memegen.renderer import Renderer


@dataclass(frozen=True, slots=True)
class Blob:
    """A file, or a folder with files, and its digest: what is packed twice under one digest is the same."""

    digest: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What holds for all cards of a batch. ``fonts`` and ``owned`` are folders of fonts, by digest.

    ``far`` is where the pictures are to be written; None where they travel back.
    """

    run: str
    program: str
    painted: bool
    limit: float
    far: Address | None
    fonts: tuple[str, ...]
    owned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A card and its job. ``files`` tells of each path in it by which digest, and name, it travels.

    ``origins`` tells of those that do not travel which address they are read from.
    """

    job: Job
    card: Card
    files: Mapping[str, str]
    origins: Mapping[str, str]

    @property
    def digests(self) -> Iterator[str]:
        """Of the files that travel."""
        return (file.partition("/")[0] for file in self.files.values())


class TaskPacker:
    """Packs cards of one studio. Files are looked at once a state, folders once a batch."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._sources: dict[str, tuple[tuple[str, Path], ...]] = {}
        self._files: dict[tuple[str, int, int], str] = {}
        self._folders: dict[Path, str] = {}
        self.fonts = tuple(map(self._folder, renderer.catalog.typefaces))
        self.owned = tuple(map(self._folder, find_user_folders()[0]))

    def task(self, job: Job) -> Task | None:
        """The card of a job; None where a file of it cannot travel. Raises DiagnosticError for one that cannot be."""
        card = self.renderer.card(job.template, job.values, job.platform, job.brand, job.where)
        origins = self.renderer.pictures.origins
        shown = dict.fromkeys((*pictures((*card.background, *card.layers)), *map(str, card.brand.logos.values())))
        files: dict[str, str] = {}
        for name in shown:
            if name not in origins:
                if not (digest := self._file(Path(name))):
                    return None
                files[name] = digest
        for folder in card.brand.typefaces:
            files[str(folder)] = self._folder(folder, card.brand.where)
        # The worker has the card; of the row it needs nothing but what the manifest tells.
        return Task(
            replace(job, values={}, draft=""), card, files, {name: origins[name] for name in shown if name in origins}
        )

    def blobs(self, digest: str) -> Blob:
        """The bytes that a digest stands for. Raises OSError for a file that has gone meanwhile."""
        return Blob(digest, tuple((name, path.read_bytes()) for name, path in self._sources[digest]))

    def _file(self, path: Path) -> str:
        """By which digest and name a file travels; "" for one that no picture could be made of."""
        try:
            state = path.stat()
            if not is_file(path) or state.st_size > MAX_BYTES:
                return ""
            stamp = (str(path), state.st_size, state.st_mtime_ns)
            if stamp not in self._files:
                told = hashlib.sha256(path.name.encode("utf-8", "surrogateescape"))
                told.update(path.read_bytes())
                self._files[stamp] = told.hexdigest()[:40]
                self._sources[self._files[stamp]] = ((path.name, path),)
        except OSError:
            return ""
        return f"{self._files[stamp]}/{path.name}"

    def _folder(self, folder: Path, where: Where | None = None) -> str:
        if folder == SYSTEM_FONTS:
            hint = "put the fonts into a folder, and name that under `typefaces:`"
            raise fail("cluster-fonts", "fonts of the system differ from machine to machine", hint, where)
        if folder not in self._folders:
            files = [(file.relative_to(folder).as_posix(), file) for file in font_files([require_folder(folder)])]
            told = hashlib.sha256(repr([(name, *_stamp(file)) for name, file in files]).encode()).hexdigest()[:40]
            self._folders[folder] = told
            self._sources[told] = tuple(files)
        return self._folders[folder]


def _stamp(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_size, state.st_mtime_ns


def unpack(blobs: Blob, folder: Path) -> None:
    """Write the files of a cargo below *folder*, where they are not there yet; whole, or not at all."""
    place = folder / blobs.digest
    if place.is_dir():
        return
    draft = folder / f".{blobs.digest}"
    draft.mkdir(parents=True, exist_ok=True)
    for name, data in blobs.files:
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        (draft / name).write_bytes(data)
    draft.replace(place)


def rerouted(card: Card, way: Callable[[str], str]) -> Card:
    """The same card with every path in it changed."""
    brand = card.brand
    logos = {form: Path(way(str(logo))) for form, logo in brand.logos.items()}
    brand = replace(brand, logos=logos, typefaces=tuple(Path(way(str(folder))) for folder in brand.typefaces))
    background, layers = (tuple(_layers(layers, way)) for layers in (card.background, card.layers))
    return replace(card, brand=brand, background=background, layers=layers)


def _layers(layers: Iterable[Any], way: Callable[[str], str]) -> Iterator[Any]:
    for layer in layers:
        changed: dict[str, Any] = {}
        for attribute, key in keys_of(type(layer)).values():
            if key.kind is FILE and (file := getattr(layer, attribute)):
                changed[attribute] = way(str(file))
            elif key.kind is LAYERS and (children := getattr(layer, attribute)):
                changed[attribute] = tuple(_layers(children, way))
        yield replace(layer, **changed) if changed else layer
