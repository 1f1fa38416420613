"""Where people, organizations and concepts appear in the events of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.corpus.folder import Corpus
from kg.graph.terms import OWL, SKOS
from kg.tables.parquet import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing that may be the same in several events.

    `name` is that of its file and `one` of what it lists; the appearances are rows of `table`, whose id is called
    `column` among the identities. Where the column `alone` is true, the IRI of an appearance belongs to its event
    (`own`), else it holds in all (`iri`). `by_id` is the basis on which one id in several events is one thing; `same` is
    the predicate of a join.
    """

    name: str
    one: str
    table: str
    column: str
    alone: str
    own: str
    iri: str
    by_id: str
    same: ox.NamedNode

    @property
    def table_file(self) -> str:
        """The name of the table of what is joined."""
        return "identities.parquet" if self.name == "people" else f"{self.name}.parquet"

    @property
    def view(self) -> str:
        """What `kg corpus query` calls that table."""
        return "identities" if self.name == "people" else f"joined_{self.name}"

    def is_full(self, name: str) -> bool:
        """Say whether a name is enough to mean one thing wherever it stands.

        >>> [PEOPLE.is_full(n) for n in ("Runa Dahl", "Runa", "Speaker 1")], ORGANIZATIONS.is_full("Acme")
        ([True, False, False], True)
        """
        if self.name != "people":
            return True
        words = name.replace("_", " ").split()
        return len(words) > 1 and not any(c.isdigit() for c in name)

    def iri_of(self, base: str, event: str, id_: str, *, alone: bool) -> str:
        """Return the IRI of an appearance."""
        return f"{base}{event}/{self.own}/{id_}" if alone else f"{base}{self.iri}/{id_}"


PEOPLE = Kind(
    name="people",
    one="person",
    table="speakers",
    column="speaker",
    alone="guessed",
    own="speaker",
    iri="person",
    by_id="declared",
    same=OWL.sameAs,
)
ORGANIZATIONS = Kind(
    name="organizations",
    one="authority",
    table="organizations",
    column="organization",
    alone="",
    own="",
    iri="organization",
    by_id="one id",
    same=OWL.sameAs,
)
CONCEPTS = Kind(
    name="concepts",
    one="authority",
    table="concepts",
    column="concept",
    alone="discovered",
    own="term",
    iri="concept",
    by_id="vocabulary",
    same=SKOS.exactMatch,
)
KINDS = {kind.name: kind for kind in (PEOPLE, ORGANIZATIONS, CONCEPTS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Something in one event: its id and names there, and what may speak for or against a join."""

    event: str
    id: str
    name: str
    aliases: tuple[str, ...]
    date: str
    series: str
    organizations: tuple[str, ...]
    alone: bool

    @property
    def key(self) -> str:
        """How the files of authority name it."""
        return f"{self.event}/{self.id}"


def seen_in(corpus: Corpus, kind: Kind) -> list[Seen]:
    """Return the appearances of one kind in all events, event by event.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    lines = {line.id: line for line in corpus.built()}
    of_people = ["organizations"] if kind.table == "speakers" else []
    columns = ["event", "id", "label", "aliases", *of_people, *([kind.alone] if kind.alone else [])]
    found = []
    for path in corpus.tables()[kind.table]:
        for row in rows_of(path, columns):
            line = lines.get(row["event"])
            if line:
                found.append(
                    Seen(
                        event=row["event"],
                        id=row["id"],
                        name=row["label"],
                        aliases=tuple(row["aliases"] or ()),
                        date=line.date or "",
                        series=line.series,
                        organizations=tuple(row.get("organizations") or ()),
                        alone=bool(row.get(kind.alone)),
                    )
                )
    return sorted(found, key=lambda s: (s.event, s.id))
