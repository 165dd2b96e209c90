"""Letters that a picture fills."""

from __future__ import annotations

from memegen.core.frozen import frozen
from memegen.layout.layers.context import LayoutContext
from memegen.layout.layers.crop import crop_to_subject
from memegen.layout.layers.lettering import Lettering
from memegen.model.keys import key
from memegen.model.kinds import FILE, FOCUS_OR_FACE
from memegen.scene.geometry import Box, Size, cover
from memegen.scene.items import Picture
from memegen.scene.subject import Subject, choose_face


@frozen(kw_only=True, eq=False)
class Pictured(Lettering):
    """The keys of letters that a picture fills."""

    picture: str = key(FILE, "", "an image file that fills the letters, cropped to them", unset="none")
    picture_focus: tuple[float, float] | str = key(
        FOCUS_OR_FACE, "center", "what of that image to keep in view, as `focus` of a photo", needs="picture"
    )

    def picture_in(self, context: LayoutContext, ink: Box) -> Picture | None:
        """Return the picture cropped to the ink of the letters, px; None if there is none.

        Raises:
            DiagnosticError: The file cannot be used.
        """
        return picture_in(self.picture, self.picture_focus, context, ink)


def picture_in(file: str, focus: tuple[float, float] | str, context: LayoutContext, ink: Box) -> Picture | None:
    """Return a picture cropped to the ink of letters, px; None without a *file* or ink.

    Raises:
        DiagnosticError: The file cannot be used.
    """
    if not file or ink.w <= 0 or ink.h <= 0:
        return None
    facts = context.photos.facts(file)
    source = Size(facts.width, facts.height)
    if not isinstance(focus, str):
        return Picture(file, cover(source, ink.size, focus), ink)
    subject = context.photos.subject(file)
    face = choose_face(subject.faces, focus.removeprefix("face ")) if focus != "auto" else None
    if face:
        subject = Subject((face,), subject.interest)
    return Picture(file, crop_to_subject(source, ink.size, subject), ink)
