"""Sentences as they stand in a graph: without the words that only open or fill speech, capitalised, closed."""

from __future__ import annotations

import re

from kg.model import PropositionKind
from kg.words import word_set

_OPENING = re.compile(
    r"^(?:(?:and|so|but|well|now|yes|yeah|no|ok|okay|look|listen|you know|i mean|actually|of course|also|then|because|right|sure|oh|um|uh|in fact"
    r"|first of all|as i said|to be honest|frankly|honestly|personally)(?:,\s+|\s+(?=(?:i|we|it|this|that|the|there|they|he|she|you|so|then|now|well|but|actually)\b)))+",
    re.I,
)
_THINKS = re.compile(
    r"^i (?:(?:really|also|still|do|just|personally|firmly|strongly) )*(?:think|believe|feel|guess|would say|would argue|suppose)(?: that)?,? (?=\w)(?!(?:now|so|in|about|of|not)\b)",
    re.I,
)
_ASKS_OPINION = re.compile(
    r"^(?:and |so |but |well,? |now,? )*(?:(?:do|don't|would) you (?:also |really |still )?(?:think|believe|agree|say|accept)(?: that)?|you (?:think|believe)(?: that)?|is it (?:true|right|fair to say|the case) that"
    r"|(?:do you )?agree that)\s+",
    re.I,
)
_INVERTED = re.compile(
    r"^(?:and |so |but |well,? |now,? )*(?:(?P<modal>(?i:should|will|can|could|would|must)) (?P<subject>we|they|it|he|she|there|[A-Z][\w-]+|[\w' -]+?(?= be )) "
    r"|(?P<verb>(?i:is|are|was|were|has|have)) (?P<pronoun>we|they|it|he|she|there) )(?P<rest>.+?)\?*$"
)
_MODAL_QUESTION = re.compile(
    r"^(?:and |so |but |well,? |now,? )*(?P<modal>(?i:should|will|can|could|would|must)) (?P<rest>[\w' -]+?)\?*$"
)
#: Verbs in their base form that show where the subject of such a question ends.
_VERBS = word_set(
    """abolish accept act add adopt affect aim allow apply ask ban become begin believe benefit bring build buy call care cap cause change
    choose close come compete continue control cost create cut deal decide decline develop die do drop end expand expect fail fall find fix
    focus follow force fund get give go grow happen have help hold improve increase introduce invest join keep know lead learn leave legalize
    limit live look lose lower make mean meet move need offer open pay play produce protect provide publish pull push put raise reach read
    receive reduce regulate remain remove replace require return rise run save see sell send serve set share show slow spend stand start stay
    stop support survive take talk tax teach tell think transform travel treat trust try turn understand use vote wait want win work write""".replace(
        "\n", " "
    )
)
_POLICY = word_set("should shouldn't must mustn't ought")
_FORECAST = word_set("will won't we'll they'll it'll there'll")
_DEFINITION = re.compile(
    r"\b(?:is called|are called|is defined as|by definition|what (?:i|we) (?:mean|call)|means that|is what we call|the definition of)\b",
    re.I,
)
_VALUE = re.compile(
    r"\b(?:good|bad|better|best|worse|worst|important|right|wrong|fair|unfair|great|terrible|unacceptable|beautiful|valuable|proud|shame|critical|crucial|essential|dangerous|interesting)\b",
    re.I,
)


def sentence_text(text: str) -> str:
    """Return a sentence in one line without the words that only open speech.

    >>> sentence_text("And so I think the rents  will fall"), sentence_text("No, it is not.")
    ('The rents will fall.', 'It is not.')
    """
    line = " ".join(text.split()).strip('"“”• ')
    short = _THINKS.sub("", _OPENING.sub("", line))
    line = short if len(short.split()) >= 3 else line
    line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "!", "?", "…", "。", "！", "？")) else line.rstrip(" ,;:-–—") + "."


def as_statement(question: str) -> str:
    """Turn a yes-or-no question into the sentence that it asks about, or return nothing where that is not safe.

    >>> as_statement("Do you think that rents will fall?"), as_statement("Should the old centre be closed?"), as_statement("Why?")
    ('Rents will fall.', 'The old centre should be closed.', '')
    >>> as_statement("Should the city council build homes?"), as_statement("Is the facade the problem?")
    ('The city council should build homes.', '')
    """
    line = " ".join(question.split())
    opinion = _ASKS_OPINION.sub("", line)
    if " or " in line or re.search(r"\b(?:you|your)\b", opinion):
        return ""
    if opinion != line:
        return sentence_text(opinion.rstrip("? ")) if len(opinion.split()) > 2 else ""
    match = _INVERTED.match(line)
    if match is None:
        return _moved_modal(line)
    subject, verb = match["subject"] or match["pronoun"], match["modal"] or match["verb"]
    return sentence_text(f"{subject} {verb.lower()} {match['rest']}")


def _moved_modal(question: str) -> str:
    """Put the modal of a question behind its subject, where a known verb shows where that ends."""
    match = _MODAL_QUESTION.match(question)
    words = match["rest"].split() if match else []
    at = next((i for i, w in enumerate(words) if i > 0 and w in _VERBS), 0)
    if match is None or not 0 < at <= 5:
        return ""
    return sentence_text(" ".join([*words[:at], match["modal"].lower(), *words[at:]]))


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
