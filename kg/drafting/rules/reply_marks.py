"""The marks of a reply: linguistic tests of its first words, their polarity, and what stood before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.drafting.english import cues
from kg.drafting.english.lexis import content, is_negative
from kg.drafting.english.patterns import plain
from kg.drafting.english.polarity import is_turned_round, main_clause
from kg.drafting.english.sentences import Sentence, words_of
from kg.drafting.english.verdicts import (
    AGREES_BY_DENIAL,
    ASKS_IN_WORDS,
    ASSENTS_BY_DENIAL,
    CONTINUES,
    FLOOR,
    OF_ONESELF,
    TELLS_OF_ANOTHER,
    VERDICTS,
)
from kg.drafting.rules.agreement import agrees_with_the_other, disagrees_with_whom_the_other_told_of
from kg.drafting.rules.reply_likeness import (
    ASSENTING_WORDS,
    NO_FIRST,
    TAKEN_UP,
    WANTS,
    asks_whether_not,
    echoes,
    n_turned,
    opens_in_short,
    wants_the_opposite,
    without_no,
)
from kg.words import AUXILIARIES, word_set

_QUOTED = re.compile(r"[“\"][^“”\"]{3,}+[”\"]")
LAST_SENTENCES, FIRST_SENTENCES = 3, 2
_ASSENTS = frozenset({"opens with yes", "opens with assent", "says it agrees"})
_DENIALS = ("opens with a denial", "reply negated")
#: "You can" behind a yes has so many words at most.
_BARE = 3


def marks(before: Sequence[Sentence], reply: Sequence[Sentence], *, speaker: str = "") -> dict[str, float]:
    """Return the marks of a reply to the turn before it, with their strength; absent ones are left out.

    >>> from kg.drafting.english.sentences import sentences
    >>> sorted(marks(sentences("The bridge is safe because it is new."), sentences("No, it is not.")))
    ['earlier turn of fifteen words at most', 'no to a statement', 'opens with a denial', 'reply negated']
    """
    earlier, first = before[-LAST_SENTENCES:], reply[:FIRST_SENTENCES]
    head = plain(" ".join(s.text for s in first))
    found = _openings(_opening(reply))
    _what_it_says(found, earlier, first, head, speaker)
    _polarity(found, earlier, first[0])
    _likeness(found, earlier, reply, head)
    _circumstances(found, before, reply)
    _beside_the_point(found, earlier, first)
    _not_said_to_deny(found, first[0])
    _joined(found)
    return found


def _opening(reply: Sequence[Sentence]) -> Sentence:
    """Return the first sentence; "Yes, you can" may come cut in two behind the yes."""
    first = reply[0]
    if len(reply) < 2 or not set(first.words) <= ASSENTING_WORDS or len(reply[1].words) > _BARE:
        return first
    return replace(first, text=f"{first.text.rstrip(' .,!')}, {reply[1].text}", words=first.words + reply[1].words)


def _openings(opening: Sentence) -> dict[str, float]:
    if cues.OPENING_WORDS.isdisjoint(opening.words[:3]):
        return {}
    low = plain(opening.text)
    if cues.ON_A_CONDITION.match(low):
        return {}
    return {name: 1.0 for name, found in cues.OPENINGS.items() if found.search(low)}


def _note(found: dict[str, float], named: Iterable[tuple[str, object]]) -> None:
    for name, holds in named:
        if holds:
            found[name] = float(holds) if isinstance(holds, int | float) else 1.0


def _what_it_says(
    found: dict[str, float], earlier: Sequence[Sentence], first: Sequence[Sentence], head: str, speaker: str
) -> None:
    """Note what the first sentences say of the other's words; what they quote is said by somebody else."""
    unquoted = _QUOTED.sub(" ", head)
    turned_round = _turned_round(first)
    with_a_third = any(disagrees_with_whom_the_other_told_of(s, earlier) for s in first)
    disagrees = bool(cues.DISAGREES.search(unquoted)) and not turned_round and not with_a_third
    agrees = turned_round or any(agrees_with_the_other(s, earlier) for s in first)
    if turned_round:
        found.pop("opens with a denial", None)
    _note(
        found,
        (
            ("says it disagrees", disagrees),
            ("disagrees with a third", with_a_third),
            ("says it agrees", agrees and not disagrees and not _with_another(first, speaker)),
            ("contrasts", cues.CONTRASTS.search(unquoted)),
            ("cites words", cues.REPORTS.search(unquoted)),
            ("agrees by denial", AGREES_BY_DENIAL.search(unquoted)),
            ("asks back", cues.CHALLENGES.search(unquoted)),
            ("manages the talk", cues.MANAGES.search(unquoted)),
        ),
    )
    for i, sentence in enumerate(first):
        if not sentence.is_question:
            low = _QUOTED.sub(" ", plain(sentence.text))
            for name, verdict in VERDICTS.items():
                if verdict.search(low):
                    found.setdefault(name if i == 0 else f"{name}, later", 1.0)
    if found.keys() & _ASSENTS and cues.CONCEDES_THEN_CONTRASTS.search(unquoted):
        found["assents, then contrasts"] = 1.0


