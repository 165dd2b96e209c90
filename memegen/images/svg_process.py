"""A process that draws one SVG: markup comes in on stdin, a PNG goes out on stdout.

It is run by its path, and imports nothing of memegen. Its arguments: the folder that resvg lies in, and the bytes of
memory and the seconds that it may take.
"""

from __future__ import annotations

import contextlib
import sys


def hold(memory: int, seconds: int) -> None:
    """Hold this process to its limits, where the system knows any; and let it leave no trace when it dies."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        # Not every system lets every limit be set; the parent's patience holds for all.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> None:
    """Draw."""
    folder, memory, seconds = sys.argv[1:]
    sys.path.append(folder)
    from resvg_py import svg_to_bytes

    markup = sys.stdin.buffer.read().decode()
    hold(int(memory), int(seconds))
    sys.stdout.buffer.write(bytes(svg_to_bytes(svg_string=markup, skip_system_fonts=True)))


if __name__ == "__main__":
    main()
