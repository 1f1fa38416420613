// Speakers by points: the order of rows and columns, the groups of columns at size, and what two speakers share. No document.
import { byWeight, classOf } from "./briefing.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {import("../types.js").Speaker} Speaker */
/** @typedef {import("../types.js").Proposition} Proposition */
/** @typedef {{ id: string, label: string, members: string[] }} Column a speaker, or a group of speakers */

/** Above so many speakers heads are initials; above so many they stand in groups. */
export const CONDENSED = 12;
export const GROUPED = 30;
const CHUNK = 12;

/** How like two speakers are, from −1 (always opposed) to 1; 0 where they share no point. @param {Model} model @param {string} a @param {string} b */
const likeness = (model, a, b) => {
  const pair = model.get(model.pair(a, b));
  return pair && pair.both ? (pair.agree - pair.disagree) / pair.both : 0;
};

/**
 * Return speakers so that those who stand alike are neighbours: from the one who is opposed most, always on to the likest.
 * @param {Model} model @param {Speaker[]} speakers
 */
export const seriated = (model, speakers) => {
  const left = [...speakers];
  if (left.length < 3) return left;
  const opposed = new Map(left.map((s) => [s.id, 0]));
  for (const p of model.data.pairs) for (const id of [p.speaker, p.other]) opposed.set(id, (opposed.get(id) || 0) + p.disagree);
  left.sort((x, y) => (opposed.get(y.id) || 0) - (opposed.get(x.id) || 0));
  const seated = [/** @type {Speaker} */ (left.shift())];
  while (left.length) {
    const last = seated[seated.length - 1].id;
    let best = 0;
    for (let i = 1; i < left.length; i++)
      if (likeness(model, last, left[i].id) > likeness(model, last, left[best].id)) best = i;
    seated.push(...left.splice(best, 1));
  }
  return seated;
};

/**
 * Return the columns: speakers by likeness; above GROUPED, groups by organization, or by likeness where none is known.
 * @param {Model} model @param {Shown} shown @param {Set<string>} open groups that are unfolded
 * @returns {Column[]}
 */
export const columnsOf = (model, shown, open) => {
  const took = model.data.speakers.filter((s) => model.stancesBy.has(s.id) && shown.speakers.has(s.id));
  const panel = seriated(model, took.filter((s) => s.panel)),
    speakers = [...panel, ...took.filter((s) => !s.panel)];
  const single = (/** @type {Speaker} */ s) => ({ id: s.id, label: s.label, members: [s.id] });
  if (speakers.length <= GROUPED) return speakers.map(single);
  return groupsOf(model, speakers).flatMap((g) => (open.has(g.id) ? [g, ...g.members.map((id) => single(model.get(`speaker:${id}`)))] : [g]));
};

/** @param {Model} model @param {Speaker[]} speakers @returns {Column[]} */
const groupsOf = (model, speakers) => {
  /** @type {Map<string, string[]>} */
  const by = new Map();
  for (const s of speakers) {
    const [own = ""] = /** @type {any} */ (s).organizations || [];
    by.set(own, [...(by.get(own) || []), s.id]);
  }
  const named = [...by].filter(([id, members]) => id && members.length > 1);
  const grouped = new Set(named.flatMap(([, members]) => members));
  const rest = speakers.filter((s) => !grouped.has(s.id)).map((s) => s.id);
  const chunks = Array.from({ length: Math.ceil(rest.length / CHUNK) }, (_, i) => rest.slice(i * CHUNK, (i + 1) * CHUNK));
  return [
    ...named.map(([id, members]) => ({ id: `org.${id}`, label: (model.get(`organization:${id}`) || { label: id }).label, members })),
    ...chunks.map((members, i) => ({ id: `part.${i}`, label: `${model.name(members[0])} – ${model.name(members[members.length - 1])}`, members })),
  ];
};

/**
 * Whether somebody was heard where a question was under discussion; of who is not counted, nobody knows better.
 * @param {Model} model @param {string} question @param {string} speaker
 */
