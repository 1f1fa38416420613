// The event from its first word to its last: who spoke when, where replies run; a range that is drawn narrows down all views.
import { litKeys } from "../selectors/transcript.js";
import { arcsOf, lanesOf, sectionsOf, turnAt } from "../selectors/timeline.js";
import { TIMELINE as L, counted } from "../text.js";
import { group } from "../core/model.js";
import { all, bdi, el, fill, joined, one } from "../page/el.js";
import { clock, go, link, titleOf } from "../page/parts.js";

/** @typedef {import("../types.js").App} App */
const WIDTH = 1400;
const LEFT = 150;
const TOP = 46;
const ARCS = 96;
/** With more turns than this a lane is one shape, and a click finds the turn. */
const MOST_TURNS = 700;

const scaleOf = (app) => {
  const { flow } = app.model.data,
    lanes = lanesOf(app.model),
    lane = lanes.length > 12 ? 20 : 30;
  const row = new Map(lanes.flatMap((l, i) => l.speakers.map((s) => /** @type {[string, number]} */ ([s, i]))));
  return {
    lanes,
    lane,
    x: (at) => LEFT + (at / Math.max(1, flow.size)) * (WIDTH - LEFT - 10),
    y: (speaker) => TOP + ARCS + row.get(speaker) * lane,
    height: TOP + ARCS + lanes.length * lane + 12,
  };
};

const shortened = (text, n) => (text.length > n ? text.slice(0, Math.max(1, n - 1)) + "…" : text);

const bands = (app, s) =>
  app.model.data.flow.sections.map((x, i) => {
    const w = s.x(x.at + x.size) - s.x(x.at),
      first = app.model.data.flow.turns.find((t) => t.at >= x.at),
      u = first && app.model.get(`utterance:${first.utterance}`),
      time = u ? clock(u.start_time) : "";
    return el("g", {}, el("rect", { x: s.x(x.at), y: 8, width: Math.max(1, w - 1), height: s.height - 12, class: i % 2 ? "band odd" : "band" }, el("title", {}, x.label)), w > 54 ? el("text", { x: s.x(x.at) + 4, y: 23, class: "sectionname" }, shortened(x.label, Math.floor(w / 6.8))) : null, time && w > 40 ? el("text", { x: s.x(x.at) + 4, y: 37, class: "sectionname" }, time) : null);
  });

const laneNames = (app, s) =>
  s.lanes.map((l, i) => {
    const y = TOP + ARCS + i * s.lane + s.lane / 2,
      label = l.id ? l.label : L.others(l.speakers.length);
    const name = el("text", { x: LEFT - 8, y: y + 5, class: "lanename", "text-anchor": "end" }, el("title", {}, label), shortened(label, 18));
    return el("g", {}, el("line", { x1: LEFT, x2: WIDTH - 10, y1: y, y2: y, class: "laneline" }), name);
  });

const turnLabel = (app, t) => {
  const { model } = app,
    u = model.get(`utterance:${t.utterance}`);
  return [model.name(t.speaker), `turn ${model.number.get(u.id)}`, clock(u.start_time), t.concepts.map((c) => (model.get(`concept:${c}`) || { label: c }).label).join(", ")].filter(Boolean).join(" · ");
};

const turns = (app, s, shown) => {
  const { flow } = app.model.data,
    box = (t) => ({ x: s.x(t.at), y: s.y(t.speaker) + 4, width: Math.max(2, s.x(t.at + t.size) - s.x(t.at) - 0.6), height: s.lane - 8 });
  if (flow.turns.length > MOST_TURNS) {
    const path = (rows) => rows.map((t) => ((b) => `M${b.x.toFixed(1)},${b.y}h${b.width.toFixed(1)}v${b.height}h${(-b.width).toFixed(1)}z`)(box(t))).join("");
    const left = flow.turns.filter((t) => shown.utterances.has(t.utterance)),
      gone = flow.turns.filter((t) => !shown.utterances.has(t.utterance));
    return [el("path", { class: "turn out", d: path(gone) }), el("path", { class: "turn", d: path(left) })];
  }
  return flow.turns.map((t) =>
    el("rect", { ...box(t), rx: 2, class: `turn ${shown.utterances.has(t.utterance) ? "" : "out"}`, tabindex: "0", role: "link", "aria-label": turnLabel(app, t), "data-turn": t.utterance, onkeydown: (e) => e.key === "Enter" && app.store.set({ sel: `utterance:${t.utterance}` }) }, el("title", {}, turnLabel(app, t))),
  );
};

