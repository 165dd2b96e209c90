"""Records of a batch, as the contact sheet takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOSTILE = "</script><script>window.owned = 1</script><img src=x onerror='window.owned = 2'>\"'> & \u202eevil\x00"
# What a file may be called where a slash is all that a name must not have.
NAMES = ("plain.png", "it's #1.png", '100% "sure"?.png', "Голос народа.png", "a&b <c>.png", "شعب.png", "x;y:z=+@.png")


def made(folder: Path, name: str = "plain.png", **more: Any) -> dict[str, Any]:
    """A picture of 40 × 30 pixels."""
    return {
        "row": 1,
        "template": "quote-plain",
        "platform": "x-post",
        "brand": "Keep It Open",
        "language": "en",
        "file": str(folder / name),
        "width": 40,
        "height": 30,
        "format": "png",
        "bytes": 1234,
        "sha256": "0" * 64,
        "alt_text": f"What {name} says",
        "caption": f"A caption\nof {name}",
        "credit": "",
        "findings": [],
        "boxes": [],
        "cached": False,
        **more,
    }


def finding(message: str = "text 'quote' has a contrast of 2.8; it needs 4.5") -> dict[str, str]:
    return {
        "severity": "warning",
        "code": "contrast-low",
        "where": "",
        "message": message,
        "hint": "give it a scrim",
    }


def failed(row: int = 2, message: str = "field quote is required") -> dict[str, Any]:
    error = {
        "severity": "error",
        "code": "field-required",
        "where": f"rows.csv:{row + 1} (row {row}), column quote",
        "message": message,
        "hint": "such as Ye are many",
    }
    return {"row": row, "platform": "x-post", "error": error, "errors": [error]}


def without_list_key(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of an output folder, without the hash of the list's place, which depends on where the folder is."""
    key = json.loads(files["manifest.jsonl"].splitlines()[0])["list_key"].encode()
    return {name: data.replace(key, b"") for name, data in files.items()}