def _polarity(found: dict[str, float], earlier: Sequence[Sentence], opening: Sentence) -> None:
    """Note what yes and no mean here: after a negation, no agrees."""
    last = earlier[-1]
    with_its_verb = _denies_with(last, opening)
    negated_before, negated = (
        is_negative(main_clause(last.words)) or _denied_by_the_verb(last, found) or with_its_verb,
        is_negative(_first_clause(opening, "opens with no" in found)),
    )
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
    mine = content(opening.words)
    same_matter = (
        not mine or with_its_verb or bool(content(last.words) & mine) or not TAKEN_UP.isdisjoint(opening.words)
    )
    if negated_before and negated and same_matter:
        # What was denied is denied once more: nobody is contradicted.
        for denial in (*_DENIALS, *(["opens with but"] if with_its_verb else [])):
            found.pop(denial, None)
        if "no to a negation" in found:
            found["denies once more"] = 1.0


def _denies_with(last: Sentence, opening: Sentence) -> bool:
    """Tell whether "No, you can't" comes behind a sentence with the same "can't", whatever else is denied in it."""
    if not NO_FIRST.match(opening.text) and not _DENIES_IN_SHORT.match(opening.text):
        return False
    denied = {w for w in opening.words[1:4] if w.endswith("n't") or w == "cannot"}
    verbs = {w.removesuffix("n't") for w in denied}
    return not denied.isdisjoint(last.words) or (is_negative(last.words) and not verbs.isdisjoint(last.words))


#: "You can't, and who says so has never tried": the first two words say again what was denied.
_DENIES_IN_SHORT = re.compile(r"(?:but )?(?:it|he|she|we|they|you|that) \w{2,8}(?:n't|n’t|nnot)[,.]", re.IGNORECASE)


def _denied_by_the_verb(last: Sentence, found: Mapping[str, float]) -> bool:
    """Tell whether "yes, you can" comes behind a sentence that ends with "you can't"."""
    return "answers with a bare verb" in found and any(w.endswith("n't") or w == "cannot" for w in last.words[-2:])


def _first_clause(opening: Sentence, answered: bool) -> tuple[str, ...]:
    """Return the words of the first clause: "No, it is not, and never was" is negated once, its first word only answers."""
    pieces = [words_of(piece) for piece in re.split("[,;:—–]", opening.text)]
    if answered:
        pieces = [pieces[0][1:], *pieces[1:]]
    return next((words for words in pieces if len(words) > 1), ())


def _likeness(found: dict[str, float], earlier: Sequence[Sentence], reply: Sequence[Sentence], head: str) -> None:
    """Note whether the reply takes up words of the other, with the same polarity or the opposite one."""
    first = reply[:FIRST_SENTENCES]
    numbers = cues.DIGIT.search(head) and any(cues.DIGIT.search(s.text) for s in earlier)
    # What follows the first sentence turns to the speaker's own matter, unless the first one only assented.
    answering = first if first[0].words[:1] and first[0].words[0] in ASSENTING_WORDS else first[:1]
    round_ = any(is_turned_round(theirs, mine) for mine in map(without_no, answering) for theirs in earlier)
    said_again = not round_ and echoes(earlier[-1], reply)
    _note(
        found,
        (
            ("same words, other polarity", not round_ and min(n_turned(earlier, first), 2)),
            ("the same sentence turned round", round_),
            ("wants the opposite", not round_ and wants_the_opposite(earlier, first)),
            ("echoes", said_again),
            ("echoes verb and all", said_again and opens_in_short(first[0])),
            ("asks whether not", asks_whether_not(earlier, first[0])),
            ("numbers on both sides", numbers),
        ),
    )


def _circumstances(found: dict[str, float], before: Sequence[Sentence], reply: Sequence[Sentence]) -> None:
    last = before[-1]
    asked = plain(last.text)
    n_before, n_reply = sum(len(s.words) for s in before), sum(len(s.words) for s in reply)
    _note(
        found,
        (
            ("earlier words ask", last.is_question or ASKS_IN_WORDS.search(asked)),
            ("earlier words ask yes or no", (last.words and last.words[0] in AUXILIARIES) or cues.ASKS.search(asked)),
            ("earlier words ask who or what", last.words and last.words[0] in _WH),
            ("reply asks", reply[0].is_question or reply[-1].is_question),
            ("reply of three words at most", n_reply <= 3),
            ("reply over sixty words", n_reply > 60),
            ("earlier turn of fifteen words at most", n_before <= 15),
            ("accused", cues.YOU.search(asked)),
            ("earlier words want", not WANTS.isdisjoint(last.words)),
            ("tells of another", TELLS_OF_ANOTHER.match(asked)),
        ),
    )


