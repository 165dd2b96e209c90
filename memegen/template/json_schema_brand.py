"""The JSON Schema of brand files, from the declarations with which validation works."""

from __future__ import annotations

from memegen.model.direction import CORNERS, EMPHASES, TEXTURES, TREATMENTS
from memegen.model.kinds import ANY_TEXT, SIZED, YES_NO
from memegen.scene.motif import MOTIFS
from memegen.template.brand import BRAND_KEYS, LOGO_KEYS
from memegen.template.brand_direction import COLOR_COUNTS, PHOTO_KEYS
from memegen.template.brand_fonts import CASES, ROLE_KEYS
from memegen.template.json_schema_basics import DIALECT, NUMBER, TEXT, TEXT_OR_TEXTS, Schema, described, object_or

HEX: Schema = {"type": "string", "pattern": "^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}


def brand_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a brand file."""
    weight = {"type": "integer", "minimum": 100, "maximum": 900, "multipleOf": 100}
    role = described(
        ROLE_KEYS,
        {
            "family": TEXT,
            "weight": weight,
            "bold": weight,
            "italic": dict(YES_NO),
            "case": {"enum": list(CASES)},
            "leading": NUMBER,
            "tracking": NUMBER,
        },
        required=["family"],
    )
    properties = {
        **dict.fromkeys(("$schema", "extends", "name", "hashtag", "handle", "imprint", "language"), TEXT),
        "palette": {"type": "object", "additionalProperties": HEX},
        "fonts": {"type": "object", "additionalProperties": object_or(role, TEXT)},
        "typefaces": TEXT_OR_TEXTS,
        "logos": described(LOGO_KEYS, dict.fromkeys(LOGO_KEYS, TEXT)),
        "words": {"type": "object", "additionalProperties": dict(ANY_TEXT)},
        "voice": object_or(role, TEXT),
        "photos": _photos(),
        "texture": {"enum": list(TEXTURES)},
        "corners": {"anyOf": [{"enum": list(CORNERS)}, dict(SIZED)]},
        "emphasis": {"enum": list(EMPHASES)},
        "motif": {"enum": list(MOTIFS)},
    }
    return {"$schema": DIALECT, "title": "A brand of memegen", **described(BRAND_KEYS, properties)}


def _photos() -> Schema:
    """Return the schema of the photos of a brand: a treatment, or one with its colours."""
    properties: Schema = {}
    for name, (least, most) in COLOR_COUNTS.items():
        colors = {"type": "array", "items": TEXT, "minItems": least, "maxItems": most}
        properties[name] = {"anyOf": [colors, {"type": "null"}]}
    treated = described(PHOTO_KEYS, {**properties, "dots": dict(SIZED)})
    return object_or(treated, {"enum": list(TREATMENTS)})
