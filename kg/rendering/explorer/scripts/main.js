// The scripts of the page, from here: kg/rendering/explorer/bundle.py joins what this imports into one script.
import { unpacked } from "./core/data.js";
import { rememberedShown } from "./core/filter.js";
import { inflated } from "./core/inflate.js";
import { indexed } from "./core/model.js";
import { entriesOf } from "./core/search.js";
import { createStore, stateOf } from "./core/store.js";
import { legacyViews } from "./legacy/views.js";
import { frame } from "./page/frame.js";
import { tied } from "./page/history.js";
import { T } from "./text.js";
import { briefing } from "./views/briefing.js";
import { map } from "./views/map.js";
import { positions } from "./views/positions.js";
import { review } from "./views/review.js";
import { timeline } from "./views/timeline.js";
import { transcript } from "./views/transcript.js";

/** @param {string} id */
const read = async (id) => JSON.parse(await inflated(document.getElementById(id).textContent).text());

/** @param {[any, any, any]} blocks */
const begin = (blocks) => {
  const model = indexed(unpacked(...blocks));

  let made = null;
  const entries = () => (made ??= entriesOf(model));

  // A page may hold some of the views only; what a server gives out at /sparql opens with its console.
  const ALL = [briefing, positions, map, timeline, transcript, review, ...legacyViews(model)];
  const views = ALL.filter((v) => !model.data.views.length || model.data.views.includes(v.name));
  const console_ = /\/sparql\/?$/.test(location.pathname) && document.getElementById("endpoint");
  const names = views.map((v) => v.name);
  const known = { views: names, first: console_ && names.includes("data") ? "data" : names[0] };
  const store = createStore(stateOf(location.hash, known));
  const shown = rememberedShown(model, entries);
  const embedded = store.state.embed === "1";
  /** @type {import("./types.js").App} */
  const app = { model, store, views, shown: () => shown(store.state), say: () => {}, redraw: () => {}, embedded };
  tied(store, known, embedded);
  // For a look from the browser's console, and for tests.
  Object.assign(globalThis, { kg: app });
  frame(document.getElementById("app"), app, entries);
};

/** A browser from before 2023 cannot unpack the page. */
const tooOld = () => (document.querySelector("main.loading h1").textContent = T.tooOld);

Promise.all(["model", "nodes", "edges"].map(read)).then(begin, tooOld);
