"""The language of a transcript: as declared, by its commonest words, or by a recogniser that knows 97 of them."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import Transcript

#: The commonest short words of each language that prompts are written in; words of two of them tell nothing.
_COMMON = {
    "en": "the and of to that is it we you this are have with what they but be not was for",
    "de": "der die das und ist nicht wir sie ich ein eine zu mit auch auf aber dass wie sind haben",
    "fr": "le les des et est que nous vous pas une dans pour qui sur avec mais je ce il sont",
    "es": "el los las y es que no nosotros una en para con pero por como lo se está son hay",
}
_WORDS = 3_000


def language_of(transcript: Transcript, declared: str = "") -> str:
    r"""Return the language of a transcript: as declared, else the one of the prompts' languages whose words it has.

    >>> from kg.readers import read
    >>> language_of(read("Ada: Ich denke, dass wir nicht gehen.\nBen: Und wie reden wir mit den anderen?\n".encode()))
    'de'
    """
    if declared:
        return declared
    words = Counter(
        re.findall(r"\w+", " ".join(transcript.words_of(u) for u in transcript.utterances[:400]).casefold())[:_WORDS]
    )
    counts = {code: sum(words[w] for w in common.split()) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 10 >= sum(words.values()) else "en"


#: Fewer characters than these tell a recogniser nothing.
_ENOUGH = 120
#: So much of a text are its language's commonest words, where it is one of those whose words are known here.
_COMMON_SHARE = 0.1


def recognised(transcript: Transcript, declared: str = "") -> str:
    r"""Return the two-letter code of the language that a transcript is in; English where there is too little to tell.

    >>> from kg.readers import read
    >>> recognised(read("Ada: Ich denke, dass wir nicht gehen.\nBen: Und wie reden wir mit den anderen?\n".encode()))
    'de'
    """
    if declared or transcript.language:
        return (declared or transcript.language).split("-")[0].lower()
    spoken = " ".join(transcript.words_of(u) for u in transcript.utterances[:400] if u.kind == "speech")[:20_000]
    words = re.findall(r"\w+", spoken.casefold())[:_WORDS]
    counts = {code: sum(words.count(w) for w in common.split()) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    if counts[best] >= _COMMON_SHARE * len(words) and words:
        return best
    if len(spoken) < _ENOUGH and spoken.isascii():
        return "en"
    # Its model takes half a second to load: only what is in none of the languages above needs it.
    import py3langid

    return str(py3langid.classify(spoken)[0])
