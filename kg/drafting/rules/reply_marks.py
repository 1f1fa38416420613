"""The marks of a reply: linguistic tests of its first words, their polarity, and what stood before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.drafting.english import cues
from kg.drafting.english.lexis import content, is_negative
from kg.drafting.english.sentences import Sentence
from kg.words import AUXILIARIES, word_set

_QUOTED = re.compile(r"[“\"][^”\"]{3,}[”\"]")
LAST_SENTENCES, FIRST_SENTENCES = 3, 2
_ASSENTS = frozenset({"opens with yes", "opens with assent", "says it agrees"})


def marks(before: Sequence[Sentence], reply: Sequence[Sentence], *, speaker: str = "") -> dict[str, float]:
    """Return the marks of a reply to the turn before it, with their strength; absent ones are left out.

    >>> from kg.drafting.english.sentences import sentences
    >>> sorted(marks(sentences("The bridge is safe because it is new."), sentences("No, it is not.")))
    ['earlier turn of fifteen words at most', 'no to a statement', 'opens with a denial', 'reply negated']
    """
    earlier, first = before[-LAST_SENTENCES:], reply[:FIRST_SENTENCES]
    head = " ".join(s.text.lower() for s in first).replace("’", "'")
    found = _openings(first[0])
    _what_it_says(found, first, head, speaker)
    _polarity(found, earlier[-1], first[0])
    _likeness(found, earlier, first, head)
    _circumstances(found, before, reply)
    _beside_the_point(found, earlier, first[0])
    if "accused" in found and "speaks of itself" in found and "reply negated" in found:
        found["denies an accusation"] = 1.0
    return found


def _openings(opening: Sentence) -> dict[str, float]:
    if cues.OPENING_WORDS.isdisjoint(opening.words[:3]):
        return {}
    low = opening.text.lower().replace("’", "'")
    return {name: 1.0 for name, pattern in cues.OPENINGS.items() if pattern.search(low)}


def _note(found: dict[str, float], named: Iterable[tuple[str, object]]) -> None:
    for name, holds in named:
        if holds:
            found[name] = float(holds) if isinstance(holds, int | float) else 1.0


def _what_it_says(found: dict[str, float], first: Sequence[Sentence], head: str, speaker: str) -> None:
    """Note what the first sentences say of the other's words; what they quote is said by somebody else."""
    head = _QUOTED.sub(" ", head)
    turned_round = _turned_round(first)
    disagrees = bool(cues.DISAGREES.search(head)) and not turned_round
    agrees = turned_round or (cues.AGREES.search(head) and not disagrees)
    rejects = cues.REJECTS.search(head)
    if turned_round:
        found.pop("opens with a denial", None)
    _note(
        found,
        (
            ("says it disagrees", disagrees),
            ("says it agrees", agrees and not _with_another(first, speaker)),
            ("calls it right", cues.RIGHT.search(head) and not rejects),
            ("calls it wrong", rejects),
            ("contrasts", cues.CONTRASTS.search(head)),
            ("cites words", cues.REPORTS.search(head)),
            ("asks back", cues.CHALLENGES.search(head)),
            ("manages the talk", cues.MANAGES.search(head)),
        ),
    )
    if found.keys() & _ASSENTS and cues.CONCEDES_THEN_CONTRASTS.search(head):
        found["assents, then contrasts"] = 1.0


def _polarity(found: dict[str, float], last: Sentence, opening: Sentence) -> None:
    """Note what yes and no mean here: after a negation, no agrees."""
    # "No, it is not" is negated once: its first word only answers.
    clause = opening.words[1:] if "opens with no" in found else opening.words
    negated_before, negated = is_negative(last.words), is_negative(clause)
    says_yes = "opens with yes" in found
    _note(
        found,
        (
            ("earlier words negated", negated_before),
            ("reply negated", negated),
            ("yes to a negation", says_yes and negated),
            (
                "yes against a negation",
                says_yes and negated_before and not negated and "answers with a bare verb" in found,
            ),
        ),
    )
    if found.pop("opens with no", None):
        found["no to a negation" if negated_before else "no to a statement"] = 1.0
        if negated_before and "answers with a bare negation" in found:
            for denial in ("opens with a denial", "reply negated"):
                found.pop(denial, None)


