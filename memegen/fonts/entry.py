"""What the library knows of a face before it is opened: where it lies, and what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memegen.scene import Font

# A script counts as covered when a face has every character of its line.
SCRIPTS = {
    "Latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&!?.,:;-–—‘’“”",
    "Latin (European)": "ÀÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸßąćčęěğıłńňőřśšşťůűźżž",
    "Welsh": "âêîôûŵŷÂÊÎÔÛŴŶ",
    "Vietnamese": "ăâđêôơưẠẢẤẦẨẪẬắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩάέήίόύώαβγδεζηθικλμνξοπρστυφχψως",
    "Cyrillic": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяєіїґ",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "Devanagari": "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौ्",
    "Bengali": "অআইঈউঊএঐওঔকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহািীুূেৈোৌ্",
    "Tamil": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஜஞடணதநனபமயரறலளழவாிீுூெேைொோௌ்",
    "Thai": "กขคงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะาิีึืุูเแโใไ็่้์",
}
FULL_WEIGHTS = range(100, 1000, 100)


@dataclass(frozen=True, slots=True)
class Entry:
    """One face of a font file.

    ``index`` is its place in a collection; ``variable`` says that its weight is set on an axis.
    """

    file: Path
    font: Font
    licence: str = ""
    scripts: tuple[str, ...] = ()
    bundled: bool = True
    index: int = 0
    variable: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """A family as it is listed: weights of its upright and italic faces, and what they cover."""

    name: str
    weights: tuple[int, ...]
    italics: tuple[int, ...]
    scripts: tuple[str, ...]
    licence: str
    source: str

    def to_json(self) -> dict[str, object]:
        """The family as plain JSON values."""
        return {
            "family": self.name,
            "weights": list(self.weights),
            "italics": list(self.italics),
            "scripts": list(self.scripts),
            "licence": self.licence,
            "source": self.source,
        }


def family(name: str, entries: Sequence[Entry]) -> Family:
    """The faces of one family (at least one) summed up; scripts are those that every face covers."""
    shared = [script for script in entries[0].scripts if all(script in entry.scripts for entry in entries)]
    return Family(
        name,
        tuple(sorted({entry.font.weight for entry in entries if not entry.font.italic})),
        tuple(sorted({entry.font.weight for entry in entries if entry.font.italic})),
        tuple(shared),
        entries[0].licence,
        "bundle" if all(entry.bundled for entry in entries) else "user",
    )


def describe(file: Path, licence: str = "", *, bundled: bool = False) -> tuple[Entry, ...]:
    """What a font file holds: an entry for each face, and one for each weight of a variable face.

    Raises ValueError when it is no font that HarfBuzz can read, OSError when it cannot be opened.
    """
    import uharfbuzz as hb

    blob = hb.Blob.from_file_path(str(file))
    entries: list[Entry] = []
    for index in range(hb.Face(blob).count):
        face = hb.Face(blob, index)
        name = face.get_name(16) or face.get_name(1)
        if not name or not face.glyph_count:
            raise ValueError("it has no name or no glyphs")
        style = hb.Font(face)
        italic = style.get_style_value(hb.StyleTag.ITALIC) > 0 or style.get_style_value(hb.StyleTag.SLANT_ANGLE) != 0
        weights, scripts = list(_weights(face, style)), _scripts(face)
        for weight in weights:
            font = Font(name, weight, italic)
            entries.append(Entry(file, font, licence, scripts, bundled, index, len(weights) > 1))
    if not entries:
        raise ValueError("it is no OpenType or TrueType font")
    return tuple(entries)


def _weights(face: Any, style: Any) -> Iterator[int]:
    """The weights a face can be set to; *face* and *style* are HarfBuzz's face and font."""
    from uharfbuzz import StyleTag

    for axis in face.axis_infos:
        if axis.tag == "wght":
            yield from (weight for weight in FULL_WEIGHTS if axis.min_value <= weight <= axis.max_value)
            return
    yield round(style.get_style_value(StyleTag.WEIGHT))


def _scripts(face: Any) -> tuple[str, ...]:
    has = set(face.unicodes)
    return tuple(name for name, sample in SCRIPTS.items() if has.issuperset(map(ord, sample)))
