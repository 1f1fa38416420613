"""xAIF, ours or others' (OVA3, the Argument Mining Framework): locutions become turns and claims, arcs become relations and stances."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from kg.errors import FormatError
from kg.evidence.given import Span
from kg.evidence.stances import Shown, stances_of
from kg.evidence.statements import Statements
from kg.model import (
    AnnotatedEvent,
    Basis,
    Claim,
    Event,
    Evidence,
    Proposition,
    Question,
    Relation,
    Speaker,
    Stance,
    Transcript,
    Utterance,
    slug,
)
from kg.xaif.schemes import ANCHORED, AS_STANCE, CONCESSIONS, DEFAULTS, MEANINGS, STANCES

_OPEN_QUESTION = "What is said?"


def read_xaif(path: Path) -> AnnotatedEvent:
    """Return the event that an xAIF file describes; the transcript is composed of its locutions.

    Raises:
        FormatError: the file is no JSON, or not xAIF.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{path}: cannot be read ({error})") from None
    except json.JSONDecodeError as error:
        raise FormatError(f"{path}:{error.lineno}: is no JSON ({error.msg})") from None
    try:
        return _Reader(data, path).event()
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise FormatError(f"{path}: is no xAIF: a node, edge or locution lacks what it must have ({error!r})") from None


