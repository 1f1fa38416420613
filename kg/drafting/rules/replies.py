"""What one turn does with the turn before it: marks found with their scope, weighed against one another.

Only the last sentences of the earlier turn and the first ones of the reply count: agreement and disagreement with what was
just said is spoken at once. Each mark is a linguistic test made by hand; the weights were set by hand after a logistic
regression over the marks, to one decimal, so that a reader can see what decides (benchmarks/drafting.py measures it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from kg.drafting.english.lexis import content
from kg.drafting.english.patterns import pattern, plain
from kg.drafting.english.sentences import Sentence
from kg.drafting.rules.reply_marks import FIRST_SENTENCES, marks
from kg.words import AUXILIARIES, word_set

Verdict = Literal["agrees", "disagrees", "neutral"]
#: Among so many last sentences the one that is answered is looked for.
TARGET_SENTENCES = 8

#: Mark → what it adds to the case for disagreement and for agreement (log odds).
WEIGHTS: dict[str, tuple[float, float]] = {
    "no to a statement": (1.2, -0.5),
    "no to a negation": (0.6, 1.6),
    "opens with not": (1.6, -0.2),
    "opens with but": (1.3, 0.0),
    "opens with yes": (-0.8, 2.0),
    "yes to a negation": (1.4, -0.5),
    "yes against a negation": (1.6, -1.4),
    "opens with assent": (0.0, 2.5),
    "yes to a name": (0.0, -2.5),
    "yes, then another matter": (0.0, -1.2),
    "yes, then a long other matter": (0.0, -1.4),
    "but on another matter": (-0.8, 0.0),
    "assents, then contrasts": (0.8, -0.8),
    "assents, then contradicts": (0.8, -2.5),
    "assents by denial": (-1.0, 2.2),
    "says it agrees": (-1.6, 2.2),
    "says it disagrees": (1.4, -1.0),
    "calls it right": (-0.6, 2.8),
    "calls it right, later": (-0.6, 1.4),
    "calls it wrong": (2.2, -1.6),
    "calls it wrong, later": (0.8, -0.8),
    "says that the other is wrong": (1.8, -1.6),
    "says that the other is wrong, later": (1.6, -1.6),
    "says the opposite": (1.9, -1.5),
    "says the opposite, later": (0.9, -1.0),
    "denies having said it": (2.0, -1.0),
    "denies having said it, later": (0.6, -0.5),
    "disputes it": (1.8, -1.5),
    "disputes it, later": (0.8, -0.8),
    "insists that it is so": (1.4, -1.0),
    "calls it wishful": (1.6, -1.8),
    "likes the idea": (-0.6, 2.4),
    "dislikes the idea": (1.8, -1.6),
    "says that it is not": (1.4, -1.5),
    "calls it wishful, later": (0.8, -0.8),
    "opens with a denial": (0.9, 0.0),
    "answers with a bare verb": (1.0, -0.4),
    "answers with a bare negation": (-0.3, 1.1),
    "earlier words negated": (0.5, -0.5),
    "reply negated": (0.2, -0.8),
    "contrasts": (0.4, 0.0),
    "cites words": (0.3, 0.3),
    "turns on the other": (0.7, 0.2),
    "speaks of itself": (-0.2, 0.2),
    "denies an accusation": (0.5, -0.6),
    "asks back": (-0.1, 0.0),
    "asks whether not": (1.8, -1.0),
    "opens with a question": (-0.7, 0.0),
    "reply asks": (-0.3, -0.8),
    "earlier words ask": (0.0, -1.5),
    "earlier words ask yes or no": (-1.0, -0.4),
    "earlier words ask who or what": (-0.3, 0.0),
    "manages the talk": (-1.0, -0.4),
    "takes the floor": (-0.6, -0.6),
    "goes on": (-0.5, 0.0),
    "speaks of what it knows": (-0.3, -0.2),
    "reply of three words at most": (0.2, 0.7),
    "reply over sixty words": (0.4, 0.6),
    "earlier turn of fifteen words at most": (-0.3, -0.3),
    "numbers on both sides": (0.3, 0.2),
    "same words, other polarity": (0.6, 0.0),
    "the same sentence turned round": (1.8, -1.5),
    "wants the opposite": (1.4, -1.2),
    "echoes": (-0.8, 2.2),
    "echoes verb and all": (0.0, 0.5),
    "denies once more": (-1.5, 1.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a reply does with the words before it: the verdict, how sure, the marks that decided, and the two sentences.

    `reply` and `target` are sentences of the reply and of the earlier turn; without a target nothing was said to reply to.
    """

    verdict: Verdict
    confidence: float
    rule: str
    reply: Sentence
    target: Sentence | None


