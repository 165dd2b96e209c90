"""The other end: where a worker of a cluster makes the cards that it is sent."""

from __future__ import annotations

import asyncio
import logging
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from traceback import format_exc
from typing import TYPE_CHECKING, Any

from memegen.batch.cluster.task import BatchSettings, Blob, Task, rerouted, unpack
from memegen.batch.fingerprint import program
from memegen.batch.job import Failed, Job, Made, Outcome, with_original_paths
from memegen.batch.job_runner import JobRunner, failure, internal_error, time_limit_exceeded
from memegen.batch.time_limit import TimeLimitExceededError, time_limit
from memegen.core import environment
from memegen.core.address import remote_errors
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.environment import __version__
from memegen.core.object_store import RemoteFolder
from memegen.images.remote import UNREACHABLE, RemotePhotos
from memegen.renderer import Renderer
from memegen.template.catalog import Catalog
from memegen.template.yaml import MAX_BYTES
from memegen.text.fonts import Library
from memegen.text.fonts.library import hash_fonts

if TYPE_CHECKING:
    from memegen.core.diagnostics import Diagnostic, Where

# Batches whose files and plates a worker keeps at once.
MOST = 2


@cache
def told() -> tuple[str, str]:
    """The version, and a digest of all that is to make pictures here: the program and the fonts that come with it."""
    return __version__, f"{program()}{hash_fonts(Library(environment.FONTS))}"


def make_all(terms: BatchSettings, tasks: Sequence[Task], *blobs: Blob) -> list[Outcome]:
    """What becomes of the cards, in their order. A process makes one at a time, however many threads it has."""
    from distributed import get_worker

    worker = get_worker()
    if told()[1] != terms.program:
        found = differs(worker.address, told()[0]).diagnostics
        return [failure(one.job.row, one.job.platform.name, one.job.where.file, found) for one in tasks]
    with _LOCK:
        if terms.run not in _BAYS:
            while len(_BAYS) >= MOST:
                _BAYS.pop(next(iter(_BAYS))).clear()
            _BAYS[terms.run] = ClusterWorker(terms, Path(worker.local_directory) / f"memegen-{terms.run}")
        bay = _BAYS[terms.run]
        for one in blobs:
            unpack(one, bay.folder)
        return [bay.make(one) for one in tasks]


def differs(worker: str, version: str) -> DiagnosticError:
    """What is said of a worker whose pictures might be others."""
    what = f"memegen {version}" if version else "no memegen"
    hint = f"install memegen {__version__}, the same libraries and the extra `cluster` there"
    return fail("cluster-differs", f"the worker {worker} has {what}, not the one that is here", hint)


class WorkerCatalog(Catalog):
    """Knows of no templates: only of the fonts that a batch has brought along."""

    def __init__(self, fonts: Sequence[Path], owned: Sequence[Path]) -> None:
        super().__init__()
        self._fonts, self._owned = tuple(fonts), tuple(owned)

    def library(self, typefaces: tuple[Path, ...] = ()) -> Library:
        if typefaces not in self._libraries:
            self._libraries[typefaces] = Library(
                environment.FONTS, (*self._fonts, *typefaces), user_folders=self._owned
            )
        return self._libraries[typefaces]


class ClusterWorker:
    """Makes the cards of one batch; their files lie in *folder*, and what they share is kept."""

    def __init__(self, terms: BatchSettings, folder: Path) -> None:
        warnings.filterwarnings("ignore", module=r"PIL\.")
        self.terms = terms
        self.folder = folder
        renderer = Renderer()
        renderer.catalog = WorkerCatalog(
            [folder / name for name in terms.fonts], [folder / name for name in terms.owned]
        )
        self.runner = JobRunner(renderer, painted=terms.painted)
        self._place = RemoteFolder(terms.far) if terms.far else None
        self._shelves: dict[str, RemotePhotos] = {}

    def make(self, task: Task) -> Outcome:
        """What becomes of a card, told as the machine would tell it that has sent it."""
        job = task.job
        try:
            with time_limit(self.terms.limit):
                names = self._names(task)
                outcome = self.runner.make(job, rerouted(task.card, lambda path: names.get(path, path)))
        except TimeLimitExceededError:
            return time_limit_exceeded(job, self.terms.limit)
        except DiagnosticError as error:
            return failure(job.row, job.platform.name, job.where.file, error.diagnostics)
        except Exception as error:  # Some cannot even be sent back.
            return Failed(job.row, job.platform.name, (internal_error(error, job.where),), format_exc())
        said = {names[path]: task.origins.get(path, path) for path in names}
        return self._written(with_original_paths(outcome, said), job)

    def clear(self) -> None:
        """Take away all that the batch has brought."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _names(self, task: Task) -> dict[str, str]:
        """Where each path of the card is here."""
        names = {path: str(self.folder / file) for path, file in task.files.items()}
        return names | {path: self._read(url, task.job.where) for path, url in task.origins.items()}

    def _read(self, url: str, where: Where) -> str:
        folder, _, name = url.rpartition("/")
        if folder not in self._shelves:
            from memegen.core.address import Address

            self._shelves[folder] = RemotePhotos(Address(folder), MAX_BYTES)
        found = self._shelves[folder].download(name, where)
        if not found:
            raise fail(UNREACHABLE, f"{url} has gone", "run the batch again", where)
        return str(found)

    def _written(self, outcome: Outcome, job: Job) -> Outcome:
        if not isinstance(outcome, Made) or not self._place:
            return outcome
        try:
            with remote_errors(self._place.address, "output-unwritable", "make the bucket, or check its name"):
                self._place.write(outcome.file.rpartition("/")[2], outcome.data)
        except DiagnosticError as error:
            return failure(job.row, job.platform.name, "", error.diagnostics)
        return replace(outcome, data=b"")


_LOCK = Lock()
_BAYS: dict[str, ClusterWorker] = {}


# Seconds until a scheduler that does not answer, or a cluster without workers, is given up.
PATIENCE = 5
# What they say is told as diagnostics, so far as it matters.
TALKERS = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "asyncio", "tornado")


def connected(address: str) -> Any:
    """A client of the scheduler there. Raises DiagnosticError."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        hint = 'pip install "memegen-cli[cluster]"'
        raise fail("cluster-missing", "what talks to a cluster is not installed", hint) from None
    for name in TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"distributed\.")
    try:
        # A client that finds nobody would say so itself, in many words.
        asyncio.run(_knock(address))
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        hint = "start one with `dask scheduler`, and give the address that it prints, such as tcp://host:8786"
        raise fail("cluster-unreachable", f"there is no scheduler at {address}: {said}", hint) from None


async def _knock(address: str) -> None:
    """Raise an error where nobody answers."""
    comm: Any = import_module("distributed.comm")
    secrets = import_module("distributed.security").Security().get_connection_args("client")
    await (await comm.connect(address, timeout=PATIENCE, **secrets)).close()


def check(client: Any, address: str) -> None:
    """Raise DiagnosticError for a cluster without workers, or with some that would make other pictures."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception:
        hint = f"start some with `dask worker {address} --nthreads 1`"
        raise fail("cluster-empty", f"the scheduler at {address} has no workers", hint) from None
    wrong: list[Diagnostic] = []
    for worker, found in sorted(client.run(told, on_error="return").items()):
        if isinstance(found, BaseException):
            wrong += differs(worker, "").diagnostics
        elif found != told():
            wrong += differs(worker, found[0]).diagnostics
    if wrong:
        raise DiagnosticError(wrong)