class _Reader:
    """One file: its nodes by id, what points to what, and who says what."""

    def __init__(self, data: dict[str, Any], path: Path) -> None:
        aif, self.path = data["AIF"], path
        self.about = {k: str(v) for k, v in (data.get("event") or {}).items()}
        self.nodes = {str(n["nodeID"]): n for n in aif["nodes"]}
        self.into: dict[str, list[str]] = defaultdict(list)
        self.out: dict[str, list[str]] = defaultdict(list)
        for edge in aif["edges"]:
            start, end = str(edge["fromID"]), str(edge["toID"])
            if start not in self.nodes or end not in self.nodes:
                raise FormatError(f"{path}: edge {edge.get('edgeID')} joins a node that is not there")
            self.out[start].append(end)
            self.into[end].append(start)
        people = {str(p["participantID"]): _name(p) for p in aif.get("participants") or ()}
        self.person = {
            str(entry["nodeID"]): people.get(str(entry["personID"]), "") for entry in aif.get("locutions") or ()
        }
        self.event_id = self.about.get("id") or slug(path.name.split(".")[0])

    def event(self) -> AnnotatedEvent:
        """Return what the file says, as a model."""
        transcript, spans = self._transcript()
        speakers = dict.fromkeys(u.speaker for u in transcript.utterances)
        make = Statements(self.event_id, transcript, speakers=speakers)
        claims, claim_of = self._claims(make, spans)
        questions, propositions = self._propositions(set(claim_of), spans)
        title = self.about.get("title") or self.path.name.split(".")[0]
        fields: dict[str, Any] = {k: self.about.get(k, "") for k in ("date", "place", "media", "language")}
        fields["start_time"] = self.about.get("started_at", "")[11:]
        # Files of before call it `source`.
        fields["source"] = self.about.get("source_url") or self.about.get("source", "")
        proposition_of = dict(zip(self._free(set(claim_of)), propositions, strict=True))
        return AnnotatedEvent(
            event=Event(id=self.event_id, title=title, **fields),
            transcript=transcript,
            speakers=tuple(Speaker(id=slug(name), name=name) for name in speakers),
            questions=tuple(questions),
            propositions=tuple(propositions),
            claims=tuple(claims),
            stances=self._stances(claim_of, {node: p.id for node, p in proposition_of.items()}),
            relations=self._relations(make, claim_of),
        )

    def _type(self, node: str) -> str:
        return str(self.nodes[node]["type"])

    def _text(self, node: str) -> str:
        return " ".join(str(self.nodes[node]["text"]).split())

    def _id(self, node: str, kind: str) -> str:
        iri = str(self.nodes[node].get("iri", ""))
        return iri.removeprefix(f"{kind}/") if iri.startswith(f"{kind}/") else slug(self._text(node))[:60].strip("-")

    def _transcript(self) -> tuple[Transcript, dict[str, tuple[Utterance, str]]]:
        """Return the locutions as turns, one a line, and for each locution its turn and its words."""
        text = ""
        utterances: list[Utterance] = []
        spans: dict[str, tuple[Utterance, str]] = {}
        for node in (n for n in self.nodes if self._type(n) == "L"):
            speaker, words = self.person.get(node, ""), self._text(node)
            before, colon, after = words.partition(":")
            if colon and (before.strip() == speaker or not speaker):
                speaker, words = before.strip(), after.strip()
            speaker = speaker or "Unknown"
            start = len(text) + len(speaker) + 2
            text += f"{speaker}: {words}\n"
            utterance = Utterance(
                index=len(utterances), speaker=speaker, section="", kind="speech", start=start, end=start + len(words)
            )
            utterances.append(utterance)
            spans[node] = (utterance, words)
        return Transcript(text=text, utterances=tuple(utterances), format="xaif"), spans

    def _said_by(self, node: str) -> list[str]:
        return [
            start
            for ya in self.into[node]
            if self._type(ya) == "YA"
            for start in self.into[ya]
            if self._type(start) == "L"
        ]

    def _asked(self, node: str) -> bool:
        return any("questioning" in self._text(ya).lower() for ya in self.into[node] if self._type(ya) == "YA")

    def _claims(
        self, make: Statements, spans: dict[str, tuple[Utterance, str]]
    ) -> tuple[list[Claim], dict[str, Claim]]:
        found: dict[str, Claim] = {}
        seen: dict[str, Claim] = {}
        for node in self.nodes:
            locutions = self._said_by(node) if self._type(node) == "I" and not self._asked(node) else []
            if locutions and spans[locutions[0]][1]:
                utterance, _ = spans[locutions[0]]
                own = self._id(node, "claim") if self.nodes[node].get("iri") else ""
                place = Span(start=utterance.start, end=utterance.end, utterance=utterance.index)
                claim = make.claim(utterance.speaker, place, self._text(node), known_as=own)
                if not own and claim.id in seen:
                    # One locution may say several things: they are told apart by their nodes.
                    claim = replace(claim, id=f"{claim.id}-{slug(node)}")
                found[node] = seen.setdefault(claim.id, claim)
        return list(seen.values()), found

    def _free(self, claimed: set[str]) -> list[str]:
        """Return the I-nodes that nobody says and that no proposition answers: our propositions."""
        asked = self._questions(claimed)
        return [n for n in self.nodes if self._type(n) == "I" and n not in claimed and n not in asked]

    def _questions(self, claimed: set[str]) -> list[str]:
        free = [n for n in self.nodes if self._type(n) == "I" and n not in claimed]
        answered = {end for _, meaning, end in self._arcs() if meaning == "answers"}
        return [n for n in free if n in answered or self._asked(n)]

    def _arcs(self) -> list[tuple[str, str, str]]:
        """Return what each RA, CA or MA node says: from an I-node, what, to an I-node."""
        return [(start, meaning, end) for start, meaning, end, _ in self._schemes()]

    def _schemes(self) -> list[tuple[str, str, str, str]]:
        """Return what each RA, CA or MA node says, as `_arcs` does, and the node itself."""
        found = []
        for node in self.nodes:
            if self._type(node) in {"RA", "CA", "MA"}:
                meaning = MEANINGS.get(self._text(node).lower()) or self._unnamed(node)
                starts = [n for n in self.into[node] if self._type(n) == "I"]
                ends = [n for n in self.out[node] if self._type(n) == "I"]
                found += [(start, meaning, end, node) for start in starts for end in ends]
        return found

    def _unnamed(self, node: str) -> str:
        """Return what a node says whose text is of no scheme of ours: an inference supports, unless it is anchored as agreeing."""
        forces = [self._text(ya).lower() for ya in self.into[node] if self._type(ya) == "YA"]
        told = [ANCHORED[force] for force in forces if force in ANCHORED and self._type(node) == "RA"]
        return told[0] if told else DEFAULTS[self._type(node)]

    def _propositions(
        self, claimed: set[str], spans: dict[str, tuple[Utterance, str]]
    ) -> tuple[list[Question], list[Proposition]]:
        asked = self._questions(claimed)
        questions = [self._question(node, spans) for node in asked]
        ids = dict(zip(asked, (q.id for q in questions), strict=True))
        answers = {start: ids[end] for start, meaning, end in self._arcs() if meaning == "answers" and end in ids}
        propositions = [
            Proposition(
                id=self._id(node, "proposition"),
                text=self._text(node),
                question=answers.get(node, slug(_OPEN_QUESTION)),
                kind="fact",
            )
            for node in self._free(claimed)
        ]
        if any(p.question == slug(_OPEN_QUESTION) for p in propositions):
            questions.append(Question(id=slug(_OPEN_QUESTION), text=_OPEN_QUESTION))
        return questions, propositions

    def _question(self, node: str, spans: dict[str, tuple[Utterance, str]]) -> Question:
        question = Question(id=self._id(node, "question"), text=self._text(node))
        for locution in self._said_by(node)[:1]:
            turn, words = spans[locution]
            return Question(
                id=question.id, text=question.text, asked_by=turn.speaker, quote=words, start=turn.start, end=turn.end
            )
        return question

    def _stances(self, claim_of: dict[str, Claim], propositions: dict[str, str]) -> tuple[Stance, ...]:
        shown: list[Shown] = []
        for start, meaning, end, node in self._schemes():
            told = AS_STANCE.get(meaning, meaning)
            side: Any = CONCESSIONS.get(told, told)
            if start in claim_of and end in propositions and side in STANCES:
                claim, basis = claim_of[start], self.nodes[node].get("basis")
                piece = Evidence(
                    claim=claim.id,
                    side=side,
                    basis=basis if basis in get_args(Basis) else "inferred",
                    kind="concession" if told in CONCESSIONS else "",
                )
                shown.append((claim.speaker, propositions[end], piece))
        return stances_of(shown, claim_of.values())

    def _relations(self, make: Statements, claim_of: dict[str, Claim]) -> tuple[Relation, ...]:
        found: dict[str, Relation] = {}
        for start, meaning, end in self._arcs():
            if start not in claim_of or end not in claim_of or claim_of[start] == claim_of[end]:
                continue
            first, second = claim_of[start], claim_of[end]
            relation: Any = "qualifies" if meaning in CONCESSIONS else meaning
            if relation in {"mixed", "no stance", "answers"}:
                continue
            made = make.relation(first.id, relation, second.id, basis="inferred")
            found[made.id] = made
        return tuple(found.values())


def _name(participant: dict[str, Any]) -> str:
    return " ".join(f"{participant.get('firstname') or ''} {participant.get('surname') or ''}".split())
