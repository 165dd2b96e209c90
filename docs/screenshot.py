"""The picture of docs/contact-sheet.md: a browser's screenshot of the contact sheet of examples/quotes.csv.

python docs/screenshot.py         needs Chromium in the PATH
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import HEADLESS
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "contact-sheet.jpg"
# Size of the window, width without its scroll bar, and maximum side of the picture; in pixels.
WINDOW, VISIBLE_WIDTH, MAX_SIDE = (1280, 1000), 1260, 1000


def main() -> None:
    """Write the picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        raise SystemExit("there is no chromium on PATH")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        batch = [sys.executable, "-m", "memegen", "batch", "examples/quotes.csv", "-o", str(out)]
        subprocess.run(batch, cwd=ROOT, check=True, capture_output=True)
        page = out / "contact-sheet.html"
        # The screenshot waits for eagerly loaded images only; those in the window are made so.
        text = page.read_text("utf-8").replace(' loading="lazy" decoding="async"', "", 8)
        page.write_text(text, "utf-8")
        shot = Path(folder) / "shot.png"
        profile = f"--user-data-dir={Path(folder) / 'profile'}"
        size, target = f"--window-size={WINDOW[0]},{WINDOW[1]}", f"--screenshot={shot}"
        command = [browser, *HEADLESS, profile, size, "--virtual-time-budget=5000", target, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        with Image.open(shot) as image:
            picture = image.convert("RGB").crop((0, 0, VISIBLE_WIDTH, image.height))
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    picture.save(PICTURE, quality=64, optimize=True)
    sys.stdout.write(f"{PICTURE.relative_to(ROOT)}, {PICTURE.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
