// corrections.yaml: read so that nothing in it is lost, and written with what is new behind what was there. No document.
import { yamlLine, yamlText, yamlValue } from "./yaml.js";

/**
 * An entry: what it says, null where it is written in a way that this page does not know; and how it stands in its file.
 * @typedef {{ action: string, target?: string, to?: string, into?: string, opposite?: boolean, basis?: string, claims?: string[],
 *   parts?: { id: string, text: string, kind?: string, claims?: string[], opposite?: boolean }[], why?: string, by?: string, at?: string,
 *   claim?: any, relation?: any, reference?: any, question?: any, proposition?: any }} Entry
 * @typedef {{ entry: Entry | null, raw: string }} Written
 * @typedef {{ by: string, at: string, transcript: string, entries: Written[] }} Corrections
 */

/** @returns {Corrections} */
export const none = () => ({ by: "", at: "", transcript: "", entries: [] });

const HEAD = /^(by|at|transcript):\s*(.*?)\s*$/;

/**
 * What a file says. Entries keep their own lines, comments included.
 * @param {string} text @returns {Corrections}
 */
export const read = (text) => {
  const found = none();
  /** @type {string[] | null} */
  let own = null;
  let indent = -1;
  const close = () => {
    if (own) found.entries.push({ entry: entryOf(own), raw: own.join("\n").replace(/\s+$/, "") });
    own = null;
  };
  let inside = false;
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const head = HEAD.exec(line);
    if (head && !/^\s/.test(line)) {
      close();
      inside = false;
      const value = yamlValue(`x: ${head[2]}`);
      found[/** @type {"by" | "at" | "transcript"} */ (head[1])] = value ? String(value.x) : "";
    } else if (/^corrections:/.test(line)) {
      close();
      inside = true;
    } else if (inside && /^\s*- /.test(line) && (indent < 0 || line.length - line.trimStart().length === indent)) {
      close();
      indent = line.length - line.trimStart().length;
      own = [line.slice(indent)];
    } else if (own) own.push(line.slice(Math.min(indent, line.length - line.trimStart().length)));
  }
  close();
  return found;
};

/** @param {string[]} lines @returns {Entry | null} */
const entryOf = (lines) => {
  const value = yamlValue(lines.join("\n"));
  const [entry] = Array.isArray(value) && value.length === 1 ? value : [null];
  return entry && typeof entry === "object" && typeof entry.action === "string" ? entry : null;
};

/**
 * A file of corrections: first what was there, as it stands, then what is new. Who decided before goes on being named at each entry.
 * @param {Corrections} before @param {Entry[]} entries @param {{ by: string, at: string, transcript: string, told: (entry: Entry) => string }} how
 */
export const written = (before, entries, { by, at, transcript, told }) => {
  const head = [by && `by: ${yamlText(by)}`, at && `at: ${yamlText(at)}`, transcript && `transcript: ${transcript}`].filter(Boolean);
  const earlier = before.entries.map((w) => signed(w, before, by));
  const now = entries.map((e) => `- ${yamlLine(e)}${told(e) ? `  # ${told(e).replace(/[\s\p{C}]+/gu, " ").slice(0, 90)}` : ""}`);
  const all = [...earlier, ...now].map((text) => text.split("\n").map((line) => `  ${line}`.trimEnd()).join("\n"));
  return ["# Corrections by a person: applied last by kg build.", ...head, all.length ? "corrections:" : "corrections: []", ...all, ""].join("\n");
};

/** An earlier entry under the name and time of its own file, which the new head may not have. @param {Written} w @param {Corrections} before @param {string} by */
const signed = ({ entry, raw }, before, by) => {
  if (!entry || (entry.by && entry.at) || !(before.by || before.at) || (before.by === by && !before.at)) return raw;
  const more = { ...entry, ...(entry.by || !before.by ? {} : { by: before.by }), ...(entry.at || !before.at ? {} : { at: before.at }) };
  const comment = /\}\s+(#.*)$/.exec(raw);
  return `- ${yamlLine(more)}${comment ? `  ${comment[1]}` : ""}`;
};

/** What an entry decides: two people who decide it differently are in conflict (kg/eventfiles/corrections.py has the same table). */
const DECIDES = /** @type {Record<string, string>} */ ({ accept: "stands", reject: "stands", retype: "side", stance: "side", rename: "name", merge: "place", split: "parts", speaker: "voice" });
/** @param {Entry} e */
const outcome = (e) => JSON.stringify([e.action, e.to || "", e.into || "", Boolean(e.opposite), e.parts || [], [...(e.claims || [])].sort()]);

/**
 * The pairs of entries in which two people decide one thing differently; the later one holds.
 * @param {{ entry: Entry, by: string }[]} entries @returns {{ earlier: number, later: number }[]}
 */
export const conflicts = (entries) => {
  /** @type {Map<string, number>} */
  const last = new Map();
  const found = [];
  for (const [i, { entry, by }] of entries.entries()) {
    const decides = DECIDES[entry.action];
    if (!decides) continue;
    const key = `${decides} ${entry.target}`,
      before = last.get(key);
    if (before !== undefined && entries[before].by !== by && outcome(entries[before].entry) !== outcome(entry)) found.push({ earlier: before, later: i });
    last.set(key, i);
  }
  return found;
};
