"""A script in a process of its own, with limits of memory and time: it may fail, hang or crash without harm.

This module is also the program of that process. As such it is run by its path and imports nothing of memegen; its
arguments are the script, a folder with packages, the limits, and what the script's own arguments are.
"""

from __future__ import annotations

import contextlib
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from subprocess import CompletedProcess


def run_limited(
    script: Path, package: str, data: bytes, memory: int, seconds: int, *arguments: str
) -> CompletedProcess[bytes] | None:
    """Run a script; return what it has done, or None if it took longer than twice its processor time.

    Args:
        script: the script, which may import the standard library and the *package*.
        package: a package from the folder of installed packages.
        data: bytes on its stdin.
        memory: maximum bytes of address space.
        seconds: maximum processor time.
        arguments: its own arguments.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    # Here, so that the process itself does not load them.
    import subprocess
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    limits = [str(Path(found.origin).parents[1]), str(memory), str(seconds)]
    command = [sys.executable, "-I", __file__, str(script), *limits, *arguments]
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=2 * seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return None


def limit_resources(memory: int, seconds: int) -> None:
    """Limit this process where the system supports that, and let it leave no core dump.

    Args:
        memory: maximum bytes of address space.
        seconds: maximum processor time.
    """
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        # Some systems refuse some limits; the timeout of the parent process holds everywhere.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def main() -> None:
    """Run the script under its limits."""
    script, folder, memory, seconds, *arguments = sys.argv[1:]
    sys.path.append(folder)
    limit_resources(int(memory), int(seconds))
    sys.argv = [script, *arguments]
    # With runpy a drawing takes 31 ms instead of 22, for what it loads; pathlib is among that.
    with open(script, "rb") as file:  # noqa: PTH123
        exec(compile(file.read(), script, "exec"), {"__name__": "__main__"})  # noqa: S102


if __name__ == "__main__":
    main()
