"""Who is meant: labels joined to one person when exactly one fits, left apart with a warning when two do.

Two questions are answered here, with the same rules and no knowledge of any format:

* `resolve(labels)`: which labels of a transcript are one person, and what is that person's name?
* `who_is(surface, people)`: whom does a name spoken in the text mean: one participant, nobody, or one of several?
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, Protocol

from kg.model import Role, SpeakerLabel
from kg.people.blocks import Blocks, Keys, part_keys, spelling_keys, whole_keys
from kg.people.labels import is_generic, is_office, joint_parts, key, shape
from kg.people.person_name import (
    PersonName,
    all_slugs,
    could_be,
    generations,
    misspelt_part,
    parse_name,
    same_but_spelling,
    swapped_ending,
)

#: So many names are given of those that a label could mean; the others are counted.
MOST_NAMED = 5
_AND = re.compile(r"\s(?:and|und|et|y|e|en|och|og|&|\+)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One person whom a source itself declares: `name`, the `short` form used as a label, the `role`, a description."""

    name: str
    short: str = ""
    role: Role = "unknown"
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """The result of `resolve`.

    `names` gives the canonical name of every label (of a joint label: the names of its people, joined by " / ");
    `people` the persons in order of their first label; `warnings` what was left apart because more than one fits.
    """

    names: dict[str, str]
    people: tuple[SpeakerLabel, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Whom a spoken name means: `status` one, none or ambiguous; `name` is set for one; `candidates` names all that fit."""

    status: Literal["one", "none", "ambiguous"]
    name: str = ""
    candidates: tuple[str, ...] = ()


class Named(Protocol):
    """What `who_is` needs of a participant; `Speaker` of kg.model has it."""

    @property
    def name(self) -> str:
        """The canonical full name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names of the same person."""


@dataclass(slots=True)
class _Person:
    """A person in the making: every way the labels write the name, with how often."""

    forms: dict[str, PersonName] = field(default_factory=dict)
    count: int = 0
    order: int = 0
    declared: Declared | None = None
    shorts: set[str] = field(default_factory=set)

    def names(self) -> list[PersonName]:
        return list(self.forms.values())

    def best(self) -> PersonName:
        """The fullest way of writing; between equals the one in mixed case, then the one seen first."""
        return max(
            self.forms.values(), key=lambda n: (len(n.tokens), _capitals(n), n.text != n.text.upper(), -len(n.titles))
        )


def resolve(
    labels: Mapping[str, int],
    *,
    declared: Iterable[Declared] = (),
    spelled: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
) -> Identities:
    """Join the labels of a transcript to persons.

    Args:
        labels: each label as it is written → how many turns it has.
        declared: people whom a person or the source has named.
        spelled: label → the name that stands for it, where the label is a reference (`#AdaPark.1970`).
        order: the labels turn by turn.

    Labels are one person when they differ by case, accents, title, middle name, initials, affiliation, first or last name
    alone, or one edit of spelling, and exactly one person fits.

    >>> found = resolve({"Dr. Martin Thomson": 3, "MT": 40, "Martin": 2, "martin thomson | Acme": 1})
    >>> sorted(set(found.names.values())), found.people[0].labels
    (['Martin Thomson'], ('Dr. Martin Thomson', 'MT', 'Martin', 'martin thomson | Acme'))

    When two fit, the label stays what it is, and a warning says so:

    >>> found = resolve({"Yang Zhilin": 5, "Yang Qiang": 6, "Professor Yang": 1})
    >>> found.names["Professor Yang"]
    'Professor Yang'
    >>> found.warnings
    ("speaker label 'Professor Yang' could be Yang Zhilin or Yang Qiang: left apart (say which in event.yaml)",)

    Two names that differ by a letter are two people where they answer each other:

    >>> turns = ["Martin", "Marten", "Martin", "Marten", "Martin"]
    >>> sorted(set(resolve({"Martin": 3, "Marten": 2}, order=turns).names.values()))
    ['Marten', 'Martin']

    Joint labels are taken apart, numbered and general ones are never joined to anyone:

    >>> resolve({"AB": 2, "CD/AB": 1, "Speaker 1": 4}, declared=[Declared(name="Ada Brown", short="AB")]).names
    {'AB': 'Ada Brown', 'CD/AB': 'CD / Ada Brown', 'Speaker 1': 'Speaker 1'}
    """
    spelled, declared = spelled or {}, list(declared)
    folded: dict[str, str] = {}
    for label in labels:
        folded.setdefault(key(label), label)
    whole = {*spelled, *_together(labels, declared)}
    joint = {label: (label,) if label in whole else _parts(label, folded) for label in labels}
    single: dict[str, int] = defaultdict(int)
    for label, n in labels.items():
        for part in joint[label]:
            single[part] += n
    slugs = all_slugs(single)
    answers = _answers(order)
    younger = generations(single, answers)
    people = _first_groups(single, declared, spelled, slugs=slugs, whole=_whole(single), younger=younger)
    warnings: list[str] = []
    _join_offices(people)
    _join_spellings(people, warnings, answers)
    _join_partials(people, warnings)
    kept = [p for p in people if p.count]
    places = {label: i for i, label in enumerate(single)}
    names = {label: person_name(p) for p in kept for label in p.forms}
    spoken = {label: " / ".join(dict.fromkeys(names[part] for part in joint[label])) for label in labels}
    return Identities(
        names=spoken,
        people=tuple(_speaker_label(p, places) for p in sorted(kept, key=lambda p: p.order)),
        warnings=tuple(warnings),
    )


def who_is(surface: str, people: Sequence[Named]) -> Meant:
    """Tell whom a name spoken in the text means, among the participants.

    A full name or a declared alias decides; else first name, last name, title with a name, initials or a name within one edit
    of exactly one participant. Never a guess: two that fit are ambiguous.

    >>> from kg.model import Speaker
    >>> room = [Speaker(id="1", name="Yang Zhilin", aliases=("Kimi",)), Speaker(id="2", name="Yang Qiang"), Speaker(id="3", name="Lin Junyang")]
    >>> who_is("Junyang", room)
    Meant(status='one', name='Lin Junyang', candidates=('Lin Junyang',))
    >>> who_is("Professor Yang", room).candidates
    ('Yang Zhilin', 'Yang Qiang')
    >>> who_is("Proffessor Yang Qiang's", room).name, who_is("kimi", room).name, who_is("Junyan", room).name
    ('Yang Qiang', 'Yang Zhilin', 'Lin Junyang')
    >>> who_is("Sam Altman", room).status, who_is("the president", room).status, who_is("Lin Dan", room).status
    ('none', 'none', 'none')
    """
    wanted = parse_name(surface)
    if not wanted.tokens:
        return Meant(status="none")
    known = [(p.name, [parse_name(x) for x in (p.name, *p.aliases)]) for p in people]
    for test in (_same, could_be, same_but_spelling, misspelt_part):
        hits = list(dict.fromkeys(name for name, forms in known if any(test(wanted, form) for form in forms)))
        if len(hits) == 1:
            return Meant(status="one", name=hits[0], candidates=tuple(hits))
        if hits:
            return Meant(status="ambiguous", candidates=tuple(hits))
    return Meant(status="none")


def person_name(person: _Person) -> str:
    """Return the canonical name: the declared one, else the fullest that the labels use."""
    best = person.best()
    if person.declared and len(parse_name(person.declared.name).tokens) >= len(best.tokens):
        known = [n for n in person.names() if len(n.tokens) == len(best.tokens) and not n.is_short]
        # Of two spellings the turns' own wins over the one of a list, which is typed by another hand.
        return (
            known[0].text
            if known and person.count > 1 and not _same(known[0], parse_name(person.declared.name))
            else person.declared.name
        )
    untitled = any(not n.titles for n in person.names() if n.tokens == best.tokens)
    return best.without_title if untitled and best.without_title else best.text


def _capitals(name: PersonName) -> int:
    return sum(word[:1].isupper() for word in name.without_title.split())


def joint_names(label: str, table: Mapping[str, str]) -> str:
    """Return the names of a joint label by a table of folded labels, "" when one of them is not in it.

    >>> joint_names("AB/CD", {"ab": "Ada Brown", "cd": "Cy Dee"})
    'Ada Brown / Cy Dee'
    """
    parts = [table.get(key(p), "") for p in joint_parts(label)]
    return " / ".join(dict.fromkeys(parts)) if parts and all(parts) else ""


def _parts(label: str, folded: Mapping[str, str]) -> tuple[str, ...]:
    """`Gorry, Ian` is two people where both speak for themselves elsewhere, else one name turned round."""
    halves = [x.strip() for x in label.split(",")]
    if len(halves) == 2 and all(key(h) in folded for h in halves):
        return tuple(folded[key(h)] for h in halves)
    return joint_parts(label)


def _same(a: PersonName, b: PersonName) -> bool:
    # `Yang` alone is not the alias `Professor Yang`: with one word the title is part of the name.
    return a.tokens == b.tokens and (len(a.tokens) > 1 or bool(a.titles) == bool(b.titles))


def _whole(labels: Mapping[str, int]) -> frozenset[str]:
    """Labels of several people in words, `Ada and Bo`, where these speak for themselves as well: nobody's but their own."""
    words = {w for x in labels if not _AND.search(x) for w in (key(x), *key(x).split())}
    return frozenset(
        x
        for x in labels
        if len(parts := _AND.split(x)) > 1 and all(key(q) in words for p in parts for q in p.split(",") if q.strip())
    )


def _together(labels: Mapping[str, int], declared: Iterable[Declared]) -> frozenset[str]:
    """Labels of several people that stay as they are written: none of their parts is a short form that is declared."""
    shorts = {key(d.short) for d in declared if d.short}
    return frozenset(x for x in _whole(labels) if not shorts & {key(p) for p in _AND.split(x)})


def _first_groups(
    labels: Mapping[str, int],
    declared: list[Declared],
    spelled: Mapping[str, str],
    *,
    slugs: bool,
    whole: frozenset[str],
    younger: frozenset[str],
) -> list[_Person]:
    """Group labels that are the same name but for case, accents, title and affiliation, and those declared as short forms."""
    groups: dict[object, _Person] = {}
    for label in labels:
        name = (
            PersonName(text=label, tokens=(key(label),), is_generic=True)
            if label in whole
            else parse_name(spelled.get(label, label), slug=slugs)
        )
        alike: object = name.tokens
        if label in younger:
            whole_name = label.replace(",", "")
            name, alike = replace(name, text=whole_name, without_title=whole_name), (name.tokens, "jr")
        person = groups.setdefault(alike or label, _Person(order=len(groups)))
        person.forms[label] = name
        person.count += labels[label]
    for one in declared:
        name = parse_name(one.name)
        person = groups.get(name.tokens) or _Person(order=len(groups))
        groups.setdefault(name.tokens, person)
        person.declared = person.declared if person.declared and one.role == "unknown" else one
        person.forms.setdefault(one.name, name) if not person.count else None
        short = groups.get(parse_name(one.short).tokens) if one.short else None
        if short and short is not person:
            _merge(person, short)
            groups = {k: p for k, p in groups.items() if p is not short}
            groups[parse_name(one.short).tokens] = person
    return _unique(groups.values())


def _join_offices(people: list[_Person]) -> None:
    """`The Presiding Officer` is the one who was named in brackets behind that office, where it is but one."""
    for office in people:
        forms = [x for x in office.forms if is_office(x) and not is_generic(x)]
        if not office.count or len(forms) != len(office.forms):
            continue
        fits = [p for p in people if p is not office and any(key(n.affiliation) in map(key, forms) for n in p.names())]
        if len(fits) == 1:
            _merge(fits[0], office)
    people[:] = [p for p in people if p.forms]


def _unique(people: Iterable[_Person]) -> list[_Person]:
    return list({id(p): p for p in people}.values())


def _merge(into: _Person, other: _Person) -> None:
    into.forms.update(other.forms)
    into.order = min(into.order, other.order) if into.count else other.order
    into.count += other.count
    into.declared = into.declared or other.declared
    other.forms, other.count = {}, 0


def _answers(order: Sequence[str]) -> Counter[frozenset[str]]:
    """Count how often one label comes right after another, either way."""
    return Counter(frozenset(pair) for pair in pairwise(order) if pair[0] != pair[1])


def _answer_each_other(a: _Person, b: _Person, answers: Mapping[frozenset[str], int]) -> bool:
    """Nobody answers themself: labels that follow each other as often as one of them speaks are two people's.

    Of one word more is needed to join than to leave apart: a slip of the pen is rarer than the right spelling.
    """
    met = sum(answers.get(frozenset((x, y)), 0) for x in a.forms for y in b.forms)
    rare, common = sorted((a.count, b.count))
    single = all(len(n.tokens) == 1 for n in (*a.names(), *b.names()))
    return met > 0 and (common < 3 * rare if single else rare >= 2 and met >= 2)


def _join_spellings(people: list[_Person], warnings: list[str], answers: Mapping[frozenset[str], int]) -> None:
    """Join full names that differ by a middle name or by one edit, the rarer to the one candidate."""
    near = _blocks(people, spelling_keys)
    for rare in sorted(people, key=lambda p: (p.count, -p.order)):
        if not rare.forms:
            continue
        others = [p for p in near.near(rare.names()) if p is not rare and p.forms and p.count >= rare.count]
        fits = [p for p in others if _one_is_longer(rare, p)] or [p for p in others if _misspelt(rare, p)]
        if len(fits) > 1:
            warnings.append(_ambiguous(person_name(rare), fits))
        elif fits:
            why = _why_two(rare, fits[0], answers)
            if why:
                warnings.append(_apart(rare, fits[0], why))
                continue
            near.put(fits[0], rare.names())
            _merge(fits[0], rare)
    people[:] = [p for p in people if p.forms]


def _one_is_longer(a: _Person, b: _Person) -> bool:
    return any(x.same_person_longer(y) or y.same_person_longer(x) for x in a.names() for y in b.names())


def _why_two(rare: _Person, other: _Person, answers: Mapping[frozenset[str], int]) -> str:
    """Return why two names that are spelled alike stay two, or nothing."""
    if _answer_each_other(rare, other, answers):
        return "are spelled alike and answer each other"
    differ = rare.count > 1 and any(swapped_ending(a, b) for a in rare.names() for b in other.names())
    return "differ by one letter" if differ else ""


def _blocks(people: Iterable[_Person], keys: Keys) -> Blocks[_Person]:
    blocks: Blocks[_Person] = Blocks(keys)
    for person in people:
        blocks.put(person, person.names())
    return blocks


def _misspelt(rare: _Person, common: _Person) -> bool:
    return any(
        same_but_spelling(a, b, rare=rare.count, common=common.count) for a in rare.names() for b in common.names()
    )


def _join_partials(people: list[_Person], warnings: list[str]) -> None:
    """Join first names, last names, titled names and initials to the one full name that they fit."""
    full = _blocks([p for p in people if p.forms and p.best().is_full], whole_keys)
    for part in [p for p in people if p.forms and p.count and not p.best().is_full]:
        near = full.near(part.names(), part_keys)
        fits = [p for p in near if any(could_be(a, b) for a in part.names() for b in p.names())]
        if len(fits) == 1:
            full.put(fits[0], part.names())
            _merge(fits[0], part)
        elif len(fits) > 1 and not part.best().is_generic:
            warnings.append(_ambiguous(part.best().text, fits))
    people[:] = [p for p in people if p.forms]


def _apart(a: _Person, b: _Person, why: str) -> str:
    return f"speakers {person_name(a)!r} and {person_name(b)!r} {why}: left apart (join them in event.yaml if they are one)"


def _ambiguous(label: str, fits: list[_Person]) -> str:
    known = [person_name(p) for p in sorted(fits, key=lambda p: p.order)]
    more = [f"{len(known) - MOST_NAMED} more"] if len(known) > MOST_NAMED + 1 else known[MOST_NAMED:]
    names = " or ".join([*known[:MOST_NAMED], *more])
    return f"speaker label {label!r} could be {names}: left apart (say which in event.yaml)"


def _speaker_label(person: _Person, places: Mapping[str, int]) -> SpeakerLabel:
    name = person_name(person)
    described = next((n.affiliation for n in person.names() if n.affiliation), "")
    role: Role = person.declared.role if person.declared else "unknown"
    return SpeakerLabel(
        name=name,
        labels=tuple(sorted((x for x in person.forms if x in places), key=places.__getitem__)),
        role=role,
        description=(person.declared.description if person.declared else "") or described,
        guessed=bool(person.forms)
        and all(shape(x) != "name" for x in person.forms)
        and person.declared is None
        and not person.best().is_generic,
    )
