// Two speakers side by side: where they differ, where they agree, what only one of them spoke of. One alone: with each of the others.
import { compared, pairsOf } from "../selectors/positions.js";
import { POSITIONS } from "../text.js";
import { bdi, el } from "../page/el.js";
import { go, link, mono, person, point, shortQuote, sign, some, stanceKey } from "../page/parts.js";

/** @typedef {import("../types.js").App} App */
const P = POSITIONS.pair;

/** Who is chosen: by a selected pair, or by the names a and b of the state. @param {App} app */
const chosen = ({ model, store }) => {
  const { sel, a, b } = store.state;
  const pair = sel.startsWith("pair:") && model.get(sel);
  if (pair) return [pair.speaker, pair.other];
  return [a, b].filter((id) => id && model.get(`speaker:${id}`));
};

const both = (app, a, b) => (id) =>
  el(
    "li",
    { class: "two-sides", "data-place": `proposition:${id}` },
    el("p", { class: "statement" }, point(app, id)),
    el(
      "div",
      { class: "opposing" },
      [a, b].map((who) => {
        const s = app.model.stance(who, id);
        return el("div", {}, mono(app, s), " ", sign(s.stance), app.model.claims(s.claims).slice(0, 1).map((c) => shortQuote(app, c, s.stance, 220, s)));
      }),
    ),
  );

const block = (title, ids, draw) => el("section", {}, el("h3", {}, `${title} (${ids.length})`), ids.length ? some(ids, 12, draw, { wrap: (nodes) => el("ul", {}, nodes) }) : el("p", { class: "quiet" }, P.none));

const alone = (app, who, ids) => {
  const line = (id) => {
    const s = app.model.stance(who, id);
    return el("li", {}, sign(s.stance), " ", link(app, stanceKey(s), app.model.get(`proposition:${id}`).label));
  };
  return el("section", {}, el("h3", {}, P.only(app.model.name(who)), ` (${ids.length})`), some(ids, 8, line, { wrap: (nodes) => el("ul", {}, nodes) }));
};

const withAll = (app, id) => {
  const line = ({ pair, other }) => el("li", {}, go(app, { a: id, b: other }, {}, bdi(app.model.name(other))), el("span", { class: "quiet" }, ` ${P.line(pair)}`));
  return [el("h2", {}, P.with(app.model.name(id))), el("p", { class: "quiet" }, P.choose), some(pairsOf(app.model, id), 20, line, { wrap: (nodes) => el("ul", { class: "ones" }, nodes) })];
};

const two = (app, a, b) => {
  const c = compared(app.model, app.shown(), a, b),
    row = both(app, a, b);
  return [
    el("h2", {}, person(app, a), " · ", person(app, b)),
    el("p", {}, bdi(app.model.name(a)), " · ", bdi(app.model.name(b)), " ", c.pair && c.pair.both ? [P.both(c.pair), " ", c.pair.explicit_agree + c.pair.explicit_disagree ? P.words(c.pair) : ""] : P.noPoint),
    block(P.differ, c.differ, row),
    block(P.agree, c.agree, row),
    c.mixed.length ? block(P.mixed, c.mixed, row) : null,
    el("div", { class: "opposing" }, alone(app, a, c.onlyA), alone(app, b, c.onlyB)),
  ];
};

/** What stands above the matrix when one or two are chosen. @param {App} app */
export const sideBySide = (app) => {
  const [a, b] = chosen(app);
  if (!a) return null;
  const bySel = app.store.state.sel.startsWith("pair:");
  const close = el("button", { type: "button", class: "close", "aria-label": P.close, onclick: () => app.store.set({ a: "", b: "", ...(bySel ? { sel: "" } : {}) }) }, "✕");
  return el("section", { class: `aside ${bySel ? "bysel" : ""}`, "aria-label": P.title, "data-place": bySel ? app.store.state.sel : null }, close, b ? two(app, a, b) : withAll(app, a));
};
