// What the first view says: which points split, which are shared, who stands with whom, what each stands for. No document.
import { VERDICTS, capital, counted, inWords } from "../text.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {import("../types.js").Proposition} Proposition */
/** @typedef {import("../types.js").Stance} Stance */
/** @typedef {import("../types.js").Claim} Claim */

/** What a verdict is to a reader: split, shared, mixed or alone. @param {{ verdict: string }} p */
export const classOf = (p) => (VERDICTS[p.verdict] || VERDICTS.none).class;

/** @param {Proposition} p */
export const voicesOf = (p) => p.agree + p.disagree + p.mixed;

/** More voices first, then the smaller side, then the share that was said in words. @param {Proposition} a @param {Proposition} b */
export const byWeight = (a, b) =>
  voicesOf(b) - voicesOf(a) ||
  Math.min(b.agree, b.disagree) - Math.min(a.agree, a.disagree) ||
  (b.explicit_share || 0) - (a.explicit_share || 0) ||
  (a.id < b.id ? -1 : 1);

/**
 * Return the points that are shown, by what they are to a reader, the weightiest first.
 * @param {Model} model @param {Shown} shown
 */
export const sorted = (model, shown) => {
  const rows = model.data.propositions.filter((p) => shown.points.has(p.id)).sort(byWeight);
  const of = (/** @type {string} */ name) => rows.filter((p) => classOf(p) === name);
  return { split: of("split"), shared: of("shared"), mixed: of("mixed"), alone: of("alone").filter((p) => voicesOf(p) > 0), rows };
};

/** The positions of the panel on a point, which are those that count: said before inferred, then in the order of the panel. @param {Model} model @param {string} id */
export const positionsOn = (model, id) => {
  const seat = new Map(model.data.speakers.map((s, i) => [s.id, i]));
  const panel = new Set(model.data.panel);
  return (model.stancesOf.get(id) || []).filter((s) => panel.has(s.speaker)).sort(
    (a, b) => Number(a.basis !== "explicit") - Number(b.basis !== "explicit") || (seat.get(a.speaker) || 0) - (seat.get(b.speaker) || 0),
  );
};

/**
 * The claim that speaks for a side of a point: said before inferred, with words to show.
 * @param {Model} model @param {string} id @param {string} side @returns {{ claim: Claim, stance: Stance } | undefined}
 */
export const quoteFor = (model, id, side) => {
  for (const s of positionsOn(model, id).filter((x) => x.stance === side)) {
    // Of a position that was joined from several claims, one that says this side on the basis that is shown.
    const own = (s.evidence || []).filter((e) => e.side === side && e.basis === s.basis).map((e) => e.claim);
    const [claim] = model.claims(own.length ? s.claims.filter((c) => own.includes(c)) : s.claims);
    if (claim) return { claim, stance: s };
  }
  return undefined;
};

/**
 * The finding in one sentence, as parts: a text, or a count that leads to what it counts, or a point.
 * @param {Model} model @param {ReturnType<typeof sorted>} points
 * @returns {(string | { n: number, text: string, to: "shared" | "split" } | { point: string })[]}
 */
export const headline = ({ data }, points) => {
  const panel = data.panel.length,
    who = panel ? capital(counted(panel, "speaker").replace(/^[\d,]+/, inWords(panel))) : "They";
  const shared = points.shared.length,
    split = points.split.length;
  const share = { n: shared, text: counted(shared, "point"), to: /** @type {const} */ ("shared") },
    part = { n: split, text: shared ? String(split) : counted(split, "point"), to: /** @type {const} */ ("split") };
  // Two of three on one side are not "three speakers": only what all of them hold is shared by all.
  const all = points.shared.every((p) => Math.max(p.agree, p.disagree) >= panel);
  const sharing = !panel || all ? `${who} share ` : `Of ${inWords(panel)} speakers two or more share `;
  if (!shared && !split) return [`${who}: no point has two of them on one side, or two sides.`];
  if (!split) return [sharing, share, ", and no point splits them."];
  const top = points.split[0];
  const sides = `${inWords(top.agree)} for, ${inWords(top.disagree)} against${top.mixed ? `, ${inWords(top.mixed)} on both sides` : ""}.`;
  const begin = shared ? [sharing, share, " and split on ", part] : [`${who} split on `, part];
  return [...begin, split > 1 ? ", with most voices on: " : ": ", { point: top.id }, ` ${capital(sides)}`];
};

