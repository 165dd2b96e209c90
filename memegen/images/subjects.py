"""The subjects of photos: faces, and other salient areas."""

from __future__ import annotations

from collections.abc import Callable

from memegen.images.facts import PhotoFacts, Stamp
from memegen.images.plates import PlateKey, Plates
from memegen.scene.geometry import Box
from memegen.scene.subject import Subject

# Pixels along the longest side of the copy in which the subject is detected.
DETECTION_SIDE = 640


class Subjects:
    """Subjects by the state of the file, detected once each."""

    def __init__(self, facts: Callable[[Stamp], PhotoFacts], plates: Plates) -> None:
        self._facts = facts
        self._plates = plates
        self._subjects: dict[Stamp, Subject] = {}

    def get(self, stamp: Stamp) -> Subject:
        """Return the subject of the file in that state. Raises DiagnosticError for a file that cannot be used."""
        subject = self._subjects.get(stamp)
        if subject is None:
            subject = self._subjects[stamp] = self._detect(stamp)
        return subject

    def _detect(self, stamp: Stamp) -> Subject:
        from memegen.images.faces import detect_faces
        from memegen.images.saliency import saliency_grid
        from memegen.images.sharpness import sharpness_grid
        from memegen.images.silhouette import on_ground, silhouette_of

        facts = self._facts(stamp)
        shrink = min(1.0, DETECTION_SIDE / max(facts.width, facts.height))
        size = max(1, round(facts.width * shrink)), max(1, round(facts.height * shrink))
        plate = self._plates.get(PlateKey(stamp, Box(0, 0, facts.width, facts.height), size))
        small = on_ground(plate)
        sharpness = sharpness_grid(small)
        return Subject(detect_faces(small), saliency_grid(small, sharpness), silhouette_of(plate), sharpness)
