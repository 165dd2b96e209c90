"""Which versions of other packages are installed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable

# What ends the name of the folder, or the file, that tells of an installed project.
TOLD = (".dist-info", ".egg-info")


def versions(projects: Iterable[str]) -> list[str]:
    """Each project with its version, or without one where it is not installed, as the names of files tell it.

    They are ``{name}-{version}.dist-info`` (PyPA, "Recording installed projects"). ``importlib.metadata`` reads the
    same out of what lies there, and loads a mail reader for it, which takes longer than to make a card.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries]
        except OSError:
            continue
        for name in names:
            if name.endswith(TOLD):
                project, _, version = name.rpartition(".")[0].partition("-")
                found.setdefault(_plain(project), version)
    return [f"{project} {found.get(_plain(project), '')}".rstrip() for project in projects]


def _plain(project: str) -> str:
    return re.sub(r"[-_.]+", "_", project).lower()
