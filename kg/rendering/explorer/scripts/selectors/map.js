// What stands on the map: its nodes and edges by what was added and by the filter, and what is lit by a selection. No document.
import { idOf, kindOf } from "../core/model.js";
import { classOf, voicesOf } from "./briefing.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {import("../core/data.js").Node} Node */
/** @typedef {import("../core/data.js").Edge} Edge */

/** What can be added to the first picture. */
export const ADDABLE = ["shared", "alone", "concept", "question", "claim", "organization", "product", "pairs"];
/** Claims at once: more than this would hide what they show. */
export const MOST_CLAIMS = 400;
/** Lines between speakers at once, those with most points first. */
export const MOST_PAIRS = 120;
const TYPES = ["speaker", "proposition", "question", "concept", "claim", "organization", "product"];
const PAIRS = ["agrees with", "disagrees with"];

/**
 * @typedef {{ types: Set<string>, points: Set<string>, relations: Set<string> | null, pairs: boolean, open: Set<string> }} Settings
 * @param {Record<string, string>} state @returns {Settings}
 */
export const settingsOf = (state) => {
  const list = (/** @type {string} */ text) => (text || "").split(",").filter(Boolean);
  const add = new Set(list(state.add));
  const types = new Set(state.types ? list(state.types) : ["speaker", "proposition", ...TYPES.filter((t) => add.has(t))]);
  const relations = state.rel ? new Set(list(state.rel)) : null;
  const points = new Set(["split", ...["shared", "alone"].filter((x) => add.has(x))]);
  if (points.has("shared")) points.add("mixed");
  return { types, points, relations, pairs: add.has("pairs") || Boolean(relations && PAIRS.some((r) => relations.has(r))), open: new Set(list(state.open)) };
};

/** The nodes at both ends of what a key names, or itself. @param {Model} model @param {string} key @returns {string[]} */
export const endsOf = (model, key) => {
  const row = model.get(key);
  if (!row) return [];
  /** @type {Record<string, () => string[]>} */
  const ends = {
    stance: () => [`speaker:${row.speaker}`, `proposition:${row.proposition}`],
    pair: () => [`speaker:${row.speaker}`, `speaker:${row.other}`],
    relation: () => [`claim:${row.from_claim}`, `claim:${row.to_claim}`],
    reference: () => [`speaker:${row.speaker}`, `speaker:${row.refers_to}`],
  };
  return ends[kindOf(key)]?.() || [key];
};

/** The claims of a node. @param {Model} model @param {string} key @returns {import("../types.js").Claim[]} */
export const claimsOf = (model, key) => {
  const id = idOf(key);
  switch (kindOf(key)) {
    case "speaker":
      return model.claimsBy.get(id) || [];
    case "concept":
      return model.claimsOn.get(id) || [];
    case "proposition":
      return (model.stancesOf.get(id) || []).flatMap((s) => model.claims(s.claims));
    case "question":
      return model.get(key).propositions.flatMap((/** @type {string} */ p) => claimsOf(model, `proposition:${p}`));
    case "claim":
    case "relation":
      return endsOf(model, key).flatMap((end) => model.get(end) || []);
    default:
      return [];
  }
};

/** @param {Model} model @param {import("../types.js").Claim} claim @returns {Edge[]} */
const claimEdges = (model, claim) => {
  const key = `claim:${claim.id}`;
  const edge = (/** @type {string} */ relation, /** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ target, more = {}) => ({ id: `${relation}|${from}|${to}`, relation, from, to, target, weight: 1, ...more });
  const told = (/** @type {any} */ row) => ({ basis: row.basis, source: row.source, confidence: row.confidence });
  return [
    edge("says", `speaker:${claim.speaker}`, key, key),
    ...(model.stancesOfClaim.get(claim.id) || []).map((s) => edge(s.stance, key, `proposition:${s.proposition}`, `stance:${s.speaker}|${s.proposition}`, told(s))),
    ...claim.concepts.map((id) => edge("about", key, `concept:${id}`, key)),
    ...(model.relationsOf.get(claim.id) || []).filter((r) => r.from_claim === claim.id).map((r) => edge(r.relation, key, `claim:${r.to_claim}`, `relation:${r.id}`, told(r))),
  ];
};

/** Whether a point stands on the map: of the first picture, of a kind that was added, or found. @param {Node} node @param {any} p @param {Settings} s @param {Shown} shown */
const pointStands = (node, p, s, shown) => {
  if (!shown.points.has(p.id)) return false;
  if (node.first || s.open.has(`question:${p.question}`)) return true;
  const kind = classOf(p);
  // A filter leaves few: then all that it leaves stand there.
  return (!shown.all && shown.points.size <= 40) || (s.points.has(kind) && (kind !== "alone" || voicesOf(p) > 0));
};

/**
 * Return the nodes and edges of the picture, and how many claims were left out.
 * @param {Model} model @param {Shown} shown @param {Settings} s @param {string} sel
 * @returns {{ nodes: Node[], edges: Edge[], claims: number, ofClaims: number, pairs: number, ofPairs: number }}
 */
