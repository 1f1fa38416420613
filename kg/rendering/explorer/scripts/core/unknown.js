// Terms of a query that our vocabulary lacks: they match nothing, and an empty answer would look like a finding.

/** @param {string} word @returns {Set<string>} */
const pairs = (word) => new Set([...word.toLowerCase()].map((c, i, all) => c + (all[i + 1] ?? "")));

/** How like two words are, by the pairs of letters that they share. @param {string} a @param {string} b */
const likeness = (a, b) => {
  const one = pairs(a),
    other = pairs(b);
  return (2 * [...one].filter((p) => other.has(p)).length) / (one.size + other.size);
};

/**
 * A line for each kg: term of a query that is none, with the nearest one.
 * @param {string} query
 * @param {string[]} terms all there are
 * @returns {string[]}
 */
export const unknownTerms = (query, terms) => {
  const bare = query.replace(/"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#.*$/gm, " "),
    used = new Set([...bare.matchAll(/(?<![\w.-])kg:([A-Za-z][\w-]*)/g)].map((m) => m[1] ?? ""));
  return [...used]
    .filter((term) => !terms.includes(term))
    .map((term) => {
      const near = terms.toSorted((a, b) => likeness(term, b) - likeness(term, a))[0];
      return `There is no kg:${term}${near ? ` (perhaps kg:${near})` : ""}.`;
    });
};
