// The map: speakers and what splits them, still from the first moment; more is added on demand, and all of it fits after each change.
// Drawn by pyvis's vis-network; labels, the size of marks, paired lines and the fit are done here.
import { kindOf } from "../core/model.js";
import { wrappedLines } from "../core/lines.js";
import { classOf } from "../selectors/briefing.js";
import { ADDABLE, claimsOf, endsOf, lineText, litBy, pictureOf, settingsOf } from "../selectors/map.js";
import { MAP as M, T } from "../text.js";
import { el, fill } from "../page/el.js";
import { nothingLeft } from "../page/filterbar.js";
import { link, some, titleOf } from "../page/parts.js";
import { drawn, placed } from "./map-labels.js";
import { colours, edgeStyle, nodeStyle, sizeOf } from "./map-style.js";

/** @typedef {import("../types.js").App} App */
/** @type {any} What is on the screen now: network, data sets, picture, labels. */
const now = { network: null, labels: [], options: null, lines: new Map() };
/** With more lines than this they are hidden while the picture is moved. */
const MANY_EDGES = 100;

const selected = (app) => (app.model.get(app.store.state.sel) ? app.store.state.sel : "");
/** The layout is made for a screen that is wider than high; on one that is higher it is turned. @param {App} app */
const picture = (app) => {
  const made = pictureOf(app.model, app.shown(), settingsOf(app.store.state), selected(app));
  return now.upright ? { ...made, nodes: made.nodes.map((n) => ({ ...n, x: n.y * 1.4, y: n.x })) } : made;
};

/** Everything on the screen again, from the state. @param {App} app */
const paint = (app) => {
  const p = now.picture,
    c = (now.colours = colours()),
    scale = now.network ? now.network.getScale() : fitting().scale,
    sel = selected(app),
    lit = sel ? litBy(app.model, p, sel) : null;
  now.lit = lit;
  const put = (set, rows) => {
    const wanted = new Set(rows.map((r) => r.id));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update(rows);
  };
  put(now.nodes, p.nodes.map((n) => nodeStyle(app, n, c, !lit || lit.nodes.has(n.id), scale)));
  put(now.edges, p.edges.map((e) => edgeStyle(e, c, !lit || lit.edges.has(e.id), scale)));
  now.painted = scale;
};

const rankOf = (node) =>
  (now.lit && now.lit.nodes.has(node.id) ? 0 : now.lit ? 1000 : 100) + { speaker: 0, proposition: 10, question: 20, concept: 30 }[node.type] - Math.min(9, node.weight / 4) || 60;

/** A node's label on lines: as it came, or broken here. */
const linesOf = (app, node) => {
  if (node.label !== null) return node.label;
  if (!now.lines.has(node.id)) {
    const long = node.type === "proposition" || node.type === "question";
    now.lines.set(node.id, wrappedLines(titleOf(app, node.id), long ? 26 : 18, long ? 3 : 2).join("\n"));
  }
  return now.lines.get(node.id);
};

/** Draw the labels over what the library has drawn. @param {App} app @param {CanvasRenderingContext2D} context */
const label = (app, context) => {
  const { network, canvas } = now,
    ratio = canvas.querySelector("canvas").width / canvas.clientWidth;
  const wanted = now.picture.nodes.map((n) => {
    const { x, y } = network.canvasToDOM({ x: n.x, y: n.y });
    return { id: n.id, x, y, r: sizeOf(n) + 1, text: linesOf(app, n), rank: rankOf(n), bold: n.type === "speaker" };
  });
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  now.labels = placed(context, wanted, canvas.clientWidth, canvas.clientHeight);
  const faint = now.lit ? new Set(now.picture.nodes.filter((n) => !now.lit.nodes.has(n.id)).map((n) => n.id)) : new Set();
  drawn(context, now.labels, (id) => (faint.has(id) ? now.colours.line : now.colours.ink), now.colours.paper);
  context.restore();
  const unnamed = wanted.filter((w) => w.text).length - now.labels.length;
  if (unnamed !== now.unnamed) {
    now.unnamed = unnamed;
    now.hint.textContent = unnamed > 0 ? M.unnamed(unnamed) : "";
  }
};

