// What corrections make of an event, as kg build does it (kg/eventfiles/amend.py, restate.py): a test holds the two together. No document.
import { stancesOf } from "./stances.js";

/** @typedef {import("./corrections.js").Entry} Entry */
/** @typedef {import("./stances.js").Piece} Piece */

/**
 * An event as corrections see it: speakers by their names, evidence piece by piece.
 * @typedef {{ turns: { speaker: string, kind: string, text: string }[], speakers: any[], people: any[], organizations: any[], products: any[], places: any[], works: any[],
 *   concepts: any[], questions: any[], propositions: any[], claims: any[], relations: any[], references: any[], shown: Piece[],
 *   ids: Record<string, string>, names: Record<string, string> }} Tables
 */

/** The lists in which a target is looked for, in this order. */
const LISTS = /** @type {const} */ (["claims", "relations", "references", "questions", "propositions", "speakers", "people", "organizations", "products", "places", "works", "concepts"]);
const NAMED = ["speakers", "people", "organizations", "products", "places", "works"];
/** Class of thing that is spoken of → the list that holds them. @type {Record<string, string>} */
const CLASSES = { person: "people", organization: "organizations", product: "products", place: "places", work: "works" };
/** What names a thing of the world: one kind of it may turn out to be another. */
const ENTITIES = [...NAMED, "concepts"];
const OPPOSITE = /** @type {Record<string, string>} */ ({ agrees: "disagrees", disagrees: "agrees" });
const SIDES = ["agrees", "disagrees", "mixed", "no stance"];
const SIDE_OF = /** @type {Record<string, string>} */ ({ agrees: "agrees", disagrees: "disagrees", qualifies: "mixed" });
const TYPES = /** @type {Record<string, string[]>} */ ({
  relations: ["agrees", "disagrees", "qualifies", "rephrases", "builds on", "supports"],
  references: ["agrees", "disagrees", "qualifies", "builds on", "neutral"],
  propositions: ["fact", "forecast", "value", "definition", "policy"],
});

/** What finds no target changes nothing; what cannot be is an error, at which a build stops. */
class Unmatched extends Error {}
class Impossible extends Error {}

/**
 * The event that the page holds, as corrections see it.
 * @param {import("../types.js").Data} data @returns {Tables}
 */
export const tablesOf = (data) => {
  const names = new Map(data.speakers.map((s) => [s.id, s.label]));
  const name = (/** @type {string} */ id) => names.get(id) ?? id;
  const named = (/** @type {any[]} */ rows) => rows.map((r) => ({ ...r, name: r.label, aliases: r.aliases || [] }));
  return {
    turns: data.utterances.map((u) => ({ speaker: u.speaker ? name(u.speaker) : "", kind: u.kind, text: u.text })),
    speakers: named(data.speakers),
    people: named(data.people),
    organizations: named(data.organizations),
    products: named(data.products),
    places: named(data.places),
    works: named(data.works),
    concepts: data.concepts.map((c) => ({ ...c })),
    questions: data.questions.map(({ id, label, source }) => ({ id, text: label, source })),
    propositions: data.propositions.map(({ id, label, question, kind, source }) => ({ id, text: label, question, kind, source })),
    claims: claimsOf(data, name),
    relations: data.relations.map(({ id, from_claim, to_claim, relation, basis, source, confidence }) => ({ id, from_claim, to_claim, relation, basis, source, confidence })),
    references: data.references.map((r) => ({ id: r.id, speaker: name(r.speaker), from_claim: r.from_claim, to_claim: r.to_claim, relation: r.relation, utterance: r.utterance, source: r.source, confidence: r.confidence })),
    shown: data.stances.flatMap((s) =>
      (s.evidence || []).map((e) => ({ speaker: name(s.speaker), proposition: s.proposition, claim: e.claim, side: e.side, kind: e.kind || "", basis: e.basis, why: e.why || "", source: e.source || s.source })),
    ),
    ids: {},
    names: {},
  };
};
/** @param {import("../types.js").Data} data @param {(id: string) => string} name */
const claimsOf = (data, name) => {
  const turn = new Map(data.utterances.map((u, i) => [u.id, i]));
  return data.claims.map((c) => ({ id: c.id, speaker: name(c.speaker), turn: turn.get(c.utterance) ?? -1, start: c.start, end: c.end ?? c.start, text: c.text, quote: c.quote, reported_by: c.reported_by, source: c.source, confidence: c.confidence }));
};

