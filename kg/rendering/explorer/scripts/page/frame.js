// The frame: a header of one line, the filter, the view, and the details; all drawn from the one state.
import { changedIn } from "../core/store.js";
import { GLOSSARY, T, counted } from "../text.js";
import { drawer } from "./drawer.js";
import { all, el, fill, one } from "./el.js";
import { filterBar, filterMenu } from "./filterbar.js";
import { chooseRecording, playerBar } from "./hear.js";
import { tendMenus } from "./menus.js";
import { go, kindText, titleOf } from "./parts.js";
import { tendPrint } from "./print.js";
import { searchBox } from "./searchbox.js";
import { shareMenu } from "./share.js";

/** @typedef {import("../types.js").App} App */

/** Title and all that is known of the event, with the words of the page and its keys. @param {App} app */
const about = (app) => {
  const { event, ...data } = app.model.data;
  const held = [["claims", "claim"], ["propositions", "point"], ["questions", "question"], ["speakers", "speaker"], ["concepts", "topic"]];
  return el(
    "details",
    { class: "menu about" },
    el("summary", { title: T.about.open }, el("h1", { dir: "auto" }, event.title)),
    el(
      "div",
      { class: "drop" },
      el("p", { dir: "auto" }, el("b", {}, event.title)),
      el("p", { dir: "auto" }, [event.date, event.place].filter(Boolean).join(" · ")),
      event.source_url ? el("p", { dir: "auto" }, `${T.about.source}: ${event.source_url}`) : null,
      el("p", {}, held.map(([name, one]) => counted(data[name].length, one)).join(" · ")),
      chooseRecording(app),
      el("h2", {}, T.about.glossary),
      el("dl", {}, GLOSSARY.map(([word, field, means]) => [el("dt", {}, word, el("span", { class: "quiet" }, ` (${field})`)), el("dd", {}, means)])),
      el("h2", {}, T.about.keys),
      el("dl", { class: "keys" }, T.keys.map(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)])),
    ),
  );
};

/** @param {App} app */
const tabsOf = (app) =>
  el("nav", { "aria-label": T.views }, app.views.map((v) => go(app, { view: v.name }, { "data-view": v.name }, v.title)));

/** What stands for the focus before a view is drawn anew: the same thing gets it again. */
const focusIn = (root) => {
  const now = /** @type {any} */ (document.activeElement);
  if (!root.contains(now) || now === root) return () => {};
  const find = now.id ? `#${CSS.escape(now.id)}` : now.dataset.key ? `[data-key="${CSS.escape(now.dataset.key)}"]` : "";
  const nth = find ? all(root, find).indexOf(now) : -1;
  return () => {
    if (now.isConnected) return;
    const again = find ? all(root, find)[Math.max(0, nth)] || one(root, find) : null;
    (again || root).focus({ preventScroll: true });
  };
};

/** Mark what is selected, wherever it stands. @param {HTMLElement} root @param {string} sel */
export const mark = (root, sel) =>
  all(root, "[data-key]").forEach((node) => {
    const on = Boolean(sel) && node.dataset.key === sel;
    if (on) node.setAttribute("aria-current", "true");
    else if (node.hasAttribute("aria-current")) node.removeAttribute("aria-current");
  });

/** Bring what is selected into sight, if the view holds it. @param {HTMLElement} root @param {string} sel */
export const bring = (root, sel) => {
  const node = sel && one(root, `[data-place="${CSS.escape(sel)}"], [data-key="${CSS.escape(sel)}"]`);
  if (!node) return;
  for (let fold = node.closest("details:not([open])"); fold; fold = node.closest("details:not([open])")) fold.open = true;
  const at = node.getBoundingClientRect(),
    sheet = innerWidth <= 900 && !document.getElementById("details").hidden ? 110 : 0;
  if (at.top < 90 || at.bottom > innerHeight - sheet - 10) node.scrollIntoView({ block: "center" });
};

/**
 * Build the page into a node, and draw it whenever the state changes.
 * @param {HTMLElement} page @param {App} app @param {() => import("../core/search.js").Entry[]} entries
 */