/** The scale and middle at which all stands inside, with room for the labels at the rim. */
const fitting = () => {
  const { nodes } = now.picture,
    xs = nodes.map((n) => n.x),
    ys = nodes.map((n) => n.y);
  if (!nodes.length) return { scale: 1, position: { x: 0, y: 0 } };
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = now.canvas.clientWidth,
    height = now.canvas.clientHeight,
    side = Math.min(90, width / 6);
  const scale = Math.min((width - 2 * side) / Math.max(1, right - left), (height - 96) / Math.max(1, bottom - top), 2);
  return { scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 + 14 / scale } };
};
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const fit = (app, moving = false) => {
  now.network.moveTo({ ...fitting(), animation: moving && !still() ? { duration: 300, easingFunction: "easeInOutQuad" } : false });
  // What was made at this scale already is not made again.
  if ((!moving || still()) && Math.abs(now.network.getScale() / now.painted - 1) > 0.001) paint(app);
};
const zoomBy = (app, factor) => {
  now.network.moveTo({ scale: now.network.getScale() * factor, animation: false });
  paint(app);
};
/** Move no farther than brings what is selected into sight. */
const reveal = (app) => {
  const at = endsOf(app.model, selected(app)).map((id) => now.picture.nodes.find((n) => n.id === id)).filter(Boolean);
  if (!at.length) return;
  const view = now.network.getViewPosition(),
    scale = now.network.getScale();
  const shift = (axis, half) => {
    const low = Math.min(...at.map((p) => p[axis])),
      high = Math.max(...at.map((p) => p[axis]));
    return high - low > 2 * half ? (low + high) / 2 : Math.min(Math.max(view[axis], high - half), low + half);
  };
  const position = { x: shift("x", now.canvas.clientWidth / scale / 2 - 70 / scale), y: shift("y", now.canvas.clientHeight / scale / 2 - 50 / scale) };
  if (position.x !== view.x || position.y !== view.y) now.network.moveTo({ position, scale, animation: false });
};

const unfold = (app, key) => {
  if (!key || kindOf(key) === "claim" || (!claimsOf(app.model, key).length && kindOf(key) !== "question")) return;
  const open = new Set((app.store.state.open || "").split(",").filter(Boolean));
  if (!open.delete(key)) open.add(key);
  app.store.set({ sel: key, open: [...open].join(",") }, { keep: true });
};

const keys = (app) => (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { network } = now,
    step = 60 / network.getScale(),
    at = network.getViewPosition(),
    ids = now.picture.nodes.map((n) => n.id);
  const to = (x, y) => network.moveTo({ position: { x: at.x + x * step, y: at.y + y * step }, animation: false });
  const next = (by) => app.store.set({ sel: ids[(ids.indexOf(app.store.state.sel) + by + ids.length) % ids.length] }, { keep: true });
  const acts = { ArrowLeft: () => to(-1, 0), ArrowRight: () => to(1, 0), ArrowUp: () => to(0, -1), ArrowDown: () => to(0, 1), "+": () => zoomBy(app, 1.25), "=": () => zoomBy(app, 1.25), "-": () => zoomBy(app, 0.8), 0: () => fit(app), n: () => next(1), p: () => next(-1), Enter: () => unfold(app, app.store.state.sel) };
  if (!Object.hasOwn(acts, event.key)) return;
  acts[event.key]();
  event.preventDefault();
};

const toolbar = (app) => {
  const { data } = app.model;
  const add = new Set((app.store.state.add || "").split(",").filter(Boolean));
  const any = { concept: data.concepts.length, question: data.questions.length, organization: data.organizations.length, product: data.products.length, claim: data.claims.length, pairs: data.pairs.length, shared: data.propositions.some((p) => ["shared", "mixed"].includes(classOf(p))), alone: data.propositions.some((p) => classOf(p) === "alone") };
  const toggle = (name) => {
    const next = new Set(add);
    if (!next.delete(name)) next.add(name);
    app.store.set({ add: [...next].join(","), types: "", rel: "" });
  };
  const button = (name) => el("button", { type: "button", id: `add-${name}`, "aria-pressed": add.has(name) ? "true" : "false", onclick: () => toggle(name) }, M.adds[name]);
  const changed = add.size || app.store.state.types || app.store.state.rel || app.store.state.open;
  return el(
    "div",
    { class: "bar mapbar", role: "group", "aria-label": M.add },
    el("span", { class: "quiet small" }, M.add),
    ADDABLE.filter((name) => any[name]).map(button),
    changed ? el("button", { type: "button", class: "plainbutton", onclick: () => app.store.set({ add: "", types: "", rel: "", open: "" }) }, M.reset) : null,
  );
};

const zoom = (app) => {
  const button = (text, name, act) => el("button", { type: "button", "aria-label": name, title: name, onclick: act }, text);
  return el("div", { class: "zoom", role: "group" }, button("+", M.zoomIn, () => zoomBy(app, 1.3)), button("−", M.zoomOut, () => zoomBy(app, 1 / 1.3)), button("⤢", M.fit, () => fit(app, true)));
};

