"""The order in which jobs are started: a photo is decoded once for all its cards, and outcomes stay in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memegen.batch.job import Failed, Item, Job, Made
from memegen.batch.job_queue import WINDOW, JobQueue, QueuedJob, Window
from memegen.batch.plan import BatchOptions, Plan
from memegen.batch.rows import Row
from memegen.batch.run import run_batch
from memegen.core.diagnostics import Where
from memegen.images import decoded
from memegen.images.decode import Decoded, decode
from memegen.model.entities import Platform
from memegen.renderer import Renderer

SQUARE = Platform("60x60", "60x60", 60, 60)
HERE = 0


@pytest.fixture(autouse=True)
def _two_photos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memegen.batch.job_queue.DECODED_PHOTOS", 2)


def job(position: int, photo: str = "") -> Job:
    return Job(position, Where(), "plain", {}, SQUARE, "", "", f"{position}", photo=photo)


def started(photos: str, *, window: int = WINDOW) -> list[int]:
    """The positions of jobs with these photos (``-`` for none), in the order in which one worker gets them."""
    queue: JobQueue[int] = JobQueue()
    order: list[int] = []
    waiting = [QueuedJob(i, job(i, photo.strip("-"))) for i, photo in enumerate(photos)]
    oldest = 0
    while waiting or queue:
        while waiting and waiting[0].position - oldest < window and (not queue or queue.lacks_decoded(HERE)):
            queue.append(waiting.pop(0))
        queued = queue.next_for(HERE)
        assert queued
        queue.start(queued, HERE)
        order.append(queued.position)
        oldest = next(i for i in range(len(photos) + 1) if i not in order)
    return order


def test_jobs_without_photos_start_in_order() -> None:
    assert started("-" * 9) == list(range(9))


def test_jobs_of_two_photos_start_in_order() -> None:
    assert started("abbabaab") == list(range(8))


def test_jobs_of_decoded_photos_start_before_others() -> None:
    # a and b, then c in the place of the one that was used before, then d.
    assert started("abcdabcd") == [0, 1, 4, 5, 2, 6, 3, 7]


def test_jobs_without_a_photo_start_before_a_photo_is_decoded() -> None:
    assert started("abc-ab-c") == [0, 1, 3, 4, 5, 6, 2, 7]


def test_job_outside_the_window_does_not_start_before_the_oldest() -> None:
    order = started("abcd" * 100, window=8)
    assert sorted(order) == list(range(400))
    assert all(position < min(set(range(400)) - set(order[:i])) + 8 for i, position in enumerate(order))


def test_oldest_job_is_next_while_too_many_bytes_are_held() -> None:
    queue: JobQueue[int] = JobQueue()
    for position, photo in enumerate("abca"):
        queue.append(QueuedJob(position, job(position, photo)))
    for _ in "ab":
        queued = queue.next_for(HERE)
        assert queued
        queue.start(queued, HERE)
    assert [queue.next_for(HERE), queue.next_for(HERE, in_order=True)] == [
        QueuedJob(3, job(3, "a")),
        QueuedJob(2, job(2, "c")),
    ]


def test_window_holds_bytes_until_an_earlier_outcome_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memegen.batch.job_queue.HELD_BYTES", 99)
    window = Window(iter([job(0), Failed(1, "", ()), job(2)]), 3)
    assert [queued and queued.position for queued in (window.read(), window.read(), window.read())] == [0, None, 2]
    assert not window.has_room
    late = Made(2, "", "", b"x" * 100, {}, ())
    window.finish(2, late)
    assert not window.has_outcome()
    assert window.is_full_of_bytes
    first = Made(0, "", "", b"", {}, ())
    window.finish(0, first)
    assert list(window.take()) == [first, Failed(1, "", ()), late]
    assert not window.is_full_of_bytes
    assert window.read() is None
    assert window.is_done


PHOTOS, ROUNDS, SIDE = 5, 3, 1500


@pytest.fixture
def photo_rows(tmp_path: Path) -> Iterator[Row]:
    """Rows over five photos in turn, three times."""
    for number in range(PHOTOS):
        Image.effect_noise((SIDE, SIDE), 90).convert("RGB").save(tmp_path / f"{number}.png", compress_level=1)
    places = (Where(str(tmp_path / "rows.csv"), n + 2, row=n + 1) for n in range(PHOTOS * ROUNDS))
    return (Row(n + 1, place, {"quote": f"Quote {n}", "photo": f"{n % PHOTOS}.png"}) for n, place in enumerate(places))


def test_batch_in_one_process_decodes_each_photo_once(
    photo_rows: Iterator[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decodes: Counter[str] = Counter()

    def count(path: Path, *rest: Any) -> Decoded:
        decodes[path.name] += 1
        return decode(path, *rest)

    monkeypatch.setattr(decoded, "decode", count)
    # Two photos and the logos are kept, but no third photo; of plates and backdrops only the last.
    monkeypatch.setattr(decoded, "DECODED_BYTES", int(2.9 * 4 * SIDE * SIDE))
    monkeypatch.setattr("memegen.images.plates.PLATE_BYTES", 1)
    monkeypatch.setattr("memegen.images.photos.BACKDROP_BYTES", 1)
    renderer = Renderer()
    order = BatchOptions("quote-photo", ("300x300", "600x200"), folder=tmp_path / "out")
    items: Iterator[Item] = Plan(renderer, order).jobs(photo_rows)
    made = list(run_batch(items, renderer, 1))
    assert [(outcome.row, outcome.platform) for outcome in made] == [
        (row, platform) for row in range(1, PHOTOS * ROUNDS + 1) for platform in ("300x300", "600x200")
    ]
    assert all(isinstance(outcome, Made) for outcome in made)
    assert [decodes[f"{number}.png"] for number in range(PHOTOS)] == [1] * PHOTOS
