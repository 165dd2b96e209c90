"""The search for rings of objects that nobody needs: what a command is made of is spared it, what it makes is not."""

from __future__ import annotations

import gc

USUAL = gc.get_threshold()
# So many objects are made before any are looked over: more than modules and templates come to, which stay to the end.
LASTING = 100_000
# A card is made of some twenty thousand.
CARD = 10_000


def put_off() -> None:
    """Look over nothing while the command gets ready, nor while it makes a single picture."""
    gc.set_threshold(LASTING, *USUAL[1:])


def take_up() -> None:
    """Look over what is made from now on, once a card or more; rings of many would fill the memory with pixels."""
    if gc.get_threshold()[0] == LASTING:
        gc.freeze()
        gc.set_threshold(CARD, *USUAL[1:])


def leave() -> None:
    """The process ends: its memory need not be tidied up."""
    gc.freeze()
