"""Who is who in a corpus, and what is what: declared, confirmed by a person, offered; never joined by a likeness alone."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import group
from kg.corpus.alike import sorted_by_likeness
from kg.corpus.appearances import Seen
from kg.corpus.ask import ask
from kg.corpus.authority import CONCEPTS, ORGANIZATIONS, PEOPLE, Authority, Entry, write_authority
from kg.corpus.build import Plan, build_corpus
from kg.corpus.folder import Corpus
from kg.corpus.load import named_graphs
from kg.corpus.points import point_quads, read_points
from kg.errors import DataFileError, QueryError
from kg.measures.measured import measured
from kg.store.disk import write_events
from kg.store.graph import Graph
from tests.test_corpus import LOOP, TALK, three_talks

EVENT = """id: {id}
title: {id}
date: "{date}"
speakers:
  - {{name: Ada Bell, id: ada-bell, memberships: [{{organization: {org}, role: Engineer, current: true}}]}}
  - {{name: Ben Cole, id: ben-{id}}}
organizations:
  - {{name: {organization}, id: {org}, kind: company}}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder of three talks in which three people of the same names speak."""
    return three_talks(tmp_path / "in")


def corpus_of(talks: Path, tmp_path: Path) -> Corpus:
    build_corpus([str(talks)], tmp_path / "c", LOOP)
    return Corpus.open(tmp_path / "c")


def written(corpus: Path, name: str, content: str) -> Corpus:
    (corpus / "authority").mkdir(exist_ok=True)
    (corpus / "authority" / name).write_text(content, encoding="utf-8")
    return Corpus.open(corpus)


def parsed(quads: bytes) -> list[ox.Quad]:
    return list(ox.parse(quads, format=ox.RdfFormat.N_QUADS))


def offered(authority: Authority) -> list[tuple[object, ...]]:
    return [(r["name"], r["events"], r["signs"]) for r in authority.offers()]


def test_nobody_is_joined_by_a_name_alone(talks: Path, tmp_path: Path) -> None:
    """One full name in several events is an offer, with its dates; a name of one word without a series is none."""
    (talks / "old 1901-01-01.txt").write_text(TALK.format(place="mill"), encoding="utf-8")
    for n in (1, 2):
        (talks / f"short {n}.txt").write_text("Ada: The mill is old, I think.\n\nBen: It is not old, Ada.\n")
    people = Authority(corpus=corpus_of(talks, tmp_path))

    assert people.identities == []
    assert [(r["name"], r["events"], r["first"], r["last"], r["signs"]) for r in people.offers()] == [
        (name, 4, "1901-01-01", "2024-05-02", ("1901 and 2024 are 123 years apart",))
        for name in ("Emil Strand", "Nora Vik", "Runa Dahl")
    ]


def test_a_join_is_data_and_can_be_taken_back(talks: Path, tmp_path: Path) -> None:
    """Confirmed, all appearances are one person, in a table and a graph of its own; no event's graph is touched; deleted, it is as before."""
    corpus = corpus_of(talks, tmp_path)
    before = {event: corpus.event_graph(event).read_bytes() for event in corpus.events()}
    entry = Authority(corpus=corpus).confirm("Runa Dahl")
    write_authority(corpus)
    _, rows = ask(tmp_path / "c", "person-over-time", {"person": "Runa Dahl"})
    quads = parsed(Authority(corpus=corpus).quads())

    assert entry.id == "runa-dahl"
    assert {r["event"] for r in rows} == {"north-talk-2024-05-02", "quarry", "south-talk-2024-05-02"}
    joined = [q for q in quads if q.predicate.value.endswith("sameAs")]
    assert {q.object.value.rpartition("/")[2] for q in joined} == {"runa-dahl"}
    assert (len(joined), len(quads)) == (3, 4)
    assert {event: corpus.event_graph(event).read_bytes() for event in corpus.events()} == before
    people = Authority(corpus=written(tmp_path / "c", "people.yaml", "people: []\n"))
    assert (people.identities, people.quads()) == ([], b"")