const curve = (s, from, to, rise0) => {
  const x1 = s.x(to.at + to.size / 2),
    x2 = s.x(from.at + from.size / 2),
    y1 = s.y(to.speaker) + 4,
    y2 = s.y(from.speaker) + 4,
    rise = Math.max(14, Math.min(y1, y2) - Math.min(ARCS + rise0, 18 + Math.abs(x2 - x1) / 5));
  return `M${x1},${y1} C${x1 + (x2 - x1) * 0.2},${rise} ${x2 - (x2 - x1) * 0.2},${rise} ${x2},${y2}`;
};

const arcs = (app, s, found) => {
  const { flow } = app.model.data;
  const side = (relation) => (["agrees", "disagrees"].includes(relation) ? relation : "mixed");
  const bundle = (b) => {
    const [from, to] = [flow.turns[b.from], flow.turns[b.to]],
      flat = (t) => ({ ...t, speaker: s.lanes[0].speakers[0] });
    // What begins and ends in one section is a loop above it.
    const end = b.from === b.to ? { ...flat(to), at: to.at + flow.size / 40 } : flat(to);
    return el("path", { d: curve(s, flat(from), end, 0), class: `arc bundle ${side(b.relation)}`, "stroke-width": (1 + Math.min(11, Math.sqrt(b.n))).toFixed(1), tabindex: "0", role: "img", "aria-label": L.bundle(b) }, el("title", {}, L.bundle(b)));
  };
  const arc = (a) => {
    if (!app.model.get(a.target)) return null;
    const [from, to] = [flow.turns[a.from], flow.turns[a.to]];
    const text = `${app.model.name(from.speaker)} ${a.relation} ${app.model.name(to.speaker)} (${a.basis === "explicit" ? "said" : a.basis}): ${titleOf(app, a.target)}`;
    const open = () => app.store.set({ sel: a.target });
    return el("path", { d: curve(s, from, to, 20), class: `arc ${side(a.relation)} ${a.basis}`, tabindex: "0", role: "link", "aria-label": text, "data-key": a.target, onclick: open, onkeydown: (e) => e.key === "Enter" && open() }, el("title", {}, text));
  };
  return [found.bundles.map(bundle), found.arcs.map(arc)];
};

/** Which turns hold what is selected. @param {App} app */
const light = (app, root) => {
  const keys = litKeys(app.model, app.store.state.sel);
  const lit = new Set(app.store.state.sel ? app.model.data.utterances.filter((u) => keys.has(`utterance:${u.id}`) || keys.has(`speaker:${u.speaker}`) || u.marks.some((m) => keys.has(m[3]))).map((u) => u.id) : []);
  all(root, "[data-turn]").forEach((node) => node.classList.toggle("lit", lit.has(node.dataset.turn)));
  root.classList.toggle("has-lit", lit.size > 0);
};

/** A range drawn with the pointer; a click without a drag finds the turn. @param {App} app @param {any} picture @param {any} s */
const brush = (app, picture, s) => {
  const band = el("rect", { class: "brush", y: 8, height: s.height - 12, x: 0, width: 0 });
  let begun = null;
  const at = (e) => {
    const box = picture.getBoundingClientRect();
    return { x: Math.min(WIDTH - 10, Math.max(LEFT, ((e.clientX - box.left) / box.width) * WIDTH)), y: ((e.clientY - box.top) / box.height) * s.height };
  };
  const turn = (x) => turnAt(app.model, (x - LEFT) / (WIDTH - LEFT - 10));
  const number = (i) => app.model.number.get(app.model.data.flow.turns[i].utterance);
  picture.addEventListener("pointerdown", (e) => {
    if (e.button || e.target.closest(".arc") || at(e).x <= LEFT) return;
    begun = at(e);
    picture.setPointerCapture(e.pointerId);
  });
  picture.addEventListener("pointermove", (e) => {
    if (!begun) return;
    const { x } = at(e);
    band.setAttribute("x", String(Math.min(x, begun.x)));
    band.setAttribute("width", String(Math.abs(x - begun.x)));
  });
  picture.addEventListener("pointerup", (e) => {
    if (!begun) return;
    const [from, end] = [begun, at(e)];
    begun = null;
    band.setAttribute("width", "0");
    if (Math.abs(end.x - from.x) > 8) {
      const [a, b] = [turn(Math.min(from.x, end.x)), turn(Math.max(from.x, end.x))];
      app.store.set({ from: String(number(a)), until: String(number(b)) });
      return;
    }
    const lane = s.lanes[Math.floor((end.y - TOP - ARCS) / s.lane)],
      hit = app.model.data.flow.turns[turn(end.x)];
    if (lane && lane.speakers.includes(hit.speaker)) app.store.set({ sel: `utterance:${hit.utterance}` });
    else if (end.y > TOP + ARCS && lane && lane.id) app.store.set({ sel: `speaker:${lane.id}` });
  });
  picture.append(band);
};

