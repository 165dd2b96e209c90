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
        FOCUS_OR_FACE, "center", "what of that picture to keep in sight, as `focus` of a photo", needs="picture"
    )

    def picture_in(self, context: LayoutContext, ink: Box) -> Picture | None:
        """Return the picture cropped to the ink of the letters, px; None if there is none.

        Raises:
            DiagnosticError: The file cannot be used.
        """
        if not self.picture or ink.w <= 0 or ink.h <= 0:
            return None
        facts = context.photos.facts(self.picture)
        source = Size(facts.width, facts.height)
        if not isinstance(self.picture_focus, str):
            return Picture(self.picture, cover(source, ink.size, self.picture_focus), ink)
        subject = context.photos.subject(self.picture)
        named = self.picture_focus != "auto"
        face = choose_face(subject.faces, self.picture_focus.removeprefix("face ")) if named else None
        if face:
            subject = Subject((face,), subject.interest)
        return Picture(self.picture, crop_to_subject(source, ink.size, subject), ink)
