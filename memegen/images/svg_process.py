"""A script that draws one SVG under limits: markup comes in on stdin, a PNG goes out on stdout.

It imports nothing of memegen; `core/limited_process.py` runs it.
"""

from __future__ import annotations

import sys

from resvg_py import svg_to_bytes

if __name__ == "__main__":
    markup = sys.stdin.buffer.read().decode()
    # CSS px of an inch; without it lengths in mm, pt and the like are 0.
    sys.stdout.buffer.write(bytes(svg_to_bytes(svg_string=markup, skip_system_fonts=True, dpi=96)))
