"""How sure a record is: by how it is known, whether its words were found as given, and by how many readings have it."""

from __future__ import annotations

from kg.drafting.entrance.records import How

#: Where the words say it themselves, where they are read so, where another tells it, where only the sides do.
BY_HOW: dict[How, float] = {"said": 0.9, "shown": 0.7, "told": 0.6, "side": 0.5}
#: A quote that had to be cut or moved is less sure than one that stands where it was said to stand.
MENDED = 0.9
#: What only one of two readings has.
ALONE = 0.8


def confidence(how: How, *, mended: bool = False, readings: int = 1, of: int = 1) -> float:
    """Return a confidence between 0 and 1, in hundredths.

    Args:
        how: how it is known.
        mended: the quote is not where or as it was said to be.
        readings: how many readings have it.
        of: how many readings there are.

    >>> confidence("said"), confidence("shown", mended=True)
    (0.9, 0.63)
    >>> confidence("shown", readings=2, of=2), confidence("shown", readings=1, of=2)
    (0.85, 0.56)
    """
    sure = BY_HOW[how] * (MENDED if mended else 1.0)
    if of > 1:
        sure = 1 - (1 - sure) / readings if readings > 1 else sure * ALONE
    return round(sure, 2)
