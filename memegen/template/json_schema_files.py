"""The JSON Schemas of the smaller kinds of file: brands, projects, packs of platforms, sidecars of photos."""

from __future__ import annotations

from memegen.core.ai import AI_MARKS
from memegen.core.codes import codes
from memegen.core.diagnostics import ERROR
from memegen.core.severities import SEVERITIES
from memegen.model.brand import JURISDICTIONS
from memegen.model.direction import CORNERS, EMPHASES, TEXTURES, TREATMENTS
from memegen.model.kinds import ANY_TEXT, SIZED, YES_NO
from memegen.rendering.formats import FORMATS
from memegen.scene.motif import MOTIFS
from memegen.template.brand import BRAND_KEYS, LOGO_KEYS
from memegen.template.brand_direction import COLOR_COUNTS, PHOTO_KEYS
from memegen.template.brand_fonts import CASES, ROLE_KEYS
from memegen.template.json_schema_basics import (
    COUNT,
    DIALECT,
    NUMBER,
    ON_PAPER,
    TEXT,
    TEXT_OR_TEXTS,
    WORDS,
    Schema,
    by_name,
    described,
    object_or,
)
from memegen.template.platform import MAX_DPI, PLATFORM_KEYS, POST_KEYS
from memegen.template.project import PROJECT_KEYS
from memegen.template.sidecar import SIDECAR_KEYS
from memegen.template.template import FILE_KEYS

# The keys of template files that a pack of platforms has.
PACK_KEYS = ("$schema", "platforms", "pack")
HEX: Schema = {"type": "string", "pattern": "^#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$"}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "errorMessage": "expected a date, e.g. 2027-03-31"}


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
        "jurisdiction": {"enum": list(JURISDICTIONS)},
        "paid": dict(YES_NO),
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


def _count_of(count: int) -> Schema:
    return {"minItems": count, "maxItems": count}


def platform_schema() -> Schema:
    """Return the schema of one platform."""
    properties = {
        **dict.fromkeys(("name", "why", "group"), TEXT),
        "size": {"type": "array", "items": {"anyOf": [{"type": "integer", "minimum": 1}, ON_PAPER]}, **_count_of(2)},
        "safe": {"type": "array", "items": {"anyOf": [COUNT, ON_PAPER]}, **_count_of(4)},
        "dpi": {"type": "integer", "minimum": 1, "maximum": MAX_DPI},
        **dict.fromkeys(("bytes", "pixels", "alt", *POST_KEYS), COUNT),
        "formats": {"type": "array", "items": {"enum": list(FORMATS)}},
        **{key: dict(YES_NO) for key in ("circle", "transparent", "doubt")},
        "groups": WORDS,
    }
    return described(PLATFORM_KEYS, properties, required=["size"])


def platforms_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a pack of platforms: a template file that has nothing else."""
    about = {key: FILE_KEYS[key] for key in PACK_KEYS}
    properties: dict[str, Schema] = {"$schema": TEXT, "platforms": by_name("platform"), "pack": dict(ANY_TEXT)}
    pack = described(about, properties, required=["platforms"])
    return {"$schema": DIALECT, "title": "Platforms of memegen", **pack, "$defs": {"platform": platform_schema()}}


def project_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a project file."""
    text: Schema = {"type": ["string", "null"]}
    texts: Schema = {"type": ["string", "array", "null"], "items": {"type": ["string", "number"]}}
    columns: Schema = {"type": ["object", "null"], "additionalProperties": {"type": ["string", "number"]}}
    several = dict.fromkeys(("templates", "platforms", "photos"), texts)
    forms = {**dict.fromkeys(PROJECT_KEYS, text), **several, "columns": columns, "severity": _severity_schema()}
    project = described(PROJECT_KEYS, forms)
    return {"$schema": DIALECT, "title": "A project of memegen", **project, "type": ["object", "null"]}


def _severity_schema() -> Schema:
    """Return the schema of severities by code; what prevents a graphic is always an error."""
    known = {
        code.name: {"description": code.what, "enum": [ERROR] if code.severity == ERROR else [*SEVERITIES]}
        for code in codes().values()
    }
    return {"type": ["object", "null"], "properties": known, "additionalProperties": False}


def sidecar_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a photo's sidecar."""
    any_text = {key: dict(ANY_TEXT) for key in SIDECAR_KEYS}
    forms: dict[str, Schema] = {**any_text, "$schema": TEXT, "expiry": DAY, "ai": {"enum": list(AI_MARKS)}}
    return {"$schema": DIALECT, "title": "A photo's sidecar", **described(SIDECAR_KEYS, forms)}
