"""The ontology and the code hold the same terms; each is labelled, defined and aligned; nothing follows that is not so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import get_args

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.graph.mapping import triples_of
from kg.graph.terms import CLASSES, INDIVIDUALS, ONTOLOGY, PROPERTIES, VOCABULARY_PREFIXES
from kg.model import AnnotatedEvent, Decision, Place, Poll, Relation, Revision, Role, Run, Share, Speaker, Stance, Work
from kg.resources import shipped
from kg.store.graph import Graph

KG = rdflib.Namespace(ONTOLOGY)
SCHEMA = rdflib.Namespace("https://schema.org/")
#: The terms of other vocabularies that we align with: only names that they have.
KNOWN = {
    "http://www.arg.dundee.ac.uk/aif#": {"CA-node", "I-node", "L-node", "MA-node", "RA-node", "S-node"},
    "https://vocab.methodandstructure.com/ibis#": {"Issue", "Position", "responds-to"},
    "http://rdfs.org/sioc/argument#": {"Position", "agrees_with", "disagrees_with"},
    "http://purl.org/spar/doco/": {"Section"},
    "http://www.w3.org/ns/oa#": {"Annotation", "end", "exact", "hasBody", "hasSource", "start"},
}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(shipped("ontology", "debate.ttl"))


def own(ontology: rdflib.Graph, *types: rdflib.URIRef) -> set[str]:
    found = {s for cls in types for s in ontology.subjects(RDF.type, cls)}
    return {str(s).removeprefix(ONTOLOGY) for s in found if str(s).startswith(ONTOLOGY)}


def test_ontology_and_code_have_the_same_terms(ontology: rdflib.Graph) -> None:
    """Classes, properties and individuals are the same sets, both ways."""
    assert own(ontology, OWL.Class) == set(CLASSES)
    assert own(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty) == set(PROPERTIES)
    assert own(ontology, OWL.NamedIndividual) == set(INDIVIDUALS)


def test_every_term_is_labelled_and_defined_once(ontology: rdflib.Graph) -> None:
    """One rdfs:label, one skos:definition that is a sentence, one rdfs:isDefinedBy."""
    for name in (*CLASSES, *PROPERTIES, *INDIVIDUALS):
        labels, definitions = (
            list(ontology.objects(KG[name], RDFS.label)),
            list(ontology.objects(KG[name], SKOS.definition)),
        )
        assert (len(labels), len(definitions)) == (1, 1), name
        assert str(definitions[0]).endswith("."), name
        assert list(ontology.objects(KG[name], RDFS.isDefinedBy)) == [rdflib.URIRef(ONTOLOGY.rstrip("#"))], name


def test_the_ontology_says_what_it_is(ontology: rdflib.Graph) -> None:
    """Title, description, licence and version stand in its head; and it has no blank nodes."""
    head = rdflib.URIRef(ONTOLOGY.rstrip("#"))

    assert str(ontology.value(head, OWL.versionInfo)) == "0.2.0"
    assert str(ontology.value(head, DCTERMS.license)) == "https://www.apache.org/licenses/LICENSE-2.0"
    assert ontology.value(head, DCTERMS.title) is not None
    assert ontology.value(head, DCTERMS.description) is not None
    assert not [n for n in ontology.all_nodes() if isinstance(n, rdflib.BNode)]


def test_terms_stand_in_order() -> None:
    """Within classes, properties and individuals the terms are sorted, so that a new one has its place."""
    text = shipped("ontology", "debate.ttl").read_text(encoding="utf-8")
    blocks = re.split(r"^# (?:Classes|Properties|Individuals).*$", text, flags=re.MULTILINE)[1:]
    names = [re.findall(r"^kg:([\w-]+) a ", block, re.MULTILINE) for block in blocks]

    assert [len(n) for n in names] == [len(CLASSES), len(PROPERTIES), len(INDIVIDUALS)]
    assert names == [sorted(n) for n in names]


def test_domains_and_ranges_entail_nothing_wrong(ontology: rdflib.Graph, everything: Graph) -> None:
    """No property has two domains or ranges, and in a built graph each subject and object is of the class they say."""
    graph = everything.to_rdflib()
    parents = {KG.Speaker: {rdflib.URIRef("http://xmlns.com/foaf/0.1/Person")}}

    def classes(node: rdflib.term.Node) -> set[rdflib.term.Node]:
        # The members of closed lists stand in the ontology.
        found = set(graph.objects(node, RDF.type)) | set(ontology.objects(node, RDF.type))
        return found | {p for c in found for p in parents.get(c, set())}  # type: ignore[call-overload]

    checked = 0
    for name in PROPERTIES:
        domains, ranges = list(ontology.objects(KG[name], RDFS.domain)), list(ontology.objects(KG[name], RDFS.range))
        assert len(domains) <= 1, name
        assert len(ranges) <= 1, name
        for subject, value in graph.subject_objects(KG[name]):
            domain_hints = set(domains) | set(ontology.objects(KG[name], SCHEMA.domainIncludes))
            assert classes(subject) & domain_hints, f"{name}: {subject}"
            if ranges and isinstance(value, rdflib.Literal):
                assert (value.datatype or rdflib.XSD.string) == ranges[0], f"{name}: {value!r}"
            elif ranges:
                assert ranges[0] in classes(value), f"{name}: {value}"
            checked += 1
    assert checked > 500


def test_alignments_name_terms_that_exist(ontology: rdflib.Graph) -> None:
    """What we align with in AIF, IBIS, SIOC and Web Annotation has that name there."""
    used: dict[str, set[str]] = {namespace: set() for namespace in KNOWN}
    prefixes = {prefix: str(iri) for prefix, iri in ontology.namespaces()}
    mapped = [curie.partition(":") for _, _, curie, _ in mappings()]
    for node in [*ontology.objects(), *(prefixes[prefix] + name for prefix, _, name in mapped)]:
        for namespace, names in used.items():
            if str(node).startswith(namespace):
                names.add(str(node).removeprefix(namespace))

    assert used == KNOWN


def mappings() -> list[list[str]]:
    """Return the rows of the SSSOM file, without its head."""
    lines = shipped("ontology", "mappings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def test_mappings_are_of_our_terms_and_make_no_concepts(ontology: rdflib.Graph) -> None:
    """SSSOM rows map each a term of ours, sorted; the ontology itself holds no SKOS mapping, which is for concepts."""
    rows = mappings()

    assert {row[0].removeprefix("kg:") for row in rows} <= {*CLASSES, *PROPERTIES, *INDIVIDUALS}
    assert {(row[1], row[3]) for row in rows} == {("skos:closeMatch", "semapv:ManualMappingCuration")}
    assert rows == sorted(rows)
    assert not [p for p in ontology.predicates() if "Match" in str(p)]


def test_every_individual_has_a_class(ontology: rdflib.Graph) -> None:
    """The members of closed lists are of a class of ours, and the properties that lead to them say so."""
    for name in INDIVIDUALS:
        assert own_classes(ontology, name) or (KG[name], RDF.type, SKOS.ConceptScheme) in ontology, name
    ranges = {n: ontology.value(KG[n], RDFS.range) for n in ("basis", "relation", "side", "stance")}
    assert ranges == {"basis": KG.Basis, "relation": KG.RelationType, "side": KG.Side, "stance": KG.Side}


def test_roles_are_a_scheme_of_org_roles(ontology: rdflib.Graph, everything: Graph) -> None:
    """Each role has a class, a label and a definition, is in the scheme, and is what the parts in an event lead to."""
    org, scheme = rdflib.Namespace("http://www.w3.org/ns/org#"), KG.roles
    roles = set(ontology.subjects(RDF.type, KG.Role))

    assert (KG.Role, RDFS.subClassOf, org.Role) in ontology
    assert {str(label) for r in roles for label in ontology.objects(r, SKOS.prefLabel)} == {*get_args(Role)} - {
        "unknown"
    }
    assert set(ontology.objects(scheme, SKOS.hasTopConcept)) == set(ontology.subjects(SKOS.inScheme, scheme)) == roles
    asked = "SELECT ?told ?role { ?part a kg:Participation ; kg:eventRole ?told ; org:role ?role } ORDER BY ?told"
    assert {(r["told"], str(r["role"]).removeprefix(ONTOLOGY)) for r in everything.select(asked).rows} == {
        (name, f"{name}Role") for name in ("audience", "host", "panelist", "speaker")
    }


def own_classes(ontology: rdflib.Graph, name: str) -> set[str]:
    return {str(c) for c in ontology.objects(KG[name], RDF.type) if str(c).startswith(ONTOLOGY)}


#: What of the vocabularies that we align with could clash, written down from their specifications: they are not at hand
#: where the tests run.
AXIOMS = """
@prefix aif: <http://www.arg.dundee.ac.uk/aif#> .
@prefix ibis: <https://vocab.methodandstructure.com/ibis#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
aif:I-node owl:disjointWith aif:S-node . aif:L-node rdfs:subClassOf aif:I-node .
aif:RA-node rdfs:subClassOf aif:S-node . aif:CA-node rdfs:subClassOf aif:S-node . aif:MA-node rdfs:subClassOf aif:S-node .
ibis:Issue rdfs:subClassOf skos:Concept . ibis:Position rdfs:subClassOf skos:Concept .
foaf:Person owl:disjointWith foaf:Organization . org:Organization rdfs:subClassOf foaf:Organization .
org:member rdfs:domain org:Membership . org:organization rdfs:range org:Organization .
org:role rdfs:domain org:Membership ; rdfs:range org:Role . org:Role rdfs:subClassOf skos:Concept ; owl:disjointWith org:Membership .
prov:Activity owl:disjointWith prov:Entity . prov:Influence owl:disjointWith prov:Agent .
prov:used rdfs:domain prov:Activity ; rdfs:range prov:Entity .
prov:wasGeneratedBy rdfs:domain prov:Entity ; rdfs:range prov:Activity .
prov:wasAssociatedWith rdfs:domain prov:Activity ; rdfs:range prov:Agent .
prov:qualifiedInfluence rdfs:range prov:Influence . prov:Revision rdfs:subClassOf prov:Influence .
skos:Concept owl:disjointWith skos:ConceptScheme , skos:Collection . skos:broader rdfs:domain skos:Concept ; rdfs:range skos:Concept .
skos:inScheme rdfs:range skos:ConceptScheme . skos:related owl:propertyDisjointWith skos:broaderTransitive .
"""


def test_a_reasoner_finds_no_clash_with_mappings_as_subclasses(ontology: rdflib.Graph, everything: Graph) -> None:
    """OWL RL over ontology, graph and the other vocabularies' axioms finds no contradiction; a planted one is found."""
    owlrl = pytest.importorskip("owlrl")
    prefixes = {prefix: str(iri) for prefix, iri in ontology.namespaces()}
    whole = rdflib.Graph().parse(data=AXIOMS, format="turtle")
    whole += ontology
    whole += everything.to_rdflib()
    for subject, _, target, _ in mappings():
        prefix, _, name = target.partition(":")
        if subject[3].isupper():
            whole.add((KG[subject[3:]], RDFS.subClassOf, rdflib.URIRef(prefixes[prefix] + name)))
    planted = rdflib.Graph()
    planted += whole
    claim = next(planted.subjects(RDF.type, KG.Claim))
    planted.add((claim, RDF.type, KG.Event))
    speaker, proposition = next(planted.subject_objects(KG.affirms))
    planted.add((speaker, KG.denies, proposition))

    def clashes(graph: rdflib.Graph) -> set[str]:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
        error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
        return {str(m) for m in graph.objects(None, error)}

    assert clashes(whole) == set()
    found = clashes(planted)
    assert any("Disjoint" in message for message in found)
    assert any(str(KG.denies) in message for message in found)