const range = (app) => {
  const { filter } = app.shown(),
    n = app.model.data.utterances.length;
  const input = (name, title) => el("label", {}, title + " ", el("input", { type: "number", id: `range-${name}`, min: 1, max: n, value: filter[name] || (name === "from" ? 1 : n), onchange: (e) => app.store.set({ [name]: e.target.value }) }));
  return el("div", { class: "bar", role: "group", "aria-label": L.range }, input("from", L.from), input("until", L.until), filter.from || filter.until ? el("button", { type: "button", onclick: () => app.store.set({ from: "", until: "" }) }, L.clear) : null);
};

const sections = (app) => {
  const { model } = app,
    { flow } = model.data;
  const item = (x) => {
    const inside = flow.turns.slice(x.first, x.last + 1),
      total = inside.reduce((n, t) => n + t.size, 0) || 1;
    const who = [...group(inside, (t) => t.speaker)].map(([id, list]) => /** @type {[string, number]} */ ([id, list.reduce((n, t) => n + t.size, 0)])).sort((a, b) => b[1] - a[1]);
    const topics = [...group(inside, (t) => t.concepts)].sort((a, b) => b[1].length - a[1].length).slice(0, 5).filter(([id]) => model.get(`concept:${id}`));
    const number = (i) => String(model.number.get(flow.turns[i].utterance));
    return el("li", {}, link(app, `utterance:${flow.turns[x.first].utterance}`, x.label || L.none, { view: "transcript" }), " ", go(app, { from: number(x.first), until: number(x.last) }, { class: "small" }, L.only), ": ", joined(who.slice(0, 6).map(([id, size]) => [bdi(model.name(id)), ` ${Math.round((100 * size) / total)} %`])), who.length > 6 ? `, ${L.others(who.length - 6)}` : "", topics.length ? [" — ", joined(topics.map(([id]) => link(app, `concept:${id}`)))] : "");
  };
  return el("section", {}, el("h2", {}, L.sections), el("ol", { class: "sections" }, sectionsOf(model).slice(0, 200).map(item)));
};

/** @type {import("../types.js").View} */
export const timeline = {
  name: "timeline",
  title: L.title,
  draw(root, app) {
    const { flow } = app.model.data,
      shown = app.shown();
    if (!flow.turns.length) return fill(root, el("p", {}, L.silent));
    const s = scaleOf(app),
      found = arcsOf(app.model, shown, app.store.state.sel);
    const picture = el("svg", { viewBox: `0 0 ${WIDTH} ${s.height}`, class: "flow", role: "group", "aria-label": L.label }, bands(app, s), laneNames(app, s), turns(app, s, shown), arcs(app, s, found));
    brush(app, picture, s);
    fill(
      root,
      el("p", { class: "quiet small" }, found.bundles.length ? L.bundled(found.n, found.bundles.length) : L.replies(found.n), " · ", counted(flow.turns.length, "turn"), " · ", L.help),
      el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": L.scroll }, picture),
      range(app),
      sections(app),
    );
    light(app, root);
  },
  update(root, app, changed) {
    const { sel } = app.store.state;
    // Among bundles, what is selected stands for itself.
    if (changed.includes("sel") && one(root, ".bundle") && app.model.data.flow.arcs.some((a) => a.target === sel)) this.draw(root, app);
    light(app, root);
    return true;
  },
};