/**
 * The pairs of those who took a side as a triangle: for each speaker but the first, the pairs with those before.
 * @param {Model} model @param {number} [most] how many speakers at most; those with most positions stay
 */
export const triangle = (model, most = 12) => {
  const { data } = model;
  const ranked = [...data.speakers].filter((s) => s.n_stances > 0).sort((a, b) => b.n_stances - a.n_stances);
  const kept = new Set(ranked.slice(0, most).map((s) => s.id));
  const people = data.speakers.filter((s) => kept.has(s.id));
  const rows = people.slice(1).map((one, i) => ({
    speaker: one.id,
    pairs: people.slice(0, i + 1).map((other) => model.get(model.pair(one.id, other.id)) || null),
  }));
  const top = Math.max(1, ...rows.flatMap((r) => r.pairs).map((p) => (p ? Math.max(p.agree, p.disagree) : 0)));
  return { people: people.map((s) => s.id), rows, top, left: ranked.length - kept.size };
};

/**
 * What a speaker stands for: up to three points (said first, with most words), one position held alone, who is nearest and farthest.
 * @param {Model} model @param {Shown} shown @param {string} id
 */
export const cardOf = (model, shown, id) => {
  const own = (model.stancesBy.get(id) || []).filter((s) => s.stance !== "no stance" && shown.points.has(s.proposition)),
    weight = (/** @type {Stance} */ s) => (s.basis === "explicit" ? 100 : 0) + s.claims.length;
  const lonely = own
    .filter((s) => s.stance === "agrees" || s.stance === "disagrees")
    .map((s) => ({ s, p: /** @type {Proposition} */ (model.get(`proposition:${s.proposition}`)) }))
    .filter(({ s, p }) => classOf(p) === "split" && (s.stance === "agrees" ? p.agree : p.disagree) === 1 && voicesOf(p) > 2)
    .sort((a, b) => byWeight(a.p, b.p))[0]?.s;
  const points = own.filter((s) => s !== lonely).sort((a, b) => weight(b) - weight(a) || (a.proposition < b.proposition ? -1 : 1));
  return { id, points: points.slice(0, 3), lonely, ...neighbours(model, id), n: own.length };
};

/** Who is nearest and who farthest, by what both took a side on; nobody where it is two points or less. @param {Model} model @param {string} id */
export const neighbours = (model, id) => {
  const panel = new Set(model.data.panel);
  const near = model.data.pairs
    .filter((p) => (p.speaker === id || p.other === id) && p.both > 2)
    .map((p) => ({ pair: p, other: p.speaker === id ? p.other : p.speaker }))
    .filter(({ other }) => panel.has(other));
  const score = (/** @type {{ pair: import("../types.js").Pair }} */ x) => (x.pair.agree - x.pair.disagree) / x.pair.both;
  const order = [...near].sort((a, b) => score(b) - score(a) || b.pair.both - a.pair.both || (a.other < b.other ? -1 : 1));
  const closest = order.find(({ pair }) => pair.agree > pair.disagree);
  const farthest = [...order].reverse().find((x) => x !== closest && x.pair.disagree > 0);
  return { closest, farthest };
};

/** The questions that nobody took a side on. @param {Model} model @param {Shown} shown */
export const openQuestions = ({ data, get }, shown) =>
  data.questions.filter((q) => {
    if (!shown.all && !(shown.found && shown.found.has(`question:${q.id}`))) return false;
    return q.propositions.every((id) => voicesOf(get(`proposition:${id}`)) === 0);
  });
