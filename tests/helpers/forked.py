"""Commands as processes that are forked from one that has imported memegen.

Most of the time of a short command is imports, and tests run hundreds of commands. A forked command has its own
streams, folder and environment, and ends as every interpreter does.

Run as a program, the module is the server: it takes requests from the socket whose descriptor is its argument, each
with stdin, stdout and stderr of the command, and answers with the exit code.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Thread

import memegen
from memegen.cli.main import main
from tests.helpers.paths import ROOT

# Maximum length of a request, in bytes: the environment and the arguments.
MAX_REQUEST = 1 << 17
# Maximum time of a command, in seconds.
MAX_TIME = 120
# What needs packages that are not installed everywhere, or starts threads.
NOT_IMPORTED = ("memegen.batch.cluster", "memegen.__main__")


def run(
    arguments: tuple[str, ...], folder: Path, environment: dict[str, str], stdin: bytes
) -> tuple[int, bytes, bytes]:
    """Run memegen in a folder. Return its exit code, and what it wrote to stdout and stderr."""
    reader, writer = os.pipe()
    feed = Thread(target=_write, args=(writer, stdin))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        request = json.dumps([arguments, str(folder), environment]).encode()
        assert len(request) < MAX_REQUEST
        socket.send_fds(_server(), [request], [reader, out.fileno(), err.fileno()])
        os.close(reader)
        feed.start()
        code = _answer()
        feed.join()
        # The descriptors share their positions with the command's.
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()


def _answer() -> int:
    """Return the exit code of the command that runs.

    A server whose answer came too late would give it to the next command, and so on: it is left, and a new one started.
    """
    try:
        return int(_server().recv(16))
    except TimeoutError:
        _server().close()
        _server.cache_clear()
        raise


@cache
def _server() -> socket.socket:
    """Return the connection to this process's server, which ends when the connection does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__, str(theirs.fileno())],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()
    ours.settimeout(MAX_TIME)
    atexit.register(_stop, ours, process)
    return ours


def _stop(connection: socket.socket, process: subprocess.Popen[bytes]) -> None:
    connection.close()
    process.wait()


def _write(writer: int, text: bytes) -> None:
    with suppress(BrokenPipeError), os.fdopen(writer, "wb", buffering=0) as pipe:
        pipe.write(text)


def _serve(connection: socket.socket) -> int:
    """Serve until the other end closes. Return in each command's process too, with its exit code."""
    for module in pkgutil.walk_packages(memegen.__path__, "memegen."):
        if not module.name.startswith(NOT_IMPORTED):
            import_module(module.name)
    gc.freeze()
    while True:
        request, files, _, _ = socket.recv_fds(connection, MAX_REQUEST, 3)
        if not request:
            return 0
        process = os.fork()
        if not process:
            connection.close()
            return _command(request, files)
        for file in files:
            os.close(file)
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        # The other end is closed if the answer comes too late.
        with suppress(BrokenPipeError):
            connection.send(str(code).encode())


def _command(request: bytes, files: list[int]) -> int:
    arguments, folder, environment = json.loads(request)
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    return main()


if __name__ == "__main__":
    sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
