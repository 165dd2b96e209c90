"""What is sent to cluster workers: tasks with resolved cards, and blobs with the files that the cards need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memegen.core.diagnostics import Where, fail
from memegen.core.files import is_file
from memegen.images.limits import MAX_BYTES
from memegen.model.entities import SYSTEM_FONTS
from memegen.model.keys import keys_of
from memegen.model.kinds import FILE, LAYERS
from memegen.template.photo_lookup import layer_files
from memegen.text.fonts.folders import find_user_folders, font_files, require_folder

if TYPE_CHECKING:
    from memegen.batch.job import Job
    from memegen.core.address import Address
    from memegen.model.card import Card
    from memegen.renderer import Renderer

# Hexadecimal digits of a blob's digest: 160 bits.
DIGEST_DIGITS = 40


@dataclass(frozen=True, slots=True)
class Blob:
    """A file, or a folder of files, identified by its digest.

    Attributes:
        files: path relative to the folder, and bytes.
    """

    digest: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What all tasks of a batch share.

    Attributes:
        run: identifier of the batch.
        program: digest of the program and its fonts, which workers must have too.
        painted: whether to render the files; False to find only what is wrong with them.
        limit: maximum time for a graphic, in seconds; 0 for none.
        address: where workers write the graphics; None to return their bytes.
        fonts: digests of the font folders of the catalog.
        owned: digests of the font folders of the user.
    """

    run: str
    program: str
    painted: bool
    limit: float
    address: Address | None
    fonts: tuple[str, ...]
    owned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A card and its job.

    Attributes:
        files: for each path in the card that is sent as a blob, the digest of the blob and the file name in it.
        origins: for each other path in the card, the address to read the photo from.
    """

    job: Job
    card: Card
    files: Mapping[str, str]
    origins: Mapping[str, str]

    @property
    def digests(self) -> Iterator[str]:
        """The digests of the blobs that the task needs."""
        return (file.partition("/")[0] for file in self.files.values())


class TaskPacker:
    """Packs jobs of one renderer into tasks. Files are hashed once a state, folders once a batch.

    Attributes:
        fonts: digests of the font folders of the catalog.
        owned: digests of the font folders of the user.
    """

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._sources: dict[str, tuple[tuple[str, Path], ...]] = {}
        self._files: dict[tuple[str, int, int], str] = {}
        self._folders: dict[Path, str] = {}
        self.fonts = tuple(map(self._folder, renderer.catalog.typefaces))
        self.owned = tuple(map(self._folder, find_user_folders()[0]))

    def pack(self, job: Job) -> Task | None:
        """Return the task of a job; None if one of its files cannot be sent, or if it is a series.

        Raises:
            DiagnosticError: if the card cannot be resolved, or if its fonts are those of the system.
        """
        if job.is_series:
            return None
        (card,) = self.renderer.cards(job.template, job.values, job.platform, job.brand, job.where, job.variant)
        origins = self.renderer.pictures.origins
        pictures = dict.fromkeys((*layer_files((*card.background, *card.layers)), *map(str, card.brand.logos.values())))
        files: dict[str, str] = {}
        for name in pictures:
            if name not in origins:
                if not (reference := self._file(Path(name))):
                    return None
                files[name] = reference
        for folder in card.brand.typefaces:
            files[str(folder)] = self._folder(folder, card.brand.where)
        # The worker has the card; of the row it needs only what the manifest records.
        job = replace(job, values={}, temporary="")
        return Task(job, card, files, {name: origins[name] for name in pictures if name in origins})

    def blob(self, digest: str) -> Blob:
        """Return the files with that digest.

        Raises:
            OSError: if one of them was deleted meanwhile.
        """
        return Blob(digest, tuple((name, path.read_bytes()) for name, path in self._sources[digest]))

    def _file(self, path: Path) -> str:
        """Return digest and name of a file that is sent; "" for one that cannot be a picture."""
        try:
            state = path.stat()
            if not is_file(path) or state.st_size > MAX_BYTES:
                return ""
            stamp = (str(path), state.st_size, state.st_mtime_ns)
            if stamp not in self._files:
                digest = hashlib.sha256(path.name.encode("utf-8", "surrogateescape"))
                digest.update(path.read_bytes())
                self._files[stamp] = digest.hexdigest()[:DIGEST_DIGITS]
                self._sources[self._files[stamp]] = ((path.name, path),)
        except OSError:
            return ""
        return f"{self._files[stamp]}/{path.name}"

    def _folder(self, folder: Path, where: Where | None = None) -> str:
        """Return the digest of a font folder, from the names, sizes and times of its files."""
        if folder == SYSTEM_FONTS:
            hint = "copy the fonts into a folder, and name the folder under `typefaces:`"
            raise fail(
                "cluster-fonts-unsupported",
                "`typefaces: system` does not work on a cluster: its machines may have other fonts",
                hint,
                where,
            )
        if folder not in self._folders:
            files = [(file.relative_to(folder).as_posix(), file) for file in font_files([require_folder(folder)])]
            stamps = [(name, *_stamp(file)) for name, file in files]
            digest = hashlib.sha256(repr(stamps).encode()).hexdigest()[:DIGEST_DIGITS]
            self._folders[folder] = digest
            self._sources[digest] = tuple(files)
        return self._folders[folder]


def _stamp(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_size, state.st_mtime_ns


def unpack(blob: Blob, folder: Path) -> None:
    """Write the files of a blob below *folder* atomically, unless they exist."""
    place = folder / blob.digest
    if place.is_dir():
        return
    temporary = folder / f".{blob.digest}"
    temporary.mkdir(parents=True, exist_ok=True)
    for name, data in blob.files:
        (temporary / name).parent.mkdir(parents=True, exist_ok=True)
        (temporary / name).write_bytes(data)
    temporary.replace(place)


def with_paths(card: Card, local: Callable[[str], str]) -> Card:
    """Return *card* with every path in it replaced by ``local(path)``."""
    brand = card.brand
    logos = {variant: Path(local(str(logo))) for variant, logo in brand.logos.items()}
    brand = replace(brand, logos=logos, typefaces=tuple(Path(local(str(folder))) for folder in brand.typefaces))
    background, layers = (tuple(_layers_with_paths(layers, local)) for layers in (card.background, card.layers))
    return replace(card, brand=brand, background=background, layers=layers)


def _layers_with_paths(layers: Iterable[Any], local: Callable[[str], str]) -> Iterator[Any]:
    for layer in layers:
        changed: dict[str, Any] = {}
        for attribute, key in keys_of(type(layer)).values():
            if key.kind is FILE and (file := getattr(layer, attribute)):
                changed[attribute] = local(str(file))
            elif key.kind is LAYERS and (children := getattr(layer, attribute)):
                changed[attribute] = tuple(_layers_with_paths(children, local))
        yield replace(layer, **changed) if changed else layer