export const frame = (page, app, entries) => {
  const { store, model } = app;
  const root = el("main", { id: "view", tabindex: "-1" }),
    details = drawer(app),
    bar = filterBar(app),
    menu = filterMenu(app),
    tabs = tabsOf(app),
    said = el("p", { class: "hidden", role: "status", "aria-live": "polite" }),
    gone = el("div", { class: "gone", hidden: true });
  app.say = (text) => (said.textContent = text);
  const place = [model.data.event.place, model.data.event.date].filter(Boolean).join(", ");
  const toView = (e) => {
    e.preventDefault();
    root.focus();
  };
  const out = app.embedded ? el("p", { class: "out" }, el("span", { dir: "auto" }, model.data.event.title), " · ", el("a", { target: "_blank", rel: "noopener", href: location.href.split("#")[0] }, T.share.out)) : null;
  fill(
    page,
    el("a", { class: "skip", href: "#view", onclick: toView }, T.skip),
    app.embedded ? null : el("header", { class: "top" }, about(app), place ? el("p", { class: "place", dir: "auto" }, place) : null, tabs, el("div", { class: "tools" }, menu.node, shareMenu(app), searchBox(app, entries))),
    bar.node,
    gone,
    el("div", { class: "columns" }, root, details.node),
    out,
    playerBar(),
    said,
  );
  document.body.classList.toggle("embedded", app.embedded);
  tendMenus(document);
  tendPrint(document);
  let drawn = null;
  const drawHead = (state) => {
    all(tabs, "a").forEach((a) => {
      if (a.dataset.view === state.view) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
      a.href = store.address({ view: a.dataset.view });
    });
    const current = one(tabs, "[aria-current]");
    if (current) tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - tabs.clientWidth / 2 + current.clientWidth / 2;
    document.title = `${drawn.title} · ${model.data.event.title}`;
    bar.draw();
    menu.draw();
  };
  const drawGone = (sel) => {
    gone.hidden = !sel || Boolean(model.get(sel));
    fill(gone, gone.hidden ? null : [el("p", { role: "alert" }, T.gone(sel)), el("button", { type: "button", onclick: () => store.set({ sel: "" }) }, T.dismiss)]);
  };
  const drawView = (changed) => {
    const view = app.views.find((v) => v.name === store.state.view) || app.views[0],
      other = view !== drawn;
    const onlySelected = !other && changed.every((name) => name === "sel");
    if (!onlySelected || (view.update && !view.update(root, app, changed))) {
      if (!onlySelected) {
        const focus = focusIn(root);
        if (drawn && drawn.leave) drawn.leave();
        root.className = `view-${view.name}`;
        view.draw(root, app);
        focus();
        if (other) window.scrollTo(0, 0);
      }
    }
    drawn = view;
  };
  const draw = (changed, byReader) => {
    const { state } = store;
    document.body.classList.toggle("has-details", Boolean(model.get(state.sel)));
    if (changed.includes("sel")) {
      details.show(state.sel, byReader);
      drawGone(state.sel);
      if (model.get(state.sel)) app.say(`${kindText(state.sel)}: ${titleOf(app, state.sel)}`);
    }
    drawView(changed);
    drawHead(state);
    mark(root, state.sel);
    if (changed.includes("sel") || changed.includes("view")) bring(root, state.sel);
  };
  app.redraw = () => draw(["view", "sel"], false);
  store.subscribe((state, before, { restored, keep }) => draw(changedIn(state, before), !restored && !keep));
  document.addEventListener("keydown", (event) => keys(event, app, details, root));
  draw(["view", "sel"], false);
  return { root };
};

const keys = (event, app, details, root) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
  if (typing) return;
  if (event.key === "Escape" && app.store.state.sel) details.close();
  const search = document.getElementById("search");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
  }
  const view = event.altKey && /^[1-9]$/.test(event.key) ? app.views[Number(event.key) - 1] : null;
  if (view) {
    event.preventDefault();
    app.store.set({ view: view.name });
    root.focus({ preventScroll: true });
  }
};

