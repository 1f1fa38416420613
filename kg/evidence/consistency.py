"""What in an event does not fit together: pure checks on the model, each finding with an id by which it is acknowledged.

A finding is no error: two claims may agree on one thing and disagree on another. A person reads it, and mends the
annotations or acknowledges it; an id depends on what is found alone, so that it stays when other parts change.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, pairwise

from kg.evidence.concepts import used_concepts
from kg.evidence.edges import edges_of
from kg.evidence.stances import shown_by
from kg.evidence.statements import EVENT_SUMMARY
from kg.evidence.vocabulary_checks import vocabulary_problems
from kg.model import AnnotatedEvent, Claim, Relation, Revision, content_id
from kg.words import AUXILIARIES

#: The action of a revision by which a person acknowledges a finding.
ACKNOWLEDGE = "acknowledge"
#: A claim that shows where its speaker stands on more propositions than this says less of each.
MOST_PROPOSITIONS = 2
_SIDES = frozenset({"agrees", "disagrees"})
#: Whether two claims so related take one side: nobody gives a reason for what he is against.
_SAME_SIDE = {"agrees": True, "disagrees": False, "supports": True}
_CLAUSES = re.compile(r";\s++|(?:,|(?<!\s))\s++(?:and|but|while|whereas|yet)\s++", re.IGNORECASE)
_WORD = re.compile(r"[\w’']+")
#: How far into a clause its finite verb may stand.
_SUBJECT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not fit: `kind` names the check, `about` the ids it is about, `message` says it in a line."""

    id: str
    kind: str
    about: tuple[str, ...]
    message: str


def findings(event: AnnotatedEvent) -> tuple[Finding, ...]:
    """Return what does not fit together and was not acknowledged, in the order of the checks and then of the text."""
    acknowledged = {r.target for r in event.revisions if r.action == ACKNOWLEDGE}
    return tuple(f for f in _found(event) if f.id not in acknowledged)


def stale(event: AnnotatedEvent) -> tuple[Revision, ...]:
    """Return the acknowledgements of what is no longer found."""
    known = {f.id for f in _found(event)}
    return tuple(r for r in event.revisions if r.action == ACKNOWLEDGE and r.target not in known)


def _found(event: AnnotatedEvent) -> Iterator[Finding]:
    book = _Book(event)
    for check in (
        _torn_pairs,
        _against_stances,
        _in_a_circle,
        _without_stance,
        _of_later,
        _used_often,
        _alike,
        _two_clauses,
        _vocabulary,
    ):
        yield from check(book)


class _Book:
    """What the checks look up in an event."""

    def __init__(self, event: AnnotatedEvent) -> None:
        self.event = event
        self.claims = {c.id: c for c in event.claims}
        #: Claim → proposition → the clear side that the claim shows.
        self.sides: dict[str, dict[str, str]] = defaultdict(dict)
        #: Proposition → the claims that show anything of it, in the order of the text.
        self.shown: dict[str, list[str]] = defaultdict(list)
        self._about: dict[str, set[str]] = defaultdict(set)
        for _, proposition, piece in shown_by(event.stances):
            self.shown[proposition].append(piece.claim)
            self._about[piece.claim].add(proposition)
            if piece.side in _SIDES and not piece.kind:
                self.sides[piece.claim][proposition] = piece.side

    def finding(self, kind: str, about: Iterable[str], message: str) -> Finding:
        """Return a finding with its id."""
        about = tuple(about)
        return Finding(id=content_id(self.event.event.id, kind, *about), kind=kind, about=about, message=message)

    def said(self, claim_id: str) -> str:
        """Return a claim as a message names it."""
        claim = self.claims[claim_id]
        return f"{claim.speaker}: {_short(claim.quote)!r} ({claim.id})"

    def about(self, claim_id: str) -> set[str]:
        """Return the propositions of which a claim shows anything."""
        return self._about[claim_id]

    def shared(self, one: str, other: str) -> list[str]:
        """Return the propositions on which two claims both take a clear side."""
        return sorted(self.sides[one].keys() & self.sides[other].keys())


