"""Sentences as they stand in a graph: without the words that only open or fill speech, capitalised, closed."""

from __future__ import annotations

import re

from kg.model import PropositionKind
from kg.words import word_set

_OPENING = re.compile(
    r"""
    ^
    (?:
      (?:
          and | so | but | well | now | yes | yeah | no | ok | okay | look | listen | you\ know
        | i\ mean | actually | of\ course | also | then | because | right | sure | oh | um | uh
        | in\ fact | first\ of\ all | as\ i\ said | to\ be\ honest | frankly | honestly | personally
      )
      (?:
          ,\s+
        | \s+(?=(?:i|we|it|this|that|the|there|they|he|she|you|so|then|now|well|but|actually)\b)
      )
    )+
    """,
    re.I | re.VERBOSE,
)
_THINKS = re.compile(
    r"""
    ^i[ ]
    (?:(?:really|also|still|do|just|personally|firmly|strongly)\ )*
    (?:think|believe|feel|guess|would\ say|would\ argue|suppose)
    (?:
      \ that
      (?!\ (?:is|was|would|will|should|could|can|has|had|may|might|does|did|seems|sounds|makes|means)\b)
    )?,?\ (?=\w)(?!(?:now|so|in|about|of|not)\b)
    """,
    re.I | re.VERBOSE,
)
_POLICY = word_set("should shouldn't must mustn't ought")
_FORECAST = word_set("will won't we'll they'll it'll there'll")
_DEFINITION = re.compile(
    r"""
    \b
    (?:
        is\ called | are\ called | is\ defined\ as | by\ definition
      | what\ (?:i|we)\ (?:mean|call)
      | means\ that | is\ what\ we\ call | the\ definition\ of
    )\b
    """,
    re.I | re.VERBOSE,
)
_VALUE = re.compile(
    r"""
    \b
    (?:
        good | bad | better | best | worse | worst | important | right | wrong | fair | unfair | great
      | terrible | unacceptable | beautiful | valuable | proud | shame | critical | crucial
      | essential | dangerous | interesting
    )\b
    """,
    re.I | re.VERBOSE,
)


#: Words that lost their apostrophe on the way, and are no words without it.
_LOST = re.compile(
    r"""
    \b
    (?:
        (?:do|does|did|is|are|was|were|would|could|should|have|has|had|ca)nt
      | (?:they|you)re | (?:they|you|we)ve | (?:they|you)ll
    )\b
    """,
    re.I | re.VERBOSE,
)


#: Sounds that fill speech and marks of a pause, with the commas around them.
_FILLS = re.compile(r"(?:,\s)?(?<![\w'-])(?:u[hm]{1,3}|erm?|hmm{0,3})(?![\w'-])[,.…]*|\(\.{1,3}\),?", re.I)
#: Small words that a speaker says again while looking for the next one.
_AGAIN = re.compile(r"\b(the|an?|i|we|they|to|of|in|and|but|it's|is)(?:,?\s\1)+\b(?!')", re.I)


def sentence_text(text: str) -> str:
    """Return a sentence in one line without the words that only open or fill speech.

    >>> sentence_text("And so I think the rents  will fall"), sentence_text("No, it is not.")
    ('The rents will fall.', 'It is not.')
    >>> sentence_text("They dont eat it"), sentence_text("youre right")
    ("They don't eat it.", "You're right.")
    >>> sentence_text("It needs, uh, the the `cache` (.) to be warm"), sentence_text("the erm bridge")
    ('It needs the cache to be warm.', 'The bridge.')
    """
    line = _AGAIN.sub(r"\1", " ".join(_FILLS.sub(" ", text.replace("`", "")).split()))
    line = _LOST.sub(_with_apostrophe, line.replace(" ,", ",").strip('"“”•, '))
    short = _THINKS.sub("", _OPENING.sub("", line))
    line = short if len(short.split()) >= 3 else line
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…", "。", "！", "？")) else line.rstrip(" ,;:-–—") + "."


def _with_apostrophe(found: re.Match[str]) -> str:
    word = found.group()
    return f"{word[:-1]}'{word[-1]}" if word.endswith("t") else f"{word[:-2]}'{word[-2:]}"


def kind_of(text: str) -> PropositionKind:
    """Guess what kind of proposition a sentence is.

    >>> kind_of("We should build."), kind_of("Rents will fall."), kind_of("Rent control is wrong."), kind_of("Rents rose.")
    ('policy', 'forecast', 'value', 'fact')
    """
    words = set(re.findall(r"[\w']+", text.lower().replace("’", "'")))
    if words & _POLICY or re.search(r"\b(?:need|needs|have|has) to\b", text):
        return "policy"
    if _DEFINITION.search(text):
        return "definition"
    if words & _FORECAST or "going to" in text:
        return "forecast"
    return "value" if _VALUE.search(text) else "fact"
