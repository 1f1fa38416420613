"""Views that an editor's summary reports of the speakers: claims of theirs in the editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.drafting.english.lexis import content
from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.sentences import spans, words_of
from kg.evidence.given import Origin, Span
from kg.evidence.statements import EVENT_SUMMARY, Statements
from kg.model import Claim, Speaker, Transcript, Utterance

_PART = re.compile(r"[^;•]+")
_LEAD = re.compile(
    r"""
      ^\W*(?:(?:core\ |main\ |key\ )?(?:views?|points?|messages?|arguments?)|summary)\s*:\s*
    | ^\W*(?:also\ )?
      (?:
          proposed | proposes | emphasi[sz]ed | emphasi[sz]es | pointed\ out | points\ out | argued
        | argues | said | says | believes | believed | noted | notes | stressed | stresses | explained
        | claimed | claims | stated | states | suggested | suggests
      )(?:\ that)?[ ]
    """,
    re.I | re.VERBOSE,
)
#: A view takes at least so many words.
_SHORTEST = 4


def summary_claims(event_id: str, transcript: Transcript, speakers: Iterable[Speaker]) -> tuple[Claim, ...]:
    """Return the claims that summaries report of speakers: behind a name and a colon, or under a heading with one name.

    >>> from kg.model import Utterance
    >>> text = "• Ada Berg (Acme): Core views: Rents will fall in ten years; Tenants need homes now. • Weather: fine."
    >>> transcript = Transcript(text=text, format="x", utterances=(
    ...     Utterance(index=0, speaker="", section="", kind="summary", start=0, end=len(text)),))
    >>> [(c.speaker, c.quote, c.reported_by) for c in summary_claims("e", transcript, [Speaker(id="a", name="Ada Berg")])]
    [('Ada Berg', 'Rents will fall in ten years', 'Event summary'), ('Ada Berg', 'Tenants need homes now.', 'Event summary')]
    """
    names = {n: s.name for s in speakers for n in (s.name, *s.aliases) if " " in n and n not in s.ambiguous_aliases}
    summaries = [u for u in transcript.utterances if u.kind == "summary"]
    if not names or not summaries:
        return ()
    make = Statements(event_id, transcript, speakers=set(names.values()))
    found: dict[str, Claim] = {}
    for utterance in summaries:
        for speaker, start, end in _views(transcript, utterance, names):
            claim = make.claim(
                speaker,
                Span(start=start, end=end, utterance=utterance.index),
                sentence_text(transcript.text[start:end]),
                reported_by=EVENT_SUMMARY,
                origin=Origin(source="rules", confidence=0.7, rule="a summary reports it"),
            )
            found.setdefault(claim.id, claim)
    return tuple(found.values())


def _views(transcript: Transcript, utterance: Utterance, names: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield speaker, start and end of each view in one summary."""
    text = transcript.words_of(utterance)
    by_name = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))
    heads = list(re.finditer(rf"(?:^|•)\s*(?P<name>{by_name})\s*(?:\([^)]*\))?\s*:", text))
    for i, head in enumerate(heads):
        end = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        bullet = text.find("•", head.end(), end)
        yield from _pieces(names[head["name"]], text, head.end(), bullet if bullet >= 0 else end, utterance.start)
    above = {full for name, full in names.items() if name in utterance.section}
    if not heads and len(above) == 1:
        yield from _pieces(next(iter(above)), text, 0, len(text), utterance.start)


def _pieces(speaker: str, text: str, start: int, end: int, offset: int) -> Iterator[tuple[str, int, int]]:
    places = (
        (part.start() + s, part.start() + e)
        for part in _PART.finditer(text, start, end)
        for s, e in spans(part.group())
    )
    for first, last in places:
        lead = _LEAD.match(text[first:last])
        while lead is not None and lead.end():
            first += lead.end()  # noqa: PLW2901
            lead = _LEAD.match(text[first:last])
        while first < last and not (text[first].isalnum() or text[first] in "\"'“‘"):
            first += 1  # noqa: PLW2901
        said = text[first:last].rstrip()
        words = words_of(said)
        if len(words) >= _SHORTEST and len(content(words)) > 1 and not said.casefold().startswith(("report ", "talk ")):
            yield speaker, offset + first, offset + first + len(said)
