// A place of work: a list of what can be decided, its words, and the decision; everything can be undone, and leaves as corrections.yaml.
import { statusOf } from "../selectors/review.js";
import { REVIEW as R, T } from "../text.js";
import { el, fill, one } from "../page/el.js";
import { kindText, titleOf } from "../page/parts.js";
import { listed, step, wantedOf } from "../page/review-list.js";
import { theSession } from "../page/review-session.js";
import { addPanels } from "./review-add.js";
import { bar, below } from "./review-files.js";
import { contextOf, formOf, MOVES } from "./review-form.js";
import { grid } from "./review-grid.js";

/** @typedef {import("../types.js").App} App */
/** So many things stand in the list; the filters lead to the others. */
const MOST = 200;

const line = (app, item, on, own) =>
  el(
    "li",
    { role: "option", id: `o-${item.key}`, "aria-selected": on ? "true" : "false", class: `option ${statusOf(own)}`, "data-item": item.key, onclick: () => app.store.set({ item: item.key }, { keep: true }) },
    el("span", { class: "kind" }, kindText(item.show), item.weight > 1 ? el("b", { title: R.orders[0][1] }, " !") : ""),
    el("span", { dir: "auto" }, titleOf(app, item.show), item.kind === "stance" ? `: ${titleOf(app, `proposition:${item.row.proposition}`)}` : ""),
    item.sure < 1 ? el("span", { class: "quiet small" }, ` ${item.sure}`) : null,
  );

/** Undo or redo, and say what it was. @param {App} app @param {"undo" | "redo"} which */
const again = (app, which) => {
  const label = theSession(app)[which]();
  app.redraw();
  app.say(R[which](label));
};

/** Keys that are about the list and not about the thing. @type {Record<string, (app: App) => void>} */
const LIST_KEYS = {
  j: (app) => step(app, 1),
  ArrowDown: (app) => step(app, 1),
  k: (app) => step(app, -1),
  ArrowUp: (app) => step(app, -1),
  n: (app) => step(app, 1, true),
  u: (app) => again(app, "undo"),
  r: (app) => again(app, "redo"),
};

/** Keys of the list, where nobody types. @param {App} app @param {KeyboardEvent} event */
const keys = (app, event) => {
  const target = /** @type {any} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
  const { item } = listed(app),
    type = item && item.types[Number(event.key) - 1];
  if (LIST_KEYS[event.key]) LIST_KEYS[event.key](app);
  else if (type) MOVES.type(app, item, type);
  else if (item && event.key.length === 1 && MOVES[event.key]) MOVES[event.key](app, item);
  else return;
  event.preventDefault();
};

/** @type {import("../types.js").View} */
export const review = {
  name: "review",
  title: R.title,
  draw(root, app) {
    const session = theSession(app),
      { items, at, item } = listed(app),
      decided = session.decided();
    const machine = session.items.filter((i) => i.machine).length;
    const list = el(
      "ol",
      { class: "options", role: "listbox", tabindex: "0", "aria-label": R.list(items.length), "aria-activedescendant": item ? `o-${item.key}` : null },
      items.slice(0, MOST).map((i) => line(app, i, i === item, decided.get(i.target))),
    );
    fill(
      root,
      el("p", { class: "lead" }, machine ? R.lead(machine) : R.byPeople),
      bar(app, items, wantedOf(app.store.state)),
      items.length
        ? el("div", { class: "panes" }, el("div", {}, list, items.length > MOST ? el("p", { class: "quiet small" }, T.more(items.length - MOST)) : null), el("section", { class: "context", "aria-label": R.context }, contextOf(app, item)), el("section", { class: "decide", "aria-label": R.form }, formOf(app, item)))
        : el("p", { class: "quiet" }, R.none),
      el("p", { class: "quiet small keys" }, R.keys),
      addPanels(app),
      grid(app),
      below(app),
    );
    root.onkeydown = (event) => keys(app, event);
    const on = one(list, "[aria-selected=true]");
    if (on && at) list.scrollTop = Math.max(0, on.offsetTop - list.offsetTop - 80);
  },
  leave() {
    const root = document.getElementById("view");
    if (root) root.onkeydown = null;
  },
};
