// What there is to review, in which order, and what a person has decided of it. No document.
import { isMachine } from "../core/model.js";
import { wordsOf } from "../core/search.js";
import { classOf } from "./briefing.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../core/corrections.js").Entry} Entry */
/**
 * @typedef {{ key: string, kind: string, target: string, show: string, row: any, machine: boolean, rule: string, speaker: string,
 *   sure: number, weight: number, types: string[], type: string, text: string }} Item
 * `show` is the key that the page selects; `weight` is how much a verdict depends on it
 */

/** Kind → the types that it can have. */
export const TYPES = /** @type {Record<string, string[]>} */ ({
  stance: ["agrees", "disagrees", "mixed", "no stance"],
  relation: ["agrees", "disagrees", "qualifies", "rephrases", "builds on", "supports"],
  reference: ["agrees", "disagrees", "qualifies", "builds on", "neutral"],
  proposition: ["fact", "forecast", "value", "definition", "policy"],
});

/** What a verdict would be without one of its voices. @param {any} p @param {string} side */
const classWithout = (p, side) => {
  const left = { agree: p.agree - Number(side === "agrees"), disagree: p.disagree - Number(side === "disagrees"), mixed: p.mixed - Number(side === "mixed") };
  if (left.agree && left.disagree) return "split";
  if (left.mixed) return "mixed";
  return left.agree + left.disagree > 1 ? "shared" : "alone";
};

/** Two where the verdict falls with the position, one where it only counts for it. @param {Model} model @param {any} s */
const weightOfStance = (model, s) => {
  const p = model.get(`proposition:${s.proposition}`);
  if (!p || s.stance === "no stance") return 0;
  return classOf(p) !== classWithout(p, s.stance) ? 2 : 1;
};

/** @param {Model} model @param {any} c */
const weightOfClaim = (model, c) => Math.max(0, ...(model.stancesOfClaim.get(c.id) || []).map((s) => weightOfStance(model, s) - (s.claims.length > 1 ? 1 : 0)));

/** All that can be reviewed, in the order of the event. @param {Model} model @returns {Item[]} */
export const itemsOf = (model) => {
  const { data } = model,
    rules = data.rules || {};
  /** @param {string} kind @param {any} row @param {Partial<Item>} more @returns {Item} */
  const item = (kind, row, more = {}) => ({
    key: `${kind}:${more.target || row.id}`,
    kind,
    target: row.id,
    show: `${kind}:${row.id}`,
    row,
    machine: isMachine(row),
    rule: rules[row.id] || "",
    speaker: row.speaker || row.from_speaker || "",
    sure: row.confidence ?? 1,
    weight: 0,
    types: TYPES[kind] || [],
    type: "",
    text: "",
    ...more,
  });
  const named = (/** @type {string} */ kind, /** @type {any[]} */ rows) => rows.map((row) => item(kind, row, { text: row.label, machine: isMachine(row) || row.guessed === true || row.discovered === true }));
  return [
    ...data.propositions.map((p) => item("proposition", p, { type: p.kind, text: p.label, weight: ["split", "shared", "mixed"].includes(classOf(p)) ? 2 : 1 })),
    ...data.stances.map((s) => item("stance", s, { target: `${model.name(s.speaker)}|${s.proposition}`, show: `stance:${s.speaker}|${s.proposition}`, type: s.stance, weight: weightOfStance(model, s) })),
    ...data.claims.map((c) => item("claim", c, { text: c.text, weight: weightOfClaim(model, c) })),
    ...data.relations.map((r) => item("relation", r, { type: r.relation, weight: r.relation === "agrees" || r.relation === "disagrees" ? 1 : 0 })),
    ...data.references.map((r, i) => item("reference", r, { show: `reference:${i}`, type: r.relation })),
    ...named("question", data.questions),
    ...named("speaker", data.speakers),
    ...named("organization", data.organizations),
    ...named("product", data.products),
    ...named("place", data.places),
    ...named("work", data.works),
    ...named("concept", data.concepts),
  ];
};

