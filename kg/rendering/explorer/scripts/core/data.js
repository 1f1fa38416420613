// The data blocks of the page, as Python packs them, back into rows. No document.

/** @typedef {import("../types.js").Data} Data */
/** @typedef {{ id: string, type: string, label: string, weight: number, first: boolean, x: number, y: number }} Node */
/** @typedef {{ id: string, from: string, to: string, relation: string, weight: number, target: string, basis?: string, source?: string, confidence?: number }} Edge */

/**
 * Return the data with its network: edges come packed, as numbers of their nodes, number of their relation, and weight; what a
 * click on one shows follows from these.
 * @param {any} data
 * @param {Node[]} nodes
 * @param {[number, number, number, number][]} edges
 * @returns {Data}
 */
export const unpacked = (data, nodes, edges) => {
  const stances = new Map(data.stances.map((/** @type {any} */ s) => [`stance:${s.speaker}|${s.proposition}`, s])),
    pairs = new Map(data.pairs.map((/** @type {any} */ p) => [`pair:${p.speaker}|${p.other}`, p]));
  const edge = (/** @type {[number, number, number, number]} */ [a, b, r, weight]) => {
    const from = nodes[a].id,
      to = nodes[b].id,
      relation = data.network.relations[r];
    /** @type {Edge} */
    const made = { id: `${relation}|${from}|${to}`, from, to, relation, weight, target: from };
    if (from.startsWith("speaker:") && to.startsWith("proposition:")) {
      made.target = `stance:${from.slice(8)}|${to.slice(12)}`;
      const { basis, source, confidence } = stances.get(made.target);
      return Object.assign(made, { basis, source, confidence });
    }
    if (relation === "agrees with" || relation === "disagrees with") {
      made.target = `pair:${from.slice(8)}|${to.slice(8)}`;
      const said = pairs.get(made.target)[relation === "agrees with" ? "explicit_agree" : "explicit_disagree"];
      made.basis = said ? "explicit" : "inferred";
    }
    return made;
  };
  return { ...data, network: { ...data.network, nodes, edges: edges.map(edge) } };
};