/** The positions of an event as corrections see it. @param {Tables} t */
export const positionsOf = (t) => stancesOf(t.shown, new Map(t.claims.map((c) => [c.id, c])));
/** @param {Tables} t @param {string} target */
const positionAt = (t, target) => {
  const found = positionsOf({ ...t, shown: t.shown.filter((e) => `${e.speaker}|${e.proposition}` === target) });
  if (!found.length) throw new Unmatched(target);
  return found[0];
};
/** @param {Tables} t @param {string} target @returns {(typeof LISTS)[number]} */
const listOf = (t, target) => {
  const found = LISTS.find((name) => t[name].some((row) => row.id === target));
  if (!found) throw new Unmatched(target);
  return found;
};
/** @param {any[]} rows @param {string} id @param {(row: any) => any} change */
const changed = (rows, id, change) => rows.map((row) => (row.id === id ? change(row) : row));
/** @param {any} value @param {string[]} known */
const oneOf = (value, known) => {
  if (!known.includes(value)) throw new Impossible(`'${value}' is none of ${known.join(", ")}`);
  return value;
};

/** @param {Tables} t @param {string} target @param {(piece: Piece) => Piece} change */
const inPosition = (t, target, change) => {
  const claims = new Set(positionAt(t, target).claims);
  return { ...t, shown: t.shown.map((e) => (`${e.speaker}|${e.proposition}` === target && claims.has(e.claim) ? change(e) : e)) };
};

/** What a machine read off a relation. @param {Tables} t @param {any} relation @returns {(piece: Piece) => boolean} */
const standing = (t, relation) => {
  const pieces = positionsOf(t).flatMap((s) => s.evidence);
  const stated = new Set(pieces.filter((e) => e.claim === relation.to_claim && e.side === "agrees").map((e) => e.proposition));
  return (e) => stated.has(e.proposition) && e.claim === relation.from_claim && e.source !== "human";
};

