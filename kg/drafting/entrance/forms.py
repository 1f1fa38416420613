"""The form of each record: one table from which lines are parsed, objects are parsed, and the schema is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.drafting.entrance.records import (
    ClaimRecord,
    DecisionRecord,
    EventRecord,
    Fault,
    LinkRecord,
    NameRecord,
    Origin,
    PropositionRecord,
    QuestionRecord,
    Record,
    ReferenceRecord,
    SameRecord,
    SpeakerRecord,
    StanceRecord,
)

Kind = Literal["text", "quote", "turns", "code", "id", "date", "choice", "list", "signs", "consent", "flag"]
#: What people and models write for the same thing.
_SYNONYMS = {
    "pro": "for", "con": "against", "moderator": "host", "chair": "host", "speaker": "panelist", "guest": "panelist",
    "org": "organization", "organisation": "organization", "company": "organization", "people": "person",
    "topic": "concept", "book": "work", "law": "work", "study": "work", "project": "product",
    "agree": "agrees", "supports": "agrees", "support": "agrees", "disagree": "disagrees", "opposes": "disagrees",
    "concede": "concedes", "qualify": "qualifies", "builds": "builds on", "build on": "builds on",
    "−": "-", "–": "-", "—": "-", "+-": "±", "+/-": "±", "-/+": "±", "(−)": "(-)", "(–)": "(-)", "mixed": "±",
    "explicit": "said", "inferred": "shown", "assigned": "side", "reported": "told",
    "value judgement": "value", "value judgment": "value", "prediction": "forecast", "evaluation": "value",
    "partly": "in part", "partial": "in part", "absent": "not present", "agreed": "yes", "postponed": "parked",
}  # fmt: skip
SIGNS = ("+", "-", "±", "(+)", "(-)")
_AS_SIGN = {"agrees": "+", "disagrees": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: its name in the record, how it is read, and what it may be.

    `fallback` is what an unknown choice becomes, told; without one the record cannot be used.
    """

    name: str
    kind: Kind = "text"
    needed: bool = False
    choices: tuple[str, ...] = ()
    fallback: str | None = None
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A letter, the record that it begins, and its fields in the order of the line."""

    letter: str
    title: str
    record: type[Record]
    fields: tuple[Field, ...]


_TURNS = Field(name="turns", kind="turns", says='number in square brackets; "55+59" for a sentence cut in two')
_QUOTE = Field(
    name="quote", kind="quote", needed=True, says="copied letter by letter; … where words of the middle are left out"
)
_WHO = Field(name="who", kind="code", needed=True, says="code of the speaker")
_RELATIONS = ("agrees", "disagrees", "qualifies", "builds on", "concedes")

FORMS: dict[str, Form] = {
    form.letter: form
    for form in (
        Form(
            letter="E",
            title="event",
            record=EventRecord,
            fields=(
                Field(name="title"),
                Field(
                    name="form",
                    kind="choice",
                    choices=("debate", "panel", "interview", "town hall", "hearing", "meeting"),
                    fallback="",
                ),
                Field(name="date", kind="date", says="YYYY, YYYY-MM or YYYY-MM-DD"),
                Field(name="place"),
                Field(name="motion", says="the motion, where there is one"),
                Field(
                    name="assigned", kind="flag", says="sides were dealt out and need not be the speakers' own views"
                ),
            ),
        ),
        Form(
            letter="S",
            title="speaker",
            record=SpeakerRecord,
            fields=(
                Field(name="code", kind="code", needed=True, says="two or three letters"),
                Field(name="label", needed=True, says="as printed in the transcript"),
                Field(name="name", says="real name, if the transcript tells it"),
                Field(
                    name="role",
                    kind="choice",
                    choices=("host", "panelist", "audience", "announcer", "unknown"),
                    fallback="",
                ),
                Field(name="side", kind="choice", choices=("for", "against"), fallback=""),
                Field(name="organizations", kind="list"),
                Field(name="also", kind="list", says="other names and nicknames"),
            ),
        ),
        Form(
            letter="N",
            title="named thing",
            record=NameRecord,
            fields=(
                Field(
                    name="kind",
                    kind="choice",
                    needed=True,
                    choices=("person", "organization", "product", "work", "place", "concept"),
                ),
                Field(name="name", needed=True, says="as printed"),
                Field(name="also", kind="list"),
                Field(name="maker", says="maker or employer"),
                Field(name="what", says="in five words"),
            ),
        ),
        Form(
            letter="Q",
            title="question",
            record=QuestionRecord,
            fields=(
                Field(name="id", kind="id", needed=True, says="q1, q2 …"),
                Field(name="who", kind="code", says="code; empty where nobody asks it in words"),
                _TURNS,
                Field(name="quote", kind="quote", says="the words that ask it"),
                Field(name="text", needed=True, says="neutral, one sentence"),
            ),
        ),
        Form(
            letter="P",
            title="proposition",
            record=PropositionRecord,
            fields=(
                Field(name="id", kind="id", needed=True, says="p1, p2 …"),
                Field(name="question", kind="id", needed=True),
                Field(
                    name="kind",
                    kind="choice",
                    choices=("fact", "forecast", "value", "definition", "policy"),
                    fallback="fact",
                ),
                Field(name="text", needed=True, says="one thought that one signs and another refuses"),
                Field(name="minor", kind="flag"),
            ),
        ),
        Form(
            letter="T",
            title="stance",
            record=StanceRecord,
            fields=(
                Field(name="proposition", kind="id", needed=True),
                _WHO,
                Field(
                    name="sign",
                    kind="choice",
                    needed=True,
                    choices=SIGNS,
                    says="+ agrees, - disagrees, ± both; in brackets: a point granted to the other side",
                ),
                Field(name="how", kind="choice", choices=("said", "shown", "side", "told"), fallback="shown"),
                _TURNS,
                _QUOTE,
                Field(name="why", says="one plain sentence"),
                Field(name="by", kind="code", says="code of who is quoted, for side and told"),
            ),
        ),
        Form(
            letter="C",
            title="claim",
            record=ClaimRecord,
            fields=(
                _WHO,
                _TURNS,
                _QUOTE,
                Field(name="text", needed=True, says="one self-contained sentence"),
                Field(name="bears_on", kind="signs", says="+p3 -p7"),
                Field(name="whose", says="whose words or findings, if not the speaker's own"),
                Field(name="number", says="as said"),
                Field(name="top", kind="flag"),
            ),
        ),
        Form(
            letter="L",
            title="link",
            record=LinkRecord,
            fields=(
                _WHO,
                _TURNS,
                _QUOTE,
                Field(name="to", kind="code", needed=True, says="code of who is answered"),
                Field(name="to_turns", kind="turns"),
                Field(name="relation", kind="choice", needed=True, choices=_RELATIONS),
                Field(name="about", says="three words"),
            ),
        ),
        Form(
            letter="F",
            title="reference",
            record=ReferenceRecord,
            fields=(
                _WHO,
                _TURNS,
                _QUOTE,
                Field(name="to", kind="code", needed=True, says="code of who is referred to"),
                Field(name="relation", kind="choice", choices=(*_RELATIONS, "neutral"), fallback="neutral"),
            ),
        ),
        Form(
            letter="D",
            title="decision",
            record=DecisionRecord,
            fields=(
                Field(name="state", kind="choice", needed=True, choices=("decided", "open", "parked")),
                _TURNS,
                _QUOTE,
                Field(name="text", needed=True, says="what was decided, one sentence"),
                Field(name="about", kind="id", says="question or proposition"),
                Field(name="consent", kind="consent", says="AB yes; CD in part; EF no; GH not present"),
            ),
        ),
        Form(
            letter="M",
            title="the same",
            record=SameRecord,
            fields=(Field(name="keep", kind="id", needed=True), Field(name="drop", kind="id", needed=True)),
        ),
    )
}

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ID = re.compile(r"([A-Za-z]{0,12})0*(\d{1,6})")
_SIGNED = re.compile(r"(\([+−–-]\)|[+±−–-])\s?([A-Za-z]{1,12}\d{1,6})")
_NOTHING = frozenset({"", "-", "–", "—", "none", "n/a", "no", "false", "empty", "null"})
_NO_CODE = frozenset({"-", "–", "—", "none", "n/a"})
_QUOTATION_MARKS = '"“”„‟«»`'
#: A field of an answer is never as long as this; more is a slip or an attack.
LONGEST = 4_000


class _UnusableError(Exception):
    """A field without which its record says nothing."""


def record_of(form: Form, values: Mapping[str, Any], origin: Origin) -> tuple[Record | None, list[Fault]]:
    """Return the record that the values of a line or object make, and what was mended or why there is none.

    Args:
        form: the form of the record.
        values: name of the field → its text, or for objects also lists, numbers and truth values.
        origin: where it was read.
    """
    made: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in form.fields:
        try:
            value, mended = _value(field, values.get(field.name))
        except _UnusableError as error:
            return None, [Fault(verdict="unusable", reason=f"{form.title}: {error}", origin=origin)]
        if mended:
            faults.append(Fault(verdict="mended", reason=f"{form.title}: {mended}", origin=origin))
        if value not in (None, "", ()):
            made[field.name] = value
    return form.record(**made, origin=origin), faults


def _value(field: Field, given: Any) -> tuple[Any, str]:
    """Return the value of a field, and what was mended in it.

    Raises:
        _UnusableError: the field is needed and is not there, or is nothing that it may be.
    """
    if field.kind in _READERS:
        value = _READERS[field.kind](given)
        return value, ""
    text = _text(given)
    if field.kind == "choice":
        return _choice(field, text)
    if field.kind == "date":
        return (
            (text, "")
            if not text or _DATE.fullmatch(text)
            else ("", f"the date {_short(text)!r} is left out (write YYYY-MM-DD)")
        )
    if field.kind == "id":
        text = plain_id(text)
    elif field.kind == "quote":
        text = text.strip(_QUOTATION_MARKS + " ")
    elif field.kind == "code":
        # "NO" may well be somebody's code.
        text = "" if text in _NO_CODE else text.strip("[]() ")
    elif not field.needed and text.casefold() in _NOTHING:
        text = ""
    if field.needed and not text:
        raise _UnusableError(f"no {field.name}")
    return text, ""


def _choice(field: Field, text: str) -> tuple[str, str]:
    wanted = text.casefold().strip("`*'\". ")
    wanted = _SYNONYMS.get(wanted, wanted)
    if field.choices == SIGNS:
        wanted = _AS_SIGN.get(wanted, wanted)
    if wanted in field.choices:
        return wanted, ""
    if field.fallback is None:
        what = f"{_short(text)!r} is no {field.name}" if text else f"no {field.name}"
        raise _UnusableError(f"{what} (one of {', '.join(field.choices)})")
    if wanted in _NOTHING:
        return field.fallback, ""
    became = f"taken for {field.fallback}" if field.fallback else "left out"
    return field.fallback, f"{_short(text)!r} is no {field.name} and is {became} (one of {', '.join(field.choices)})"


def plain_id(text: str) -> str:
    """Return an id as answers use it.

    >>> plain_id("P07"), plain_id("[q1]"), plain_id("3"), plain_id("rents-fall")
    ('p7', 'q1', '3', 'rents-fall')
    """
    bare = text.strip("[]()<>`*#. ").casefold()
    match = _ID.fullmatch(bare)
    return f"{match[1]}{match[2]}" if match else bare


def turn_numbers(given: Any) -> tuple[int, ...]:
    """Return the numbers of turns.

    >>> turn_numbers("55+59"), turn_numbers("[7]"), turn_numbers("turns 3, 4"), turn_numbers(12), turn_numbers("?")
    ((55, 59), (7,), (3, 4), (12,), ())
    """
    if isinstance(given, list | tuple):
        return tuple(dict.fromkeys(n for item in given[:8] for n in turn_numbers(item)))
    return tuple(dict.fromkeys(int(n) for n in re.findall(r"\d{1,7}", _text(given)[:60])))


def _texts(given: Any) -> tuple[str, ...]:
    parts = given if isinstance(given, list | tuple) else re.split(r"[;；]", _text(given))
    found = (_text(p) for p in parts[:60])
    return tuple(dict.fromkeys(p for p in found if p.casefold() not in _NOTHING))


def _signs(given: Any) -> tuple[tuple[str, str], ...]:
    text = " ".join(_text(g) for g in given[:40]) if isinstance(given, list | tuple) else _text(given)
    pairs = ((_SYNONYMS.get(sign, sign), plain_id(name)) for sign, name in _SIGNED.findall(text))
    return tuple(dict.fromkeys(pairs))


def _consent(given: Any) -> tuple[tuple[str, str], ...]:
    """Return who agreed; a word that is none of the four says nothing, as silence does."""
    found = []
    for item in _texts(given):
        who, _, said = item.replace(":", " ").partition(" ")
        said = _SYNONYMS.get(said.strip().casefold(), said.strip().casefold())
        if said in {"yes", "in part", "no", "not present"}:
            found.append((who, said))
    return tuple(dict.fromkeys(found))


def _flag(given: Any) -> bool:
    return given if isinstance(given, bool) else _text(given).casefold() not in _NOTHING


_READERS = {"turns": turn_numbers, "list": _texts, "signs": _signs, "consent": _consent, "flag": _flag}


def _text(given: Any) -> str:
    if given is None or isinstance(given, bool):
        return ""
    text = given if isinstance(given, str) else str(given) if isinstance(given, int | float) else ""
    return " ".join(text[:LONGEST].split())


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def in_line_order(form: Form, parts: Sequence[str]) -> dict[str, str]:
    """Return the parts of a line by the names of its fields; bars too many are taken for bars inside the quote."""
    names = [f.name for f in form.fields]
    surplus = len(parts) - len(names)
    if surplus > 0 and all(not p.strip() for p in parts[len(names) :]):
        parts = parts[: len(names)]
    elif surplus > 0 and "quote" in names:
        at = names.index("quote")
        parts = [*parts[:at], " | ".join(parts[at : at + surplus + 1]), *parts[at + surplus + 1 :]]
    return dict(zip(names, parts, strict=False))