def test_a_person_says_who_is_meant(talks: Path, tmp_path: Path) -> None:
    """`not` leaves one out, `only` one in, `also` adds one of another name, dates bound; two of one id are refused with their line."""
    corpus_of(talks, tmp_path)
    head = "people:\n  - id: dahl\n    name: Runa Dahl\n"

    def joined(more: str) -> set[str]:
        people = Authority(corpus=written(tmp_path / "c", "people.yaml", head + more))
        return {f"{r['event']}/{r['speaker']}" for r in people.identities}

    three = {f"{event}/runa-dahl" for event in ("north-talk-2024-05-02", "quarry", "south-talk-2024-05-02")}
    assert joined("") == three
    assert joined("    not: [quarry/runa-dahl]\n") == three - {"quarry/runa-dahl"}
    assert joined("    only: [quarry/runa-dahl]\n") == {"quarry/runa-dahl"}
    assert joined("    also: [quarry/nora-vik]\n") == three | {"quarry/nora-vik"}
    assert joined('    from: "2025"\n') == {"quarry/runa-dahl"}  # an undated event says nothing against it
    assert joined('    until: "2024-05"\n') == three
    with pytest.raises(DataFileError, match=r"people.yaml:4: person 'dahl' stands twice"):
        joined("  - {id: dahl, name: Other}\n")
    with pytest.raises(DataFileError, match=r"people.yaml:2: same_as 'not an address' is no address"):
        joined("    same_as: [not an address]\n")


def test_a_mistyped_name_confirms_nobody(talks: Path, tmp_path: Path) -> None:
    """Who is not offered is told, with the nearest name."""
    with pytest.raises(QueryError, match=r"no 'Runa Dal' is offered .*Runa Dahl"):
        Authority(corpus=corpus_of(talks, tmp_path)).confirm("Runa Dal")


def test_a_name_of_one_word_is_offered_within_a_series(tmp_path: Path) -> None:
    """In one series Ada may be Ada Bell, and is so by a person's word there alone; in no series nobody is offered."""
    (tmp_path / "in").mkdir()
    talk = "{who}: The mill is old, I think.\n\nBen Cole: It is not old.\n\n{who}: It is, though.\n"
    rows = ["path,series"]
    for n, (who, series) in enumerate([("Ada Bell", "mill"), ("Ada", "mill"), ("Ada", "river"), ("Ada", "")]):
        (tmp_path / "in" / f"talk {n}.txt").write_text(talk.format(who=who), encoding="utf-8")
        rows.append(f"in/talk {n}.txt,{series}")
    (tmp_path / "table.csv").write_text("\n".join(rows) + "\n")
    build_corpus([str(tmp_path / "table.csv")], tmp_path / "c", LOOP)
    people = Authority(corpus=Corpus.open(tmp_path / "c"))

    assert offered(people) == [
        ("Ben Cole", 4, ()),
        ("Ada Bell", 2, ("called Ada alone, in one series",)),
    ]
    people.confirm("Ada Bell")
    again = Authority(corpus=Corpus.open(tmp_path / "c"))
    assert again.entries == (Entry(id="ada-bell", name="Ada Bell", also=("talk-1/ada",)),)
    assert {(r["event"], r["label"]) for r in again.identities} == {("talk-0", "Ada Bell"), ("talk-1", "Ada")}


def test_the_name_of_a_series_is_nobodys_name() -> None:
    """Bo and Ada, who both speak without their surnames in the series `bo harbour`, are two."""
    seen = [
        Seen(
            event=f"{name}-{n}",
            id=name,
            name=name,
            aliases=(),
            date="",
            series="bo harbour",
            organizations=(),
            alone=True,
        )
        for name in ("Ada", "Bo")
        for n in (1, 2)
    ]
    groups = [{s.name for s in group} for group, _ in sorted_by_likeness(seen, PEOPLE)]
    assert groups == [{"Ada"}, {"Bo"}]


