"""Render the pictures of the guide from the YAML above them, and write docs/reference.md and docs/messages.md.

    python docs/render.py

The guide is docs/tutorial.md, docs/templates.md, docs/brands.md and the pages in docs/language.

A comment before a block of YAML has the type of the block and its name:

    <!-- file NAME.yaml -->      a template file (a brand file if the name begins with `brands/`)
    <!-- template NAME -->       the body of a template of that name
    <!-- background NAME -->     the background of a template without other layers
    <!-- layers NAME -->         the layers of a template with a plain background
    <!-- mistake NAME.yaml -->   a file that is invalid on purpose
    <!-- step NAME.yaml -->      keys that replace those of the file that the steps before it have made

The name may be followed by `on COLOUR` (background of `layers`; default: cool) and `at SIZE` (platform of a part;
default: 1080x540).

A picture between a block and the next one, `![what it shows](pictures/NAME.png)`, is that template with its examples as
values; the pages or the variants of one are side by side. NAME may be followed by `-` and a platform or a brand; such a
picture is smaller, for several in a row. In a step, NAME is followed by `-` and the number of the step. A picture with
a comment `<!-- made by SCRIPT.py -->` above it is not rendered here.
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

import messages_page
from steps import with_step

from memegen import DiagnosticError, Renderer

if TYPE_CHECKING:
    from PIL.Image import Image

    from memegen import Rendered

DOCS = Path(__file__).parent
GUIDE = [DOCS / "tutorial.md", DOCS / "templates.md", *sorted(DOCS.glob("language/*.md")), DOCS / "brands.md"]
REFERENCE = DOCS / "reference.md"
PICTURES = DOCS / "pictures"
COMMENT = re.compile(r"<!-- (file|template|background|layers|mistake|step) (\S+?)(?: on (.+?))?(?: at (\S+))? -->")
BLOCK = re.compile(r"(?:(<!-- [^\n]* -->)\n)?```yaml\n(.*?)\n```\n", re.DOTALL)
PICTURE = re.compile(r"(?<!-->\n)!\[[^\]]*\]\((?:\.\./)?pictures/([^)]+)\)")
# The number of a step, in the name of a picture.
STEP = re.compile(r"^\d+(?:-|$)(?!\d+x)")
# Maximum width and height of a picture, and of one for a platform or a brand, several of which are in a row; in pixels.
MAX_SIZE, MAX_SIZE_IN_ROW = (540, 540), (430, 242)
# The same of a series, or of the variants of a template, side by side.
MAX_SIZE_OF_SERIES = (900, 300)
# Number of colours of a PNG, and quality of a JPEG.
COLORS, QUALITY = 128, 80


@dataclass(frozen=True, slots=True)
class Example:
    """A block of YAML.

    Attributes:
        type: file, template, background, layers, mistake or step.
        name: its name; that of a step has the number of the step, ``notice-2.yaml``.
        text: content of the file that it is, or is part of.
        pictures: names of the picture files after it.
    """

    type: str
    name: str
    text: str
    pictures: tuple[str, ...]

    @property
    def file(self) -> str:
        """Name of the file."""
        return self.name if self.type in ("file", "mistake", "step") else f"{self.name}.yaml"


def examples(markdown: str) -> Iterator[Example]:
    """Yield every block of YAML on a page.

    Raises:
        ValueError: a block has no comment with its type.
    """
    # The text before the first block; then for each block its comment, its body, and the text after it.
    parts = iter(BLOCK.split(markdown)[1:])
    steps: dict[str, list[str]] = {}
    for comment, body, after in zip(parts, parts, parts, strict=True):
        match = COMMENT.fullmatch(comment or "")
        if not match:
            raise ValueError(f"no comment says what this block is:\n{body}")
        type_, name, ground, size = match.groups()
        if type_ == "step":
            done = steps.setdefault(name, [""])
            done.append(with_step(done[-1], body))
            text, name = done[-1], name.replace(".", f"-{len(done) - 1}.")
        else:
            text = file_text(type_, name, body, ground or "cool", size or "1080x540")
        yield Example(type_, name, text, tuple(PICTURE.findall(after)))


def file_text(type_: str, name: str, body: str, ground: str, size: str) -> str:
    """Return the content of the file that a block is, or is part of."""
    if type_ in ("file", "mistake"):
        return f"{body}\n"
    lines = ["templates:", f"  {name}:", f"    platform: {size}"]
    if type_ == "template":
        lines.append(textwrap.indent(body, "    "))
    elif type_ == "background":
        lines += ["    background:", textwrap.indent(body, "      ")]
    else:
        lines += ["    background:", f'      - {{colour: "{ground}"}}', "    layers:", textwrap.indent(body, "      ")]
    return "\n".join(lines) + "\n"


def write_examples(folder: Path, markdown: str) -> list[Example]:
    """Write every example into *folder*, with a link `assets` to the files they use, and return them."""
    link = folder / "assets"
    if not link.exists():
        link.symlink_to(DOCS.parent / "assets", target_is_directory=True)
    written = list(examples(markdown))
    for example in written:
        file = folder / example.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, encoding="utf-8")
    return written


def rendered(renderer: Renderer, picture: str) -> list[Rendered]:
    """Render the template, platform or brand in the name of a picture, with the template's examples.

    There are several of a template with variants, and of one with pages.
    """
    stem = Path(picture).stem
    templates = [name for name in renderer.catalog.names if stem == name or stem.startswith(f"{name}-")]
    if not templates:
        raise ValueError(f"no template here has the name of {picture}")
    name = max(templates, key=len)
    rest = STEP.sub("", stem[len(name) + 1 :])
    platform = renderer.catalog.platforms.get(rest)
    brand = "" if platform else rest
    template = renderer.template(name, brand)
    # An example that is a photo is relative to the template.
    values = {
        field.name: str(template.home / str(field.example)) if field.type == "photo" else field.example
        for field in template.fields.values()
        if field.example
    }
    variants = [str(number) for number in range(1, len(template.variants) + 1)] or [""]
    return [card for variant in variants for card in renderer.series(name, values, platform, brand, variant=variant)]


def thumbnail(cards: list[Rendered], picture: Path) -> bytes:
    """Return the bytes of a picture, scaled down for the page, as JPEG or as PNG with a palette."""
    from PIL.Image import Dither

    image = side_by_side([card.image.convert("RGB") for card in cards])
    if len(cards) == 1:
        image.thumbnail(MAX_SIZE if picture.stem == cards[0].card.template else MAX_SIZE_IN_ROW, reducing_gap=None)
    else:
        image.thumbnail(MAX_SIZE_OF_SERIES, reducing_gap=None)
    file = BytesIO()
    if picture.suffix == ".jpg":
        image.save(file, "JPEG", quality=QUALITY, optimize=True)
    else:
        image.quantize(COLORS, dither=Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def side_by_side(images: list[Image]) -> Image:
    """Return pictures of one size in a row, with a gap between them."""
    from PIL import Image as Images

    width, height = images[0].size
    step = width + width // 20
    whole = Images.new("RGB", (step * (len(images) - 1) + width, height), "white")
    for index, image in enumerate(images):
        whole.paste(image, (index * step, 0))
    return whole


def render_pictures(markdown: str) -> list[str]:
    """Write docs/pictures, and return the names of the pictures."""
    PICTURES.mkdir(exist_ok=True)
    names: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for example in write_examples(Path(folder), markdown):
            renderer = Renderer([Path(folder) / example.file] if example.pictures else [])
            for picture in example.pictures:
                try:
                    cards = rendered(renderer, picture)
                except DiagnosticError as error:
                    raise SystemExit(f"{picture}: {error}") from None
                for finding in [finding for card in cards for finding in card.scene.findings]:
                    sys.stderr.write(f"{picture}: {finding}\n")
                (PICTURES / picture).write_bytes(thumbnail(cards, Path(picture)))
                names.append(picture)
    return names


def guide() -> str:
    """Return the text of all pages of the guide."""
    return "\n".join(page.read_text(encoding="utf-8") for page in GUIDE if page.exists())


def main() -> None:
    """Write the reference and render the pictures."""
    from memegen.template.reference import reference

    REFERENCE.write_text(reference(), encoding="utf-8")
    messages_page.write()
    names = render_pictures(guide())
    sys.stdout.write(f"{len(names)} pictures in {PICTURES}\n")


if __name__ == "__main__":
    main()
