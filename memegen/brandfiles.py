"""The brands that rows name: as with pictures, a list from a stranger may not name any file there is."""

from __future__ import annotations

from pathlib import Path

from memegen import home
from memegen.catalog import BRAND_FILES, Catalog
from memegen.errors import Where, expected, fail
from memegen.files import is_file, lies_in


class BrandFiles:
    """Finds the brands of rows. A list's may lie in its own folder, beside the template files, or come with memegen.

    Who types a brand into a command, or passes it in Python, may name any file.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._found: dict[tuple[str, Path], str] = {}

    def find(self, name: str, where: Where) -> str:
        """What the row at *where* means by *name*, as the catalog takes it: a name, or the path of a file.

        Raises DiagnosticError: ``brand-outside``.
        """
        asked = (name, Path(where.file).parent.absolute())
        if asked not in self._found:
            self._found[asked] = self._look(*asked, where)
        return self._found[asked]

    def _look(self, name: str, folder: Path, where: Where) -> str:
        if _is_plain(name):
            return name
        if not name.endswith(BRAND_FILES):
            hint = expected(name, self.catalog.brand_names(), "brands")
            raise fail("brand-outside", f"{name!r} is no name of a brand", f"{hint}, or give a .yaml file", where)
        beside = [path.parent.absolute() for path in self.catalog.files]
        roots = [folder, *(root / "brands" for root in beside), *beside]
        file = next((root / name for root in roots if is_file(root / name)), folder / name)
        if not lies_in(file, [*roots, home.BRANDS]):
            allowed = ", ".join(map(str, dict.fromkeys(roots)))
            hint = f"brands of a list lie in {allowed}; -b takes any file"
            raise fail("brand-outside", f"{name!r} lies outside the folders for brands", hint, where)
        return str(file)


def _is_plain(name: str) -> bool:
    """Whether it is a name such as ``leeds``, which leads nowhere but where brands are looked for."""
    return not name.endswith(BRAND_FILES) and not set(name) & set("/\\:\0") and name not in (".", "..")