#: What a verdict needs, beside its weight: at least one mark that is more than a circumstance.
_DISAGREEING = frozenset(
    {
        "no to a statement", "yes against a negation", "opens with not", "opens with but", "yes to a negation", "assents, then contrasts", "says it disagrees",
        "calls it wrong", "calls it wrong, later", "says that the other is wrong", "says that the other is wrong, later", "says the opposite", "says the opposite, later", "denies having said it", "denies having said it, later",
        "disputes it", "disputes it, later", "insists that it is so", "calls it wishful", "dislikes the idea", "says that it is not", "opens with a denial", "answers with a bare verb", "contrasts", "turns on the other",
        "denies an accusation", "no to a negation", "asks whether not", "the same sentence turned round", "wants the opposite", "assents, then contradicts",
    }
)  # fmt: skip
_AGREEING = frozenset(
    {
        "no to a negation", "opens with yes", "opens with assent", "says it agrees", "calls it right", "calls it right, later", "assents by denial",
        "answers with a bare verb", "answers with a bare negation", "echoes", "likes the idea",
    }
)  # fmt: skip
#: What is said in so many words names the rule, whatever else weighs as much.
_IN_WORDS = frozenset({"says it agrees", "says it disagrees"})
#: Sums of weights from which a verdict is given; the confidence there is one half.
DISAGREES_FROM, AGREES_FROM = 0.95, 1.8
#: How much of the case for disagreement the words themselves must make, circumstances apart.
DISAGREEING_WORDS = 0.5


def exchange(before: Sequence[Sentence], reply: Sequence[Sentence], *, speaker: str = "") -> Exchange:
    """Say what a reply does with the turn before it; `speaker` is who spoke before.

    Args:
        before: the sentences of the turn that is replied to.
        reply: the sentences of the reply, in order.
        speaker: the name of who spoke before.

    >>> from kg.drafting.english.sentences import sentences
    >>> def verdict(a, b): return exchange(sentences(a), sentences(b)).verdict
    >>> verdict("Rents fell last year.", "No, they did not."), verdict("Rents fell last year.", "Yes. Exactly.")
    ('disagrees', 'agrees')
    >>> verdict("Rents fell last year.", "The tram line was opened in May.")
    'neutral'
    """
    found = marks(before, reply, speaker=speaker)
    against = round(sum(WEIGHTS[m][0] * n for m, n in found.items() if m in WEIGHTS), 2)
    for_it = round(sum(WEIGHTS[m][1] * n for m, n in found.items() if m in WEIGHTS), 2)
    verdict: Verdict = "neutral"
    margin, side = 0.0, 0
    if for_it >= AGREES_FROM and found.keys() & _AGREEING and for_it - AGREES_FROM >= against - DISAGREES_FROM:
        verdict, margin, side = "agrees", for_it - AGREES_FROM, 1
    elif (
        against >= DISAGREES_FROM
        and sum(WEIGHTS[m][0] * found[m] for m in found.keys() & _DISAGREEING) >= DISAGREEING_WORDS
    ):
        verdict, margin, side = "disagrees", against - DISAGREES_FROM, 0
    target = None if verdict == "neutral" else _target(before, reply[: FIRST_SENTENCES + 1])
    if target is None:
        verdict = "neutral"
    deciding = _AGREEING if side else _DISAGREEING
    rule = max(sorted(found.keys() & deciding), key=lambda m: (m in _IN_WORDS, WEIGHTS[m][side]), default="")
    return Exchange(
        verdict=verdict,
        confidence=round(1 / (1 + exp(-margin)), 2),
        rule=rule,
        reply=reply[0],
        target=target,
    )


def _target(before: Sequence[Sentence], reply: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that is answered: one that shares two content words or more with the reply, else the last full one."""
    mine = frozenset[str]().union(*(content(s.words) for s in reply))
    whole = [(i, s) for i, s in enumerate(before[-TARGET_SENTENCES:]) if is_whole(s)]

    def rank(candidate: tuple[int, Sentence]) -> tuple[int, bool, int]:
        place, sentence = candidate
        shared = len(mine & content(sentence.words))
        return shared if shared > 1 else 0, not sentence.is_question, place

    return max(whole, key=rank)[1] if whole else None


def is_whole(sentence: Sentence) -> bool:
    """Tell whether a sentence says something that one can agree with: not broken off, not a cry, not a hand-over."""
    words = sentence.words
    return (
        len(words) >= 3
        and not sentence.text.endswith(("-", "–", "—", "…", "..."))
        and not _HAND_OVER.intersection(words[:2])
        and not _OF_THE_QUESTION.match(plain(sentence.text))
        and (len(words) > 3 or not AUXILIARIES.isdisjoint(words) or any("'" in w for w in words))
    )


#: "That is the question" asserts nothing that a yes could be said to.
_OF_THE_QUESTION = re.compile(r"(?:that|this)(?:'s| is| was) (?:the|my|a \w+|your) question\b")
_HAND_OVER = word_set("thank thanks hello hi please sorry excuse")
_OPINES = pattern(
    r"\b(?:i|i'd|we) (?:\w+ )?(?:think|believe|feel|say|argue|doubt|suspect)\b\n\bin my (?:view|opinion)\b"
)


def states_an_opinion(sentence: Sentence) -> bool:
    """Tell whether a sentence gives its speaker's own opinion in so many words."""
    return bool(_OPINES.search(plain(sentence.text)))
