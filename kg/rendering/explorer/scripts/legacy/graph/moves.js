// @ts-nocheck
// Moving about in the graph: zoom that unfolds, what comes into sight, keys and buttons.
import { KG } from "../kg.js";

// Semantic zoom: near enough, what is in sight unfolds; farther off it folds again.
KG.graph.zoomed = () => {
  const g = KG.graph,
    scale = g.network.getScale(),
    before = [...g.near].join();
  if (scale >= g.nearScale) g.near = new Set(g.inSight().slice(0, g.maxNear));
  else if (scale < g.farScale) g.near = new Set();
  if ([...g.near].join() !== before) g.refresh();
};
KG.graph.inSight = () => {
  const g = KG.graph,
    view = g.network.getViewPosition(),
    scale = g.network.getScale(),
    width = g.canvas.clientWidth / scale / 2,
    height = g.canvas.clientHeight / scale / 2;
  return g.nodes
    .get({
      filter: (n) => n.type === "proposition" && Math.abs(n.x - view.x) < width && Math.abs(n.y - view.y) < height,
    })
    .map((n) => n.id);
};
KG.graph.zoomBy = (factor) => {
  KG.graph.scale = KG.graph.network.getScale() * factor;
  KG.graph.network.moveTo({ scale: KG.graph.scale, animation: false });
  KG.graph.zoomed();
};
// Move no farther than brings what is selected into sight.
KG.graph.reveal = (key, animation = KG.graph.animation()) => {
  const ends = KG.graph.endsOf(key).filter((id) => KG.graph.nodes.get(id));
  if (!ends.length) return;
  const at = Object.values(KG.graph.network.getPositions(ends)),
    view = KG.graph.network.getViewPosition(),
    scale = KG.graph.network.getScale();
  const shift = (axis, half) => {
    const low = Math.min(...at.map((p) => p[axis])),
      high = Math.max(...at.map((p) => p[axis]));
    if (high - low > 2 * half) return (low + high) / 2;
    return Math.min(Math.max(view[axis], high - half), low + half);
  };
  const position = {
    x: shift("x", KG.graph.canvas.clientWidth / scale / 2 - 70 / scale),
    y: shift("y", KG.graph.canvas.clientHeight / scale / 2 - 40 / scale),
  };
  if (position.x !== view.x || position.y !== view.y) KG.graph.network.moveTo({ position, scale, animation });
};
// All of it, a little nearer than the library's own margins.
KG.graph.fit = (least = 0) => {
  KG.graph.network.fit({ animation: false, maxZoomLevel: 1.25 });
  // On a narrow screen all of it would be too small to read: begin with its middle.
  KG.graph.scale = Math.max(least, KG.graph.network.getScale() * 1.05);
  KG.graph.network.moveTo({ scale: KG.graph.scale, animation: false });
};
KG.graph.animation = () =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
KG.graph.unfold = (key) => {
  const open = new Set((KG.state.open || "").split(",").filter(Boolean));
  if (KG.kindOf(key) === "claim" || !KG.graph.claimsOf(key).length) return;
  if (open.has(key)) open.delete(key);
  else open.add(key);
  KG.set({ sel: key, open: [...open].join(",") });
};
KG.graph.buttons = () => {
  const button = (text, label, act) =>
    KG.el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  const zoom = (factor) => KG.graph.zoomBy(factor);
  return KG.el(
    "div",
    { class: "zoom", role: "group", "aria-label": "Zoom" },
    button("+", "Zoom in", () => zoom(1.3)),
    button("−", "Zoom out", () => zoom(1 / 1.3)),
    button("⤢", "Show all", () => KG.graph.fit()),
    button("⁂", "Unfold the claims of what is in sight", () => KG.graph.unfoldInSight()),
  );
};
KG.graph.unfoldInSight = () => KG.set({ open: KG.graph.inSight().slice(0, 80).join(",") });
KG.graph.keys = (event) => {
  const network = KG.graph.network,
    step = 60 / network.getScale(),
    at = network.getViewPosition();
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const key = event.key;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (moves[key]) network.moveTo({ position: { x: at.x + moves[key][0], y: at.y + moves[key][1] }, animation: false });
  else if (key === "+" || key === "=" || key === "-") KG.graph.zoomBy(key === "-" ? 1 / 1.2 : 1.2);
  else if (key === "0") KG.graph.fit();
  else if (key === "n" || key === "p") {
    const ids = KG.graph.nodes.getIds(),
      now = ids.indexOf(KG.state.sel);
    KG.select(ids[(now + (key === "n" ? 1 : -1) + ids.length) % ids.length]);
  } else if (key === "Enter" && KG.state.sel) KG.graph.unfold(KG.state.sel);
  else return;
  event.preventDefault();
};
