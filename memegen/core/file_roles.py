"""The roles of files: what a file is for memegen, by its name and by what is wrong in it."""

from __future__ import annotations

PROJECT_FILES = ("memegen.yaml", "memegen.yml")
# Extensions of image files, in lower case.
RASTER = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif")
PHOTO_EXTENSIONS = (*RASTER, ".svg")
# The file with the rights of a photo is named after it: march.jpg.yaml.
SIDECAR_EXTENSION = ".yaml"
# Files whose names say nothing, by how the codes begin of what is wrong in them.
ROLES = {
    "brand-": "the brand",
    "logo-": "the brand",
    "platform": "the file of platforms",
    "project-": "the project file",
    "sidecar-": "the photo's sidecar",
    "font-": "the font",
    # A file that cannot be read as YAML may be any of them.
    "yaml-": "the file",
}
TEMPLATE = "the template"


def role(file: str, code: str) -> str:
    """Return what a file is that a diagnostic points at, with its article.

    Args:
        file: its path.
        code: code of the diagnostic.
    """
    name = file.replace("\\", "/").rpartition("/")[2].lower()
    if name in PROJECT_FILES:
        return "the project file"
    if name.endswith(PHOTO_EXTENSIONS):
        return "the image"
    if name.removesuffix(SIDECAR_EXTENSION).endswith(PHOTO_EXTENSIONS):
        return "the photo's sidecar"
    return next((noun for start, noun in ROLES.items() if code.startswith(start)), TEMPLATE)
