// Cruxes, bridging speakers, what is granted to an opponent, and who changed sides: each list only where there is something to say.
import { BRIEFING as B } from "../text.js";
import { el, joined } from "../page/el.js";
import { link, person, point, shortQuote, some, speech } from "../page/parts.js";

const block = (title, help, rows, draw) =>
  rows.length
    ? el("div", {}, el("h3", {}, title), el("p", { class: "quiet small" }, help), some(rows, 4, (r) => el("li", {}, draw(r)), { wrap: (nodes) => el("ul", {}, nodes) }))
    : null;

/** @param {import("../types.js").App} app @param {import("../types.js").Shown} shown */
export const turnsOn = (app, shown) => {
  const { model } = app,
    { data } = model;
  const crux = (c) => [
    point(app, c.proposition),
    el("span", { class: "quiet" }, B.if, joined(c.who_flips.map((id) => person(app, id)), " and "), B.crux(c)),
  ];
  const bridge = (b) => [person(app, b.speaker), el("span", { class: "quiet" }, B.bridge(b), joined(b.propositions.map((id) => point(app, id))))];
  const given = (r) => [
    person(app, r.speaker),
    B.to,
    joined(r.other.map((id) => person(app, id))),
    r.about ? `: ${r.about}` : "",
    el("blockquote", { ...speech(app), class: "short" }, r.claim ? link(app, `claim:${r.claim}`, r.quote) : r.quote),
  ];
  const moved = (r) => [
    person(app, r.speaker),
    ": ",
    point(app, r.proposition),
    ["from", "to"].map((end) => shortQuote(app, model.get(`claim:${r[`${end}_claim`]}`), r[`${end}_side`], 160)),
  ];
  const blocks = [
    block(B.cruxes, B.cruxesHelp, data.cruxes.filter((c) => shown.points.has(c.proposition)), crux),
    block(B.bridges, B.bridgesHelp, data.bridges.filter((b) => shown.speakers.has(b.speaker)), bridge),
    block(B.given, B.givenHelp, data.conceded.filter((r) => (r.claim ? shown.claims.has(r.claim) : shown.speakers.has(r.speaker))), given),
    block(B.moved, B.movedHelp, data.movement.filter((r) => shown.points.has(r.proposition) && shown.speakers.has(r.speaker)), moved),
  ].filter(Boolean);
  return blocks.length
    ? el("section", { class: "turns", "aria-labelledby": "h-turns" }, el("div", { class: "head" }, el("h2", { id: "h-turns" }, B.turns)), el("div", { class: "three" }, blocks))
    : null;
};