/** Order → how two items compare. @type {Record<string, (a: Item, b: Item) => number>} */
export const ORDERS = {
  weight: (a, b) => b.weight - a.weight || a.sure - b.sure,
  unsure: (a, b) => a.sure - b.sure || b.weight - a.weight,
  event: () => 0,
};

/**
 * The items that a reviewer wants to see.
 * @param {Item[]} items
 * @param {{ all: boolean, kind: string, rule: string, who: string, unsure: boolean, open: boolean, order: string }} wanted `open`: undecided only
 * @param {Map<string, Entry[]>} decided
 */
export const chosen = (items, wanted, decided) =>
  items
    .filter((i) => (wanted.all || i.machine || decided.has(i.target)) && (!wanted.kind || i.kind === wanted.kind) && (!wanted.rule || i.rule === wanted.rule))
    .filter((i) => (!wanted.who || i.speaker === wanted.who) && (!wanted.unsure || i.sure < UNSURE) && (!wanted.open || !decided.has(i.target)))
    .sort(ORDERS[wanted.order] || ORDERS.weight);
/** Below this a method is unsure of what it says. */
export const UNSURE = 0.7;

/** Target → what was decided of it, in order. @param {Entry[]} entries */
export const decidedBy = (entries) => {
  /** @type {Map<string, Entry[]>} */
  const found = new Map();
  for (const entry of entries) if (entry.target) found.set(entry.target, [...(found.get(entry.target) || []), entry]);
  return found;
};

/** What is left of an item once all is decided: gone, changed, accepted, or open. @param {Entry[]} own */
export const statusOf = (own = []) => {
  const actions = new Set(own.map((e) => e.action));
  if (actions.has("reject") || own.some((e) => e.action === "stance" && e.to === "none")) return "gone";
  if (actions.has("merge") || actions.has("split")) return "moved";
  return actions.has("accept") && actions.size === 1 ? "accepted" : actions.size ? "changed" : "open";
};

/** Words that tell nothing of what a sentence is about are as frequent in one claim as in the next: those are not counted. */
const weights = (/** @type {any[]} */ claims) => {
  const n = new Map();
  for (const c of claims) for (const word of new Set(wordsOf(`${c.text} ${c.quote}`))) n.set(word, (n.get(word) || 0) + 1);
  return (/** @type {string} */ word) => Math.log(1 + claims.length / (n.get(word) || claims.length));
};

/**
 * A speaker's claims that are nearest to a point, by the words that they share; those that share none come last, in order.
 * @param {{ id: string, speaker: string, text: string, quote: string }[]} claims @param {string} speaker @param {string} text @param {number} [most]
 */
export const nearestClaims = (claims, speaker, text, most = 5) => {
  const weight = weights(claims),
    wanted = new Set(wordsOf(text));
  const score = (/** @type {any} */ c) => [...new Set(wordsOf(`${c.text} ${c.quote}`))].reduce((sum, word) => sum + (wanted.has(word) ? weight(word) : 0), 0);
  return claims
    .filter((c) => c.speaker === speaker)
    .map((c) => ({ c, score: score(c) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ c }) => c);
};

/**
 * Which of the places that hold these words a turn's one is, from 1; 0 where there is but one.
 * @param {import("../types.js").Utterance[]} utterances @param {string} id of the turn @param {number} from @param {string} words
 */
export const occurrenceOf = (utterances, id, from, words) => {
  let n = 0,
    mine = 0;
  for (const u of utterances)
    for (let at = u.text.indexOf(words); at >= 0; at = u.text.indexOf(words, at + 1)) {
      n++;
      if (u.id === id && at === from) mine = n;
    }
  return n > 1 ? mine : 0;
};

/** A name for a new thing that no other has, out of its words. @param {string} text @param {Set<string>} taken */
export const freeId = (text, taken) => {
  const words = wordsOf(text.replace(/[^\p{L}\p{N}\s]/gu, " ")).slice(0, 7).join("-") || "new";
  for (let n = 1; ; n++) {
    const id = n > 1 ? `${words}-${n}` : words;
    if (!taken.has(id)) return id;
  }
};
