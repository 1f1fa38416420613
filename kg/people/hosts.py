"""Who leads a conversation, by what a host does: says so, welcomes, gives the floor by name, minds the clock, asks the others.

One sign alone decides nothing, but for a speaker's own word. Where two speakers do nearly as much of it, or nobody does
enough, nobody is the host: a wrong guess takes a panelist out of every measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from kg.people.labels import key
from kg.words import word_set, words_in

#: How much each sign says; a host needs this much in all, and that much more than the next.
ENOUGH, AHEAD = 3.0, 1.6
_WELCOMES, _INTRODUCES_OTHERS, _ASKS, _ONLY_ASKS, _ONLY_CALLS, _IS_BRIEF, _HOLDS_THE_FLOOR = (
    1.5,
    1.5,
    1.0,
    1.5,
    1.0,
    0.5,
    1.5,
)
_A_HAND_OVER, _A_WORD_OF_OFFICE = 1.0, 0.8
_MOST_HAND_OVERS, _MOST_WORDS = 4, 3

_OWN = re.compile(
    r"""
      \b
      (?:
          i\ am | i'm | i\ will\ be | i'll\ be
        | my\ name\ is\ [\w' .-]{2,40},?\ and\ i
          (?:'m|\ am|\ will\ be|\ have\ the\ (?:honou?r|pleasure)\ of)
      )[ ]
      (?:tonight's\ |today's\ |the\ |your\ |this\ evening's\ )?(?:humble\ )?
      (?:moderator|host|chair\ of\ this|facilitator)\b
    | \bi(?:'ll\ be|\ will\ be|'m|\ am)\ (?:moderating|hosting|chairing)[ ]
      (?:this|today|tonight|the|our|your)\b
    | \b(?:i'm|i\ am|me,|myself,)\ (?:\w+,?\ ){0,3}(?:your|tonight's|today's)\ (?:\w+\ )?
      (?:moderator|host)\b
    | \bas\ (?:the\ |your\ )?(?:moderator|host|chair),?\ i\b
    | \bich\ moderiere\b
    | \bje\ suis\ (?:la\ |le\ |votre\ )?(?:modérat|animat)
    """,
    re.VERBOSE,
)
_WELCOME = re.compile(
    r"""
    \b
    (?:
        welcome\ (?:back\ |everybody|everyone|to|our|all|ladies)
      | welcome[.!,]
      | good\ (?:evening|morning|afternoon)(?:,|\ and|\ everyone|\ everybody|\.)
      | hello(?:,)?\ (?:everyone|everybody|and\ welcome|internet)
      | let's\ (?:meet|welcome) | please\ welcome
      | (?:my|our)\ guests?\b[^.]{0,30}\b(?:is|are)\b
      | joining\ (?:me|us) | joined\ by
      | with\ us\ (?:tonight|today|is|are)
      | thank\ you\ (?:all|both|everyone|everybody)\ for
      | herzlich\ willkommen | bienvenue
    )
    """,
    re.VERBOSE,
)
_INTRODUCES = re.compile(
    r"""
    \b
    (?:
        (?:my|our|today's|tonight's)\ guests?[ ]
        (?:today\ |tonight\ |this\ week\ |for\ today\ )?(?:is|are)\b
      | joined\ (?:today\ |tonight\ |now\ |here\ )?by\b
      | with\ (?:me|us)\ (?:today\ |tonight\ |now\ |here\ )?(?:is|are)\b
      | let's\ (?:meet|welcome)\b | please\ welcome\b | let\ me\ introduce\b
      | i(?:'d|\ would)\ like\ to\ (?:introduce|welcome)\b
      | welcome\ to\ the\ (?:show|program|programme|podcast)\b
    )
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(
    r"""
    \b
    (?:
        (?:our|the|tonight's|today's)\ motion\ (?:is|tonight|today)
      | let\ (?:him|her|them|\w+)\ (?:finish|respond|answer)
      | (?:go|come|turn|move)\ (?:first\ )?(?:over\ |on\ |back\ )?to[ ]
        (?:
            the\ (?:next|audience|floor|questions?|side|other)
          | questions | you\b
        )
      | time\ is\ up
      | you(?:'ve\ got|'ll\ have|\ have|\ get)\ (?:\w+\ )?(?:minutes?|seconds?)
      | (?:one|two|three|five|ten)\ minutes?\ (?:left|each|for)
      | next\ question | next\ item | first\ question | last\ question | final\ question
      | the\ floor\ is\ yours | you\ have\ the\ floor | your\ turn | last\ word
      | take\ (?:a|your|another|one\ more|some)\ questions?
      | round\ (?:one|two|three) | put\ a\ question\ to
      | i\ want\ to\ (?:ask|bring|go\ to|put|move|turn|hear)
      | i'd\ like\ to\ (?:ask|bring|hear|invite|welcome)
      | i(?:'ll|\ will)\ (?:come|go|turn)\ (?:back\ )?to\ you
      | (?:that\ )?(?:brings\ us|concludes)
      | we(?:'re|\ are)\ (?:past|out\ of|almost\ out\ of|running\ out\ of)\ time
      | end\ of\ (?:the|our)\ (?:day|session|hour|meeting|show|debate)
      | see\ (?:you|everyone)\ (?:next|tomorrow)
      | thank\ you\ (?:both|all) | on\ the\ queue | all\ those\ in\ favou?r
      | (?:what|how)\ (?:do|about|would)\ you\ (?:say|think|make|respond)
      | what\ is\ your\ (?:view|answer|response)
      | same\ question
      | do\ you\ (?:agree|want\ to\ (?:respond|answer|take))
      | take\ that\ on | go\ ahead | after\ the\ break | stay\ with\ us
      | call\ (?:the|this)\ (?:meeting|hearing)\ to\ order
      | roll\ call | meeting\ is\ adjourned
    )\b
    """,
    re.VERBOSE,
)


#: Offices of who presides over an assembly; a president may also be the one who answers, and a speaker any voice.
_PRESIDES = re.compile(
    r"""
    (?:(?:the|mr|mrs|madam|madame|hon|deputy|acting|temporary)\ ){0,4}
    (speaker|president|presiding\ officer)
    """,
    re.VERBOSE,
)
_ADDRESSED = re.compile(
    r"""
    \b(?:mr|mister|mrs|ms|madam|madame|hon|honou?rable)\.?[ ]
    (?:deputy\ |acting\ |temporary\ )?(speaker|president|presiding\ officer)\b
    """,
    re.VERBOSE,
)


def presiding(turns: Sequence[tuple[str, str]], labels: Collection[str]) -> tuple[str, ...]:
    """Return the labels of an office that presides: two or more others address it, and it speaks more briefly than they do.

    Args:
        turns: (speaker, words) in order.
        labels: those that may be of such an office, in order.

    >>> house = [("The SPEAKER", "Order!"), ("Mr A Bell", "Mr Speaker, the bridge is shut, and nobody told us."),
    ...          ("Ms C Dean", "Hon Speaker, it was told in writing to every member."), ("The SPEAKER", "Sit down.")]
    >>> presiding(house, ["The SPEAKER", "Mr A Bell"])
    ('The SPEAKER',)
    >>> presiding([("The Speaker", "My talk is on bees.") , ("Ada", "Thank you.")], ["The Speaker"])
    ()
    """
    offices = {x: found[1] for x in labels if (found := _PRESIDES.fullmatch(key(x).replace(".", "")))}
    if not offices:
        return ()
    addressed: dict[str, set[str]] = {}
    spoken: dict[str, list[int]] = {}
    for speaker, words in turns:
        spoken.setdefault(speaker, []).append(len(words.split()))
        for office in set(_ADDRESSED.findall(words.lower())):
            addressed.setdefault(office, set()).add(speaker)

    def is_brief(label: str) -> bool:
        others = [n for speaker, counts in spoken.items() if speaker not in offices for n in counts]
        own = spoken.get(label, [])
        return bool(own and others) and mean(own) < mean(others)

    return tuple(
        x for x, office in offices.items() if len(addressed.get(office, set()) - {*offices}) > 1 and is_brief(x)
    )


@dataclass(slots=True)
class _Deeds:
    """What one speaker was seen doing."""

    n_turns: int = 0
    n_words: int = 0
    n_asking: int = 0
    n_office: int = 0
    own_word: bool = False
    welcomes: bool = False
    introduces: bool = False
    given_to: set[str] = field(default_factory=set)
    n_given: int = 0


def likely_hosts(turns: Sequence[tuple[str, str]], candidates: set[str]) -> tuple[str, ...]:
    """Return who leads the conversation: nobody, one, or those who say it of themselves.

    Args:
        turns: (speaker, words) in order.
        candidates: whose part is not known.

    >>> talk = [("Eve", "Welcome. Ada, you first."), ("Ada", "I think it is loud at night, and nobody sleeps."), ("Eve", "Thank you. Bo?"),
    ...         ("Bo", "It feeds the town, and it has always stood there."), ("Eve", "Ada, a last word?"), ("Ada", "No.")]
    >>> likely_hosts(talk, {"Ada", "Bo", "Eve"})
    ('Eve',)
    >>> likely_hosts([("Ada", "It is loud."), ("Bo", "I disagree.")] * 3, {"Ada", "Bo"})
    ()
    """
    seen = _deeds(turns)
    if len(seen) < 2:
        return ()
    by_own_word = tuple(name for name, deeds in seen.items() if deeds.own_word and name in candidates)
    if by_own_word:
        return by_own_word
    signs = {name: _signs(name, seen) for name in seen}
    best = max(signs, key=lambda name: signs[name])
    rival = max((value for name, value in signs.items() if name != best), default=0.0)
    return (best,) if best in candidates and signs[best] >= max(ENOUGH, AHEAD * rival) else ()


def _deeds(turns: Sequence[tuple[str, str]]) -> dict[str, _Deeds]:
    names = _names({speaker for speaker, _ in turns})
    seen: dict[str, _Deeds] = {}
    for i, (speaker, words) in enumerate(turns):
        deeds = seen.setdefault(speaker, _Deeds())
        low = words.lower().replace("’", "'")
        deeds.n_turns += 1
        deeds.n_words += len(words.split())
        deeds.n_asking += "?" in words or "？" in words
        deeds.n_office += bool(_OFFICE.search(low))
        deeds.own_word |= bool(_OWN.search(low[:1500]))
        deeds.introduces |= bool(_INTRODUCES.search(low))
        deeds.welcomes |= i < 3 and bool(_WELCOME.search(low))
        following = next((s for s, _ in turns[i + 1 : i + 2]), "")
        if following and following != speaker and _gives_to(words, names.get(following, frozenset())):
            deeds.given_to.add(following)
            deeds.n_given += 1
    return seen


def _names(speakers: set[str]) -> Mapping[str, frozenset[str]]:
    """Return speaker → the words of the name that only this speaker has, case folded."""
    words = {s: {w.strip(".,") for w in key(s).split() if len(w.strip(".,")) > 1} for s in speakers}
    bearers = Counter(w for own in words.values() for w in own)
    return {s: frozenset(w for w in own if bearers[w] == 1) for s, own in words.items()}


_AROUND_A_CALL = words_in("people/around_a_call")
_ASKS_ONE = word_set("you your what how why do does did can could would will should is are have has tell")


def _gives_to(words: str, name: frozenset[str]) -> bool:
    """Tell whether a turn ends by calling somebody, as who gives the floor does: `Ada, you first.`, `Mr Berg?`."""
    pieces = [p for p in _SENTENCE.split(" ".join(words.lower().replace("’", "'").split())) if p.strip()]
    for piece in reversed(pieces[-2:]):
        said = re.findall(r"[\w'-]+", piece)
        if name.isdisjoint(said):
            continue
        rest = [w for w in said if w not in name and w not in _AROUND_A_CALL and w != "-"]
        asks = piece.rstrip().endswith(("?", "？")) and not _ASKS_ONE.isdisjoint(said)
        # Nothing but the call; or a question to the one who is called; or the name behind the last comma.
        return len(rest) <= 2 or asks or bool(re.search(rf", (?:{'|'.join(map(re.escape, sorted(name)))})\W*$", piece))
    return False


_SENTENCE = re.compile(r"(?<=[.!?…]) | (?:--|—|–) ")


def _signs(name: str, seen: Mapping[str, _Deeds]) -> float:
    deeds = seen[name]
    others = [d for n, d in seen.items() if n != name]
    n_others = sum(d.n_turns for d in others)
    mean_words = sum(d.n_words for d in others) / max(1, n_others)
    asks = deeds.n_asking / deeds.n_turns
    rival = max((d.n_asking / d.n_turns for d in others if d.n_turns >= 2), default=0.0)
    # Who calls one person alone talks with that person.
    called = len(deeds.given_to)
    hand_overs = called + 0.25 * min(deeds.n_given - called, 4) if called > 1 else 0.5 * called
    return (
        _A_HAND_OVER * min(hand_overs, _MOST_HAND_OVERS)
        + _A_WORD_OF_OFFICE * min(deeds.n_office, _MOST_WORDS)
        + _WELCOMES * deeds.welcomes
        + _INTRODUCES_OTHERS * deeds.introduces
        + _ONLY_ASKS * (deeds.n_turns >= 3 and asks >= 0.8 and asks >= 1.5 * rival)
        + _ASKS * (deeds.n_turns >= 2 and asks >= 0.3 and asks >= 1.5 * rival)
        + _ONLY_CALLS * (deeds.n_turns >= 3 and 2 * deeds.n_given >= deeds.n_turns)
        - _HOLDS_THE_FLOOR * (len(others) >= 2 and deeds.n_words > sum(d.n_words for d in others))
        + _IS_BRIEF * (deeds.n_turns >= 3 and deeds.n_words / deeds.n_turns < mean_words)
    )
