"""Connecting to a Dask scheduler, and checking that its workers would render the same graphics."""

from __future__ import annotations

import asyncio
import logging
import warnings
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from memegen.batch.fingerprint import program_digest
from memegen.core import environment
from memegen.core.diagnostics import DiagnosticError, fail
from memegen.core.environment import __version__
from memegen.text.fonts import Library
from memegen.text.fonts.library import hash_fonts

if TYPE_CHECKING:
    from memegen.core.diagnostics import Diagnostic

# Maximum wait, in seconds, for a scheduler to answer and for the first worker.
TIMEOUT = 5
# Loggers that are silenced: their messages are reported as diagnostics where they matter.
LOGGERS = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "asyncio", "tornado")


def connect(address: str) -> Any:
    """Return a client of the scheduler at *address*.

    Raises:
        DiagnosticError: ``cluster-not-installed`` without the extra, ``cluster-unreachable`` if there is no scheduler.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        hint = 'install it: pip install "memegen-cli[cluster]"'
        raise fail("cluster-not-installed", "the package for clusters is not installed", hint) from None
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"distributed\.")
    try:
        # A client that cannot connect would print its own messages.
        asyncio.run(_probe(address))
        return distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        hint = "start one with `dask scheduler`, and pass the address that it prints, e.g. tcp://host:8786"
        raise fail("cluster-unreachable", f"no scheduler answers at {address}: {reason}", hint) from None


async def _probe(address: str) -> None:
    """Connect and disconnect; raise an exception if there is no scheduler."""
    comm: Any = import_module("distributed.comm")
    secrets = import_module("distributed.security").Security().get_connection_args("client")
    await (await comm.connect(address, timeout=TIMEOUT, **secrets)).close()


def check_workers(client: Any, address: str) -> None:
    """Check that a cluster has workers, and that all would render the same graphics as this machine.

    Raises:
        DiagnosticError: ``cluster-empty``, ``cluster-differs``.
    """
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except Exception:
        hint = f"start some with `dask worker {address} --nthreads 1`"
        raise fail("cluster-empty", f"the scheduler at {address} has no workers", hint) from None
    errors: list[Diagnostic] = []
    for worker, program in sorted(client.run(program_version, on_error="return").items()):
        if isinstance(program, BaseException):
            errors += worker_differs(worker, "").diagnostics
        elif program != program_version():
            errors += worker_differs(worker, program[0]).diagnostics
    if errors:
        raise DiagnosticError(errors)


@cache
def program_version() -> tuple[str, str]:
    """Return the version, and a digest of everything here that decides graphics: the program and the bundled fonts."""
    return __version__, f"{program_digest()}{hash_fonts(Library(environment.FONTS))}"


def worker_differs(worker: str, version: str) -> DiagnosticError:
    """Return the error for a worker that might render different graphics.

    Args:
        worker: its address.
        version: its version of memegen; "" if memegen is not installed there.
    """
    what = f"memegen {version}" if version else "no memegen"
    hint = f"install memegen {__version__}, the same libraries and the extra `cluster` on the worker"
    return fail("cluster-differs", f"the worker {worker} has {what}; graphics rendered there could differ", hint)
