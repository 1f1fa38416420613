"""The terms that the graph uses: our own, closed, so that a typo raises; and those of the vocabularies we align with."""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import GraphError

ONTOLOGY = "https://w3id.org/panel-kg/ontology#"
BASE = "https://w3id.org/panel-kg/"
_BASE = re.compile(
    r"""
    https?:// [^\s<>"{}|\\^`/?#]++ (?: / [^\s<>"{}|\\^`?#]*+ )?+ \#?+   # an authority, a path, perhaps a hash
    | urn: [A-Za-z0-9][A-Za-z0-9-]{1,31} : [^\s<>"{}|\\^`?]*+
    """,
    re.VERBOSE,
)

CLASSES = (
    "Agreement",
    "Basis",
    "Claim",
    "Concept",
    "Decision",
    "Disagreement",
    "Elaboration",
    "Event",
    "Evidence",
    "Mention",
    "Organization",
    "Participation",
    "Place",
    "Poll",
    "Product",
    "Proposition",
    "Qualification",
    "Question",
    "Reference",
    "Relation",
    "RelationType",
    "Rephrasing",
    "Role",
    "Section",
    "Share",
    "Side",
    "Speaker",
    "SpeakerPair",
    "Stance",
    "Support",
    "Transcript",
    "Utterance",
    "Work",
)
PROPERTIES = (
    "about",
    "absent",
    "affirms",
    "agreeIn",
    "agreeOn",
    "agreedBy",
    "agreedInPartBy",
    "agreesWith",
    "answers",
    "approximate",
    "askedBy",
    "basis",
    "between",
    "caseSensitiveLabel",
    "claim",
    "concept",
    "concerns",
    "confidence",
    "current",
    "dealtSide",
    "denies",
    "derivedFrom",
    "disagreeIn",
    "disagreeOn",
    "disagreesWith",
    "discovered",
    "end",
    "endTime",
    "endedAt",
    "entity",
    "entityType",
    "eventRole",
    "form",
    "fromClaim",
    "guessed",
    "hedged",
    "inEvent",
    "inSection",
    "index",
    "isMixedOn",
    "kind",
    "mentions",
    "motion",
    "nAgree",
    "nDisagree",
    "note",
    "option",
    "outcome",
    "participant",
    "percentage",
    "phase",
    "printedLabel",
    "proposition",
    "propositionKind",
    "quantity",
    "quote",
    "refersTo",
    "refusedBy",
    "relation",
    "reported",
    "reportedBy",
    "rule",
    "salience",
    "section",
    "share",
    "shownBy",
    "side",
    "source",
    "speaker",
    "stance",
    "start",
    "startTime",
    "startedAt",
    "surface",
    "takesNoSideOn",
    "text",
    "toClaim",
    "utterance",
    "voices",
    "why",
)
INDIVIDUALS = (
    "agrees",
    "assigned",
    "audienceRole",
    "buildsOn",
    "byReport",
    "disagrees",
    "explicit",
    "hostRole",
    "inferred",
    "mixed",
    "neutral",
    "noStance",
    "panelistRole",
    "qualifies",
    "rephrases",
    "roles",
    "speakerRole",
    "supports",
)


class Namespace:
    """A closed namespace: attributes are its terms, and any other name is an AttributeError.

    >>> KG.Claim.value
    'https://w3id.org/panel-kg/ontology#Claim'
    >>> KG.Clam
    Traceback (most recent call last):
        ...
    AttributeError: 'Clam' is no term of <https://w3id.org/panel-kg/ontology#>
    """

    def __init__(self, iri: str, names: tuple[str, ...]) -> None:
        self.iri = iri
        self._terms = {name: ox.NamedNode(iri + name) for name in names}

    def __contains__(self, name: str) -> bool:
        return name in self._terms

    def __getattr__(self, name: str) -> ox.NamedNode:
        try:
            return self._terms[name]
        except KeyError:
            raise AttributeError(f"'{name}' is no term of <{self.iri}>") from None


