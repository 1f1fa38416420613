// The data blocks of the page, as Python packs them, back into rows. No document.

/** @typedef {import("../types.js").Data} Data */
/** @typedef {{ id: string, type: string, label: string | null, weight: number, first: boolean, x: number, y: number }} Node label: on lines, where the page is not to break it itself */
/** @typedef {{ id: string, from: string, to: string, relation: string, weight: number, target: string, basis?: string, source?: string, confidence?: number }} Edge */

/**
 * Rows from their packed form (packing.py): the names of the columns stand once for each shape of rows.
 * @param {any} value @param {string[][]} shapes @returns {any}
 */
const rowsOf = (value, shapes) => {
  if (!value || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.some((v) => typeof v === "object") ? value.map((v) => rowsOf(v, shapes)) : value;
  if (!Array.isArray(value.r) || typeof value.k !== "number") return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, rowsOf(v, shapes)]));
  const names = shapes[value.k];
  return value.r.map((/** @type {any[]} */ cells) => {
    /** @type {Record<string, any>} */
    const row = { ...value.c };
    for (let i = 0; i < cells.length; i++) row[names[i]] = typeof cells[i] === "object" ? rowsOf(cells[i], shapes) : cells[i];
    return row;
  });
};

/** Marks come as numbers, three a mark. @param {Data} data @param {string[]} targets */
const withMarks = (data, targets) => {
  for (const u of data.utterances) {
    const flat = /** @type {any} */ (u.marks);
    u.marks = [];
    for (let i = 0; i < flat.length; i += 3) {
      const [kind, key] = split(targets[flat[i + 2]]);
      u.marks.push([flat[i], flat[i + 1], kind, key]);
    }
  }
  return data;
};
/** @param {string} text @returns {[string, string]} */
const split = (text) => [text.slice(0, text.indexOf(" ")), text.slice(text.indexOf(" ") + 1)];

/** A quote that its turn holds already is not carried twice: it stands where its mark does. @param {Data} data */
const withQuotes = (data) => {
  const missing = new Map(data.claims.filter((c) => c.quote === null).map((c) => [`claim:${c.id}`, c]));
  for (const u of data.utterances)
    for (const [start, end, , target] of u.marks) {
      const claim = missing.get(target);
      if (claim) claim.quote = u.text.slice(start, end);
    }
  return data;
};

/**
 * Return the data with its network: edges come packed, as numbers of their nodes, number of their relation, and weight; what a
 * click on one shows follows from these.
 * @param {any} packed
 * @param {any} packedNodes
 * @param {[number, number, number, number][]} edges
 * @returns {Data}
 */
export const unpacked = (packed, packedNodes, edges) => {
  const data = withQuotes(packed.targets ? withMarks(rowsOf(packed, packed.shapes || []), packed.targets) : rowsOf(packed, packed.shapes || []));
  /** @type {Node[]} */
  const nodes = rowsOf(packedNodes, packedNodes.shapes).nodes;
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
