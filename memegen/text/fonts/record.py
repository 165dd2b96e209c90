"""Facts about a face that are known without opening its file, and about a family of faces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from memegen.core.diagnostics import Where, fail
from memegen.core.frozen import frozen
from memegen.scene.items import Font
from memegen.text.fonts.coverage import covered_scripts

# Sources of faces: the package's fonts, folders that the user named or has, the system's folders.
BUNDLE, USER, SYSTEM = "bundle", "user", "system"


@frozen
class Axis:
    """A variation axis of a face, with its range and its default (``fvar`` table)."""

    tag: str
    minimum: float
    default: float
    maximum: float


@frozen
class FaceRecord:
    """A face of a font file, or a named instance of a variable face.

    Attributes:
        file: The font file.
        font: Family, weight and style.
        licence: SPDX identifier; "" if it is not known.
        indexed_scripts: The scripts that the face covers by the index; None if it is in no index.
        source: :data:`BUNDLE`, :data:`USER` or :data:`SYSTEM`.
        index: The face's number in a collection, else 0.
        genre: "sans", "serif" or "hand", with " narrow" after it for a narrow one; "" if it is not known.
        visual_weight: The weight that the face looks like, 1-1000; 0 if that is its own.
        has_color: Whether the face has colour glyphs.
        axes: The axes of a variable face.
        settings: Values of axes that set a variable face to this weight and style.
    """

    file: Path
    font: Font
    licence: str = ""
    indexed_scripts: tuple[str, ...] | None = None
    source: str = BUNDLE
    index: int = 0
    genre: str = ""
    visual_weight: int = 0
    has_color: bool = False
    axes: tuple[Axis, ...] = ()
    settings: tuple[tuple[str, float], ...] = ()

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that the face covers; reads the font file if the face is in no index."""
        return covered_scripts(self.file, self.index) if self.indexed_scripts is None else self.indexed_scripts


@frozen
class Family:
    """A family as ``memegen fonts`` lists it.

    Attributes:
        name: The family's name, as the fonts spell it.
        weights: Weights of the upright faces.
        italics: Weights of the italic faces.
        scripts: Scripts that every face covers.
        licence: SPDX identifier of the first face; "" if it is not known.
        source: "bundle" if all faces are bundled, else where the first other face is from.
        axes: Axes of the variable faces.
    """

    name: str
    weights: tuple[int, ...]
    italics: tuple[int, ...]
    scripts: tuple[str, ...]
    licence: str
    source: str
    axes: tuple[Axis, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the family as plain JSON values."""
        return {
            "family": self.name,
            "weights": list(self.weights),
            "italics": list(self.italics),
            "scripts": list(self.scripts),
            "licence": self.licence,
            "source": self.source,
            "axes": {axis.tag: [axis.minimum, axis.default, axis.maximum] for axis in self.axes},
        }


def summarize_family(records: Sequence[FaceRecord]) -> Family:
    """Return the family of the faces, of which there must be at least one."""
    first = records[0]
    return Family(
        first.font.family,
        tuple(sorted({record.font.weight for record in records if not record.font.italic})),
        tuple(sorted({record.font.weight for record in records if record.font.italic})),
        tuple(script for script in first.scripts if all(script in record.scripts for record in records)),
        first.licence,
        next((record.source for record in records if record.source != BUNDLE), BUNDLE),
        tuple({axis.tag: axis for record in records for axis in record.axes}.values()),
    )


def read_index(bundle: Path) -> Iterator[FaceRecord]:
    """Yield the faces of the bundle by its ``index.json``.

    Raises:
        DiagnosticError: the index cannot be read.
    """
    file = bundle / "index.json"
    try:
        for face in json.loads(file.read_text("utf-8")):
            yield FaceRecord(
                bundle / face["file"],
                Font(face["family"], face["weight"], face["italic"]),
                face["licence"],
                tuple(face["scripts"]),
                genre=face["genre"],
                visual_weight=face.get("looks", 0),
                has_color=face.get("coloured", False),
            )
    except (OSError, ValueError, KeyError, TypeError) as problem:
        hint = "reinstall memegen, or run fonts/rebuild.py in a checkout"
        message = f"the index of the bundled fonts cannot be read: {problem}"
        raise fail("font-index-unreadable", message, hint, Where(str(file))) from None
