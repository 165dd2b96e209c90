"""Lines of text as headless Chromium renders them, each on a given baseline: pixels and measurements."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

# What every headless run has: no window, no network of the browser's own.
HEADLESS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FLAGS = (
    *HEADLESS,
    "--hide-scrollbars",
    "--disable-lcd-text",
    "--allow-file-access-from-files",
    "--force-device-scale-factor=1",
    "--virtual-time-budget=10000",
)
# memegen does not hint glyphs; without this flag Chromium moves every stem to whole pixels.
UNHINTED = "--font-render-hinting=none"
STYLE = """
html, body { margin: 0; background: white; color: black; }
.line { position: absolute; white-space: pre; line-height: 1; }
.line { font-kerning: normal; text-rendering: geometricPrecision; }
.line i { display: inline-block; width: 0; height: 0; }
p { margin: 0; text-wrap: balance; position: absolute; top: 0; left: 0; }
"""
# Moves each line to its baseline, and writes its width and the lines of paragraphs into the page as JSON.
SCRIPT = """
document.fonts.ready.then(() => {
  const found = [...document.querySelectorAll('.line')].map(line => {
    const mark = line.querySelector('i'), box = line.getBoundingClientRect();
    line.style.top = (Number(line.dataset.y) - (mark.getBoundingClientRect().bottom - box.top)) + 'px';
    return box.width;
  });
  const lines = [...document.querySelectorAll('p')].map(p => {
    const node = p.firstChild, range = document.createRange(), tops = [], rows = [];
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      if (tops[tops.length - 1] !== top && node.data[at].trim()) { tops.push(top); rows.push(''); }
      rows[rows.length - 1] += node.data[at];
    }
    return rows;
  });
  const note = document.createElement('pre');
  note.id = 'found'; note.style.display = 'none';
  note.textContent = JSON.stringify({widths: found, lines});
  document.body.append(note);
});
"""
MEASUREMENTS = re.compile(r'<pre id="found"[^>]*>(.*?)</pre>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        text: the text.
        language: its language tag.
        families: font families in order of preference.
        size: font size, in px.
        html: HTML to use instead of the text.
    """

    text: str
    language: str
    families: tuple[str, ...]
    size: float
    html: str = ""

    def tag(self, x: float, y: float) -> str:
        """Return the element for the line, with its left edge and baseline at *x* and *y*, in px."""
        families = ", ".join(f"'{family}'" for family in self.families)
        style = f"left: {x}px; font: {self.size}px {families}; line-height: 1"
        words = self.html or html.escape(self.text)
        return f'<div class=line lang="{self.language}" dir=auto data-y={y} style="{style}">{words}<i></i></div>'


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page.

    Attributes:
        image: its pixels, in grey levels.
        widths: advance widths of its lines, in px.
        lines: lines of its paragraphs.
    """

    image: Image
    widths: list[float]
    lines: list[list[str]]


def program() -> str:
    """Return the path of Chromium: the value of CHROMIUM, or the first of its names in the PATH."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise SystemExit("no Chromium here: install the package chromium, or name the program in CHROMIUM")
    return found


def render_lines(
    lines: Sequence[Line], fonts: Mapping[str, Path], width: int, pitch: int, x: int, rise: int, *, hinted: bool = False
) -> RenderedPage:
    """Render lines of text one below the other.

    Args:
        lines: the lines.
        fonts: font files by family.
        width: width of the page, in px.
        pitch: distance between the lines, in px.
        x: left edge of the lines, in px.
        rise: distance of a baseline from the lower edge of its line, in px.
        hinted: whether glyphs are hinted.
    """
    tags = [line.tag(x, (n + 1) * pitch - rise) for n, line in enumerate(lines)]
    return _run("\n".join(tags), fonts, width, pitch * len(lines), hinted=hinted)


def balanced_lines(
    text: str, language: str, family: str, size: float, width: float, fonts: Mapping[str, Path]
) -> list[str]:
    """Return the lines of a paragraph with `text-wrap: balance`; *size* and *width* are in px."""
    style = f"font: {size}px '{family}'; width: {width}px"
    tag = f'<p lang="{language}" dir=auto style="{style}">{html.escape(text)}</p>'
    return _run(tag, fonts, 1200, 600, hinted=False).lines[0]


def screenshot(page: Path, width: int, height: int) -> Image:
    """Return a page as Chromium shows it, "RGB"; *width* and *height* are in px."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        flags = [*FLAGS, "--force-color-profile=srgb", f"--window-size={width},{height}"]
        _call([*flags, f"--screenshot={shot}", page.as_uri()], folder)
        with Image.open(shot) as image:
            return image.convert("RGB").crop((0, 0, width, height))


def _run(body: str, fonts: Mapping[str, Path], width: int, height: int, *, hinted: bool) -> RenderedPage:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder) / "page.html", Path(folder) / "shot.png"
        page.write_text(_page(body, fonts), encoding="utf-8")
        flags = [*FLAGS, *([] if hinted else [UNHINTED]), f"--window-size={width},{height}"]
        dumped = _call([*flags, "--dump-dom", page.as_uri()], folder)
        _call([*flags, f"--screenshot={shot}", page.as_uri()], folder)
        found = MEASUREMENTS.search(dumped)
        if not found or not shot.is_file():
            raise SystemExit("Chromium rendered nothing")
        measured: dict[str, Any] = json.loads(html.unescape(found[1]))
        return RenderedPage(
            Image.open(shot).convert("L").crop((0, 0, width, height)), measured["widths"], measured["lines"]
        )


def _page(body: str, fonts: Mapping[str, Path]) -> str:
    faces = "\n".join(_face(family, file) for family, file in fonts.items())
    style = f"<style>{faces}{STYLE}</style>"
    return f"<!doctype html><meta charset=utf-8>{style}<body>{body}<script>{SCRIPT}</script></body>"


def _face(family: str, file: Path) -> str:
    return f"@font-face {{ font-family: '{family}'; src: url('{file.as_uri()}'); font-display: block }}\n"


def _call(flags: Iterable[str], folder: str) -> str:
    # A new profile for every run, so that nothing is cached.
    with tempfile.TemporaryDirectory(dir=folder) as profile:
        done = subprocess.run(
            [program(), f"--user-data-dir={profile}", *flags], capture_output=True, text=True, timeout=300, check=False
        )
    if done.returncode:
        raise SystemExit(f"Chromium failed: {done.stderr[-400:]}")
    return done.stdout