def _beside_the_point(found: dict[str, float], earlier: Sequence[Sentence], first: Sequence[Sentence]) -> None:
    """Note a yes or a but that takes the floor rather than answers: nothing after it touches what was said before."""
    opening, words = first[0], first[0].words
    said = frozenset[str]().union(*(content(s.words) for s in earlier))
    taken_up = bool(said & content(words))
    if found.keys() & {"opens with yes", "opens with assent"}:
        assent = cues.OPENINGS["opens with assent"].match(plain(opening.text))
        words = words_of(opening.text[assent.end() :]) if assent else words
        rest = words[next((i for i, w in enumerate(words) if w not in ASSENTING_WORDS), len(words)) :]
        answers = found.keys() & {"calls it right", "says it agrees", "answers with a bare verb"}
        # "Yeah, Matthew." gives the floor; "Yeah, so I wanted to ask about the tram" takes it.
        _note(
            found,
            (
                ("yes to a name", 0 < len(rest) <= 3 and not taken_up and _ANSWERING.isdisjoint(rest)),
                ("yes, then another matter", len(rest) > 3 and not taken_up and not answers),
                ("yes, then a long other matter", not rest and not answers and _goes_elsewhere(first, said)),
            ),
        )
    if "opens with but" in found:
        touches = taken_up or found.keys() & _TOUCHING
        if len(words) < 4 or opening.text.endswith(("-", "–", "—", "…", "...")):
            # Broken off: against what, is not said.
            del found["opens with but"]
        elif not touches:
            found["but on another matter"] = 1.0


def _goes_elsewhere(first: Sequence[Sentence], said: frozenset[str]) -> bool:
    """Tell whether the sentence behind a bare yes is a long one that takes up nothing: the yes took the floor."""
    if len(first) < 2 or len(first[1].words) < _LONG or first[0].words[0] not in _CASUAL:
        return False
    return len(said & content(first[1].words)) < _FEWEST_TAKEN_UP and first[1].words[0] not in TAKEN_UP


_LONG, _FEWEST_TAKEN_UP = 10, 2
#: With these one takes the floor; "Yes." answers.
_CASUAL = word_set("yeah right okay ok sure well mm")


def _not_said_to_deny(found: dict[str, float], opening: Sentence) -> None:
    """Take back the marks of a denial where the words go on, speak of the speaker alone, or take the floor."""
    low = plain(opening.text)
    if FLOOR.search(low):
        for name in (
            "opens with but",
            "no to a statement",
            "no to a negation",
            "opens with yes",
            "opens with assent",
            *_DENIALS,
        ):
            found.pop(name, None)  # fmt: skip
        found["takes the floor"] = 1.0
    elif CONTINUES.search(low):
        for name in ("opens with but", "opens with not", "no to a statement", *_DENIALS):
            found.pop(name, None)
        found["goes on"] = 1.0
    elif ASSENTS_BY_DENIAL.search(low):
        for name in ("disputes it", "denies having said it", *_DENIALS):
            found.pop(name, None)
        found["assents by denial"] = 1.0
    elif OF_ONESELF.search(low) and "says it disagrees" not in found:
        for name in _DENIALS:
            found.pop(name, None)
        found["speaks of what it knows"] = 1.0


_CONTRADICTS = frozenset(
    {"calls it wrong", "calls it wrong, later", "says that the other is wrong", "says that the other is wrong, later", "says the opposite", "says the opposite, later", "the same sentence turned round"}
    | {"wants the opposite", "calls it wishful", "dislikes the idea", "says it disagrees", "disputes it", "disputes it, later"}
)  # fmt: skip
_ASSENTING = _ASSENTS | {"calls it right", "likes the idea", "echoes", "no to a negation"}


def _of_what_the_other_wants(found: dict[str, float]) -> None:
    """Take back a word on an idea where the other wants nothing, wants it not, or tells what others want."""
    wants = found.pop("earlier words want", None) and "tells of another" not in found
    if not wants or "earlier words negated" in found:
        found.pop("likes the idea", None)
        found.pop("dislikes the idea", None)
    if "tells of another" in found:
        # "The builder promises two thousand jobs." – "That's wishful thinking": of the builder.
        found.pop("calls it wishful", None)
    if "earlier words negated" in found:
        found.pop("says that it is not", None)


def _joined(found: dict[str, float]) -> None:
    """Note what only several marks together say."""
    _of_what_the_other_wants(found)
    if found.pop("disagrees with a third", None):
        for name in (*_DENIALS, "same words, other polarity"):
            found.pop(name, None)
    if "accused" in found and "speaks of itself" in found and "reply negated" in found:
        found["denies an accusation"] = 1.0
    if "says it disagrees" in found:
        # "I beg to differ" is no word about oneself.
        found.pop("speaks of itself", None)
    if "calls it right" in found and found.pop("agrees by denial", 0.0):
        for name in _DENIALS:
            found.pop(name, None)
    if "says it agrees" in found:
        # "I accept that. I never said otherwise": what one has not said oneself is no objection.
        found.pop("denies having said it, later", None)
    if found.keys() & _ASSENTING and found.keys() & _CONTRADICTS:
        found["assents, then contradicts"] = 1.0
    if "asks whether not" in found:
        found.pop("opens with a question", None)
    if "insists that it is so" in found and "earlier words negated" not in found:
        del found["insists that it is so"]


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
        "the same sentence turned round",
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
