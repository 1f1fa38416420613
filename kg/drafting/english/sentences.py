"""Sentences of an utterance with their offsets: punctuation of any script, abbreviations, initials, lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.words import word_set, words_in

#: Lower-case abbreviations that a full stop follows without ending the sentence.
_ABBREVIATIONS = words_in("drafting/english/abbreviations")
#: Abbreviations after which a sentence may well end, when a capital follows.
_MAY_END = word_set("etc inc ltd co corp jr sr a.m p.m u.s u.k u.n usw")
# A run of end marks, what closes with it, and then white space; or an end mark of a script that writes no spaces.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[。！？]++[”’」』）]*+|[\n•]++")
_LAST_TOKEN = re.compile(r"(?<![^\s(\[\"'“‘])[^\s(\[\"'“‘]++$")
_OPENERS = "\"'“‘«([•-–— "
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: `text` stands at `start` to `end` of the transcript; `words` are its words in lower case.

    `utterance` is the index of the utterance that holds it.
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    utterance: int = 0

    @property
    def is_question(self) -> bool:
        """Tell whether the sentence ends in a question mark."""
        return self.text.rstrip("\"'”’)] ").endswith(("?", "？"))


_BEGIN = word_set("and so but well now then okay ok or")
_INVERTING = word_set(
    "is are was were do does did has have had will would can could should isn't aren't wasn't doesn't don't didn't won't wouldn't can't couldn't shouldn't"
)
_SUBJECTS = word_set(
    "i you he she it we they there that this these those the a an your my our his her their anybody anyone somebody everyone people not"
)
_ASKING = word_set("what why how who where when which")


def asks(sentence: Sentence) -> bool:
    """Tell whether a sentence asks, by its mark or, where marks were lost on the way, by the order of its words.

    >>> [asks(s) for s in sentences("Is that what you meant. It is what I meant. What are we doing.")]
    [True, False, True]
    """
    if sentence.is_question:
        return True
    words = [w for i, w in enumerate(sentence.words[:5]) if not (i < 2 and w in _BEGIN)]
    if len(words) < 2:
        return False
    return words[1] in (_SUBJECTS if words[0] in _INVERTING else _INVERTING if words[0] in _ASKING else ())


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a text, without the white space around it.

    >>> text = "Dr. Lee grew 4.5 % in the U.S. market. Really? yes."
    >>> [text[s:e] for s, e in spans(text)]
    ['Dr. Lee grew 4.5 % in the U.S. market.', 'Really?', 'yes.']
    """
    start = 0
    for match in _END.finditer(text):
        mark = match.group()
        if mark[0] == "." and _continues(text, start, match.start(), match.end()):
            continue
        end = match.start() if mark[0] in "\n•" else match.end()
        yield from _trimmed(text, start, end)
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] == "•"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _continues(text: str, start: int, dot: int, end: int) -> bool:
    """Tell whether a full stop at `dot` belongs to an abbreviation, an initial, an ordinal or an ellipsis."""
    after = text[end : end + 3].lstrip().lstrip(_OPENERS)[:1]
    if text[dot : dot + 3] == "...":
        return after.islower()
    token = _LAST_TOKEN.search(text, max(start, dot - 12), dot)
    if token is None:
        return False
    word = token.group()
    folded = word.casefold()
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return True
    if folded not in _ABBREVIATIONS:
        return word.isdigit() and dot - start == len(word)
    if folded == "no":
        return after.isdigit()
    return after.islower() if folded in _MAY_END else True


def sentences(text: str, offset: int = 0, utterance: int = 0) -> list[Sentence]:
    """Return the sentences of a text that stands at `offset` of the transcript, in the utterance of that index.

    >>> [(s.text, s.start, s.words) for s in sentences("No. It's new!", 100)]
    [('No.', 100, ('no',)), ("It's new!", 104, ("it's", 'new'))]
    """
    found = []
    for start, end in spans(text):
        piece = text[start:end]
        found.append(
            Sentence(text=piece, start=offset + start, end=offset + end, words=words_of(piece), utterance=utterance)
        )
    return found


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, with straight apostrophes.

    >>> words_of("Don’t say GLM-4.5!")
    ("don't", 'say', 'glm', '4', '5')
    """
    return tuple(_WORD.findall(text.lower().replace("’", "'")))
