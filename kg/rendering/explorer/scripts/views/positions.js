// Speakers by points; two names chosen stand side by side above. Rows that are out of sight are not drawn.
import { CONDENSED, columnsOf, couldSpeak, linesOf, tally } from "../selectors/positions.js";
import { POSITIONS as P, SIDES, T } from "../text.js";
import { bdi, el, fill, one, unseen } from "../page/el.js";
import { nothingLeft } from "../page/filterbar.js";
import { badge, go, legend, link, point, stanceKey, stanceText } from "../page/parts.js";
import { sideBySide } from "./pair.js";

/** @typedef {import("../types.js").App} App */
/** With more cells than this only the rows in sight are drawn, each of the same height. */
const MOST_CELLS = 900;
const HEIGHT = 42;
const AHEAD = 8;

const cell = (app, p, id) => {
  const s = app.model.stance(id, p.id);
  if (!s) {
    // Who was not heard where a question was discussed was not silent on it.
    const here = couldSpeak(app.model, p.question, id);
    return el("td", {}, el("span", { class: `cell ${here ? "silent" : "away"}`, title: here ? SIDES[""].text : P.away }, el("span", { "aria-hidden": "true" }, here ? "·" : ""), unseen(here ? SIDES[""].text : P.away)));
  }
  const side = SIDES[s.stance],
    said = s.basis === "explicit" ? "said" : "inferred";
  return el(
    "td",
    {},
    go(app, { sel: stanceKey(s) }, { class: `cell ${side.class} ${said}`, "data-key": stanceKey(s), title: stanceText(app, s) }, unseen(`${stanceText(app, s)}: ${p.label}`), el("span", { "aria-hidden": "true" }, side.mark), s.claims.length > 1 ? el("sub", { "aria-hidden": "true" }, String(s.claims.length)) : null),
  );
};
const groupCell = (app, p, column) => {
  const t = tally(app.model, column, p.id),
    text = [t.agrees ? `✓${t.agrees}` : "", t.disagrees ? `✕${t.disagrees}` : "", t.mixed ? `±${t.mixed}` : ""].filter(Boolean).join(" ");
  const side = t.agrees && t.disagrees ? "mixed" : t.agrees ? "agrees" : t.disagrees ? "disagrees" : "silent";
  return el("td", {}, el("span", { class: `cell tally ${text ? side : "silent"}`, title: P.tally(t) }, text || "·"));
};

const compareChange = (state, id) => {
  const chosen = [state.a, state.b].filter(Boolean);
  const next = chosen.includes(id) ? chosen.filter((x) => x !== id) : [...chosen, id].slice(-2);
  return { a: next[0] || "", b: next[1] || "", sel: state.sel.startsWith("pair:") ? "" : state.sel };
};

const head = (app, column, condensed) => {
  const { state } = app.store;
  if (column.members.length > 1) {
    const open = new Set((state.cols || "").split(",").filter(Boolean));
    const next = open.has(column.id) ? [...open].filter((x) => x !== column.id) : [...open, column.id];
    return el("th", { scope: "col", class: "grouphead" }, go(app, { cols: next.join(",") }, { title: P.unfold(column.label), "aria-expanded": open.has(column.id) ? "true" : "false" }, el("span", { dir: "auto" }, column.label), el("span", { class: "quiet" }, ` ${P.members(column.members.length)}`)));
  }
  const s = app.model.get(`speaker:${column.id}`),
    on = [state.a, state.b].includes(s.id);
  return el(
    "th",
    { scope: "col", class: s.panel ? "" : "guest", title: s.panel ? s.label : `${s.label}, ${s.role}, ${P.notCounted}` },
    link(app, `speaker:${s.id}`, condensed ? [el("span", { "aria-hidden": "true" }, s.initials), unseen(s.label)] : bdi(s.label), { dir: false }),
    el("button", { type: "button", class: "compare", "aria-pressed": on ? "true" : "false", "aria-label": P.compare(s.label), onclick: () => app.store.set(compareChange(app.store.state, s.id)) }, "⇄"),
  );
};

const row = (app, line, columns, fixed) => {
  const width = columns.length + 2;
  if ("question" in line) return el("tr", { class: `group ${fixed}` }, el("th", { colspan: width, scope: "colgroup" }, link(app, `question:${line.question}`)));
  const p = line.point;
  return el(
    "tr",
    { class: fixed, "data-place": `proposition:${p.id}` },
    el("th", { scope: "row" }, point(app, p.id)),
    columns.map((c) => (c.members.length > 1 ? groupCell(app, p, c) : cell(app, p, c.id))),
    el("td", { class: "verdict" }, badge(p.verdict)),
  );
};