def _short(text: str, limit: int = 50) -> str:
    words = " ".join(text.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _torn_pairs(book: _Book) -> Iterator[Finding]:
    """Find two claims that stances alone, or relations alone, make agree and disagree."""
    labels: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for edge in edges_of(book.event):
        if edge.of_claims:
            labels[tuple(sorted((edge.one, edge.other)))].add(edge.label)
    against = {f.about[1:] for f in _against_stances(book)}
    for pair, both in sorted(labels.items(), key=lambda item: [_at(book, c) for c in item[0]]):
        if len(both) == 2 and pair not in against:
            one, other = sorted(pair, key=lambda c: _at(book, c))
            message = f"two claims agree and disagree: {book.said(one)}, and {book.said(other)}"
            yield book.finding("agrees-and-disagrees", pair, message)


def _at(book: _Book, claim_id: str) -> tuple[int, int, str]:
    claim = book.claims[claim_id]
    return claim.start, claim.end, claim.id


def _against_stances(book: _Book) -> Iterator[Finding]:
    """Find relations that say of two claims what the sides that both show contradict."""
    for relation in book.event.relations:
        shared = book.shared(relation.from_claim, relation.to_claim) if relation.relation in _SAME_SIDE else []
        same = {book.sides[relation.from_claim][p] == book.sides[relation.to_claim][p] for p in shared}
        if same and _SAME_SIDE[relation.relation] not in same:
            pair = sorted((relation.from_claim, relation.to_claim))
            message = (
                f"relation {relation.id} says that {_pair(book, relation)}, and their stances on "
                f"{', '.join(shared)} say the opposite"
            )
            yield book.finding("relation-against-stances", (relation.id, *pair), message)


def _pair(book: _Book, relation: Relation) -> str:
    with_ = " with" if relation.relation in _SIDES else ""
    return f"{book.said(relation.from_claim)} {relation.relation}{with_} {book.said(relation.to_claim)}"


def _in_a_circle(book: _Book) -> Iterator[Finding]:
    """Find claims that are reasons for themselves, by way of others."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for relation in book.event.relations:
        if relation.relation == "supports":
            reasons[relation.to_claim].append(relation.from_claim)
    while circle := _circle(reasons):
        # Without its last step the circle is none, and what goes round elsewhere is found next.
        reasons[circle[0]].remove(circle[-1])
        first = circle.index(min(circle, key=lambda c: _at(book, c)))
        circle = circle[first:] + circle[:first]
        message = f"claims support each other in a circle: {', which supports '.join(map(book.said, circle))}"
        yield book.finding("supports-in-a-circle", circle, message)


def _circle(reasons: dict[str, list[str]]) -> list[str]:
    """Return the claims of a circle, each a reason for the next and the last for the first; none where there is none."""
    try:
        TopologicalSorter(reasons).prepare()
    except CycleError as error:
        return list(error.args[1][:-1])
    return []


def _without_stance(book: _Book) -> Iterator[Finding]:
    """Find agreements and disagreements without a proposition on which both claims show something, where one is named.

    A proposition is named by what the relation is about, or else by a stance that one of the two claims shows.
    """
    texts = {text.casefold().strip(" ."): p.id for p in book.event.propositions for text in (p.id, p.text)}
    for relation in book.event.relations:
        if relation.relation not in _SIDES:
            continue
        first, second = book.about(relation.from_claim), book.about(relation.to_claim)
        told = texts.get(relation.about.casefold().strip(" ."))
        named = {told} if told else first | second
        if named and not named & first & second:
            silent = [c for c, own in ((relation.from_claim, first), (relation.to_claim, second)) if not named <= own]
            message = (
                f"relation {relation.id} says {relation.relation}, and on {', '.join(sorted(named))} no stance is shown by "
                f"{', and none by '.join(map(book.said, silent))}"
            )
            yield book.finding("relation-without-stance", (relation.id, *sorted(named)), message)


def _of_later(book: _Book) -> Iterator[Finding]:
    """Find claims that take up what was only said after them."""
    for relation in book.event.relations:
        first, second = book.claims[relation.from_claim], book.claims[relation.to_claim]
        # Two positions put side by side have no direction; what restates another, or is a reason for it, may stand first.
        directed = relation.relation == "qualifies" or (
            relation.basis == "explicit" and relation.relation not in {"rephrases", "supports"}
        )
        if directed and _timed(first) and _timed(second) and first.start < second.start:
            message = f"relation {relation.id} takes up what was said later: {_pair(book, relation)}"
            yield book.finding("takes-up-later", (relation.id,), message)
    for reference in book.event.references:
        claim = book.claims.get(reference.to_claim)
        if claim is not None and _timed(claim) and reference.start < claim.start:
            message = (
                f"reference {reference.id} of {reference.speaker} ({_short(reference.quote)!r}) takes up what was said "
                f"later: {book.said(claim.id)}"
            )
            yield book.finding("takes-up-later", (reference.id,), message)


def _timed(claim: Claim) -> bool:
    # An editor's summary stands where it stands, whenever the view was said.
    return claim.reported_by != EVENT_SUMMARY


def _used_often(book: _Book) -> Iterator[Finding]:
    """Find claims that show where their speakers stand on many propositions."""
    often = (c for c in book.claims if len(book.about(c)) > MOST_PROPOSITIONS)
    for claim in sorted(often, key=lambda c: _at(book, c)):
        about = sorted(book.about(claim))
        message = f"one claim is used for {len(about)} propositions ({', '.join(about)}): {book.said(claim)}"
        yield book.finding("claim-used-often", (claim, *about), message)


def _alike(book: _Book) -> Iterator[Finding]:
    """Find two propositions more than half of whose claims are the same, of either."""
    both = Counter(pair for claim in book.claims for pair in combinations(sorted(book.about(claim)), 2))
    for (one, other), n in sorted(both.items()):
        larger = max(len(set(book.shown[one])), len(set(book.shown[other])))
        if 2 * n > larger and n > 1:
            message = (
                f"two propositions share {n} of {larger} claims: {one}, and {other} (merge them, or tell them apart)"
            )
            yield book.finding("propositions-alike", (one, other), message)


def _two_clauses(book: _Book) -> Iterator[Finding]:
    """Find propositions with two clauses, each with a verb of its own: one could be signed without the other."""
    for proposition in book.event.propositions:
        parts = _CLAUSES.split(proposition.text)
        if any(_is_clause(one) and _is_clause(other) for one, other in pairwise(parts)):
            message = f"proposition {proposition.id} has two clauses that could be signed apart: {_short(proposition.text, 120)!r}"
            yield book.finding("two-clauses", (proposition.id,), message)


def _is_clause(text: str) -> bool:
    """Tell whether a piece of a sentence has a finite verb of the closed class near its beginning.

    >>> [_is_clause(t) for t in ("Trams are fast", "the city should pay", "buses", "is cheap")]
    [True, True, False, True]
    """
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(text)]
    # An auxiliary at the very end stands for what was said before: "as people do".
    return any(w in AUXILIARIES for w in words[:-1][:_SUBJECT])


def _vocabulary(book: _Book) -> Iterator[Finding]:
    for concept, message in vocabulary_problems(used_concepts(book.event)):
        yield book.finding("vocabulary", (concept, message), f"concept '{concept}' {message}")
