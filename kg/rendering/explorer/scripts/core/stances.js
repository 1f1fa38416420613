// The rule that joins what single claims show to a position: kg/evidence/stances.py has it in Python, and a test holds the two together.

/** @typedef {{ speaker: string, proposition: string, claim: string, side: string, kind: string, basis: string, why: string, source: string }} Piece */
/** @typedef {{ speaker: string, proposition: string, stance: string, basis: string, claims: string[], source: string, evidence: Piece[] }} Joined */

const RANKS = ["explicit", "inferred", "reported", "assigned"];
/** @param {Piece[]} pieces */
const decisive = (pieces) => {
  const human = pieces.filter((e) => e.source === "human");
  return human.length ? human : pieces;
};
/** @param {Piece[]} pieces */
const strongest = (pieces) => RANKS[Math.min(...pieces.map((e) => RANKS.indexOf(e.basis)))];

/** @param {Piece[]} pieces @returns {[string, string]} side and basis */
export const joined = (pieces) => {
  const told = decisive(pieces),
    plain = told.filter((e) => !e.kind);
  for (const basis of RANKS) {
    const sides = new Set(plain.filter((e) => e.basis === basis && e.side !== "no stance").map((e) => e.side)),
      clear = [...sides].filter((s) => s !== "mixed");
    if (clear.length > 1 || (sides.has("mixed") && basis === "explicit")) return ["mixed", basis];
    if (clear.length) return [clear[0], basis];
  }
  const hedges = told.filter((e) => e.kind || e.side === "mixed");
  return hedges.length ? ["mixed", strongest(hedges)] : ["no stance", strongest(told)];
};

/** @param {Piece[]} pieces @param {string} side */
const shows = (pieces, side) => {
  if (side === "agrees" || side === "disagrees") return pieces.filter((e) => e.side === side && !e.kind);
  const told = decisive(pieces),
    found = told.filter((e) => e.side !== "no stance" || e.kind);
  return found.length ? found : told;
};

/** Several pieces of one claim are one. @param {Piece[]} pieces @returns {Piece} */
const together = (pieces) => {
  if (pieces.length === 1) return pieces[0];
  const [side, basis] = joined(pieces),
    first = shows(pieces, side)[0];
  return { ...first, side, basis, why: [...new Set(pieces.map((p) => p.why).filter(Boolean))].join("; ") };
};

/**
 * @template T @param {T[]} rows @param {(row: T) => string} keyOf @returns {T[][]}
 */
const grouped = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) || []), row]);
  return [...groups.values()];
};

/**
 * The positions that pieces of evidence come to.
 * @param {Piece[]} shown @param {Map<string, { start: number, end: number }>} claims @returns {Joined[]}
 */
export const stancesOf = (shown, claims) =>
  grouped(shown, (e) => `${e.speaker}|${e.proposition}`).map((own) => {
    const at = (/** @type {Piece} */ e) => claims.get(e.claim) || { start: 0, end: 0 };
    const pieces = grouped(own, (e) => e.claim)
      .map(together)
      .sort((a, b) => at(a).start - at(b).start || at(a).end - at(b).end || (a.claim < b.claim ? -1 : 1));
    const [stance, basis] = joined(pieces),
      bearing = shows(pieces, stance),
      sources = bearing.map((e) => e.source).sort();
    const { speaker, proposition } = own[0];
    return { speaker, proposition, stance, basis, claims: bearing.map((e) => e.claim), source: sources.includes("human") ? "human" : sources[0], evidence: pieces };
  });
