"""What can be guessed of people from what is said: the names of `SPEAKER_00`, who hosts, who is on the panel. Always marked as guesses."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Role, SpeakerLabel, Transcript
from kg.people.hosts import likely_hosts, presiding
from kg.people.labels import NOT_SPEAKERS, is_generic, key, shape, strip_affiliation
from kg.people.roles import AUDIENCE_WORDS, HOST_WORDS, LEADING_WORDS, TITLES
from kg.people.vocatives import called
from kg.words import words_in

#: People introduce themselves early; a very long transcript is not searched to its end.
_LOOKED_AT = 3_000
#: A name, of up to four more words, initials and particles between them.
_TITLE, _FIRST = r"(?:Dr|Prof|Professor)\.?\s+", r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ'’-]"
_BETWEEN = r"(?:[A-Z]\.\s+)?(?:(?:de|van|von|der|den|la|el|bin|al)\s+){0,2}"
_NAME = rf"((?:{_TITLE})?{_FIRST}(?:\s+{_BETWEEN}[A-ZÀ-Þ][\w'’-]+){{0,3}})"
_SELF = re.compile(
    rf"""
      (?:
          \b[Mm]y\ name\ is | \b[Mm]y\ name['’]s | \bI\ am | \bI['’]m | \b[Tt]his\ is | \b[Ii]ch\ bin
        | \b[Mm]ein\ Name\ ist | \b[Ii]ch\ heiße | \b[Jj]e\ m['’]appelle | \b[Jj]e\ suis
        | \b[Mm]e\ llamo | \b[Mm]i\ nombre\ es | \b[Ss]oy | \b[Mm]i\ chiamo | \b[Ss]ono
        | \b[Mm]eu\ nome\ é
      )\s+(?:the\s+host,?\s+)?{_NAME}
    | (?:^|[.!?]\s+){_NAME}\ here\b
    | (?:我是|我叫|我的名字叫|我的名字是)([\u4e00-\u9fff]{{2,4}})(?=[，。,.！!、]|$)
    """,
    re.VERBOSE,
)
_OTHER = re.compile(
    rf"""
    (?:
        \b[Ww]ith\ me\ (?:today\ |here\ |tonight\ )?(?:is|are)
      | \b(?:I['’]m\ |I\ am\ |we['’]re\ |we\ are\ )?joined\ (?:today\ |here\ |tonight\ )?by
      | \b(?:[Oo]ur|[Mm]y)\ (?:guest|co-?host|friend|colleague)(?:\ for)?
        (?:\ today|\ tonight|\ this\ week)?,?(?:\ is)?
      | \b(?:[Pp]lease\ )?[Ww]elcome(?:\ to\ the\ show)?,?
      | \b(?:I|[Ww]e)\ have(?:\ with\ (?:me|us))?
      | \bintroduce | \bspeaking\ with | \btalking\ (?:to|with) | \bmit\ mir\ ist | \bbei\ mir\ ist
      | \bavec\ moi | \bnous\ recevons | \bconmigo\ está
    )\s+(?:the\s+\w+\s+)?{_NAME}
    """,
    re.VERBOSE,
)
_NO_NAMES = words_in("people/no_names")
_ANONYMOUS = re.compile(
    r"""
    ^
    (?:
        \d{1,3} | [A-Z] | s\d+ | spk[_ ]?\d+
      | (?:speaker_)?
        (?:
            speaker | sprecher(?:in)? | intervenant | orador | hablante | participant | person | voice
          | user | unknown | interlocutor
        )[\s_#-]*(?:\d+|[A-Z])
      | &h[0-9a-f]+&?
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_anonymous(label: str) -> bool:
    """Tell whether a label stands for a voice without a name, as recognisers number them.

    >>> [is_anonymous(x) for x in ("SPEAKER_00", "speaker_SPEAKER_00", "Speaker 1", "0", "B", "Moderator", "Ada")]
    [True, True, True, True, True, False, False]
    """
    return bool(_ANONYMOUS.match(label.strip()))


def with_guesses(transcript: Transcript) -> Transcript:
    """Return the transcript with guessed roles, and with names heard in speech offered for numbered voices.

    A name is offered in `suggested_name` and never put in place of the label: `event.yaml` decides.

    >>> from kg.readers import read
    >>> text = "SPEAKER_00: Hello, I'm Erin, and with me is Josh.\\nSPEAKER_01: Hi there.\\nSPEAKER_00: Good."
    >>> [(p.name, p.suggested_name) for p in read(text.encode()).labels]
    [('SPEAKER_00', 'Erin'), ('SPEAKER_01', 'Josh')]
    """
    first = itertools.islice(transcript.utterances, _LOOKED_AT)
    turns = [(u.speaker, transcript.words_of(u)) for u in first if u.kind == "speech" and u.speaker]
    names = suggested_names(turns)
    roles = guessed_roles(turns, transcript.labels)
    labels = tuple(
        dataclasses.replace(
            p,
            role=p.role if p.role != "unknown" else roles.get(p.name, "unknown"),
            guessed=p.guessed or (p.role == "unknown" and p.name in roles) or p.name in names,
            suggested_name=names.get(p.name, ""),
        )
        for p in transcript.labels
    )
    told = tuple(
        f"{label} may be {name} (heard in speech; say so in event.yaml if it is right)" for label, name in names.items()
    )
    return dataclasses.replace(transcript, labels=labels, notes=(*transcript.notes, *told))


def with_heard_names(transcript: Transcript) -> Transcript:
    """Return the transcript with the names heard in speech in place of numbered voices; they stay marked as guessed.

    >>> from kg.readers import read
    >>> text = "SPEAKER_00: Hello, I'm Erin, and with me is Josh.\\nSPEAKER_01: Hi there.\\nSPEAKER_00: Good."
    >>> [(label.name, label.labels) for label in with_heard_names(read(text.encode())).labels]
    [('Erin', ('SPEAKER_00',)), ('Josh', ('SPEAKER_01',))]
    """
    taken = {label.name for label in transcript.labels}
    heard = {p.name: p.suggested_name for p in transcript.labels if p.suggested_name and p.suggested_name not in taken}
    if not heard:
        return transcript
    return dataclasses.replace(
        transcript,
        utterances=tuple(
            dataclasses.replace(u, speaker=heard[u.speaker]) if u.speaker in heard else u for u in transcript.utterances
        ),
        labels=tuple(
            dataclasses.replace(
                p, name=heard[p.name], labels=tuple(dict.fromkeys((p.name, *p.labels))), guessed=True, suggested_name=""
            )
            if p.name in heard
            else p
            for p in transcript.labels
        ),
    )


def suggested_names(turns: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return names for numbered voices, from how they introduce themselves and each other, and by which name others call them.

    What a voice says of itself counts most, then what others call it again and again, then one introduction.

    >>> suggested_names([("0", "My name is Jason King."), ("1", "Thanks."), ("2", "I'm Charles Hoskinson, hello.")])
    {'0': 'Jason King', '2': 'Charles Hoskinson'}
    """
    if not any(is_anonymous(label) for label, _ in turns):
        return {}
    own, introduced = _introduced(turns)
    calls = {label: name for label, name in called(_joined(turns)).items() if is_anonymous(label)}
    found = own | {label: name for label, name in calls.items() if label not in own}
    for label, name in introduced.items():
        # A full name says more than the first name by which others call the same voice.
        if label not in found or (label in calls and label not in own and _overlap(name, calls[label])):
            found[label] = name
    count = Counter(found.values())
    met = {label: sum(_overlap(name, other) for other in found.values()) for label, name in found.items()}
    return {x: found[x] for x, _ in turns if x in found and count[found[x]] == 1 and (x in own or met[x] == 1)}


def _introduced(turns: Sequence[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names that voices say of themselves, and those by which another introduces them right before they speak."""
    heard = _Heard()
    for i, (label, words) in enumerate(turns):
        heard.turn(i, label, words)
    return heard.own, heard.others


@dataclass(slots=True)
class _Heard:
    """What was heard so far: names that voices gave themselves, names that others gave them, names still without a voice."""

    own: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[str, int]] = field(default_factory=list)
    spoken: set[str] = field(default_factory=set)
    asked: bool = False

    def turn(self, i: int, label: str, words: str) -> None:
        """Hear one turn."""
        if is_anonymous(label) and label not in self.own and label not in self.others:
            self._name(i, label, words)
        self.spoken.add(label)
        self.asked = bool(_ASKS_NAMES.search(words)) or (self.asked and len(self.spoken) <= _MANY)
        if len(self.spoken) <= 12 and _OTHER.search(words[:4000]):
            # Who is introduced with others one after the other does not speak at once: another has spoken.
            self.others = {x: name for x, name in self.others.items() if i - self.since[x] > _SOON}
            known = (*self.own.values(), *self.others.values(), *(w for w, _ in self.waiting))
            self.waiting += [(name, i) for name in _announced(words, known)]

    def _name(self, i: int, label: str, words: str) -> None:
        name = _self_name(words, first=label not in self.spoken) or (_bare_name(words) if self.asked else "")
        if name:
            self.own[label] = name
            self.waiting = [w for w in self.waiting if not _overlap(w[0], name)]
        elif label not in self.spoken and len(self.waiting) == 1:
            said, at = self.waiting.pop()
            if i - at <= _SOON:
                self.others[label], self.since[label] = said, i


#: So many characters may stand before "this is NAME" when a voice is first heard: "Hello and welcome to the show."
_OPENS = 150
#: Whoever is introduced speaks so many pieces later.
_SOON = 3


def _announced(words: str, known: tuple[str, ...]) -> list[str]:
    """Names that a turn introduces and that nobody known bears; "we have Shanghai" introduces nobody."""
    heard = []
    for match in _OTHER.finditer(words[:4000]):
        name = _clean(match[1])
        more = re.match(rf",?\s+and\s+(?:the\s+\w+\s+)?{_NAME}", words[match.end() : match.end() + 80])
        heard += [n for n in (name, _clean(more[1]) if more else "") if n and (" " in n or not _HAVE.match(match[0]))]
    return [name for name in heard if not any(_overlap(name, k) for k in known)]


_HAVE = re.compile(r"(?:I|[Ww]e)\ have\b|introduce\b|(?:[Pp]lease\ )?[Ww]elcome\b", re.VERBOSE)


_ASKS_NAMES = re.compile(
    r"""
    \b
    (?:
        introduce\ yourself | introduce\ yourselves
      | say\ (?:who\ you\ are|your\ names?)
      | your\ names?,?\ (?:please|for\ the\ record)
      | who\ you\ are
    )\b
    """,
    re.I | re.VERBOSE,
)
_MANY = 8


def _bare_name(words: str) -> str:
    """Return the name with which a turn begins where names were asked for: "Ben Cole. I own the buses."."""
    first = re.match(r"^([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){1,2})[.,]", words)
    return _clean(first[1]) if first else ""


def _self_name(words: str, *, first: bool) -> str:
    """Return the name that a voice gives itself; "this is NAME" presents another where it does not open what is said."""
    for match in _SELF.finditer(words[:4000]):
        if match[0].casefold().startswith("this") and match.start() > (_OPENS if first else 0):
            continue
        name = _clean(match[1] or match[2] or match[3] or "")
        said_plainly = match[0].casefold().startswith(
            ("my name", "mein name", "ich heiße", "je m", "me llamo", "mi nombre", "mi chiamo")
        ) or bool(match[3])
        follows = words[match.end() : match.end() + 1]
        if name and (
            said_plainly
            or " " in name
            or follows in {",", ".", "!", ""}
            or words[match.end() :].startswith((" and", " from"))
        ):
            return name
    return ""


def _clean(name: str) -> str:
    words = name.strip(" ,.'’").split()
    text = " ".join(words)
    if (
        not words
        or any(key(w) in _NO_NAMES for w in words)
        or any(
            w.isupper() or (w[1:] != w[1:].lower() and w[:2] not in {"Mc", "Ma", "O'", "De"})
            for w in words
            if len(w) > 2
        )
        or key(words[0]) in _NO_NAMES
        or key(words[0]) in NOT_SPEAKERS
        or is_generic(text)
        or all(key(w) in TITLES for w in words)
    ):
        return ""
    return text if shape(text) == "name" or ord(text[0]) > 0x2E7F else ""


def _overlap(a: str, b: str) -> bool:
    return bool(set(key(a).split()) & set(key(b).split()))


def guessed_roles(turns: Sequence[tuple[str, str]], people: Sequence[SpeakerLabel]) -> dict[str, Role]:
    """Return a role for everyone whose role the source does not say.

    The host is who does what hosts do (kg.people.hosts); audience and voices without a name are never of the panel,
    unless all voices are without one.
    """
    anonymous = {p.name for p in people if is_anonymous(p.name)}
    all_anonymous = len(anonymous) * 2 > len(people)
    roles: dict[str, Role] = {}
    for person in people:
        own = _role_in(person.name)
        if own != "unknown":
            roles[person.name] = own
        elif person.name in anonymous:
            roles[person.name] = "panelist" if all_anonymous else "unknown"
        elif not is_generic(person.name):
            roles[person.name] = "panelist"
    roles.update(dict.fromkeys(presiding(turns, [p.name for p in people if p.role == "unknown"]), "host"))
    if "host" not in {*roles.values(), *(p.role for p in people)}:
        known = {p.name for p in people if roles.get(p.name) == "panelist" and p.role == "unknown"}
        roles.update(dict.fromkeys(likely_hosts(_joined(turns), known), "host"))
    return {name: role for name, role in roles.items() if role != "unknown"}


def _role_in(name: str) -> Role:
    plain = strip_affiliation(name)
    if not is_generic(plain):
        before, _, rest = plain.partition(" ")
        return "host" if key(before) in LEADING_WORDS and shape(rest) == "name" else "unknown"
    words = set(re.sub(r"[\d_#.]+", " ", key(plain)).split())
    # A court's reporter writes down what is said, and asks nothing.
    asks = words & AUDIENCE_WORDS and "court" not in words
    return "audience" if asks else "host" if words & HOST_WORDS else "unknown"


def _joined(turns: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join the pieces of what one speaker says until someone else speaks."""
    return [
        (speaker, " ".join(words for _, words in pieces))
        for speaker, pieces in itertools.groupby(turns, key=lambda turn: turn[0])
    ]
