"""The logo of a new brand: its file, and a variant for each kind of background that it would vanish on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from memegen.core.frozen import frozen
from memegen.images.logo_variants import is_silhouette, on_plate, recolored
from memegen.images.photos import Photos
from memegen.layout.layers.image import LOGO_CONTRAST, MIN_CONTRAST
from memegen.scene.color import WHITE, Color, contrast_ratio, drawing_contrast

# The colour of letters on each kind of background, which that of a variant is too.
LETTERS = {"dark": "paper", "light": "ink"}


@frozen
class OwnLogo:
    """The logo of a brand to write.

    Attributes:
        files: its files, relative to the folder of brands, with their content.
        variants: the file for dark and for light backgrounds.
        made: for each variant that was made, what it is, and the role of the colour that the logo vanishes on.
    """

    files: Mapping[Path, bytes]
    variants: Mapping[str, Path]
    made: Mapping[str, tuple[str, str]]

    def yaml(self) -> str:
        """Return the section of the brand's file."""
        lines = [f"  {variant}: {json.dumps(path.as_posix())}" for variant, path in self.variants.items()]
        return "\n".join(["logos:", *lines])

    def notes(self) -> Iterator[str]:
        """Yield a line for each variant that was made."""
        for variant, (form, role) in self.made.items():
            file = Path("brands", self.variants[variant]).as_posix()
            yield f"the logo can hardly be seen on {role}: {file} has it {form}, for {variant} backgrounds"


def own_logo(brand: str, logo: Path, palette: Mapping[str, Color]) -> OwnLogo:
    """Return the logo of a brand.

    Args:
        brand: name of the brand.
        logo: the file as given, which can be drawn.
        palette: the brand's colours by role.
    """
    photos = Photos()
    tones = photos.tones(logo)
    given = Path(brand, f"logo{logo.suffix.lower()}")
    files, variants, made = {given: logo.read_bytes()}, dict.fromkeys(LETTERS, given), dict[str, tuple[str, str]]()
    for variant, letters in LETTERS.items():
        grounds = {role: color for role, color in palette.items() if _is_dark(color) == (variant == "dark")}
        lost = [role for role, color in grounds.items() if drawing_contrast(tones, color.luminance) < MIN_CONTRAST]
        if not lost:
            continue
        variants[variant] = Path(brand, f"logo-on-{variant}.png")
        if is_silhouette(logo, photos):
            files[variants[variant]] = recolored(logo, palette[letters], photos)
            made[variant] = f"in {letters}", lost[0]
        else:
            plate = max(("paper", "ink"), key=lambda role: drawing_contrast(tones, palette[role].luminance))
            files[variants[variant]] = on_plate(logo, palette[plate], photos)
            made[variant] = f"on a plate in {plate}", lost[0]
    return OwnLogo(files, variants, made)


def _is_dark(ground: Color) -> bool:
    """Return whether layers choose the variant for dark backgrounds on a colour."""
    return contrast_ratio(ground.luminance, WHITE.luminance) >= LOGO_CONTRAST