def test_organizations_are_one_by_id_or_by_a_persons_word(tmp_path: Path) -> None:
    """One id is one organization; another name, initials or a legal form are offers; a join is data."""
    for id_, date, org, name in (
        ("one", "2023-01-02", "acme", "Acme"),
        ("two", "2023-02-02", "acme", "Acme"),
        ("three", "2023-03-02", "acme-inc", "Acme Inc."),
        ("four", "2023-04-02", "hww", "HWW"),
        ("five", "2023-05-02", "water", "Harbour Water Works"),
    ):
        folder = tmp_path / "in" / id_
        folder.mkdir(parents=True)
        (folder / "event.yaml").write_text(
            EVENT.format(id=id_, date=date, org=org, organization=name), encoding="utf-8"
        )
        (folder / "transcript.txt").write_text(f"Ada Bell: {name} is here.\n\nBen Cole: So it is.\n")
    corpus = corpus_of(tmp_path / "in", tmp_path)
    organizations = Authority(corpus=corpus, kind=ORGANIZATIONS)

    assert {(r["event"], r["authority"], r["basis"]) for r in organizations.identities} == {
        ("one", "acme", "one id"),
        ("two", "acme", "one id"),
    }
    assert offered(organizations) == [
        ("Acme Inc.", 3, ("called Acme, Acme Inc.",)),
        ("Harbour Water Works", 2, ("called HWW, Harbour Water Works",)),
    ]
    organizations.confirm("Acme Inc.")
    after = Authority(corpus=corpus, kind=ORGANIZATIONS)
    assert {(r["event"], r["authority"], r["basis"]) for r in after.identities} == {
        (event, "acme", "confirmed") for event in ("one", "two", "three")
    }
    assert [str(q.subject)[-10:-1] for q in parsed(after.quads()) if "sameAs" in q.predicate.value] == ["/acme-inc"]


def test_terms_of_one_event_are_joined_by_a_persons_word_alone(tmp_path: Path) -> None:
    """Concepts of a vocabulary are the same everywhere; a term that was found in each of two events is an offer."""
    (tmp_path / "voc.ttl").write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<urn:v:ferry> a skos:Concept ; skos:prefLabel "ferry"@en .\n',
        encoding="utf-8",
    )
    talk = (
        "Ada Bell: The tidal barrier is {x}, and the ferry is not. The tidal barrier works.\n\n"
        "Ben Cole: A tidal barrier costs money; the tidal barrier is {x}, the ferry is not.\n"
    )
    (tmp_path / "in").mkdir()
    for n, x in enumerate(("cheap", "dear")):
        (tmp_path / "in" / f"talk {n}.txt").write_text(talk.format(x=x), encoding="utf-8")
    build_corpus([str(tmp_path / "in")], tmp_path / "c", Plan(engine="loop", vocabulary=tmp_path / "voc.ttl"))
    concepts = Authority(corpus=Corpus.open(tmp_path / "c"), kind=CONCEPTS)

    assert {(r["event"], r["label"], r["basis"]) for r in concepts.identities} == {
        ("talk-0", "ferry", "vocabulary"),
        ("talk-1", "ferry", "vocabulary"),
    }
    assert ("tidal barrier", 2, ()) in offered(concepts)
    concepts.confirm("tidal barrier")
    quads = parsed(Authority(corpus=Corpus.open(tmp_path / "c"), kind=CONCEPTS).quads())
    assert {q.subject.value for q in quads if "exactMatch" in q.predicate.value} == {
        f"https://w3id.org/panel-kg/talk-{n}/term/tidal-barrier" for n in (0, 1)
    }


def points_yaml(corpus: Corpus, more: str = "") -> str:
    ids = {e: str(corpus.event_rows(e)["propositions"][0]["id"]) for e in corpus.events()}
    north, quarry = (f"{e}/{ids[e]}" for e in ("north-talk-2024-05-02", "quarry"))
    return f"points:\n  - id: parks\n    label: We need parks.\n    propositions: [{north}]\n    opposite: [{quarry}]\n{more}"


