"""Fetch the network that finds faces anew: its numbers, what they are, and its licence, into ``assets/faces``.

    python assets/faces.py

The files come unchanged out of a published package, fetched with npm and checked against their SHA-256. The package is
under the MIT licence, and its models with it. Needed: npm.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "faces"
PACKAGE = "@vladmandic/face-api@1.7.15"
# The file here, the file in the package, its SHA-256.
FILES = (
    (
        "tiny_face_detector_model.bin",
        "package/model/tiny_face_detector_model.bin",
        "b7503ce7df31039b1c43316a9b865cab6a70dd748cc602d3fa28b551503c3871",
    ),
    (
        "tiny_face_detector_model.json",
        "package/model/tiny_face_detector_model-weights_manifest.json",
        "5d1af4849ac48d5b985f4a9b16010c512353ddd6fcc63d50fd0bc9e9e64296e5",
    ),
    ("LICENSE", "package/LICENSE", "9a3442b79acaf4fbc7c2e07b7e2d8f84af9bb3871bf08a69d80304ab00640e9a"),
)


def main() -> None:
    """Fetch, check and write the three files."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            for name, path, checksum in FILES:
                member = package.extractfile(path)
                content = member.read() if member else b""
                if hashlib.sha256(content).hexdigest() != checksum:
                    raise SystemExit(f"{path} is not what it was")
                (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
