// The list under review: what the reviewer wants to see of it, and which thing is looked at.
import { chosen } from "../selectors/review.js";
import { theSession } from "./review-session.js";

/** @typedef {import("../types.js").App} App */

/** What the reviewer wants to see, as the address holds it. @param {Record<string, string>} state */
export const wantedOf = (state) => ({ all: state.all === "1", kind: state.kind || "", rule: state.rule || "", who: state.by || "", unsure: state.unsure === "1", open: state.open === "1", order: state.order || "weight" });

/** The things that stand in the list, and the one that is looked at. @param {App} app */
export const listed = (app) => {
  const session = theSession(app),
    { state } = app.store,
    shown = app.shown(),
    hit = (item) => shown.all || (item.kind === "proposition" ? shown.points.has(item.target) : item.kind === "claim" ? shown.claims.has(item.target) : !shown.found || shown.found.has(item.show));
  const items = chosen(session.items, wantedOf(state), session.decided()).filter(hit);
  const at = Math.max(0, items.findIndex((i) => i.key === state.item));
  return { items, at, item: items[at] };
};

/** Go on in the list. @param {App} app @param {number} by @param {boolean} [undecided] */
export const step = (app, by, undecided = false) => {
  const { items, at } = listed(app),
    decided = theSession(app).decided();
  for (let i = at + by; i >= 0 && i < items.length; i += by || 1)
    if (!undecided || !decided.has(items[i].target)) return app.store.set({ item: items[i].key }, { keep: true });
};

/** Decide, and show what came of it. @param {App} app @param {any[]} entries @param {string} label @param {boolean} [on] go on to the next */
export const decide = (app, entries, label, on = false) => {
  theSession(app).decide(entries, label);
  app.say(label);
  if (on) step(app, 1);
  app.redraw();
};