/** @type {Record<string, (t: Tables, e: any) => Tables>} */
const ACTIONS = {
  acknowledge: (t) => t,
  accept(t, { target }) {
    if (target.includes("|")) return inPosition(t, target, (e) => ({ ...e, source: "human" }));
    const list = listOf(t, target);
    return { ...t, [list]: changed(t[list], target, (row) => ({ ...row, ..."source" in row ? { source: "human" } : {}, ..."confidence" in row ? { confidence: 1 } : {} })) }; // prettier-ignore
  },
  reject(t, { target }) {
    if (target.includes("|")) {
      positionAt(t, target);
      return { ...t, shown: t.shown.filter((e) => `${e.speaker}|${e.proposition}` !== target) };
    }
    const list = listOf(t, target),
      row = t[list].find((x) => x.id === target);
    const now = { ...t, [list]: t[list].filter((x) => x.id !== target) };
    if (list === "relations") {
      const read = standing(t, row);
      return { ...now, shown: t.shown.filter((e) => !read(e)) };
    }
    if (list === "claims")
      return {
        ...now,
        shown: t.shown.filter((e) => e.claim !== target),
        relations: t.relations.filter((r) => r.from_claim !== target && r.to_claim !== target),
        references: t.references.map((r) => ({ ...r, from_claim: r.from_claim === target ? "" : r.from_claim, to_claim: r.to_claim === target ? "" : r.to_claim })),
      };
    const gone = new Set(list === "propositions" ? [target] : list === "questions" ? t.propositions.filter((p) => p.question === target).map((p) => p.id) : []);
    return { ...now, propositions: now.propositions.filter((p) => !gone.has(p.id)), shown: t.shown.filter((e) => !gone.has(e.proposition)) };
  },
  retype(t, { target, to }) {
    if (target.includes("|")) {
      positionAt(t, target);
      oneOf(to, SIDES);
      return inPosition(t, target, (e) => ({ ...e, side: to, kind: "", source: "human" }));
    }
    const list = listOf(t, target);
    if (list === "relations") return retypedRelation(t, target, oneOf(to, TYPES.relations));
    if (list === "references") return { ...t, references: changed(t.references, target, (r) => ({ ...r, relation: oneOf(to, TYPES.references), source: "human", confidence: 1 })) };
    if (list === "propositions") return { ...t, propositions: changed(t.propositions, target, (p) => ({ ...p, kind: oneOf(to, TYPES.propositions), source: "human" })) };
    if (!Object.values(CLASSES).includes(list)) throw new Impossible(`a ${list.slice(0, -1)} has no type to change`);
    const into = CLASSES[oneOf(to, Object.keys(CLASSES))];
    const old = t[list].find((x) => x.id === target);
    const left = { ...t, [list]: t[list].filter((x) => x.id !== target) };
    return { ...left, [into]: [.../** @type {any} */ (left)[into], old] };
  },
  merge(t, { target, into, opposite }) {
    if (target === into) {
      listOf(t, target);
      return t;
    }
    const now = opposite ? turned(t, target) : t;
    const list = listOf(now, target),
      other = listOf(now, into);
    if (list !== other && !(ENTITIES.includes(list) && ENTITIES.includes(other))) throw new Impossible("things of two kinds");
    const gone = now[list].find((x) => x.id === target),
      stays = now[other].find((x) => x.id === into);
    if (list === "claims" && other === "claims" && gone.speaker !== stays.speaker) throw new Impossible("claims of two speakers");
    const left = { ...now, [list]: now[list].filter((x) => x.id !== target) };
    const said = list === "speakers" && other === "speakers" ? respoken(left, gone.name, stays.name) : left;
    return { ...repointed(said, target, into), ids: { ...t.ids, [target]: into } };
  },
  rename(t, { target, to }) {
    const list = listOf(t, target);
    if (["claims", "questions", "propositions"].includes(list)) return { ...t, [list]: changed(t[list], target, (row) => ({ ...row, text: to })) };
    if (list === "concepts") return { ...t, concepts: changed(t.concepts, target, (c) => ({ ...c, label: to })) };
    if (!NAMED.includes(list)) throw new Unmatched(target);
    const old = t[list].find((x) => x.id === target).name;
    if (list === "speakers" && t.speakers.some((s) => s.name === to && s.id !== target)) throw new Impossible(`another speaker is called ${to}`);
    const now = { ...t, [list]: changed(t[list], target, (row) => ({ ...row, name: to, label: to })) };
    return list === "speakers" ? { ...respoken(now, old, to), names: { ...t.names, [old]: to } } : now;
  },
  stance(t, { target, to, basis, claims = [], why = "" }) {
    const [speaker, proposition] = [target.slice(0, target.indexOf("|")), target.slice(target.indexOf("|") + 1)];
    if (!t.propositions.some((p) => p.id === proposition) || !t.speakers.some((s) => s.name === speaker)) throw new Unmatched(target);
    const others = t.shown.filter((e) => e.speaker !== speaker || e.proposition !== proposition);
    if (to === "none") return { ...t, shown: others };
    oneOf(to, SIDES);
    const own = claims.map((/** @type {string} */ id) => {
      const claim = t.claims.find((c) => c.id === id);
      if (!claim) throw new Unmatched(id);
      if (claim.speaker !== speaker) throw new Impossible(`claim ${id} is ${claim.speaker}'s`);
      return claim;
    });
    const shown = own.map((/** @type {any} */ c) => ({ speaker, proposition, claim: c.id, side: to, kind: "", basis: basis || (c.reported_by ? "reported" : "explicit"), why, source: "human" }));
    return { ...t, shown: [...others, ...shown] };
  },
  split(t, { target, parts }) {
    const at = t.propositions.findIndex((p) => p.id === target);
    if (at < 0) throw new Unmatched(target);
    const old = t.propositions[at],
      ids = parts.map((/** @type {any} */ p) => p.id);
    if (new Set(ids).size < ids.length || t.propositions.some((p) => p.id !== target && ids.includes(p.id))) throw new Impossible("ids are unique");
    const made = parts.map((/** @type {any} */ p) => ({ id: p.id, text: p.text, question: old.question, kind: p.kind || old.kind, source: "human" }));
    const shown = t.shown.flatMap((e) => {
      if (e.proposition !== target) return [e];
      const own = parts.filter((/** @type {any} */ p) => (p.claims || []).includes(e.claim));
      return (own.length ? own : parts.slice(0, 1)).map((/** @type {any} */ p) => ({ ...e, proposition: p.id, side: p.opposite ? OPPOSITE[e.side] || e.side : e.side }));
    });
    return { ...t, propositions: [...t.propositions.slice(0, at), ...made, ...t.propositions.slice(at + 1)], shown, ids: { ...t.ids, [target]: ids[0] } };
  },
  speaker(t, { target, to }) {
    const i = Number(target.slice(5)) - 1;
    if (!t.turns[i] || t.turns[i].kind !== "speech") throw new Unmatched(target);
    const own = new Set(t.claims.filter((c) => c.turn === i).map((c) => c.id));
    return {
      ...t,
      speakers: t.speakers.some((s) => s.name === to) ? t.speakers : [...t.speakers, { id: `new:${to}`, name: to, label: to, aliases: [], role: "", panel: true, initials: to.slice(0, 2) }],
      turns: t.turns.map((turn, j) => (j === i ? { ...turn, speaker: to } : turn)),
      claims: t.claims.map((c) => (own.has(c.id) ? { ...c, speaker: to } : c)),
      shown: t.shown.map((e) => (own.has(e.claim) ? { ...e, speaker: to } : e)),
    };
  },
  add(t, entry) {
    if (entry.claim) return withClaim(t, entry.claim);
    const there = (/** @type {string} */ id) => {
      if (id && !t.claims.some((c) => c.id === id)) throw new Unmatched(id);
    };
    if (entry.relation) {
      const { from_claim, to_claim, relation, basis = "explicit" } = entry.relation;
      [from_claim, to_claim].forEach(there);
      if (from_claim === to_claim) throw new Impossible("a claim cannot relate to itself");
      const same = (/** @type {any} */ r) => r.from_claim === from_claim && r.to_claim === to_claim && r.relation === relation;
      return { ...t, relations: [...t.relations.filter((r) => !same(r)), { id: `new:${from_claim}|${relation}|${to_claim}`, from_claim, to_claim, relation: oneOf(relation, TYPES.relations), basis, source: "human", confidence: 1 }] };
    }
    if (entry.question) return { ...t, questions: [...t.questions.filter((q) => q.id !== entry.question.id), { id: entry.question.id, text: entry.question.text, source: "human" }] };
    if (entry.proposition) {
      const { id, text, question, kind } = entry.proposition;
      if (!t.questions.some((q) => q.id === question)) throw new Unmatched(question);
      return { ...t, propositions: [...t.propositions.filter((p) => p.id !== id), { id, text, question, kind: oneOf(kind, TYPES.propositions), source: "human" }] };
    }
    return t;
  },
};

