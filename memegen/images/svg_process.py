"""A process that draws one SVG: markup comes in on stdin, a PNG goes out on stdout.

It is run by its path and imports nothing of memegen. Its arguments: the folder that holds resvg_py, the maximum bytes
of address space and the maximum seconds.
"""

from __future__ import annotations

import contextlib
import sys


def limit_resources(memory: int, seconds: int) -> None:
    """Limit this process where the system supports that, and let it leave no core dump.

    Args:
        memory: Maximum bytes of address space.
        seconds: Maximum processor time.
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
    """Draw the SVG."""
    folder, memory, seconds = sys.argv[1:]
    sys.path.append(folder)
    from resvg_py import svg_to_bytes

    markup = sys.stdin.buffer.read().decode()
    limit_resources(int(memory), int(seconds))
    sys.stdout.buffer.write(bytes(svg_to_bytes(svg_string=markup, skip_system_fonts=True)))


if __name__ == "__main__":
    main()