def test_a_second_engine_finds_the_same(small_graph: Graph) -> None:
    """Rudof, which is no kin of pySHACL, passes a graph that passes, and finds the lack that is planted."""
    pyrudof = pytest.importorskip("pyrudof")

    def conforms(turtle: str) -> bool:
        rudof = pyrudof.Rudof(pyrudof.RudofConfig())
        rudof.read_data(turtle)
        rudof.read_shacl(shipped("ontology", "shapes.ttl").read_text(encoding="utf-8"))
        return bool(rudof.validate_shacl().conforms)

    turtle = small_graph.serialize().decode()

    assert conforms(turtle)
    assert not conforms(turtle.replace("  kg:hedged false ;\n", "", 1))


def _told_by_others(stance: Stance) -> Stance:
    piece = replace(stance.evidence[0], basis="assigned", kind="concession", why="it follows")
    return replace(stance, basis="reported", evidence=(piece,))


@pytest.fixture(scope="module")
def everything(small_panel: AnnotatedEvent) -> Graph:
    """Return a graph in which every kind of statement that the mapping can make occurs."""
    first, second = small_panel.claims[0], small_panel.claims[-1]
    relations = tuple(
        Relation(id=f"r{i}", from_claim=first.id, to_claim=second.id, relation=r, basis="inferred", rule="a rule")  # type: ignore[arg-type]
        for i, r in enumerate(("qualifies", "rephrases", "builds on", "supports"))
    )
    utterances = tuple(replace(u, start_time=1.0, end_time=2.5) for u in small_panel.transcript.utterances)
    event = replace(
        small_panel,
        transcript=replace(small_panel.transcript, utterances=utterances),
        speakers=(
            *(
                replace(s, role=r)
                for s, r in zip(small_panel.speakers, ("speaker", "audience", "panelist"), strict=False)
            ),
            replace(small_panel.speakers[-1], guessed=True, side="for"),
        ),
        people=(Speaker(id="zoe", name="Zoe", role=None),),
        places=(Place(id="pier", name="the Pier"),),
        works=(Work(id="harbour-act", name="Harbour Act", kind="law"),),
        concepts=(
            replace(small_panel.concepts[0], discovered=True, case_sensitive=("BUS",)),
            *small_panel.concepts[1:],
        ),
        stances=(_told_by_others(small_panel.stances[0]), *small_panel.stances[1:]),
        claims=(replace(first, reported_by="Mara Lind", rule="a rule", source="rules"), *small_panel.claims[1:]),
        relations=(*small_panel.relations, *relations),
        event=replace(
            small_panel.event,
            form="debate",
            motion="Close the centre to cars",
            date="2026-01-10",
            start_time="14:00:00Z",
        ),
        decisions=(
            Decision(
                id="d",
                outcome="decided",
                text="The centre is closed.",
                utterance=first.utterance,
                start=first.start,
                end=first.end,
                quote=first.quote,
                question=small_panel.questions[0].id,
                proposition=small_panel.propositions[0].id,
                agreed=(small_panel.speakers[0].name,),
                agreed_in_part=(small_panel.speakers[1].name,),
                refused=(small_panel.speakers[2].name,),
                absent=(small_panel.speakers[3].name,),
            ),
        ),
        polls=(
            Poll(
                id="p",
                text="Who wants the centre closed?",
                shares=(
                    Share(option="for", value=31.5),
                    Share(option="against", value=12, unit="voices", approximate=True),
                ),
                phase="before",
                utterance=first.utterance,
                start=first.start,
                end=first.end,
                quote=first.quote,
                question=small_panel.questions[0].id,
                proposition=small_panel.propositions[0].id,
                rule="a rule",
            ),
        ),
        references=(replace(small_panel.references[0], relation="neutral"), *small_panel.references[1:]),
        revisions=(Revision(action="accept", target="x", detail="because"),),
        run=Run(method="rules", settings=(("threshold", "0.5"),)),
    )
    return Graph.from_triples(triples_of(event))