/** @param {Tables} t @param {any} entry */
const withClaim = (t, { key, speaker, quote, text, stances = {}, reported_by = "" }) => {
  for (const about of Object.keys(stances)) if (!t.propositions.some((p) => p.id === about)) throw new Unmatched(about);
  if (!t.speakers.some((s) => s.name === speaker)) throw new Impossible(`${speaker} speaks nowhere`);
  const same = t.claims.find((c) => c.speaker === speaker && c.quote === quote);
  const id = same ? same.id : `new:${key || quote}`;
  const place = same || { turn: t.turns.findIndex((u) => u.speaker === speaker && u.text.includes(quote)), start: 0, end: 0 };
  const claim = { id, speaker, turn: place.turn, start: place.start, end: place.end, text, quote, reported_by, source: "human", confidence: 1 };
  const shown = Object.entries(stances).map(([proposition, given]) => {
    const stance = typeof given === "string" ? { stance: given } : /** @type {any} */ (given);
    return { speaker, proposition, claim: id, side: stance.stance, kind: stance.kind || "", basis: stance.basis || (reported_by ? "reported" : "explicit"), why: stance.why || "", source: "human" };
  });
  return { ...t, claims: [...t.claims.filter((c) => c.id !== id), claim], shown: [...t.shown.filter((e) => e.claim !== id), ...shown], ids: key ? { ...t.ids, [key]: id } : t.ids };
};

/** @param {Tables} t @param {string} target */
const turned = (t, target) => {
  if (!t.propositions.some((p) => p.id === target)) throw new Unmatched(target);
  return { ...t, shown: t.shown.map((e) => (e.proposition === target ? { ...e, side: OPPOSITE[e.side] || e.side } : e)) };
};

