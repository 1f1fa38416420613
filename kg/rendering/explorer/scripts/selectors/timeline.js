// The event from its first word to its last: lanes, turns, and replies, joined into bundles where there are too many to follow. No document.

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {{ from: number, to: number, relation: string, basis: string, target: string }} Arc numbers of turns */
/** @typedef {{ at: number, size: number, label: string, first: number, last: number }} Section first and last: numbers of turns */

/** With more replies than this they are joined, section by section. */
export const MOST_ARCS = 150;
/** Lanes at most; who says least shares the last one. */
export const MOST_LANES = 24;

/** The sections with the turns that each begins and ends with. @param {Model} model @returns {Section[]} */
export const sectionsOf = ({ data }) => {
  const { turns, sections } = data.flow;
  return sections.map((/** @type {any} */ s) => {
    const inside = turns.map((/** @type {any} */ t, /** @type {number} */ i) => ({ t, i })).filter((/** @type {any} */ x) => x.t.at >= s.at && x.t.at < s.at + s.size);
    return { ...s, first: inside.length ? inside[0].i : 0, last: inside.length ? inside[inside.length - 1].i : 0 };
  });
};

/**
 * Return the lanes: speakers in the order of the data, those who say least together in the last.
 * @param {Model} model @returns {{ id: string, label: string, speakers: string[] }[]}
 */
export const lanesOf = ({ data, name }) => {
  /** @type {Map<string, number>} */
  const said = new Map();
  for (const t of data.flow.turns) said.set(t.speaker, (said.get(t.speaker) || 0) + t.size);
  const speaking = data.speakers.filter((s) => said.has(s.id));
  if (speaking.length <= MOST_LANES) return speaking.map((s) => ({ id: s.id, label: s.label, speakers: [s.id] }));
  const kept = new Set([...said].sort((a, b) => b[1] - a[1]).slice(0, MOST_LANES - 1).map(([id]) => id));
  const rest = speaking.filter((s) => !kept.has(s.id)).map((s) => s.id);
  return [...speaking.filter((s) => kept.has(s.id)).map((s) => ({ id: s.id, label: name(s.id), speakers: [s.id] })), { id: "", label: "", speakers: rest }];
};

/** Whether a reply stands under a filter: one of its turns is left, and its basis. @param {Model} model @param {Shown} shown @param {Arc} a */
const arcStands = ({ data }, shown, a) => {
  if (shown.all) return true;
  if (shown.filter.basis && a.basis !== shown.filter.basis) return false;
  if (a.target.startsWith("proposition:")) return shown.points.has(a.target.slice(12));
  return shown.utterances.has(data.flow.turns[a.from].utterance) || shown.utterances.has(data.flow.turns[a.to].utterance);
};

/**
 * Return the replies that are left, each for itself, or joined: from section to section by relation, with the count.
 * What is selected stands for itself as well.
 * @param {Model} model @param {Shown} shown @param {string} sel
 * @returns {{ n: number, arcs: Arc[], bundles: { from: number, to: number, relation: string, n: number, explicit: number }[] }}
 */
export const arcsOf = (model, shown, sel) => {
  /** @type {Arc[]} */
  const all = model.data.flow.arcs.filter((/** @type {Arc} */ a) => arcStands(model, shown, a));
  if (all.length <= MOST_ARCS) return { n: all.length, arcs: all, bundles: [] };
  const sections = sectionsOf(model),
    own = sections.length > 3 ? sections : parts(model),
    within = (/** @type {number} */ turn) => own.findIndex((s) => turn >= s.first && turn <= s.last);
  /** @type {Map<string, { from: number, to: number, relation: string, n: number, explicit: number }>} */
  const bundles = new Map();
  for (const a of all) {
    const [from, to] = [within(a.from), within(a.to)],
      relation = ["agrees", "disagrees"].includes(a.relation) ? a.relation : "mixed",
      key = `${from}|${to}|${relation}`;
    const there = bundles.get(key) || { from: middle(own[from]), to: middle(own[to]), relation, n: 0, explicit: 0 };
    there.n += 1;
    there.explicit += Number(a.basis === "explicit");
    bundles.set(key, there);
  }
  return { n: all.length, arcs: sel ? all.filter((a) => a.target === sel) : [], bundles: [...bundles.values()].sort((x, y) => x.n - y.n).slice(-MOST_ARCS) };
};
/** @param {Section | undefined} s */
const middle = (s) => (s ? Math.floor((s.first + s.last) / 2) : 0);

/** Twelve parts of an event that has no sections. @param {Model} model @returns {Section[]} */
const parts = ({ data }) => {
  const n = data.flow.turns.length,
    step = Math.max(1, Math.ceil(n / 12));
  return Array.from({ length: Math.ceil(n / step) }, (_, i) => ({ at: 0, size: 0, label: "", first: i * step, last: Math.min(n, (i + 1) * step) - 1 }));
};

/** The turn that stands at a share of the event, from 0 to 1. @param {Model} model @param {number} share */
export const turnAt = ({ data }, share) => {
  const at = share * data.flow.size,
    i = data.flow.turns.findIndex((/** @type {any} */ t) => t.at + t.size >= at);
  return i < 0 ? data.flow.turns.length - 1 : i;
};
