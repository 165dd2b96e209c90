"""The remote end of a cluster batch: runs the tasks that a worker receives."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from traceback import format_exc
from typing import TYPE_CHECKING

from memegen.batch.cluster.connection import program_version, worker_differs
from memegen.batch.cluster.task import BatchSettings, Blob, Task, unpack, with_paths
from memegen.batch.job import Failed, Job, Made, Outcome, with_original_paths
from memegen.batch.job_runner import JobRunner, failure, internal_error, time_limit_exceeded
from memegen.batch.time_limit import TimeLimitExceededError, time_limit
from memegen.core import environment
from memegen.core.address import remote_errors
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.object_store import RemoteFolder
from memegen.images.remote import UNREACHABLE, RemotePhotos
from memegen.renderer import Renderer
from memegen.template.catalog import Catalog
from memegen.template.yaml import MAX_BYTES
from memegen.text.fonts import Library

if TYPE_CHECKING:
    from memegen.core.diagnostics import Where

# Maximum number of batches whose files and prepared photos a worker keeps.
MAX_BATCHES = 2

_LOCK = Lock()
_WORKERS: dict[str, ClusterWorker] = {}


def run_tasks(settings: BatchSettings, tasks: Sequence[Task], *blobs: Blob) -> list[Outcome]:
    """Return the outcomes of the tasks, in their order. A process runs one task at a time, whatever its threads."""
    from distributed import get_worker

    worker = get_worker()
    version, program = program_version()
    if program != settings.program:
        errors = worker_differs(worker.address, version).diagnostics
        return [failure(task.job.where, task.job.platform.name, errors) for task in tasks]
    with _LOCK:
        if settings.run not in _WORKERS:
            while len(_WORKERS) >= MAX_BATCHES:
                _WORKERS.pop(next(iter(_WORKERS))).delete_files()
            _WORKERS[settings.run] = ClusterWorker(settings, Path(worker.local_directory) / f"memegen-{settings.run}")
        cluster_worker = _WORKERS[settings.run]
        for blob in blobs:
            unpack(blob, cluster_worker.folder)
        return [cluster_worker.run(task) for task in tasks]


class WorkerCatalog(Catalog):
    """A catalog without templates, for cards that are resolved; it has only the fonts that the batch has sent."""

    def __init__(self, fonts: Sequence[Path], owned: Sequence[Path]) -> None:
        super().__init__()
        self._fonts, self._owned = tuple(fonts), tuple(owned)

    def library(self, typefaces: tuple[Path, ...] = ()) -> Library:
        if typefaces not in self._libraries:
            folders = (*self._fonts, *typefaces)
            self._libraries[typefaces] = Library(environment.FONTS, folders, user_folders=self._owned)
        return self._libraries[typefaces]


class ClusterWorker:
    """Runs the tasks of one batch; keeps its files, unpacked in *folder*, and prepared photos."""

    def __init__(self, settings: BatchSettings, folder: Path) -> None:
        warnings.filterwarnings("ignore", module=r"PIL\.")
        self.settings = settings
        self.folder = folder
        renderer = Renderer()
        fonts, owned = ([folder / digest for digest in digests] for digests in (settings.fonts, settings.owned))
        renderer.catalog = WorkerCatalog(fonts, owned)
        self.runner = JobRunner(renderer, painted=settings.painted)
        self._output = RemoteFolder(settings.address) if settings.address else None
        self._photos: dict[str, RemotePhotos] = {}

    def run(self, task: Task) -> Outcome:
        """Return the outcome of a task, with the paths of the machine that has sent it."""
        job = task.job
        try:
            with time_limit(self.settings.limit):
                paths = self._local_paths(task)
                outcome = self.runner.make(job, with_paths(task.card, lambda path: paths.get(path, path)))
        except TimeLimitExceededError:
            return time_limit_exceeded(job, self.settings.limit)
        except DiagnosticError as error:
            return failure(job.where, job.platform.name, error.diagnostics)
        except Exception as error:  # Some exceptions cannot be pickled, and so not be sent back.
            return Failed(job.row, job.platform.name, (internal_error(error, job.where),), format_exc())
        originals = {paths[path]: task.origins.get(path, path) for path in paths}
        return self._write(with_original_paths(outcome, originals), job)

    def delete_files(self) -> None:
        """Delete the files that the batch has sent."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _local_paths(self, task: Task) -> dict[str, str]:
        """Return the path on this machine for each path in the card."""
        paths = {path: str(self.folder / file) for path, file in task.files.items()}
        return paths | {path: self._download(url, task.job.where) for path, url in task.origins.items()}

    def _download(self, url: str, where: Where) -> str:
        folder, _, name = url.rpartition("/")
        if folder not in self._photos:
            from memegen.core.address import Address

            self._photos[folder] = RemotePhotos(Address(folder), MAX_BYTES)
        path = self._photos[folder].download(name, where)
        if not path:
            raise fail(UNREACHABLE, f"{url} was deleted during the batch", "run the batch again", where)
        return str(path)

    def _write(self, outcome: Outcome, job: Job) -> Outcome:
        """Write the graphic to the address of the batch, if there is one."""
        if not isinstance(outcome, Made) or not self._output:
            return outcome
        try:
            with remote_errors(self._output.address, "output-unwritable", "create the bucket, or check its name"):
                self._output.write(outcome.file.rpartition("/")[2], outcome.data)
        except DiagnosticError as error:
            return failure(job.where, job.platform.name, error.diagnostics)
        return replace(outcome, data=b"")
