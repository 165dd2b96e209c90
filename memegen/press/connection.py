"""A connection to the scheduler of a Dask cluster, and a look at its workers."""

from __future__ import annotations

import asyncio
import logging
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from memegen.errors import DiagnosticError, fail
from memegen.press.bay import differs, told

if TYPE_CHECKING:
    from memegen.errors import Diagnostic

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
