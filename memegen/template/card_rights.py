"""The rights of all photos of a card: those of its photo fields, and those in the entries of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from memegen.core.diagnostics import Diagnostic, Where
from memegen.model.entities import Field, Raw, Record
from memegen.template.bind import PhotoLookup
from memegen.template.rights import bind_rights, photo_fields


class CardRights:
    """Finds what is known of the photos of rows of one template, and what forbids their use."""

    def __init__(self, fields: Mapping[str, Field], photos: PhotoLookup, today: date | None) -> None:
        """Look up sidecar files in *photos*; those expired on *today* are rejected, if it is given."""
        self._photos = photos
        self._today = today
        self._fields = tuple(field.name for field in photo_fields(fields))
        parts = {field.name: tuple(part.name for part in photo_fields(field.of)) for field in fields.values()}
        self._parts = {name: photo_parts for name, photo_parts in parts.items() if photo_parts}

    def bind(
        self, bound: dict[str, Raw], row: Mapping[str, Raw], where: Where, problems: list[Diagnostic]
    ) -> frozenset[str]:
        """Add the variables for the rights of photos to *bound*, and return the paths of the photos.

        Args:
            bound: values of all fields; ``photo.credit`` and the like are added, to the entries of lists too.
            row: values of the row, which may state the rights of the photo of a field.
            where: place of the row.
            problems: problems so far, to which is added what forbids the use of a photo.
        """
        used: set[str] = set()
        for name in self._fields:
            bound |= self._rights(name, str(bound[name]), row, where, used, problems)
        for name, parts in self._parts.items():
            entries = bound[name]
            if not isinstance(entries, tuple):
                continue
            changed: list[Raw] = []
            for entry in entries:
                if isinstance(entry, Record):
                    rights: dict[str, Raw] = {}
                    for part in parts:
                        rights |= self._rights(part, str(entry.get(part) or ""), {}, where, used, problems)
                    entry = Record((*entry.parts, *rights.items()))
                changed.append(entry)
            bound[name] = tuple(changed)
        return frozenset(used)

    def join(self, part: str, values: Mapping[str, Raw]) -> str:
        """Return e.g. the credits of all photos of a row, each once; :meth:`bind` has completed *values*."""
        found = [values.get(f"{name}.{part}") for name in self._fields]
        for name, parts in self._parts.items():
            entries = values.get(name)
            for entry in entries if isinstance(entries, tuple) else ():
                found += [entry.get(f"{photo}.{part}") for photo in parts] if isinstance(entry, Record) else []
        return ", ".join(dict.fromkeys(str(value) for value in found if value))

    def _rights(
        self,
        name: str,
        photo: str,
        row: Mapping[str, Raw],
        where: Where,
        used: set[str],
        problems: list[Diagnostic],
    ) -> dict[str, Raw]:
        sidecar = self._photos.rights(photo) if photo else {}
        rights, violations = bind_rights(name, photo, sidecar, row, where, self._today)
        problems += violations
        used.add(photo)
        return rights
