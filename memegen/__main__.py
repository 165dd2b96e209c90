"""Run the command ``memegen`` as ``python -m memegen``."""

from __future__ import annotations

import sys

from memegen.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
