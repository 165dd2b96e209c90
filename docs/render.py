"""Renders the pictures of docs/templates.md from the YAML above them, and fills in its reference tables.

    python docs/render.py

A comment before a block of YAML says what the block is and gives it a name:

    <!-- file NAME.yaml -->      a whole template file (a brand's file where the name begins with `brands/`)
    <!-- template NAME -->       the body of a template of that name
    <!-- background NAME -->     the background of a template that has no other layer
    <!-- layers NAME -->         the layers of a template that stands on a plain colour
    <!-- mistake NAME.yaml -->   a whole file that is wrong on purpose

After the name may come `on COLOUR` (the ground of `layers`, cool if not said) and `at SIZE` (the platform of a part,
1080x540 if not said).

A picture between a block and the next, `![what it shows](pictures/NAME.png)`, is that template with its examples filled
in. NAME may be followed by `-` and a platform or a brand; such a picture is smaller, to stand beside others. One
that has a comment right above it, `<!-- made by SCRIPT.py -->`, is not made here.
"""

from __future__ import annotations

import re
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from memegen import DiagnosticError, Renderer

if TYPE_CHECKING:
    from memegen import Rendered

DOCS = Path(__file__).parent
GUIDE = DOCS / "templates.md"
PICTURES = DOCS / "pictures"
WHAT = re.compile(r"<!-- (file|template|background|layers|mistake) (\S+?)(?: on (.+?))?(?: at (\S+))? -->")
BLOCK = re.compile(r"(?:(<!-- [^\n]* -->)\n)?```yaml\n(.*?)\n```\n", re.DOTALL)
PICTURE = re.compile(r"(?<!-->\n)!\[[^\]]*\]\(pictures/([^)]+)\)")
REFERENCE = re.compile(r"(<!-- reference -->\n).*?(<!-- /reference -->)", re.DOTALL)
# A picture may be so wide and high (px); one for a platform or a brand stands beside others of its height.
ALONE, BESIDE = (540, 540), (430, 242)
COLOURS, QUALITY = 128, 80


@dataclass(frozen=True, slots=True)
class Example:
    """A block of YAML: what it is, its name, the whole file that it makes, and the pictures after it."""

    what: str
    name: str
    text: str
    pictures: tuple[str, ...]

    @property
    def file(self) -> str:
        return self.name if self.what in ("file", "mistake") else f"{self.name}.yaml"


def examples(markdown: str) -> Iterator[Example]:
    """Every block of YAML on the page. Raises ValueError for one without a comment that says what it is."""
    # Split at the blocks: what stands before the first, then comment, body and what follows, again and again.
    parts = iter(BLOCK.split(markdown)[1:])
    for comment, body, after in zip(parts, parts, parts, strict=True):
        said = WHAT.fullmatch(comment or "")
        if not said:
            raise ValueError(f"no comment says what this block is:\n{body}")
        what, name, ground, size = said.groups()
        text = whole(what, name, body, ground or "cool", size or "1080x540")
        yield Example(what, name, text, tuple(PICTURE.findall(after)))


def whole(what: str, name: str, body: str, ground: str, size: str) -> str:
    """The template file that a block stands for."""
    if what in ("file", "mistake"):
        return f"{body}\n"
    lines = ["templates:", f"  {name}:", f"    platform: {size}"]
    if what == "template":
        lines.append(textwrap.indent(body, "    "))
    elif what == "background":
        lines += ["    background:", textwrap.indent(body, "      ")]
    else:
        lines += ["    background:", f'      - {{colour: "{ground}"}}', "    layers:", textwrap.indent(body, "      ")]
    return "\n".join(lines) + "\n"


def write_examples(folder: Path, markdown: str) -> list[Example]:
    """Write every example into *folder*, where `assets` leads to the pictures that they use; and list them."""
    link = folder / "assets"
    if not link.exists():
        link.symlink_to(DOCS.parent / "assets", target_is_directory=True)
    found = list(examples(markdown))
    for example in found:
        file = folder / example.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, encoding="utf-8")
    return found


def rendered(renderer: Renderer, picture: str) -> Rendered:
    """The picture of that file name: a template with its examples, for a platform or brand after its name."""
    stem = Path(picture).stem
    known = [name for name in renderer.catalog.names if stem == name or stem.startswith(f"{name}-")]
    if not known:
        raise ValueError(f"no template here has the name of {picture}")
    name = max(known, key=len)
    rest = stem[len(name) + 1 :]
    platform = renderer.catalog.platforms.get(rest)
    brand = "" if platform else rest
    template = renderer.template(name, brand)
    # A photo among the examples lies where the template does.
    values = {
        field.name: str(template.home / str(field.example)) if field.type == "photo" else field.example
        for field in template.fields.values()
        if field.example
    }
    return renderer.render(name, values, platform, brand)


def small(card: Rendered, picture: Path) -> bytes:
    """The picture's bytes, scaled to the size that it has on the page: a JPEG, or a PNG with a palette."""
    from PIL.Image import Dither

    image = card.image.convert("RGB")
    image.thumbnail(ALONE if picture.stem == card.card.template else BESIDE, reducing_gap=None)
    file = BytesIO()
    if picture.suffix == ".jpg":
        image.save(file, "JPEG", quality=QUALITY, optimize=True)
    else:
        image.quantize(COLOURS, dither=Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def render_pictures(markdown: str) -> list[str]:
    """Write docs/pictures; the names of the pictures."""
    PICTURES.mkdir(exist_ok=True)
    names: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for example in write_examples(Path(folder), markdown):
            renderer = Renderer([Path(folder) / example.file] if example.pictures else [])
            for picture in example.pictures:
                try:
                    card = rendered(renderer, picture)
                except DiagnosticError as error:
                    raise SystemExit(f"{picture}: {error}") from None
                for finding in card.scene.findings:
                    sys.stderr.write(f"{picture}: {finding}\n")
                (PICTURES / picture).write_bytes(small(card, Path(picture)))
                names.append(picture)
    return names


def with_reference(markdown: str) -> str:
    """The page with the tables between its reference markers made anew."""
    from memegen.template.reference import reference

    tables = reference().strip()
    return REFERENCE.sub(lambda found: f"{found[1]}\n{tables}\n\n{found[2]}", markdown)


def main() -> None:
    """Fill in the tables and render the pictures."""
    markdown = with_reference(GUIDE.read_text(encoding="utf-8"))
    GUIDE.write_text(markdown, encoding="utf-8")
    names = render_pictures(markdown)
    sys.stdout.write(f"{len(names)} pictures in {PICTURES}\n")


if __name__ == "__main__":
    main()
