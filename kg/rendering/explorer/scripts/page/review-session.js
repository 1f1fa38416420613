// One reviewer's session: what was decided before, what is decided now with its history, and where both are kept.
import { adding, composite, history, removing } from "../core/commands.js";
import { none, read, written } from "../core/corrections.js";
import { replayed, tablesOf } from "../core/replay.js";
import { decidedBy, itemsOf } from "../selectors/review.js";
import { titleOf } from "./parts.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../core/corrections.js").Entry} Entry */
/** @typedef {ReturnType<typeof sessionOf>} Session */

const WHO = "kg-reviewer";
/** A browser that keeps nothing still hands out the file. @param {string} key @param {string} [value] */
const kept = (key, value) => {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    /* nothing is kept */
  }
  return null;
};
const parsed = (/** @type {string | null} */ text) => {
  try {
    return JSON.parse(text || "null");
  } catch {
    return null;
  }
};

/** The same entry, whoever made it and when. @param {Entry} e */
const plain = (e) => JSON.stringify(Object.entries({ ...e, by: "", at: "" }).filter(([, v]) => v !== "" && v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));

/** @param {App} app */
const sessionOf = (app) => {
  const { data } = app.model;
  // The words decide whether what was kept is about this page.
  const place = `kg-review:${data.event.id}:${data.event.transcript}`;
  const items = itemsOf(app.model);
  const first = data.corrections ? read(data.corrections) : none();
  const saved = parsed(kept(place)) || {};
  let earlier = saved.earlier && saved.base === (data.corrections || "") ? saved.earlier : first;
  const there = new Set(earlier.entries.flatMap((/** @type {any} */ w) => (w.entry ? [plain(w.entry)] : [])));
  // What the file that this page was built with says already is no new decision.
  const begun = (Array.isArray(saved.entries) ? saved.entries : []).filter((/** @type {any} */ x) => x && x.entry && typeof x.entry.action === "string" && !there.has(plain(x.entry)));
  const log = history(/** @type {{ n: number, entry: Entry }[]} */ (begun.map((/** @type {any} */ x, /** @type {number} */ i) => ({ n: i + 1, entry: x.entry }))));
  let next = begun.length + 1;
  let by = String(kept(WHO) || ""),
    tables = /** @type {ReturnType<typeof replayed> | null} */ (null);
  const keep = () => {
    tables = null;
    kept(place, JSON.stringify({ base: data.corrections || "", earlier: earlier === first ? null : earlier, entries: log.state() }));
  };
  const entries = () => log.state().map((x) => x.entry);
  const told = (/** @type {Entry} */ e) => {
    const item = items.find((i) => i.target === e.target);
    return item ? `${item.kind}: ${titleOf(app, item.show)}` : "";
  };
  return {
    items,
    entries,
    numbered: () => log.state(),
    decided: () => decidedBy(entries()),
    earlier: () => earlier,
    get by() {
      return by;
    },
    set by(name) {
      by = name.trim();
      kept(WHO, by);
    },
    /** Decide one thing more, or several as one. @param {Entry[]} made @param {string} label */
    decide(made, label) {
      const at = new Date().toISOString().replace(/\.\d+Z$/, "Z");
      log.run(composite(made.map((entry) => adding({ n: next++, entry: { ...entry, ...(by ? { by } : {}), at } }, label)), label));
      keep();
    },
    /** @param {number} n @param {string} label */
    takeBack(n, label) {
      log.run(removing(log.state(), n, label));
      keep();
    },
    undo: () => {
      const label = log.undo();
      keep();
      return label;
    },
    redo: () => {
      const label = log.redo();
      keep();
      return label;
    },
    next: log.next,
    /** Put a file in place of what was decided before this session. @param {string} text @returns {number} its entries that this page cannot read */
    bring(text) {
      earlier = read(text);
      keep();
      return earlier.entries.filter((/** @type {any} */ w) => !w.entry).length;
    },
    /** @param {number} i of the earlier entries */
    dropEarlier(i) {
      earlier = { ...earlier, entries: earlier.entries.filter((/** @type {any} */ _, /** @type {number} */ j) => j !== i) };
      keep();
    },
    /** The event as it will be. */
    replay: () => (tables ??= replayed(tablesOf(data), entries())),
    yaml: () => written(earlier, entries(), { by: "", at: "", transcript: data.event.transcript || "", told }),
  };
};

/** @type {Session | null} */
let session = null;
/** The session of this page. @param {App} app */
export const theSession = (app) => (session ??= sessionOf(app));
