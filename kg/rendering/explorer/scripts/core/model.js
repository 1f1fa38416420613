// The event with all that is looked up in it: keys (`kind:id`) to rows, and rows by what they belong to. No document.

/** @typedef {import("../types.js").Data} Data */
/** @typedef {ReturnType<typeof indexed>} Model */

/** @param {string} key */
export const kindOf = (key) => key.slice(0, key.indexOf(":"));
/** @param {string} key */
export const idOf = (key) => key.slice(key.indexOf(":") + 1);

/**
 * Put rows into groups; a row may belong to several.
 * @template T
 * @param {T[]} rows
 * @param {(row: T) => string | string[]} keyOf
 * @returns {Map<string, T[]>}
 */
export const group = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows)
    for (const key of [keyOf(row)].flat()) {
      const there = groups.get(key);
      if (there) there.push(row);
      else groups.set(key, [row]);
    }
  return groups;
};

/** @param {{ source?: string }} row */
export const isMachine = (row) => Boolean(row.source) && row.source !== "human";

/** @param {Data} data */
const keyed = (data) => {
  /** @type {Map<string, import("../types.js").Row>} */
  const rows = new Map();
  /** @type {[string, {id: string}[]][]} */
  const lists = [
    ["speaker", data.speakers],
    ["person", data.people],
    ["organization", data.organizations],
    ["product", data.products],
    ["place", data.places],
    ["work", data.works],
    ["concept", data.concepts],
    ["question", data.questions],
    ["proposition", data.propositions],
    ["claim", data.claims],
    ["relation", data.relations],
    ["utterance", data.utterances],
  ];
  for (const [kind, list] of lists) for (const row of list) rows.set(`${kind}:${row.id}`, row);
  data.references.forEach((row, i) => rows.set(`reference:${i}`, row));
  for (const row of data.stances) rows.set(`stance:${row.speaker}|${row.proposition}`, row);
  for (const row of data.pairs) rows.set(`pair:${row.speaker}|${row.other}`, row);
  return rows;
};

/** @param {import("../types.js").Utterance[]} utterances */
const mentioned = (utterances) => {
  /** @type {Map<string, Map<string, number>>} */
  const found = new Map();
  for (const u of utterances)
    for (const [, , kind, target] of u.marks) {
      if (kind !== "mention") continue;
      const places = found.get(target) || new Map();
      places.set(u.id, (places.get(u.id) || 0) + 1);
      found.set(target, places);
    }
  return found;
};

/**
 * Return the event with its look-ups.
 * @param {Data} data
 */
export const indexed = (data) => {
  const rows = keyed(data);
  /** @param {string} key @returns {import("../types.js").Row} */
  const get = (key) => rows.get(key);
  /** @param {string} id */
  const name = (id) => (get(`speaker:${id}`) || { label: id }).label;
  return {
    data,
    get,
    /** All keys. */
    keys: () => [...rows.keys()],
    name,
    stancesOf: group(data.stances, (s) => s.proposition),
    stancesBy: group(data.stances, (s) => s.speaker),
    stancesOfClaim: group(data.stances, (s) => s.claims),
    claimsBy: group(data.claims, (c) => c.speaker),
    claimsOn: group(data.claims, (c) => c.concepts),
    claimsIn: group(data.claims, (c) => c.utterance),
    relationsOf: group(data.relations, (r) => [...new Set([r.from_claim, r.to_claim])]),
    mentionsOf: mentioned(data.utterances),
    /** Utterance id → which it is, from 1. */
    number: new Map(data.utterances.map((u, i) => [u.id, i + 1])),
    /** Where one machine proposed everything: its name. */
    machine: data.sources.length === 1 && data.sources[0] !== "human" ? data.sources[0] : "",
    /** Who proposed all of it, where no person had a part in it; else nobody. */
    drafters: data.sources.includes("human") ? [] : data.sources,
    /** @param {string} speaker @param {string} proposition @returns {import("../types.js").Stance | undefined} */
    stance: (speaker, proposition) => get(`stance:${speaker}|${proposition}`),
    /** The key of two speakers, in the order in which the data hold them; "" where they are no pair. @param {string} a @param {string} b */
    pair: (a, b) => (rows.has(`pair:${a}|${b}`) ? `pair:${a}|${b}` : rows.has(`pair:${b}|${a}`) ? `pair:${b}|${a}` : ""),
    /** @param {string[]} ids @returns {import("../types.js").Claim[]} */
    claims: (ids) => ids.map((id) => get(`claim:${id}`)).filter(Boolean),
  };
};
