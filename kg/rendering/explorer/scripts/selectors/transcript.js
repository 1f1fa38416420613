// The text as it is marked: pieces between the ends of marks, what a selection lights, and ranges of words. No document.
import { folded, wordsOf } from "../core/search.js";
import { kindOf } from "../core/model.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Utterance} Utterance */
/** @typedef {{ text: string, on: string[], kinds: string[], key: string, found: boolean }} Piece */

/** A range of words in an address: start and end in UTF-16 units of its turn. @param {string} text @returns {[number, number] | null} */
export const rangeOf = (text) => {
  const [, from, to] = /^(\d{1,7})-(\d{1,7})$/.exec(text || "") || [];
  return from && Number(from) < Number(to) ? [Number(from), Number(to)] : null;
};

/** Where the words that are searched for stand in a text. @param {string} text @param {string} q @returns {[number, number][]} */
export const foundIn = (text, q) => {
  const words = wordsOf(q).filter((w) => w.length > 1),
    lower = folded(text);
  // Where folding changes lengths, places in the one are no places in the other.
  if (!words.length || lower.length !== text.length) return [];
  /** @type {[number, number][]} */
  const found = [];
  for (let at = 0; ; ) {
    const next = words.map((w) => /** @type {[number, number]} */ ([lower.indexOf(w, at), w.length])).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    if (!next) return found;
    found.push([next[0], next[0] + next[1]]);
    at = next[0] + next[1];
  }
};

/**
 * Cut a turn wherever a mark begins or ends; a piece leads to the innermost thing that covers it.
 * @param {Model} model @param {Utterance} u @param {string} q @param {[number, number] | null} [range]
 * @returns {Piece[]}
 */
export const piecesOf = (model, u, q, range = null) => {
  const found = foundIn(u.text, q);
  /** @type {[number, number, string, string][]} */
  const marks = range ? [...u.marks, [range[0], Math.min(range[1], u.text.length), "words", `words:${u.id}`]] : u.marks;
  const bounds = [...new Set([0, u.text.length, ...marks.flatMap((m) => [m[0], m[1]]), ...found.flat()])].filter((b) => b <= u.text.length).sort((a, b) => a - b);
  /** @type {Piece[]} */
  const pieces = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const [start, end] = [bounds[i], bounds[i + 1]],
      over = marks.filter((m) => m[0] <= start && m[1] >= end),
      claim = over.find((m) => m[2] === "claim"),
      inner = over.filter((m) => m[2] !== "claim" && m[2] !== "words" && model.get(m[3])).pop() || claim;
    pieces.push({ text: u.text.slice(start, end), on: over.map((m) => m[3]), kinds: over.map((m) => m[2]), key: inner ? inner[3] : "", found: found.some(([a, b]) => a <= start && b >= end) });
  }
  return pieces;
};

/** The keys that a selection lights in the text. @param {Model} model @param {string} key @returns {Set<string>} */
export const litKeys = (model, key) => {
  const row = model.get(key);
  if (!row) return new Set();
  const claims = (/** @type {string[]} */ ids) => ids.map((id) => `claim:${id}`);
  switch (kindOf(key)) {
    case "stance":
      return new Set(claims(row.claims));
    case "relation":
      return new Set(claims([row.from_claim, row.to_claim]));
    case "proposition":
      return new Set((model.stancesOf.get(row.id) || []).flatMap((s) => claims(s.claims)));
    default:
      return new Set([key]);
  }
};

/** The turn in which what a key names stands first; "" where it stands in none. @param {Model} model @param {string} key @returns {string} */
export const turnOf = (model, key) => {
  const row = model.get(key);
  if (!row) return "";
  if (kindOf(key) === "utterance") return row.id;
  if (row.utterance) return row.utterance;
  const lit = litKeys(model, key);
  const u = model.data.utterances.find((x) => x.marks.some((m) => lit.has(m[3])));
  return u ? u.id : "";
};

/** Turns in groups of so many, which are drawn together. @template T @param {T[]} rows @param {number} n @returns {T[][]} */
export const chunked = (rows, n) => Array.from({ length: Math.ceil(rows.length / n) }, (_, i) => rows.slice(i * n, (i + 1) * n));
