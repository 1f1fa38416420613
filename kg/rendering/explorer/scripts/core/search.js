// Search: words in any order, what is called so before what merely holds the word. No document.
import { group } from "./model.js";

/** @typedef {{ key: string, kind: string, label: string, names: string[], text: string, weight: number }} Entry */

/** @param {string} text */
export const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** @param {string} q */
export const wordsOf = (q) => folded(q).split(/\s+/).filter(Boolean);

/**
 * Return what can be found, with its folded words.
 * @param {import("./model.js").Model} model
 * @returns {Entry[]}
 */
export const entriesOf = ({ data }) => {
  /** @type {Entry[]} */
  const entries = [];
  /** @param {string} kind @param {any[]} rows @param {(row: any) => string[]} names @param {(row: any) => string} more */
  const add = (kind, rows, names, more = () => "") => {
    for (const row of rows) {
      const own = names(row).filter(Boolean).map(folded);
      const text = [...own, folded(more(row))].join(" \n ");
      const label = row.label || row.text;
      entries.push({ key: `${kind}:${row.id}`, kind, label, names: own, text, weight: row.n_claims || 0 });
    }
  };
  const called = (/** @type {any} */ row) => [row.label, ...row.aliases];
  add("speaker", data.speakers, called);
  add("proposition", data.propositions, (p) => [p.label]);
  add("question", data.questions, (q) => [q.label]);
  add("concept", data.concepts, called);
  add("organization", data.organizations, called);
  add("product", data.products, called);
  add("place", data.places, called);
  add("work", data.works, called);
  add("person", data.people, called);
  add("claim", data.claims, (c) => [c.text], (c) => c.quote);
  add("utterance", data.utterances, () => [], (u) => u.text);
  return entries;
};

/**
 * How well an entry answers: 0 is best. The label itself, another name of it, words at its beginning, all words in the label,
 * all words in one name; then what holds the words somewhere.
 * @param {Entry} entry
 * @param {string} whole
 * @param {string[]} words
 */
const rankOf = (entry, whole, words) => {
  const [label = "", ...others] = entry.names;
  if (label === whole) return 0;
  if (others.includes(whole)) return 1;
  if (label.startsWith(whole)) return 2;
  const boundary = (/** @type {string} */ text) => words.every((w) => (" " + text).includes(" " + w));
  if (label && boundary(label)) return 3;
  if (words.every((w) => label.includes(w))) return 4;
  if (others.some((name) => words.every((w) => name.includes(w)))) return 5;
  return 6;
};

/**
 * Return what holds all the words, the best first.
 * @param {Entry[]} entries
 * @param {string} q
 */
export const hitsOf = (entries, q) => {
  const words = wordsOf(q);
  if (!words.length) return [];
  const whole = words.join(" ");
  return entries
    .filter((entry) => words.every((word) => entry.text.includes(word)))
    .map((entry, i) => ({ entry, i, rank: rankOf(entry, whole, words) }))
    .sort((a, b) => a.rank - b.rank || (a.rank < 6 ? b.entry.weight - a.entry.weight : 0) || a.i - b.i)
    .map(({ entry }) => entry);
};

/**
 * Return the keys that a search finds, with what they lead to: the point of a claim that is found, the answers of a question
 * that is found, the question of an answer that is found.
 * @param {import("./model.js").Model} model
 * @param {Entry[]} entries
 * @param {string} q
 */
export const foundBy = (model, entries, q) => {
  const found = new Set(hitsOf(entries, q).map((entry) => entry.key));
  for (const s of model.data.stances)
    if (s.claims.some((c) => found.has(`claim:${c}`))) found.add(`proposition:${s.proposition}`);
  const answers = group(model.data.propositions, (p) => p.question);
  const asked = model.data.questions.filter((x) => found.has(`question:${x.id}`));
  for (const p of model.data.propositions) if (found.has(`proposition:${p.id}`)) found.add(`question:${p.question}`);
  for (const x of asked) for (const p of answers.get(x.id) || []) found.add(`proposition:${p.id}`);
  return found;
};
