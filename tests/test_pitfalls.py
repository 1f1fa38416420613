"""The pitfalls of ontologies, in the manner of OOPS! (its numbers): none is in ours but those accepted here, each with its reason.

A check returns the terms that are wrong by their local names ("" for the ontology as a whole); each is shown to find what is
planted. Pitfalls that ask for a reader (such as a missing part of the domain) or for the network have no check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.graph.mapping import triples_of
from kg.graph.terms import ONTOLOGY
from kg.model import AnnotatedEvent
from kg.resources import shipped
from kg.store.graph import Graph

KG = rdflib.Namespace(ONTOLOGY)
SCHEMA = rdflib.Namespace("https://schema.org/")
VANN = rdflib.Namespace("http://purl.org/vocab/vann/")
HEAD = rdflib.URIRef(ONTOLOGY.rstrip("#"))
Node = rdflib.term.Node
Check = Callable[[rdflib.Graph], set[str]]
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(shipped("ontology", "debate.ttl"))


def names(nodes: Iterable[Node]) -> set[str]:
    return {str(n).removeprefix(ONTOLOGY) for n in nodes}


def classes(g: rdflib.Graph) -> set[Node]:
    return {s for s in g.subjects(RDF.type, OWL.Class) if str(s).startswith(ONTOLOGY)}


def properties(g: rdflib.Graph, *types: rdflib.URIRef) -> set[Node]:
    return {s for t in types or PROPERTY_TYPES for s in g.subjects(RDF.type, t) if str(s).startswith(ONTOLOGY)}


def individuals(g: rdflib.Graph) -> set[Node]:
    return {s for s in g.subjects(RDF.type, OWL.NamedIndividual) if str(s).startswith(ONTOLOGY)}


def terms(g: rdflib.Graph) -> set[Node]:
    return classes(g) | properties(g) | individuals(g)


def above(g: rdflib.Graph, node: Node, predicate: rdflib.URIRef = RDFS.subClassOf) -> set[Node]:
    """Return what a term is a kind of, without itself where nothing leads back to it."""
    return {o for first in g.objects(node, predicate) for o in g.transitive_objects(first, predicate)}


def said_of(g: rdflib.Graph, prop: Node) -> set[Node]:
    return set(g.objects(prop, RDFS.domain)) | set(g.objects(prop, SCHEMA.domainIncludes))


def led_to(g: rdflib.Graph, prop: Node) -> set[Node]:
    return set(g.objects(prop, RDFS.range)) | set(g.objects(prop, SCHEMA.rangeIncludes))


def label_of(g: rdflib.Graph, term: Node) -> str:
    return str(g.value(term, RDFS.label) or "").casefold()


def polysemous(g: rdflib.Graph) -> set[str]:
    """One name for two terms but for case, where the property neither leads to the class nor is said of it."""
    twins = defaultdict(set)
    for term in terms(g):
        twins[str(term).casefold()].add(term)
    wrong = set()
    for several in (s for s in twins.values() if len(s) > 1):
        for cls, prop in ((c, p) for c in several & classes(g) for p in several - classes(g)):
            if cls not in said_of(g, prop) | led_to(g, prop):
                wrong |= {cls, prop}
        if not several & classes(g) or len(several) > 2:
            wrong |= several
    return names(wrong)


def punned(g: rdflib.Graph) -> set[str]:
    """A term that is class, property and individual at once, or two of them."""
    kinds = (classes(g), properties(g), individuals(g))
    return names(set().union(*(a & b for a, b in combinations(kinds, 2))))


def unconnected(g: rdflib.Graph) -> set[str]:
    """A class that no property is about and no term is a kind of; a property that is about nothing."""
    used = {o for p in properties(g) for o in said_of(g, p) | led_to(g, p)}
    used |= {o for c in classes(g) for o in above(g, c)} | {o for i in individuals(g) for o in g.objects(i, RDF.type)}
    # A kind of relation is what its superclass is.
    return names({c for c in classes(g) if c not in used and not any(str(a).startswith(ONTOLOGY) for a in above(g, c))}
                 | {p for p in properties(g) if not said_of(g, p) and not led_to(g, p)})  # fmt: skip


def wrong_inverse(g: rdflib.Graph) -> set[str]:
    """An inverse of itself, of a symmetric property, or one whose domain is not the range of the other."""
    wrong = set()
    for one, other in g.subject_objects(OWL.inverseOf):
        symmetric = {one, other} & set(g.subjects(RDF.type, OWL.SymmetricProperty))
        crossed = led_to(g, one) == said_of(g, other) and said_of(g, one) == led_to(g, other)
        if one == other or symmetric or not crossed:
            wrong.add(one)
    return names(wrong)


def cyclic(g: rdflib.Graph) -> set[str]:
    """A class or property that is above itself, or the same as another of ours."""
    wrong = {c for c in classes(g) if c in above(g, c)}
    wrong |= {p for p in properties(g) if p in above(g, p, RDFS.subPropertyOf)}
    for same in (OWL.equivalentClass, OWL.equivalentProperty):
        wrong |= {s for s, o in g.subject_objects(same) if str(s).startswith(ONTOLOGY) and str(o).startswith(ONTOLOGY)}
    return names(wrong)


def merged(g: rdflib.Graph) -> set[str]:
    """A class that is two things, or whatever is left over."""
    return {n for n in names(classes(g)) if re.search(r"[a-z](?:And|Or)[A-Z]|Misc|Other|Various", n)}


def unexplained(g: rdflib.Graph) -> set[str]:
    """A term without one label in English and one definition in English."""
    return names(
        {
            t
            for t in terms(g)
            if [getattr(v, "language", None) for p in (RDFS.label, SKOS.definition) for v in g.objects(t, p)]
            != ["en"] * 2
        }
    )


def swapped(g: rdflib.Graph) -> set[str]:
    """A label that is a sentence, or a definition that is none or says no more than the label."""
    wrong = set()
    for term in terms(g):
        label, told = label_of(g, term), str(g.value(term, SKOS.definition) or "")
        words = set(re.findall(r"\w+", told.casefold())) - {"a", "an", "the", "of", "is"}
        if label.endswith(".") or len(label) > 40 or not re.match(r"[A-Z]", told) or words <= set(label.split()):
            wrong.add(term)
    return names(wrong)


def not_disjoint(g: rdflib.Graph) -> set[str]:
    """Two classes of which nothing says that they share no member, and neither is a kind of the other."""
    apart = {frozenset(pair) for pair in g.subject_objects(OWL.disjointWith)}
    kinds = {c: {c} | above(g, c) for c in classes(g)}
    return {
        " ".join(sorted(names((one, other))))
        for one, other in combinations(kinds, 2)
        if one not in kinds[other]
        and other not in kinds[one]
        and not any(frozenset((a, b)) in apart for a in kinds[one] for b in kinds[other])
    }


def no_domain_or_range(g: rdflib.Graph) -> set[str]:
    """A property of which it is not said what has it, or what it leads to."""
    return names({p for p in properties(g) if not said_of(g, p) or not led_to(g, p)})


def several_domains(g: rdflib.Graph) -> set[str]:
    """Two domains or two ranges mean both at once; so does a hint beside one that does not stand in it."""
    return names(
        {p for p in properties(g) if len(set(g.objects(p, RDFS.domain))) > 1 or len(set(g.objects(p, RDFS.range))) > 1}
        | {p for p in properties(g) if g.value(p, RDFS.domain) and g.value(p, SCHEMA.domainIncludes)}
    )


def wrong_kind_of_range(g: rdflib.Graph) -> set[str]:
    """An object property that leads to a datatype, or a datatype property that leads to a class."""
    xsd = str(rdflib.XSD)
    return names(
        {p for p in properties(g, OWL.ObjectProperty) if any(str(r).startswith(xsd) for r in led_to(g, p))}
        | {p for p in properties(g, OWL.DatatypeProperty) if any(not str(r).startswith(xsd) for r in led_to(g, p))}
    )


def wrong_symmetric(g: rdflib.Graph) -> set[str]:
    """A symmetric or transitive property whose domain is not its range."""
    both = set(g.subjects(RDF.type, OWL.SymmetricProperty)) | set(g.subjects(RDF.type, OWL.TransitiveProperty))
    return names({p for p in both if said_of(g, p) != led_to(g, p)})


def names_out_of_line(g: rdflib.Graph) -> set[str]:
    """Classes are UpperCamel, properties and individuals lowerCamel, labels the same words in small letters or others."""
    upper, lower = re.compile(r"[A-Z][A-Za-z]+"), re.compile(r"[a-z][A-Za-z]+")
    return {n for n in names(classes(g)) if not upper.fullmatch(n)} | {
        n for n in names(properties(g) | individuals(g)) if not lower.fullmatch(n)
    }


def same_label(g: rdflib.Graph) -> set[str]:
    """Two classes, two properties or two individuals with one label; also a property and an individual."""
    labels = defaultdict(set)
    for kind, found in ((0, classes(g)), (1, properties(g) | individuals(g))):
        for term in found:
            labels[kind, label_of(g, term)].add(term)
    return names({t for several in labels.values() if len(several) > 1 for t in several})


def without_class(g: rdflib.Graph) -> set[str]:
    """An individual that is of no class of ours, and no scheme."""
    known = classes(g) | {SKOS.ConceptScheme}
    return names({i for i in individuals(g) if not known.intersection(g.objects(i, RDF.type))})


def undeclared(g: rdflib.Graph) -> set[str]:
    """A term of ours that is used and nowhere declared."""
    used = {n for triple in g for n in triple if str(n).startswith(ONTOLOGY) and str(n) != ONTOLOGY}
    return names({n for n in used - terms(g) if not isinstance(n, rdflib.Literal)})


def hijacked(g: rdflib.Graph) -> set[str]:
    """A statement about a term of another vocabulary: what others have named is theirs to define."""
    return {str(s) for s in g.subjects() if not str(s).startswith((ONTOLOGY, str(HEAD)))}


def without_metadata(g: rdflib.Graph) -> set[str]:
    """No declaration, licence, title, description, creator, dates, version or preferred namespace."""
    needed = (
        DCTERMS.license, DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified,
        OWL.versionInfo, OWL.versionIRI, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri,
    )  # fmt: skip
    whole = (HEAD, RDF.type, OWL.Ontology) in g and all(g.value(HEAD, p) is not None for p in needed)
    return set() if whole and str(g.value(HEAD, VANN.preferredNamespaceUri)) == ONTOLOGY else {""}


PITFALLS: dict[str, Check] = {
    "P01 polysemous elements": polysemous,
    "P04 unconnected elements": unconnected,
    "P05 P25 P26 wrong inverse": wrong_inverse,
    "P06 P24 P31 cycles and recursive definitions": cyclic,
    "P07 P21 merged or miscellaneous classes": merged,
    "P08 missing annotations": unexplained,
    "P10 missing disjointness": not_disjoint,
    "P11 missing domain or range": no_domain_or_range,
    "P14 wrong kind of property": wrong_kind_of_range,
    "P19 several domains or ranges": several_domains,
    "P20 misused annotations": swapped,
    "P22 naming": names_out_of_line,
    "P28 P29 wrong symmetric or transitive": wrong_symmetric,
    "P32 same label": same_label,
    "P34 P35 undeclared terms": undeclared,
    "P38 P39 P41 missing metadata": without_metadata,
    "P40 namespace hijacking": hijacked,
    "individuals without class": without_class,
    "one IRI, two kinds of term": punned,
}
#: Pitfall → what stands all the same, and why.
ACCEPTED: dict[str, set[str]] = {
    # The words of the heading stood on utterances before sections were things, and still do; kg:inSection leads to the thing.
    "P01 polysemous elements": {"Section", "section"},
    "P10 missing disjointness": {
        # A concept of another vocabulary may be what an organization, a product, a person or an event is the same as.
        "Concept Event", "Concept Organization", "Concept Place", "Concept Product", "Concept Speaker", "Concept Work",
        # Roles are concepts of SKOS.
        "Concept Role",
        # An event may be run by a body of its name; a product may be called as its maker is.
        "Organization Product",
        # A country is a place and a body; software may be cited as a work; a book may be called as its maker or its place is.
        "Organization Place", "Organization Work", "Place Product", "Place Work", "Product Work",
        # The transcript of one event may be a work that another speaks of.
        "Transcript Work",
        # kg:agrees and kg:disagrees are of both.
        "RelationType Side",
    },
}  # fmt: skip
#: Pitfall → what is taken away and put in, and what is then found.
PLANTED: dict[str, tuple[str, str, str]] = {
    "P01 polysemous elements": ("", "kg:event a owl:ObjectProperty ; rdfs:range kg:Claim .", "event"),
    "P04 unconnected elements": ("", "kg:Lonely a owl:Class .", "Lonely"),
    "P05 P25 P26 wrong inverse": ("", "kg:askedBy owl:inverseOf kg:agreesWith .", "askedBy"),
    "P06 P24 P31 cycles and recursive definitions": ("", "kg:Relation rdfs:subClassOf kg:Agreement .", "Agreement"),
    "P07 P21 merged or miscellaneous classes": ("", "kg:ClaimAndQuestion a owl:Class .", "ClaimAndQuestion"),
    "P08 missing annotations": ("kg:Claim skos:definition", "", "Claim"),
    "P10 missing disjointness": ("kg:Stance owl:disjointWith", "", "Stance Utterance"),
    "P11 missing domain or range": ("kg:askedBy rdfs:range", "", "askedBy"),
    "P14 wrong kind of property": ("kg:askedBy rdfs:range", "kg:askedBy rdfs:range xsd:string .", "askedBy"),
    "P19 several domains or ranges": ("", "kg:askedBy rdfs:domain kg:Claim .", "askedBy"),
    "P20 misused annotations": ("kg:Claim skos:definition", 'kg:Claim skos:definition "A claim."@en .', "Claim"),
    "P22 naming": ("", "kg:asked_by a owl:ObjectProperty .", "asked_by"),
    "P28 P29 wrong symmetric or transitive": ("", "kg:askedBy a owl:SymmetricProperty .", "askedBy"),
    "P32 same label": ("kg:byReport rdfs:label", 'kg:byReport rdfs:label "Reported"@en .', "byReport"),
    "P34 P35 undeclared terms": ("", "kg:askedBy rdfs:seeAlso kg:asker .", "asker"),
    "P38 P39 P41 missing metadata": ("<https://w3id.org/panel-kg/ontology> dcterms:license", "", ""),
    "P40 namespace hijacking": ("", "foaf:Person rdfs:label 'who'.", "http://xmlns.com/foaf/0.1/Person"),
    "individuals without class": ("kg:mixed rdf:type", "kg:mixed a owl:NamedIndividual .", "mixed"),
    "one IRI, two kinds of term": ("", "kg:mixed a owl:Class .", "mixed"),
}


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_the_ontology_is_free_of(ontology: rdflib.Graph, pitfall: str) -> None:
    """A check finds what is accepted with its reason, and nothing else."""
    assert PITFALLS[pitfall](ontology) == ACCEPTED.get(pitfall, set())


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_a_check_finds_what_is_planted(ontology: rdflib.Graph, pitfall: str) -> None:
    """Each check would fail if the ontology had its pitfall."""
    taken, put, found = PLANTED[pitfall]
    before = PITFALLS[pitfall](ontology)
    if taken:
        subject, predicate = (
            rdflib.URIRef(t[1:-1]) if t.startswith("<") else ontology.namespace_manager.expand_curie(t)
            for t in taken.split()
        )
        assert (subject, predicate, None) in ontology
        ontology.remove((subject, predicate, None))
    prefixes = "".join(f"@prefix {p}: <{n}> .\n" for p, n in ontology.namespaces())
    ontology.parse(data=prefixes + put, format="turtle")

    assert found in PITFALLS[pitfall](ontology) - before


def test_two_properties_that_mirror_each_other_say_so(ontology: rdflib.Graph, small_panel: AnnotatedEvent) -> None:
    """P13: no property of ours is in the data the inverse of another without being declared so; symmetric ones are."""
    links: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for triple in Graph.from_triples(triples_of(small_panel)).to_rdflib():
        if (triple[1], RDF.type, OWL.ObjectProperty) in ontology:
            links[str(triple[1])].add((str(triple[0]), str(triple[2])))
    mirrored = {
        " ".join(sorted(names((rdflib.URIRef(one), rdflib.URIRef(other)))))
        for one in links
        for other in links
        if {(o, s) for s, o in links[one]} == links[other]
    }

    assert len(links) > 20
    assert mirrored == {"agreesWith", "disagreesWith"}
    assert {"agreesWith", "disagreesWith"} <= names(ontology.subjects(RDF.type, OWL.SymmetricProperty))