def test_every_term_is_used_or_said_to_be_vocabulary_only(ontology: rdflib.Graph, everything: Graph) -> None:
    """The mapping writes each term, but for those whose scope note says that they stand in no event graph."""
    used = {
        node.value.removeprefix(ONTOLOGY)
        for quad in everything.store
        for node in (quad.predicate, quad.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(ONTOLOGY)
    }
    only = {
        str(s).removeprefix(ONTOLOGY)
        for s, note in ontology.subject_objects(SKOS.scopeNote)
        if str(note).startswith("Vocabulary only")
    }

    assert used | only == {*CLASSES, *PROPERTIES, *INDIVIDUALS}
    assert used & only == set()
    assert only == {"Basis", "RelationType", "Role", "Side", "derivedFrom", "roles"}


def test_the_context_has_every_term() -> None:
    """The JSON-LD context is 1.1, names each of our terms as itself, and each prefix as the code does."""
    context = json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]

    def iri(entry: object) -> object:
        return entry["@id"] if isinstance(entry, dict) else entry

    assert context["@version"] == 1.1
    assert {n: iri(context.get(n)) for n in (*CLASSES, *PROPERTIES, *INDIVIDUALS)} == {
        n: f"kg:{n}" for n in (*CLASSES, *PROPERTIES, *INDIVIDUALS)
    }
    assert {p: context.get(p) for p in VOCABULARY_PREFIXES} == VOCABULARY_PREFIXES