def _likeness(found: dict[str, float], earlier: Sequence[Sentence], first: Sequence[Sentence], head: str) -> None:
    """Note whether the reply takes up words of the other, with the same polarity or the opposite one."""
    numbers = cues.DIGIT.search(head) and any(cues.DIGIT.search(s.text) for s in earlier)
    _note(found, (("same words, other polarity", min(_turned(earlier, first), 2)), ("numbers on both sides", numbers)))


def _circumstances(found: dict[str, float], before: Sequence[Sentence], reply: Sequence[Sentence]) -> None:
    last = before[-1]
    asked = last.text.lower().replace("’", "'")
    n_before, n_reply = sum(len(s.words) for s in before), sum(len(s.words) for s in reply)
    _note(
        found,
        (
            ("earlier words ask", last.is_question),
            ("earlier words ask yes or no", (last.words and last.words[0] in AUXILIARIES) or cues.ASKS.search(asked)),
            ("earlier words ask who or what", last.words and last.words[0] in _WH),
            ("reply asks", reply[0].is_question or reply[-1].is_question),
            ("reply of three words at most", n_reply <= 3),
            ("reply over sixty words", n_reply > 60),
            ("earlier turn of fifteen words at most", n_before <= 15),
            ("accused", cues.YOU.search(asked)),
        ),
    )


def _beside_the_point(found: dict[str, float], earlier: Sequence[Sentence], opening: Sentence) -> None:
    """Note a yes or a but that takes the floor rather than answers: nothing after it touches what was said before."""
    words = opening.words
    said = frozenset[str]().union(*(content(s.words) for s in earlier))
    taken_up = bool(said & content(words))
    if found.keys() & {"opens with yes", "opens with assent"}:
        rest = words[next((i for i, w in enumerate(words) if w not in _YES), len(words)) :]
        answers = found.keys() & {"calls it right", "confirms outright", "says it agrees", "answers with a bare verb"}
        # "Yeah, Matthew." gives the floor; "Yeah, so I wanted to ask about the tram" takes it.
        _note(
            found,
            (
                ("yes to a name", 0 < len(rest) <= 3 and not taken_up and _ANSWERING.isdisjoint(rest)),
                ("yes, then another matter", len(rest) > 3 and not taken_up and not answers),
            ),
        )
    if "opens with but" in found:
        touches = taken_up or found.keys() & _TOUCHING
        if len(words) < 4 or opening.text.endswith(("-", "–", "—", "…", "...")):
            # Broken off: against what, is not said.
            del found["opens with but"]
        elif not touches:
            found["but on another matter"] = 1.0


_YES = word_set(
    "yes yeah yep yup aye oh well right exactly absolutely sure ok okay correct true indeed definitely certainly precisely totally"
    " completely agreed quite mm hm uh um and"
)
#: Words with which a short answer goes on.
_ANSWERING = AUXILIARIES | word_set(
    "i you he she it we they that that's it's he's she's they're you're i'm there there's so not of"
)
_TOUCHING = frozenset(
    {
        "earlier words negated",
        "reply negated",
        "turns on the other",
        "same words, other polarity",
        "numbers on both sides",
        "cites words",
        "asks back",
    }
)
_WH = word_set("what why how who when where which")


def _with_another(sentences: Sequence[Sentence], speaker: str) -> bool:
    """Tell whether the agreement is with somebody by name who is not the one who spoke before."""
    if not speaker:
        return False
    named = (cues.AGREES_BY_NAME.search(s.text) for s in sentences)
    return any(n is not None and n["name"].split()[-1] not in speaker for n in named)


def _turned_round(sentences: Sequence[Sentence]) -> bool:
    """Tell whether a "disagree" is itself negated."""
    for sentence in sentences:
        if "disagree" in sentence.words:
            before = sentence.words[: sentence.words.index("disagree")][-3:]
            return any(w in {"don't", "not", "can't", "cannot", "wouldn't", "didn't", "never"} for w in before)
    return False


def _turned(earlier: Sequence[Sentence], first: Sequence[Sentence]) -> int:
    """Return how many content words at most two sentences share of which one is negated and the other is not."""
    most = 0
    said = [(content(s.words), is_negative(s.words)) for s in earlier]
    for sentence in first:
        mine, negated = content(sentence.words), is_negative(sentence.words)
        for theirs, was_negated in said:
            shared = len(mine & theirs)
            if shared and negated != was_negated and shared >= 0.34 * min(len(mine), len(theirs)):
                most = max(most, shared)
    return most
