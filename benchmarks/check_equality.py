"""Compare what a check finds with what rendering finds, for every card of the gallery and of the stress lists.

    python benchmarks/check_equality.py [PART OF]

Prints the number of cards, of findings by code, and of cards that differ, with each difference; PART OF compares every
OFth card from number PART on. A sample is compared by tests/whole/test_check_equals_batch.py.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.helpers.equality import compare
from tests.whole.test_art import make_photos, renderer
from tests.whole.test_check_equals_batch import cases

CODE = re.compile(r"^(?:.*: )?(?:warning|error)\[([\w-]+)\]", re.M)


def main() -> int:
    """Compare the cards; return 1 if any differ."""
    part, of = (int(text) for text in sys.argv[1:3] or ("0", "1"))
    codes: Counter[str] = Counter()
    cards = different = texts = 0
    with tempfile.TemporaryDirectory() as folder:
        made = make_photos(Path(folder))
        for case in islice(cases(), part, None, of):
            comparison = compare(renderer(), case, made)
            cards += 1
            codes.update(CODE.findall("\n".join(comparison.rendered)))
            texts += len(comparison.measured)
            if not comparison.is_equal:
                different += 1
                print("DIFFERENT", case)
                print("  check: ", comparison.checked, comparison.measured)
                print("  render:", comparison.rendered, comparison.painted)
    found = f"{different} differ, {codes.total()} findings"
    print(f"{cards} cards with {texts} texts, {found} in {process_time():.0f} s of CPU")
    print(", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