export const couldSpeak = (model, question, speaker) => {
  const { could_speak } = model.get(`question:${question}`) || {};
  return !could_speak || !model.data.panel.includes(speaker) || could_speak.includes(speaker);
};

/**
 * How the members of a group stand on a point.
 * @param {Model} model @param {Column} column @param {string} point
 */
export const tally = (model, column, point) => {
  const found = { agrees: 0, disagrees: 0, mixed: 0, "no stance": 0 };
  for (const id of column.members) {
    const s = model.stance(id, point);
    if (s) found[s.stance] += 1;
  }
  return found;
};

/** @typedef {{ question: string } | { point: Proposition }} Line */

/**
 * Return the rows of the matrix in an order: question heads and points.
 * @param {Model} model @param {Shown} shown @param {string} sort `question`, `weight`, `event` or `speaker.ID`
 * @returns {Line[]}
 */
export const linesOf = (model, shown, sort) => {
  const points = model.data.propositions.filter((p) => shown.points.has(p.id));
  if (sort === "question") {
    const rank = { split: 0, mixed: 1, shared: 2, alone: 3 };
    return model.data.questions.flatMap((q) => {
      const own = points.filter((p) => p.question === q.id).sort((a, b) => rank[/** @type {"split"} */ (classOf(a))] - rank[/** @type {"split"} */ (classOf(b))] || byWeight(a, b));
      return own.length ? [{ question: q.id }, ...own.map((point) => ({ point }))] : [];
    });
  }
  return [...points].sort(order(model, sort)).map((point) => ({ point }));
};

/** @param {Model} model @param {string} sort @returns {(a: Proposition, b: Proposition) => number} */
const order = (model, sort) => {
  if (sort === "event") {
    const first = (/** @type {Proposition} */ p) => Math.min(Infinity, ...(model.stancesOf.get(p.id) || []).flatMap((s) => model.claims(s.claims).map((c) => c.start)));
    const at = new Map(model.data.propositions.map((p) => [p.id, first(p)]));
    return (a, b) => (at.get(a.id) || 0) - (at.get(b.id) || 0) || byWeight(a, b);
  }
  if (sort.startsWith("speaker.")) {
    const rank = (/** @type {Proposition} */ p) => {
      const s = model.stance(sort.slice(8), p.id);
      return s ? ["disagrees", "mixed", "agrees", "no stance"].indexOf(s.stance) : 4;
    };
    return (a, b) => rank(a) - rank(b) || byWeight(a, b);
  }
  return byWeight;
};

/**
 * What two speakers make of the same points.
 * @param {Model} model @param {Shown} shown @param {string} a @param {string} b
 */
export const compared = (model, shown, a, b) => {
  const took = (/** @type {string} */ id) => new Map((model.stancesBy.get(id) || []).filter((s) => s.stance !== "no stance" && shown.points.has(s.proposition)).map((s) => [s.proposition, s]));
  const mine = took(a),
    theirs = took(b),
    both = [...mine.keys()].filter((id) => theirs.has(id));
  const side = (/** @type {string} */ id) => [mine.get(id)?.stance, theirs.get(id)?.stance];
  const mixed = both.filter((id) => side(id).includes("mixed"));
  const rest = both.filter((id) => !mixed.includes(id));
  const alone = (/** @type {Map<string, any>} */ own, /** @type {Map<string, any>} */ other) => [...own.keys()].filter((id) => !other.has(id));
  return {
    pair: model.get(model.pair(a, b)),
    differ: rest.filter((id) => side(id)[0] !== side(id)[1]),
    agree: rest.filter((id) => side(id)[0] === side(id)[1]),
    mixed,
    onlyA: alone(mine, theirs),
    onlyB: alone(theirs, mine),
  };
};

/** The pairs of one speaker, the most opposed first. @param {Model} model @param {string} id */
export const pairsOf = (model, id) =>
  model.data.pairs
    .filter((p) => (p.speaker === id || p.other === id) && p.both)
    .map((p) => ({ pair: p, other: p.speaker === id ? p.other : p.speaker }))
    .sort((x, y) => y.pair.disagree - x.pair.disagree || y.pair.agree - x.pair.agree || (x.other < y.other ? -1 : 1));