const status = (p) => [M.says(p.nodes.length, p.edges.length), p.ofClaims ? M.claims(p.claims, p.ofClaims) : "", p.pairs < p.ofPairs ? M.pairs(p.pairs, p.ofPairs) : ""].filter(Boolean).join(" · ");

const listOf = (app) => {
  const edges = [...now.picture.edges].sort((a, b) => b.weight - a.weight);
  const fold = el("details", { class: "more lines" }, el("summary", {}, M.list(edges.length)));
  const show = () => fold.childElementCount === 1 && fold.append(...[some(edges, 200, (e) => el("li", {}, link(app, e.target, lineText(app.model, e, (key) => titleOf(app, key)))), { wrap: (nodes) => el("ul", { class: "ones" }, nodes) })].flat(Infinity));
  fold.addEventListener("toggle", () => fold.open && show());
  return fold;
};

/** The library's network with its data, listening. */
const started = (app, canvas, tip) => {
  const vis = /** @type {any} */ (globalThis).vis;
  now.options ??= JSON.parse(document.getElementById("options").textContent);
  const many = now.picture.edges.length > MANY_EDGES;
  const options = { ...now.options, interaction: { ...now.options.interaction, hideEdgesOnDrag: many, hideEdgesOnZoom: many } };
  now.nodes = new vis.DataSet();
  now.edges = new vis.DataSet();
  paint(app);
  const network = (now.network = new vis.Network(canvas, { nodes: now.nodes, edges: now.edges }, options));
  network.on("afterDrawing", (context) => now.network === network && label(app, context));
  network.once("afterDrawing", () => performance.mark("kg-graph-drawn"));
  network.on("click", (p) => {
    const sel = p.nodes.length ? p.nodes[0] : p.edges.length ? now.edges.get(p.edges[0]).target : "";
    if (sel || app.store.state.sel) app.store.set({ sel });
  });
  network.on("doubleClick", (p) => p.nodes.length && unfold(app, p.nodes[0]));
  const point = (on) => canvas.classList.toggle("pointing", on);
  network.on("hoverNode", (p) => {
    point(true);
    tip.textContent = titleOf(app, p.node);
    tip.hidden = false;
  });
  network.on("blurNode", () => {
    point(false);
    tip.hidden = true;
  });
  network.on("hoverEdge", () => point(true));
  network.on("blurEdge", () => point(false));
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => now.network === network && network.getScale() !== now.painted && paint(app), 120);
  };
  network.on("zoom", later);
  network.on("animationFinished", later);
  network.on("resize", () => requestAnimationFrame(() => now.network === network && (fit(app), reveal(app))));
  return network;
};

/** @type {import("../types.js").View} */
export const map = {
  name: "map",
  title: M.title,
  draw(root, app) {
    this.leave();
    const shown = app.shown();
    if (!shown.all && !shown.points.size && !shown.claims.size && !shown.speakers.size) return fill(root, nothingLeft(app));
    if (!app.model.data.claims.length && !app.model.data.speakers.length) return fill(root, el("h2", {}, T.nothing.title), el("p", {}, T.nothing.why));
    const canvas = el("div", { class: "canvas", tabindex: "0", role: "application", "aria-roledescription": M.role, "aria-label": M.label });
    const tip = el("p", { class: "tip", hidden: true, "aria-hidden": "true", dir: "auto" });
    now.upright = root.clientWidth < 0.8 * innerHeight;
    now.picture = picture(app);
    now.canvas = canvas;
    now.hint = el("span");
    now.unnamed = -1;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => now.network && paint(app);
    dark.addEventListener("change", repaint);
    now.forget = () => dark.removeEventListener("change", repaint);
    fill(
      root,
      toolbar(app),
      el("div", { class: "stage" }, canvas, tip, zoom(app)),
      el("p", { class: "quiet small", role: "status" }, el("span", { class: "counts" }, status(now.picture)), " · ", now.hint, " ", M.unfold, " ", M.legend),
      listOf(app),
    );
    started(app, canvas, tip);
    canvas.addEventListener("keydown", keys(app));
    fit(app);
    if (selected(app)) reveal(app);
    // For a look from the browser's console, and for tests.
    Object.assign(globalThis, { KG: { graph: { ...now, labels: () => now.labels, animation: () => (still() ? false : { duration: 300 }) }, model: app.model.data } });
  },
  update(root, app) {
    const before = now.picture;
    now.picture = picture(app);
    if (!now.network || now.picture.nodes.length !== before.nodes.length || now.picture.edges.length !== before.edges.length) this.draw(root, app);
    else {
      paint(app);
      reveal(app);
    }
    return true;
  },
  leave() {
    if (!now.network) return;
    now.forget();
    now.network.destroy();
    now.network = null;
  },
};
