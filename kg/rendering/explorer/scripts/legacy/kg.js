// What the views that are not yet written anew call, in terms of core/: to be gone when the last of them is.
import { rememberedShown } from "../core/filter.js";
import { group, idOf, indexed, isMachine, kindOf } from "../core/model.js";
import { entriesOf, folded, foundBy, hitsOf } from "../core/search.js";
import { addressOf, changedIn } from "../core/store.js";
import { unpacked } from "../core/data.js";

/** @type {any} */
export const KG = { views: {}, order: [] };

KG.read = (id) => JSON.parse(document.getElementById(id).textContent);
KG.model = unpacked(KG.read("model"), KG.read("nodes"), KG.read("edges"));
const model = indexed(KG.model);
KG.indexed = model;
Object.assign(KG, model, { model: KG.model, group, idOf, kindOf, isMachine, utteranceNumber: model.number });

// ---- state -------------------------------------------------------------------------------------------------------
KG.state = { view: "overview", sel: "", q: "" };
KG.listeners = [];
KG.onState = (listener) => KG.listeners.push(listener);

// A page may hold some of the views only; what a server gives out at /sparql opens with that view.
KG.shown = () => Object.entries(KG.views).filter(([name]) => !KG.model.views.length || KG.model.views.includes(name));
KG.firstView = () => {
  const names = KG.shown().map(([name]) => name),
    asked = /\/sparql\/?$/.test(location.pathname) && document.getElementById("endpoint") ? "sparql" : "overview";
  return names.includes(asked) ? asked : names[0];
};
KG.fromAddress = () => {
  const state = { view: KG.firstView(), sel: "", q: "" };
  for (const [key, value] of new URLSearchParams(location.hash.slice(1)))
    if (/^[a-z]{1,12}$/.test(key)) state[key] = value;
  if (!KG.shown().some(([name]) => name === state.view)) state.view = KG.firstView();
  return state;
};
KG.toAddress = addressOf;
KG.address = (change) => addressOf({ ...KG.state, ...change });
KG.set = (change, { replace = false } = {}) => {
  const next = { ...KG.state, ...change },
    before = KG.state;
  if (!changedIn(next, before).length) return;
  KG.state = next;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
  } catch {
    // A frame without an address of its own, as in a notebook: the state is kept all the same.
  }
  KG.listeners.forEach((listener) => listener(next, before));
};
KG.restore = () => {
  const before = KG.state;
  KG.state = KG.fromAddress();
  KG.listeners.forEach((listener) => listener(KG.state, before));
};
KG.select = (key, change = {}) => KG.set({ ...change, sel: key });
KG.goTo = (key, change = {}) => KG.set({ ...change, view: "transcript", sel: key });

// ---- search ------------------------------------------------------------------------------------------------------
KG.fold = folded;
let entries = null;
KG.searchable = () => (entries ??= entriesOf(model));
KG.hitsOf = (q) => hitsOf(KG.searchable(), q);
KG.hits = (() => {
  let last = "",
    found = null;
  return () => {
    if (KG.state.q === last) return found;
    last = KG.state.q || "";
    return (found = last.trim() ? foundBy(model, KG.searchable(), last) : null);
  };
})();
const shown = rememberedShown(model, KG.searchable);
KG.left = () => shown(KG.state);
KG.isHit = (key) => {
  const hits = KG.hits();
  return !hits || hits.has(key);
};
Object.assign(globalThis, { KG });
