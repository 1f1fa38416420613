"""Ids that a person writes, and the ones that follow from content: their form, and whether they are known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable

from kg.errors import DanglingIdError, DataFileError
from kg.evidence.suggest import did_you_mean
from kg.model import Proposition, PropositionKind, content_id

_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: The place of a value in its file, by the keys that lead to it within its entry: for messages.
Where = Callable[..., str]


def unplaced(*_: str | int) -> str:
    """Return the place of what stands in no file: for statements that a method makes."""
    return "draft"


def digest_of(texts: Iterable[str]) -> str:
    """Return what tells one transcript from another, by the words of its turns in their order: SHA-256, in hexadecimal.

    >>> digest_of(["Well.", "No."]) == digest_of(["Well. No."])
    False
    """
    said = "\n".join(texts)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def check_id(text: str, where: str) -> None:
    """Raise a DataFileError unless an id can end an IRI."""
    if not _ID.fullmatch(text):
        raise DataFileError(f"{where}: id '{text[:40]}' must be words of letters and digits joined by hyphens")


def known_id(value: str, ids: Collection[str], what: str, where: str) -> str:
    """Return an id that is declared; raise a DanglingIdError with the nearest one where it is not."""
    if value not in ids:
        raise DanglingIdError(f"{where}: {what} '{value}' is declared nowhere{did_you_mean(value, ids)}")
    return value


def relation_id(event_id: str, from_claim: str, relation: str, to_claim: str) -> str:
    """Return the id of a relation: one for each kind of relation between two claims."""
    return content_id(event_id, from_claim, relation, to_claim)


def proposition_of(
    proposition_id: str,
    text: str,
    *,
    question: str,
    kind: PropositionKind,
    source: str = "human",
    questions: Collection[str],
    where: Where = unplaced,
) -> Proposition:
    """Return a proposition that answers one of the questions.

    Raises:
        DataFileError: the id can end no IRI.
        DanglingIdError: there is no such question.
    """
    check_id(proposition_id, where("id"))
    known_id(question, questions, "question", where("question"))
    return Proposition(id=proposition_id, text=text, question=question, kind=kind, source=source)
