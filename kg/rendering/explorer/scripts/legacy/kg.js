// @ts-nocheck
// What the views that are not yet written anew call, in terms of core/: to be gone when the last of them is.
import { group, idOf, indexed, isMachine, kindOf } from "../core/model.js";
import { folded } from "../core/search.js";

/** @type {any} */
export const KG = { views: {}, order: [], fold: folded };

let app = null;
KG.read = (id) => JSON.parse(document.getElementById(id).textContent);
KG.take = (model) => {
  Object.assign(KG, model, { model: model.data, group, idOf, kindOf, isMachine, utteranceNumber: model.number, allMachine: model.machine });
};
// KG.take comes with the data, after the views are declared.
KG.take(indexed({ ...Object.fromEntries(["speakers", "organizations", "products", "places", "works", "people", "concepts", "questions", "propositions", "claims", "stances", "relations", "references", "pairs", "utterances", "sources", "panel"].map((n) => [n, []])), event: {}, network: {} })); // prettier-ignore
export const bind = (now) => (app = now);
const FORMER = { overview: "briefing", matrix: "positions", graph: "map", flow: "timeline", sparql: "data" };
const renamed = (change) => (change.view ? { ...change, view: FORMER[change.view] || change.view } : change);
KG.state = { view: "overview", sel: "", q: "" };
KG.address = (change) => app.store.address(renamed(change));
KG.set = (change, how) => app.store.set(renamed(change), how);
KG.select = (key, change = {}) => KG.set({ ...change, sel: key });
KG.goTo = (key, change = {}) => KG.set({ ...change, view: "transcript", sel: key });
KG.hits = () => app.shown().found;
KG.isHit = (key) => {
  const shown = app.shown();
  if (key.startsWith("proposition:")) return shown.points.has(key.slice(12));
  return !shown.found || shown.found.has(key);
};
Object.assign(globalThis, { KG });
