// Speakers by points, as they will be: a cell takes a side, and offers the claims that may show it.
import { nearestClaims } from "../selectors/review.js";
import { positionsOf } from "../core/replay.js";
import { REVIEW, SIDES } from "../text.js";
import { bdi, el, unseen } from "../page/el.js";
import { some } from "../page/parts.js";
import { decide } from "../page/review-list.js";
import { theSession } from "../page/review-session.js";

/** @typedef {import("../types.js").App} App */
const G = REVIEW.grid;
const FIRST = 12;

/** What is offered for one cell. @param {App} app @param {any} tables @param {string} who @param {any} p @param {any} now */
const offer = (app, tables, who, p, now) => {
  const shown = new Set(now ? now.claims : []);
  const near = nearestClaims(tables.claims, who, p.text),
    own = [...tables.claims.filter((c) => shown.has(c.id)), ...near.filter((c) => !shown.has(c.id))];
  const boxes = own.map((c, i) => el("input", { type: "checkbox", value: c.id, checked: shown.size ? shown.has(c.id) : i === 0 }));
  const why = el("input", { type: "text", "aria-label": G.why, placeholder: G.why, dir: "auto" });
  const basis = el("select", { "aria-label": `${G.said} / ${G.inferred}` }, el("option", { value: "explicit" }, G.said), el("option", { value: "inferred", selected: Boolean(now) && now.basis === "inferred" }, G.inferred));
  const put = (to) => {
    const claims = boxes.filter((b) => b.checked).map((b) => b.value);
    if (to !== "none" && !claims.length) return;
    app.store.set({ cell: "" }, { keep: true });
    const given = to === "none" ? {} : { basis: basis.value, claims, ...(why.value.trim() ? { why: why.value.trim() } : {}) };
    decide(app, [{ action: "stance", target: `${who}|${p.id}`, to, ...given }], `${who}: ${to}`);
  };
  const sides = ["agrees", "disagrees", "mixed", "no stance"].map((side) => el("button", { type: "button", class: SIDES[side].class, value: side, onclick: () => put(side) }, `${SIDES[side].mark} ${SIDES[side].text}`));
  return el(
    "div",
    { class: "offer", role: "region", "aria-label": `${who}: ${p.text}` },
    el("p", { dir: "auto" }, el("b", {}, bdi(who)), ` · ${p.text}`),
    own.length ? [el("p", { class: "quiet small" }, G.nearest(who)), own.map((c, i) => el("p", {}, el("label", {}, boxes[i], " ", el("span", { dir: "auto" }, `${c.text} `), el("q", { class: "quiet small", dir: "auto" }, c.quote.slice(0, 160)))))] : el("p", {}, bdi(who), " ", G.noClaims),
    own.length ? el("p", { class: "row" }, basis, why) : null,
    el("p", { class: "row" }, own.length ? sides : null, now ? el("button", { type: "button", value: "none", onclick: () => put("none") }, G.away) : null, el("button", { type: "button", onclick: () => app.store.set({ cell: "" }, { keep: true }) }, G.close)),
  );
};

/** @param {App} app */
export const grid = (app) => {
  const { tables } = theSession(app).replay(),
    positions = new Map(positionsOf(tables).map((s) => [`${s.speaker}|${s.proposition}`, s]));
  const voices = new Set(tables.claims.map((c) => c.speaker)),
    people = tables.speakers.filter((s) => voices.has(s.name)).slice(0, 24);
  const { cell: open = "" } = app.store.state;
  const cell = (s, p) => {
    const key = `${s.name}|${p.id}`,
      now = positions.get(key),
      side = SIDES[now ? now.stance : ""],
      said = !now || now.basis === "explicit" ? "said" : "inferred";
    return el("td", {}, el("button", { type: "button", class: `cell ${side.class} ${said}`, "data-cell": key, "aria-expanded": open === key ? "true" : "false", title: `${s.name}: ${side.text}`, onclick: () => app.store.set({ cell: open === key ? "" : key }, { keep: true }) }, unseen(`${s.name} ${side.text}: ${p.text}`), el("span", { "aria-hidden": "true" }, side.mark)));
  };
  const row = (p) => {
    const whose = open.endsWith(`|${p.id}`) ? people.find((s) => open === `${s.name}|${p.id}`) : null;
    return [
      el("tr", { "data-row": p.id }, el("th", { scope: "row", dir: "auto" }, p.text), people.map((s) => cell(s, p))),
      whose ? el("tr", {}, el("td", { colspan: people.length + 1 }, offer(app, tables, whose.name, p, positions.get(open)))) : null,
    ];
  };
  if (!tables.propositions.length || !people.length) return null;
  const head = el("thead", {}, el("tr", {}, el("td", {}), people.map((s) => el("th", { scope: "col" }, el("span", { title: s.name, "aria-hidden": "true" }, people.length > 8 ? s.initials : bdi(s.name)), unseen(s.name)))));
  const table = (rows) => el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": G.title }, el("table", { class: "matrix grid" }, head.cloneNode(true), el("tbody", {}, rows)));
  return el("section", { class: "reviewgrid", "aria-labelledby": "h-grid" }, el("h2", { id: "h-grid" }, G.title), el("p", { class: "quiet small" }, G.help), some(tables.propositions, FIRST, row, { wrap: (nodes) => table(nodes), open: (p) => open.endsWith(`|${p.id}`) }));
};