def test_points_are_shared_by_a_persons_word_alone(talks: Path, tmp_path: Path) -> None:
    """A point puts propositions of several events side by side, the opposite too; no verdict of an event changes."""
    corpus = corpus_of(talks, tmp_path)
    verdicts = {e: measured(corpus.event_rows(e)) for e in corpus.events()}
    assert read_points(corpus) == []
    written(tmp_path / "c", "propositions.yaml", points_yaml(corpus))
    write_authority(corpus)
    _, rows = ask(
        tmp_path / "c",
        "SELECT p.label, p.sign, s.event, s.speaker, s.stance FROM points p "
        "JOIN stances s USING (event, proposition) ORDER BY s.event, s.speaker",
    )
    [one] = [q for q in parsed(point_quads(corpus)) if "specializationOf" in q.predicate.value]

    assert {(r["event"], r["sign"]) for r in rows} == {("north-talk-2024-05-02", 1), ("quarry", -1)}
    assert one.object == ox.NamedNode("https://w3id.org/panel-kg/point/parks")
    assert {e: measured(corpus.event_rows(e)) for e in corpus.events()} == verdicts


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("  - {id: parks, label: x}\n", r"propositions.yaml:6: point 'parks' stands twice"),
        ("  - {id: b, label: x, propositions: [quarry/none]}\n", r":6: there is no proposition 'quarry/none'"),
        ("  - {id: b, label: x, propositions: [PROPOSITION]}\n", r":6: '.*' is in the point 'parks' already"),
        ("  - {id: b, label: ''}\n", r"propositions.yaml:6: "),
    ],
)
def test_a_point_that_cannot_be_is_told(talks: Path, tmp_path: Path, more: str, told: str) -> None:
    """Each fault of the file is told with its line."""
    corpus = corpus_of(talks, tmp_path)
    own = f"quarry/{corpus.event_rows('quarry')['propositions'][0]['id']}"
    written(tmp_path / "c", "propositions.yaml", points_yaml(corpus, more.replace("PROPOSITION", own)))
    with pytest.raises(DataFileError, match=told):
        read_points(corpus)


def test_all_that_is_joined_goes_into_a_store(talks: Path, tmp_path: Path) -> None:
    """Each kind is a graph of its own beside the events."""
    corpus = corpus_of(talks, tmp_path)
    Authority(corpus=corpus).confirm("Runa Dahl")
    written(tmp_path / "c", "propositions.yaml", points_yaml(corpus))
    write_events(tmp_path / "store", named_graphs(Corpus.open(tmp_path / "c")))
    graphs = {str(g.value) for g in Graph.open(tmp_path / "store").store.named_graphs()}

    assert {g.rpartition("/")[2] for g in graphs if "/authority/" in g} == {"people", "propositions"}
    assert Graph.open(tmp_path / "store").select("who-disagrees-with-whom").rows


def test_the_command_confirms_and_shows(talks: Path, tmp_path: Path) -> None:
    """Offers, a word, and what is known then; propositions are joined in their file alone."""
    corpus_of(talks, tmp_path)

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(group, ["corpus", "people", str(tmp_path / "c"), "--format", "csv", *arguments])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert [line.split(",")[0] for line in run().splitlines()[1:]] == ["Emil Strand", "Nora Vik", "Runa Dahl"]
    assert "Runa Dahl" not in run("--confirm", "Runa Dahl")
    assert run("--known").count("runa-dahl,Runa Dahl,confirmed") == 3
    assert run("--of", "propositions").splitlines() == ["event,proposition,point,label,sign"]
    refused = CliRunner().invoke(
        group, ["corpus", "people", str(tmp_path / "c"), "--of", "propositions", "--confirm", "x"]
    )
    assert refused.exit_code == 2
