// The filter bar: what the page is narrowed down to, as chips that can be taken off, and the choices that put them on.
import { FILTER_NAMES } from "../core/filter.js";
import { T, counted } from "../text.js";
import { all, el, fill, joined, one } from "./el.js";

/** @typedef {import("../types.js").App} App */

/**
 * The parts of a filter with their texts: [names of the state, text].
 * @param {App} app @param {import("../types.js").Filter} f @returns {[string[], string][]}
 */
export const chipsOf = ({ model }, f) => {
  const label = (kind, id) => model.get(`${kind}:${id}`).label;
  /** @type {[string[], string][]} */
  const chips = [];
  if (f.q) chips.push([["q"], f.q]);
  if (f.who) chips.push([["who"], label("speaker", f.who)]);
  if (f.topic) chips.push([["topic"], label("question", f.topic)]);
  if (f.about) chips.push([["about"], label("concept", f.about)]);
  if (f.basis) chips.push([["basis"], T.filter.bases.find(([name]) => name === f.basis)[1]]);
  if (f.from || f.until) chips.push([["from", "until"], T.filter.turns(f.from, f.until)]);
  return chips;
};
const without = (names) => Object.fromEntries(names.map((name) => [name, ""]));

/** A sentence for a view in which a filter leaves nothing; it never says that there is nothing. @param {App} app */
export const nothingLeft = (app) => {
  const chips = chipsOf(app, app.shown().filter);
  return el(
    "p",
    { class: "nothing" },
    T.filter.nothing + " ",
    joined(chips.map(([, text]) => el("b", { dir: "auto" }, text)), " · "),
    ". ",
    el("button", { type: "button", onclick: () => app.store.set(without(FILTER_NAMES)) }, T.filter.clear),
  );
};

/** @param {App} app */
export const filterBar = (app) => {
  const bar = el("div", { class: "filterbar", role: "region", "aria-label": T.filter.label, hidden: true });
  const draw = () => {
    const shown = app.shown(),
      chips = chipsOf(app, shown.filter);
    bar.hidden = !chips.length;
    const focused = bar.contains(document.activeElement);
    fill(
      bar,
      el("span", { class: "left" }, T.filter.left(shown.points.size, app.model.data.propositions.length)),
      chips.map(([names, text]) =>
        el(
          "button",
          { type: "button", class: "filterchip", title: T.filter.remove(text), "aria-label": T.filter.remove(text), onclick: () => app.store.set(without(names)) },
          el("span", { dir: "auto" }, text.length > 48 ? text.slice(0, 46) + "…" : text),
          " ✕",
        ),
      ),
      chips.length > 1 ? el("button", { type: "button", class: "plainbutton", onclick: () => app.store.set(without(FILTER_NAMES)) }, T.filter.clear) : null,
    );
    if (focused) (one(bar, "button") || document.getElementById("view")).focus();
  };
  return { node: bar, draw };
};

/** The choices of the filter, behind a button of the header. @param {App} app */
export const filterMenu = (app) => {
  const { data } = app.model;
  const byLabel = (rows) => [...rows].sort((a, b) => a.label.localeCompare(b.label));
  const choose = (name, title, options) =>
    el(
      "label",
      {},
      el("span", {}, title),
      el("select", { "data-name": name, onchange: (e) => app.store.set({ [name]: e.target.value }) }, el("option", { value: "" }, T.filter.any), options.map(([value, text]) => el("option", { value }, text))),
    );
  const drop = el("div", { class: "drop" });
  const menu = el("details", { class: "menu filtermenu" }, el("summary", {}, T.filter.open), drop);
  // A list of all topics of a large event is long: it is made when it is asked for.
  const make = () => {
    if (drop.childElementCount) return;
    fill(
      drop,
      choose("who", T.filter.who, data.speakers.map((s) => [s.id, s.label])),
      choose("topic", T.filter.topic, data.questions.map((q) => [q.id, q.label])),
      choose("about", T.filter.about, byLabel(data.concepts.filter((c) => c.n_claims)).map((c) => [c.id, `${c.label} (${counted(c.n_claims, "claim")})`])),
      choose("basis", T.filter.basis, T.filter.bases),
    );
    draw();
  };
  menu.addEventListener("toggle", () => (menu.open ? make() : fill(drop)));
  const draw = () => all(menu, "select").forEach((s) => (s.value = app.store.state[s.dataset.name] || ""));
  return { node: menu, draw };
};