/** Draw the rows between two places, with room above and below for the others. */
const windowed = (app, body, lines, columns, scroller) => {
  const room = (n) => el("tr", { class: "room", "aria-hidden": "true" }, el("td", { colspan: columns.length + 2, height: n * HEIGHT }));
  let from = -1,
    to = -1;
  const draw = (whole = false) => {
    const first = whole ? 0 : Math.max(0, Math.floor(scroller.scrollTop / HEIGHT) - AHEAD),
      last = whole ? lines.length : Math.min(lines.length, first + Math.ceil((scroller.clientHeight || 700) / HEIGHT) + 2 * AHEAD);
    if (first === from && last === to) return;
    const focused = body.contains(document.activeElement) && /** @type {any} */ (document.activeElement).dataset.key;
    from = first;
    to = last;
    fill(body, first ? room(first) : null, lines.slice(first, last).map((line) => row(app, line, columns, "fixed")), last < lines.length ? room(lines.length - last) : null);
    const again = focused && one(body, `[data-key="${CSS.escape(focused)}"]`);
    if (again) again.focus({ preventScroll: true });
  };
  scroller.addEventListener("scroll", () => draw());
  scroller.addEventListener("kg-whole", () => draw(true));
  const { sel } = app.store.state,
    wanted = lines.findIndex((l) => "point" in l && (sel === `proposition:${l.point.id}` || (sel.startsWith("stance:") && sel.endsWith(`|${l.point.id}`))));
  draw();
  if (wanted > 0) {
    requestAnimationFrame(() => {
      scroller.scrollTop = Math.max(0, (wanted - 4) * HEIGHT);
      draw();
    });
  }
};

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
/** Arrow keys go to the next cell that holds a position. */
const keys = (event) => {
  const move = MOVES[event.key],
    at = event.target.closest("td");
  if (!move || !at) return;
  event.preventDefault();
  let tr = at.parentElement,
    column = at.cellIndex;
  for (let i = 0; tr && i < 500; i++) {
    if (move[0]) tr = move[0] > 0 ? tr.nextElementSibling : tr.previousElementSibling;
    column += move[1];
    const next = tr && tr.cells[column];
    if (!tr || column < 1 || (move[1] && !next)) return;
    const cellLink = next && one(next, "a.cell");
    if (cellLink) return cellLink.focus();
  }
};

/** @type {import("../types.js").View} */
export const positions = {
  name: "positions",
  title: P.title,
  draw(root, app) {
    const { model, store } = app,
      shown = app.shown();
    if (!shown.all && !shown.points.size) return fill(root, nothingLeft(app));
    if (!model.data.propositions.length) return fill(root, el("h2", {}, T.nothing.title), el("p", {}, T.nothing.why));
    const columns = columnsOf(model, shown, new Set((store.state.cols || "").split(","))),
      sort = store.state.sort || "question",
      lines = linesOf(model, shown, sort);
    const n = columns.filter((c) => c.members.length === 1 || !(store.state.cols || "").split(",").includes(c.id)).reduce((sum, c) => sum + c.members.length, 0);
    const sorts = [...P.sorts, ...columns.filter((c) => c.members.length === 1).map((c) => [`speaker.${c.id}`, P.sortSpeaker(c.label)])];
    const chooser = el("label", {}, P.sort + " ", el("select", { id: "sort", onchange: (e) => store.set({ sort: e.target.value }) }, sorts.map(([v, t]) => el("option", { value: v, selected: v === sort }, t))));
    const body = el("tbody"),
      condensed = columns.length > CONDENSED;
    const table = el("table", { class: `matrix ${condensed ? "condensed" : ""}` }, el("caption", { class: "hidden" }, P.caption), el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "corner" }, P.point), columns.map((c) => head(app, c, condensed)), el("th", { scope: "col" }, P.verdict))), body);
    const scroller = el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": P.caption }, table);
    table.addEventListener("keydown", keys);
    fill(
      root,
      sideBySide(app),
      el("div", { class: "bar" }, chooser, el("p", { class: "quiet small" }, P.count(shown.points.size, model.data.propositions.length, n), ". ", P.help)),
      scroller,
      legend(["cell away", P.away]),
    );
    if (lines.length * (columns.length + 1) > MOST_CELLS) {
      scroller.classList.add("tall");
      windowed(app, body, lines, columns, scroller);
    } else fill(body, lines.map((line) => row(app, line, columns, "")));
  },
  // A pair that is selected opens side by side; anything else that is selected changes nothing here.
  update(root, app, changed) {
    if (changed.includes("sel") && (app.store.state.sel.startsWith("pair:") || one(root, ".aside.bysel"))) this.draw(root, app);
    return true;
  },
};
