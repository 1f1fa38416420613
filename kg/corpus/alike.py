"""Which appearances are so much alike that a person may want to join them, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.corpus.appearances import PEOPLE, Kind, Seen
from kg.slugs import slug

#: Nobody speaks in public for longer.
_LIFE = 60
#: The last word of an organization's name that may be missing elsewhere is no longer: Inc, Ltd, GmbH, Corp.
_FORM = 5
_FEWEST_INITIALS = 3


def sorted_by_likeness(seen: Sequence[Seen], kind: Kind) -> Iterator[tuple[list[Seen], list[str]]]:
    """Yield groups of appearances that may be one, each with what it rests on where that is less than a name.

    People: one full name; within a series also a name of one word, and that word beside the one full name that has it.
    Organizations: one name or alias, also without its legal form or by its initials. Concepts: one label or alias.
    """
    if kind is PEOPLE:
        yield from _people(seen)
        return
    # Only who asks for offers needs it; a build and a query do not.
    import networkx as nx

    graph: nx.Graph[object] = nx.Graph()
    for at in seen:
        graph.add_node(at)
        for name in (at.name, *at.aliases):
            graph.add_edges_from((at, ("name", key)) for key in _keys(name, kind))
    for part in nx.connected_components(graph):
        group = sorted((n for n in part if isinstance(n, Seen)), key=lambda s: (s.event, s.id))
        names = sorted({s.name for s in group})
        yield group, ([] if len({slug(n) for n in names}) == 1 else [f"called {', '.join(names)}"])


def _keys(name: str, kind: Kind) -> set[str]:
    words = slug(name).split("-")
    keys = {"-".join(words)}
    if kind.name == "organizations" and len(words) > 1:
        if len(words[-1]) <= _FORM:
            keys.add("-".join(words[:-1]))
        initials = "".join(word[0] for word in name.split() if word[0].isupper()).casefold()
        if len(initials) >= _FEWEST_INITIALS:
            keys.add(initials)
    return keys


def _people(seen: Sequence[Seen]) -> Iterator[tuple[list[Seen], list[str]]]:
    full: dict[str, list[Seen]] = defaultdict(list)
    short: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for at in seen:
        name = at.name.casefold()
        if PEOPLE.is_full(at.name):
            full[name].append(at)
        elif at.series and name.isalpha():
            short[at.series, name].append(at)
    groups = {name: list(group) for name, group in full.items()}
    alone = []
    for (series, word), group in short.items():
        whole = {n for n, others in full.items() if word in n.split() and any(s.series == series for s in others)}
        if len(whole) == 1:
            groups[whole.pop()] += group
        else:
            alone.append(group)
    for group in [*groups.values(), *alone]:
        shown = sorted({s.name for s in group if not PEOPLE.is_full(s.name)})
        yield (
            sorted(group, key=lambda s: (s.event, s.id)),
            [f"called {name} alone, in one series" for name in shown],
        )


def signs_against(group: Iterable[Seen], dates: list[str]) -> list[str]:
    """Return what speaks against a join: a lifetime between two dates, two in one event, two organizations at one date."""
    signs = []
    if dates and int(dates[-1][:4]) - int(dates[0][:4]) > _LIFE:
        signs.append(f"{dates[0][:4]} and {dates[-1][:4]} are {int(dates[-1][:4]) - int(dates[0][:4])} years apart")
    at: dict[str, set[str]] = defaultdict(set)
    in_event: dict[str, int] = defaultdict(int)
    for seen in group:
        in_event[seen.event] += 1
        if seen.date:
            at[seen.date] |= set(seen.organizations)
    signs += [f"two of that name in {event}" for event, n in in_event.items() if n > 1]
    signs += [f"{' and '.join(sorted(o))} at one date, {date}" for date, o in sorted(at.items()) if len(o) > 1]
    return signs