export const pictureOf = (model, shown, s, sel) => {
  const { network } = model.data;
  const reach = new Set(sel ? endsOf(model, sel) : []);
  const inPoints = new Set(model.data.stances.filter((x) => shown.points.has(x.proposition)).map((x) => x.speaker));
  const stands = (/** @type {Node} */ n) => {
    if (reach.has(n.id)) return true;
    if (!s.types.has(n.type)) return n.type === "proposition" && s.open.has(`question:${model.get(n.id).question}`);
    if (n.type === "proposition") return pointStands(n, model.get(n.id), s, shown);
    if (n.type === "speaker") return (n.first || s.types.has("claim")) && (shown.all || inPoints.has(idOf(n.id)) || shown.speakers.has(idOf(n.id)));
    if (n.type === "concept") return shown.all ? n.weight > 1 : claimsOf(model, n.id).some((c) => shown.claims.has(c.id));
    if (n.type === "question") return shown.all || model.get(n.id).propositions.some((/** @type {string} */ p) => shown.points.has(p));
    return true;
  };
  /** @type {Map<string, Node>} */
  const nodes = new Map(network.nodes.filter(stands).map((/** @type {Node} */ n) => [n.id, n]));
  const asked = claimsAsked(model, shown, s, sel);
  for (const c of asked.slice(0, MOST_CLAIMS)) {
    const [x, y] = network.claim_places[c.id];
    nodes.set(`claim:${c.id}`, { id: `claim:${c.id}`, type: "claim", label: "", weight: 1, first: false, x, y });
  }
  const passes = (/** @type {Edge} */ e) =>
    nodes.has(e.from) && nodes.has(e.to) && (s.relations ? s.relations.has(e.relation) : relationStands(e, s)) && (!shown.filter.basis || !e.basis || e.basis === shown.filter.basis);
  const open = asked.slice(0, MOST_CLAIMS).flatMap((c) => claimEdges(model, c));
  const edges = [...network.edges, ...open].filter(passes);
  const between = edges.filter((e) => PAIRS.includes(e.relation)).sort((a, b) => b.weight - a.weight);
  const cut = new Set(between.slice(MOST_PAIRS).map((e) => e.id));
  return {
    nodes: [...nodes.values()],
    edges: cut.size ? edges.filter((e) => !cut.has(e.id)) : edges,
    claims: Math.min(asked.length, MOST_CLAIMS),
    ofClaims: asked.length,
    pairs: between.length - cut.size,
    ofPairs: between.length,
  };
};

/** @param {Edge} e @param {Settings} s */
const relationStands = (e, s) => {
  if (PAIRS.includes(e.relation)) return s.pairs;
  // A line from speaker to topic or question says what the points between them say already.
  if (e.relation === "speaks of") return !s.types.has("proposition");
  if (e.relation === "speaks to") return s.types.has("question") && !s.types.has("proposition");
  return e.relation !== "no stance" || s.points.has("alone");
};

/** @param {Model} model @param {Shown} shown @param {Settings} s @param {string} sel */
const claimsAsked = (model, shown, s, sel) => {
  /** @type {Map<string, import("../types.js").Claim>} */
  const asked = new Map();
  if (s.types.has("claim")) for (const c of model.data.claims) if (shown.claims.has(c.id)) asked.set(c.id, c);
  for (const key of [...s.open, ...(["claim", "relation"].includes(kindOf(sel)) ? [sel] : [])])
    for (const c of kindOf(key) === "question" ? [] : claimsOf(model, key)) asked.set(c.id, c);
  return [...asked.values()];
};

/**
 * Return what a selection lights: nodes and edges. Of a position, all that stands on its point, so that both sides are seen;
 * of two speakers, the lines between them and the points that they stand against each other on.
 * @param {Model} model @param {{ nodes: Node[], edges: Edge[] }} picture @param {string} sel
 */
export const litBy = (model, picture, sel) => {
  const ends = new Set(endsOf(model, sel)),
    kind = kindOf(sel);
  const differ = new Set(kind === "pair" ? model.get(sel).disagree_on.map((/** @type {string} */ p) => `proposition:${p}`) : []);
  const lit = (/** @type {Edge} */ e) => {
    if (e.target === sel) return true;
    if (kind === "stance") return e.to === `proposition:${model.get(sel).proposition}` && ["agrees", "disagrees", "mixed"].includes(e.relation);
    if (kind === "pair") return (ends.has(e.from) && ends.has(e.to)) || (ends.has(e.from) && differ.has(e.to));
    if (kind === "relation") return ends.has(e.from) && ends.has(e.to);
    return ends.has(e.from) || ends.has(e.to);
  };
  const edges = picture.edges.filter(lit);
  return { nodes: new Set([...ends, ...edges.flatMap((e) => [e.from, e.to])]), edges: new Set(edges.map((e) => e.id)) };
};

/** Who a line joins and how, in words. @param {Model} model @param {Edge} e @param {(key: string) => string} title */
export const lineText = (model, e, title) => `${title(e.from)} – ${e.relation}${e.basis ? ` (${e.basis === "explicit" ? "said" : e.basis})` : ""} – ${title(e.to)}${e.weight > 1 ? ` · ${e.weight}` : ""}`;
