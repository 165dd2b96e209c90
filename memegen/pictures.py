"""The picture files that rows name: where they may lie, and what their sidecars say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from memegen import home
from memegen.catalog import read_file, shown
from memegen.errors import Where, fail
from memegen.files import is_file, lies_in
from memegen.late import late
from memegen.rights import Rights
from memegen.schema.sidecar import read_sidecar
from memegen.source import parse

# Nothing is ever fetched; on Windows two slashes at the start name another machine.
URL = late(r"[A-Za-z][\w+.-]+://|(data|file|blob|javascript):|\\\\|//", re.IGNORECASE)


class Pictures:
    """Finds the pictures of rows. A list's may lie in the list's own folder, below it, or in one of *folders*.

    Who types a path into a command, or passes it in Python, may name any file.
    """

    def __init__(self, folders: Iterable[str | Path] = ()) -> None:
        self.folders = tuple(Path(folder).absolute() for folder in folders)
        self._sidecars: dict[tuple[str, int, int], Rights] = {}

    def find(self, name: str, where: Where, folder: Path | None = None) -> str:
        """The file that the row at *where* means by *name*, which stands in *folder*, or beside the list.

        Raises DiagnosticError: ``photo-url``, ``photo-outside``.
        """
        if URL.match(name):
            hint = "save the picture as a file, and give its path"
            raise fail("photo-url", f"{name!r} is an address, and nothing is ever fetched", hint, where)
        listed = bool(where.file)
        beside = folder or (Path(where.file).parent if listed else Path())
        roots = [beside.absolute(), *(self.folders if listed else ())]
        found = next((root / name for root in roots if is_file(root / name)), roots[0] / name)
        if listed and not lies_in(found, [*roots, home.ASSETS]):
            allowed = ", ".join(map(str, dict.fromkeys(roots)))
            hint = f"pictures of a list lie in {allowed}; give --photos DIR for another folder"
            raise fail("photo-outside", f"{name!r} lies outside the folders for pictures", hint, where)
        return str(found)

    def rights(self, picture: str) -> Rights:
        """What the sidecar of a picture says; nothing where there is none.

        Raises DiagnosticError for a sidecar that cannot be used.
        """
        path = Path(f"{picture}.yaml")
        if not is_file(path):
            return {}
        state = path.stat()
        stamp = (str(path), state.st_mtime_ns, state.st_size)
        if stamp not in self._sidecars:
            self._sidecars[stamp] = read_sidecar(parse(read_file(path, "sidecar"), shown(path)))
        return self._sidecars[stamp]