/** @param {Tables} t @param {any} target @param {string} to */
const retypedRelation = (t, target, to) => {
  const relation = t.relations.find((r) => r.id === target),
    read = standing(t, relation),
    side = SIDE_OF[to];
  const same = (/** @type {any} */ r) => r.id !== target && r.from_claim === relation.from_claim && r.to_claim === relation.to_claim && r.relation === to;
  return {
    ...t,
    shown: t.shown.flatMap((e) => (read(e) ? (side ? [{ ...e, side }] : []) : [e])),
    relations: t.relations.filter((r) => !same(r)).map((r) => (r.id === target ? { ...r, relation: to, source: "human", confidence: 1 } : r)),
  };
};

/** @param {Tables} t @param {string} old @param {string} now */
const respoken = (t, old, now) => {
  const to = (/** @type {string} */ name) => (name === old ? now : name);
  return {
    ...t,
    turns: t.turns.map((u) => ({ ...u, speaker: to(u.speaker) })),
    claims: t.claims.map((c) => ({ ...c, speaker: to(c.speaker), reported_by: to(c.reported_by) })),
    shown: t.shown.map((e) => ({ ...e, speaker: to(e.speaker) })),
    references: t.references.map((r) => ({ ...r, speaker: to(r.speaker) })),
  };
};

/** @param {Tables} t @param {string} old @param {string} now */
const repointed = (t, old, now) => {
  const to = (/** @type {string} */ id) => (id === old ? now : id);
  const relations = new Map();
  for (const r of t.relations.map((x) => ({ ...x, from_claim: to(x.from_claim), to_claim: to(x.to_claim) })))
    if (r.from_claim !== r.to_claim) relations.set(`${r.from_claim}|${r.relation}|${r.to_claim}`, r);
  return {
    ...t,
    shown: t.shown.map((e) => ({ ...e, proposition: to(e.proposition), claim: to(e.claim) })),
    relations: [...relations.values()],
    references: t.references.map((r) => ({ ...r, from_claim: to(r.from_claim), to_claim: to(r.to_claim) })),
    propositions: t.propositions.map((p) => ({ ...p, question: to(p.question) })),
  };
};

/** What an id is called after what was applied. @param {Tables} t @param {string} value @returns {string} */
export const nowCalled = (t, value) => {
  if (value.includes("|")) {
    const at = value.indexOf("|"),
      who = value.slice(0, at);
    return `${t.speakers.some((s) => s.name === who) ? who : t.names[who] ?? who}|${nowCalled(t, value.slice(at + 1))}`; // prettier-ignore
  }
  const seen = new Set();
  let now = value;
  while (now in t.ids && !seen.has(now) && !LISTS.some((name) => t[name].some((row) => row.id === now))) {
    seen.add(now);
    now = t.ids[now];
  }
  return now;
};
/** @param {Tables} t @param {Entry} entry @returns {Entry} */
const followed = (t, entry) => {
  const now = (/** @type {string} */ value) => nowCalled(t, value),
    ends = (/** @type {any} */ r) => r && { ...r, from_claim: now(r.from_claim || ""), to_claim: now(r.to_claim || "") };
  return {
    ...entry,
    target: now(entry.target || ""),
    into: now(entry.into || ""),
    claims: (entry.claims || []).map(now),
    parts: (entry.parts || []).map((p) => ({ ...p, claims: (p.claims || []).map(now) })),
    relation: ends(entry.relation),
    reference: ends(entry.reference),
    claim: entry.claim && { ...entry.claim, stances: Object.fromEntries(Object.entries(entry.claim.stances || {}).map(([about, s]) => [now(about), s])) },
  };
};

/**
 * Apply corrections in their order. What finds no target, or cannot be, changes nothing and is told.
 * @param {Tables} tables @param {Entry[]} entries
 * @returns {{ tables: Tables, unmatched: number[], impossible: [number, string][] }}
 */
export const replayed = (tables, entries) => {
  let now = tables;
  const unmatched = [],
    impossible = /** @type {[number, string][]} */ ([]);
  for (const [i, entry] of entries.entries()) {
    const action = ACTIONS[entry.action];
    try {
      if (!action) throw new Impossible(`no action '${entry.action}'`);
      now = action(now, followed(now, entry));
    } catch (error) {
      if (error instanceof Unmatched) unmatched.push(i);
      else if (error instanceof Impossible) impossible.push([i, error.message]);
      else throw error;
    }
  }
  return { tables: now, unmatched, impossible };
};