KG = Namespace(ONTOLOGY, CLASSES + PROPERTIES + INDIVIDUALS)
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#", ("reifies", "type"))
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#", ("label",))
OWL = Namespace("http://www.w3.org/2002/07/owl#", ("sameAs",))
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#", ("boolean", "date", "dateTime", "decimal", "gYear", "gYearMonth", "integer")
)
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    (
        "Concept",
        "ConceptScheme",
        "altLabel",
        "broader",
        "definition",
        "exactMatch",
        "hiddenLabel",
        "inScheme",
        "prefLabel",
        "related",
    ),
)
ORG = Namespace("http://www.w3.org/ns/org#", ("Membership", "hasMembership", "member", "organization", "role"))
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    (
        "Activity",
        "Entity",
        "Person",
        "Revision",
        "SoftwareAgent",
        "agent",
        "atTime",
        "qualifiedInfluence",
        "specializationOf",
        "used",
        "wasAssociatedWith",
        "wasAttributedTo",
        "wasDerivedFrom",
        "wasGeneratedBy",
    ),
)
FOAF = Namespace("http://xmlns.com/foaf/0.1/", ("Person", "name", "page"))
SCHEMA = Namespace(
    "https://schema.org/",
    (
        "CreativeWork",
        "inLanguage",
        "isPartOf",
        "location",
        "recordedAt",
        "recordedIn",
        "sha256",
        "startDate",
    ),
)
DCTERMS = Namespace(
    "http://purl.org/dc/terms/", ("creator", "date", "description", "license", "publisher", "source", "title", "type")
)

#: What ORCID iDs are identifiers with.
ORCID = "https://orcid.org/"

#: What model values become, both ways.
SIDES = {"agrees": KG.agrees, "disagrees": KG.disagrees, "mixed": KG.mixed, "no stance": KG.noStance}
RELATIONS = {
    "agrees": KG.agrees,
    "disagrees": KG.disagrees,
    "qualifies": KG.qualifies,
    "rephrases": KG.rephrases,
    "builds on": KG.buildsOn,
    "supports": KG.supports,
    "neutral": KG.neutral,
}
BASES = {
    "explicit": KG.explicit,
    "inferred": KG.inferred,
    "assigned": KG.assigned,
    # kg:reported says of a claim whether another tells it.
    "reported": KG.byReport,
}
RELATION_CLASSES = {
    "agrees": KG.Agreement,
    "disagrees": KG.Disagreement,
    "qualifies": KG.Qualification,
    "rephrases": KG.Rephrasing,
    "builds on": KG.Elaboration,
    "supports": KG.Support,
}
#: Of an unknown role nothing is said.
ROLES = {
    "audience": KG.audienceRole,
    "host": KG.hostRole,
    "panelist": KG.panelistRole,
    "speaker": KG.speakerRole,
}
ENTITY_CLASSES = {
    "speaker": KG.Speaker,
    "person": FOAF.Person,
    "organization": KG.Organization,
    "product": KG.Product,
    "place": KG.Place,
    "work": KG.Work,
    "concept": KG.Concept,
}

VOCABULARY_PREFIXES = {
    "dcterms": DCTERMS.iri,
    "foaf": FOAF.iri,
    "kg": ONTOLOGY,
    "org": ORG.iri,
    "owl": OWL.iri,
    "prov": PROV.iri,
    "rdfs": RDFS.iri,
    "schema": SCHEMA.iri,
    "skos": SKOS.iri,
    "xsd": XSD.iri,
}
#: Kinds of things whose IRIs hold across events, and those that belong to one event.
SHARED_KINDS = ("concept", "organization", "person", "place", "product", "work")
EVENT_KINDS = (
    "activity",
    "agent",
    "annotator",
    "claim",
    "decision",
    "evidence",
    "membership",
    "mention",
    "pair",
    "participation",
    "poll",
    "proposition",
    "question",
    "reference",
    "relation",
    "revision",
    "section",
    "share",
    "speaker",
    "stance",
    "term",
    "transcript",
    "utterance",
    "why",
)


def base_of(iri: str) -> str:
    """Return what IRIs begin with: an absolute IRI of http, https or urn that ends where a name can follow.

    Raises:
        GraphError: it is none.

    >>> base_of("https://data.example.org/kg"), base_of("urn:example:"), base_of("http://example.org/kg#")
    ('https://data.example.org/kg/', 'urn:example:', 'http://example.org/kg#')
    """
    if not _BASE.fullmatch(iri):
        raise GraphError(f"--base-iri: {iri!r} is no absolute IRI (write it as https://data.example.org/panels/)")
    if iri.startswith("urn:"):
        return iri if iri.endswith((":", "/", "#")) else f"{iri}:"
    return iri if iri.endswith(("/", "#")) else f"{iri}/"


def prefixes(event_id: str, base: str = BASE) -> dict[str, str]:
    """Return the prefixes of one event's Turtle: one for each kind of thing, so that local names hold no slash.

    >>> prefixes("demo")["claim"]
    'https://w3id.org/panel-kg/demo/claim/'
    """
    own = {kind: f"{base}{event_id}/{kind}/" for kind in EVENT_KINDS}
    shared = {kind: f"{base}{kind}/" for kind in SHARED_KINDS}
    return VOCABULARY_PREFIXES | shared | own | {"event": f"{base}event/"}
