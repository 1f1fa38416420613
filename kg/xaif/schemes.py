"""The schemes of AIF and what they mean here, both ways."""

from __future__ import annotations

#: Text of an RA, CA or MA node → what it says of two claims, or of a claim and a proposition.
MEANINGS = {
    "agreement": "agrees",
    "elaboration": "builds on",
    "qualification": "qualifies",
    "mixed stance": "mixed",
    "no stance": "no stance",
    "answer": "answers",
    "concession": "concedes",
    "concession against": "concedes against",
}


#: What a node says by its type alone.
DEFAULTS = {"RA": "supports", "CA": "disagrees", "MA": "rephrases"}


STANCES = {"agrees", "disagrees", "mixed", "no stance"}


#: What the illocution by which an inference is anchored says of it.
ANCHORED = {"agreeing": "agrees"}


#: A claim that supports, elaborates or says again a proposition agrees with it; one that qualifies it is mixed.
AS_STANCE = {"supports": "agrees", "builds on": "agrees", "rephrases": "agrees", "qualifies": "mixed"}


#: What grants something without taking the side → the side, in evidence of that kind.
CONCESSIONS = {"concedes": "agrees", "concedes against": "disagrees"}


#: Our relation or stance → type and text of the node that stands for it; read both ways.
SCHEMES: dict[str, tuple[str, str]] = {
    "agrees": ("RA", "Agreement"),
    "builds on": ("RA", "Elaboration"),
    "supports": ("RA", "Default Inference"),
    "disagrees": ("CA", "Default Conflict"),
    "qualifies": ("CA", "Qualification"),
    "rephrases": ("MA", "Default Rephrase"),
    "mixed": ("CA", "Mixed Stance"),
    "no stance": ("MA", "No Stance"),
    "answers": ("MA", "Answer"),
    "concedes": ("RA", "Concession"),
    "concedes against": ("CA", "Concession Against"),
}


#: Our relation → the illocution by which it is anchored at the transition between the two locutions. Those that Inference
#: Anchoring Theory has no word for are anchored without one.
FORCES = {
    "agrees": "Agreeing",
    "supports": "Arguing",
    "builds on": "Default Illocuting",
    "disagrees": "Disagreeing",
    "qualifies": "Default Illocuting",
    "rephrases": "Restating",
}


#: What the node says by which one locution follows another.
TRANSITION = "Default Transition"


#: The numbers by which OVA3 knows the default schemes.
SCHEME_IDS = {"RA": "72", "CA": "71", "MA": "144"}


LAYOUT_COLUMNS = {"L": 40, "TA": 190, "YA": 340, "I": 540, "RA": 840, "CA": 840, "MA": 840}