def test_the_context_types_values_as_the_ontology_does(ontology: rdflib.Graph) -> None:
    """Things are IRIs, closed lists are our words, numbers and truth values have their datatype."""
    context = json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for name in PROPERTIES:
        said = context[name].get("@type") if isinstance(context[name], dict) else None
        expected = ontology.value(KG[name], RDFS.range)
        # It leads from a term to a class.
        if (KG[name], RDF.type, OWL.ObjectProperty) in ontology or name == "derivedFrom":
            assert said in {"@id", "@vocab"}, name
        elif str(expected).endswith("#string"):
            assert said is None, name
        else:
            assert said == f"xsd:{str(expected).rsplit('#', 1)[1]}", name


def test_a_document_with_the_context_means_our_triples() -> None:
    """Plain JSON becomes the statements that the mapping would make."""
    context = json.loads(shipped("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]
    document = {
        "@context": context,
        "id": "https://example.org/stance",
        "type": "Stance",
        "stance": "noStance",
        "confidence": "0.8",
        "claim": ["https://example.org/claim"],
    }
    triples = {t.triple for t in ox.parse(json.dumps(document).encode(), format=ox.RdfFormat.JSON_LD)}
    node = ox.NamedNode("https://example.org/stance")

    assert triples == {
        ox.Triple(node, ox.NamedNode(str(RDF.type)), ox.NamedNode(ONTOLOGY + "Stance")),
        ox.Triple(node, ox.NamedNode(ONTOLOGY + "stance"), ox.NamedNode(ONTOLOGY + "noStance")),
        ox.Triple(
            node,
            ox.NamedNode(ONTOLOGY + "confidence"),
            ox.Literal("0.8", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ),
        ox.Triple(node, ox.NamedNode(ONTOLOGY + "claim"), ox.NamedNode("https://example.org/claim")),
    }
