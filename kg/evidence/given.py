"""What the maker of statements is given beside the words: where they stand, who or what says so, who is on record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where words stand: their offsets, and the index of the utterance that holds all of them."""

    start: int
    end: int
    utterance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who or what made a statement: a source, how sure it is (0 to 1), and by which rule."""

    source: str = "human"
    confidence: float = 1.0
    rule: str = ""


#: What a person wrote.
BY_HAND = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Who is on record on a decision, and how; who is silent is in none."""

    agreed: tuple[str, ...] = ()
    agreed_in_part: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def by_answer(self) -> dict[str, tuple[str, ...]]:
        """Return the names by answer."""
        return {
            "agreed": self.agreed,
            "agreed_in_part": self.agreed_in_part,
            "refused": self.refused,
            "absent": self.absent,
        }


NOBODY = Consent()
