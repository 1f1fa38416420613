// The first view: the finding in a sentence, where they part, who stands with whom, what they share, what each stands for.
import { cardOf, headline, openQuestions, positionsOn, quoteFor, sorted, triangle } from "../selectors/briefing.js";
import { BRIEFING as B, SIDES, T } from "../text.js";
import { bdi, el, fill } from "../page/el.js";
import { nothingLeft } from "../page/filterbar.js";
import { go, legend, link, mono, person, point, shortQuote, sign, some, stanceKey, unchecked } from "../page/parts.js";
import { rowMenu } from "../page/rowmenu.js";
import { draftWithoutGround } from "./briefing-draft.js";
import { polls } from "./briefing-polls.js";
import { turnsOn } from "./briefing-turns.js";

/** @typedef {import("../types.js").App} App */
const ON_AXIS = 8;

const monos = (app, p, stances) => {
  const shown = stances.slice(0, stances.length > ON_AXIS + 1 ? ON_AXIS : ON_AXIS + 1);
  const rest = stances.length - shown.length;
  return [
    shown.map((s) => mono(app, s)),
    rest > 0 ? link(app, `proposition:${p.id}`, B.moreOn(rest), { class: "rest", "data-key": null }) : null,
  ];
};

/** A point as an axis: against to the left, for to the right, who is on both sides between. @param {App} app @param {any} p */
export const axis = (app, p) => {
  const on = positionsOn(app.model, p.id),
    of = (side) => on.filter((s) => s.stance === side);
  const zone = (side, text) => el("span", { class: `zone ${SIDES[side].class}`, role: "group", "aria-label": text }, monos(app, p, of(side)));
  return el(
    "div",
    { class: "axis" },
    el("b", { class: "count disagrees", title: B.bySide(p.disagree, B.against) }, String(p.disagree)),
    zone("disagrees", B.against),
    el("span", { class: "middle" }, monos(app, p, of("mixed"))),
    zone("agrees", B.for),
    el("b", { class: "count agrees", title: B.bySide(p.agree, B.for) }, String(p.agree)),
  );
};

/** A split: question, point, axis, and a quote of each side. @param {App} app @param {any} p */
const splitRow = (app, p) => {
  const quotes = ["disagrees", "agrees"].map((side) => ({ side, ...quoteFor(app.model, p.id, side) })).filter((x) => x.claim);
  const question = app.model.get(`question:${p.question}`);
  return el(
    "li",
    { class: "split", "data-place": `proposition:${p.id}` },
    el("div", { class: "what" }, question ? el("p", { class: "asks" }, link(app, `question:${p.question}`)) : null, el("p", { class: "statement" }, point(app, p.id))),
    axis(app, p),
    el("div", { class: "quotes" }, quotes.map(({ side, claim, stance }) => shortQuote(app, claim, side, 120, stance))),
    rowMenu(app, p),
  );
};

const heading = (id, title, aside) => el("div", { class: "head" }, el("h2", { id }, title), aside ? el("span", { class: "quiet small" }, aside) : null);
const section = (name, title, aside, ...children) =>
  el("section", { class: name, "aria-labelledby": `h-${name}` }, heading(`h-${name}`, title, aside), children);
const holds = (app, p) => {
  const sel = app.store.state.sel;
  return sel === `proposition:${p.id}` || (sel.startsWith("stance:") && sel.endsWith(`|${p.id}`));
};

const bars = (pair, top) => {
  const width = (n) => Math.round((22 * n) / top);
  const left = width(pair.disagree),
    right = width(pair.agree);
  return el(
    "svg",
    { viewBox: "0 0 46 24", width: 46, height: 24, "aria-hidden": "true" },
    el("rect", { x: 23 - left, y: 5, width: left, height: 14, class: "disagrees" }),
    el("rect", { x: 23, y: 5, width: right, height: 14, class: "agrees" }),
    el("line", { x1: 23, x2: 23, y1: 2, y2: 22 }),
    pair.disagree ? el("text", { x: 22 - left < 8 ? 1 : 21 - left, y: 16, "text-anchor": 22 - left < 8 ? "start" : "end", class: 22 - left < 8 ? "over" : "" }, String(pair.disagree)) : null,
  );
};

/** Who stands with whom. @param {App} app */
const whom = (app) => {
  const t = triangle(app.model),
    { name } = app.model;
  if (t.people.length < 2) return null;
  const initials = (id) => app.model.get(`speaker:${id}`).initials;
  const cell = (row, pair, i) => {
    const other = t.people[i],
      text = B.pair(name(row.speaker), name(other), pair);
    if (!pair || !(pair.agree + pair.disagree)) return el("td", {}, el("span", { class: "none", title: text }, "–"));
    return el("td", {}, link(app, `pair:${pair.speaker}|${pair.other}`, bars(pair, t.top), { title: text, "aria-label": text, dir: false }));
  };
  const rows = t.rows.map((row, i) =>
    el("tr", {}, el("th", { scope: "row" }, person(app, row.speaker)), row.pairs.map((pair, j) => cell(row, pair, j)), i + 1 < t.rows.length ? el("td", { class: "diagonal", "aria-hidden": "true", dir: "auto" }, initials(row.speaker)) : null),
  );
  const head = el("tr", {}, el("th", { scope: "col" }, el("span", { class: "hidden" }, B.whom)), t.people.slice(0, -1).map((id) => el("th", { scope: "col" }, el("span", { title: name(id), dir: "auto" }, initials(id)), el("span", { class: "hidden" }, name(id)))), el("td", {}));
  return section(
    "whom",
    B.whom,
    null,
    el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": B.whom }, el("table", { class: "triangle" }, el("caption", { class: "hidden" }, B.whomHelp), el("thead", {}, head), el("tbody", {}, rows))),
    t.left ? el("p", { class: "small" }, go(app, { view: "positions" }, {}, B.whomMore(t.left))) : null,
  );
};

const sharedRow = (app, p) => {
  const on = positionsOn(app.model, p.id).filter((s) => s.stance !== "no stance");
  return el(
    "li",
    { class: "shared", "data-place": `proposition:${p.id}` },
    el("span", { class: "monos" }, monos(app, p, on)),
    el("span", { class: "statement" }, point(app, p.id), p.leaning < 0 ? el("b", {}, B.rejected) : null),
  );
};

const card = (app, c) => {
  const stands = (s) => [sign(s.stance), " ", link(app, stanceKey(s), app.model.get(`proposition:${s.proposition}`).label)];
  const near = (title, x, side) =>
    x ? el("span", { class: "near" }, title, link(app, `pair:${x.pair.speaker}|${x.pair.other}`, bdi(app.model.name(x.other)), { dir: false }), ` ${x.pair[side]}/${x.pair.both} `) : null;
  return el(
    "li",
    { class: "card", "data-place": `speaker:${c.id}` },
    el("h3", {}, person(app, c.id)),
    c.points.length ? el("ul", { class: "stands" }, c.points.map((s) => el("li", {}, stands(s)))) : el("p", { class: "quiet" }, B.nothing),
    c.lonely ? el("p", { class: "lonely" }, el("span", { class: "quiet" }, B.lonely), " ", stands(c.lonely)) : null,
    el("p", { class: "small quiet" }, near(B.closest, c.closest, "agree"), near(B.farthest, c.farthest, "disagree")),
  );
};

const aloneRow = (app, p) => {
  const on = positionsOn(app.model, p.id).filter((s) => s.stance !== "no stance");
  return el("li", { "data-place": `proposition:${p.id}` }, monos(app, p, on), " ", point(app, p.id));
};

const lead = (app, points) => {
  const to = (id) => (e) => {
    e.preventDefault();
    const target = document.getElementById(`h-${id}`);
    target.scrollIntoView({ block: "start" });
  };
  const parts = headline(app.model, points).map((x) =>
    typeof x === "string" ? x : "point" in x ? el("span", { class: "top-point" }, point(app, x.point)) : el("a", { href: `#h-${x.to}`, class: x.to, onclick: to(x.to === "split" ? "part" : "share") }, x.text),
  );
  return el(
    "header",
    { class: "lead" },
    el("h2", { class: "headline" }, parts),
    el(
      "p",
      {},
      points.alone.length ? el("span", { class: "quiet" }, B.alone(points.alone.length), " ") : null,
      unchecked(app),
    ),
  );
};

/** A transcript of which nothing was read: why, and what to do. */
/** A transcript without claims: what is known of it all the same (who spoke, what was asked, what was spoken of), and the ways on. @param {App} app */
const nothingRead = (app) => {
  const { data } = app.model,
    topics = [...data.concepts].sort((a, b) => b.n_mentions - a.n_mentions || (a.label < b.label ? -1 : 1)).filter((c) => c.n_mentions),
    known = topics.length || data.questions.length;
  return [
    el("header", { class: "lead" }, el("h2", { class: "headline" }, known ? T.nothing.known(data.speakers.length, data.questions.length, topics.length) : T.nothing.title), el("p", { class: "quiet" }, T.nothing.why)),
    data.questions.length ? section("asked", T.nothing.asked, null, some(data.questions, 24, (q) => el("li", {}, link(app, `question:${q.id}`), q.asked_by ? [" — ", person(app, q.asked_by)] : null), { wrap: (nodes) => el("ul", { class: "draft" }, nodes) })) : null,
    topics.length ? section("topics", T.nothing.topics, null, some(topics, 40, (c) => el("li", {}, link(app, `concept:${c.id}`), el("span", { class: "quiet" }, ` ${c.n_mentions}`)), { wrap: (nodes) => el("ul", { class: "plainlist" }, nodes) })) : null,
    section("ways", T.nothing.ways, null, el("ul", { class: "plainlist" }, T.nothing.what.map((x) => el("li", {}, x))), go(app, { view: "transcript" }, {}, T.nothing.read)),
  ];
};

/** Where they part, and beside it who stands with whom and what they share. @param {App} app @param {any} points @param {boolean} large */
const two = (app, points, large) => {
  const shown = app.shown(),
    none = (text) => el("p", { class: "quiet" }, shown.all ? text : T.filter.nothingHere),
    rows = (items, n, draw, name) => some(items, n, (p) => draw(app, p), { wrap: (nodes) => el("ul", { class: name }, nodes), open: (p) => holds(app, p) });
  const { split, mixed, shared } = points;
  return el(
    "div",
    { class: "two" },
    section("part", B.part, split.length ? B.partHelp : null, split.length ? rows(split, large ? 10 : 24, splitRow, "splits") : none(B.noPart), mixed.length ? [el("h3", {}, B.mixed), rows(mixed, large ? 4 : 12, splitRow, "splits")] : null),
    el("div", { class: "side" }, whom(app), section("share", B.share, shared.length ? B.of(shared.length) : null, shared.length ? rows(shared, 8, sharedRow, "shareds") : none(B.noShare)), legend()),
  );
};

/** @type {import("../types.js").View} */
export const briefing = {
  name: "briefing",
  title: B.title,
  draw(root, app) {
    const { model } = app,
      shown = app.shown(),
      points = sorted(model, shown);
    if (!shown.all && !points.rows.length && !shown.claims.size) return fill(root, nothingLeft(app));
    if (!model.data.claims.length) return fill(root, nothingRead(app));
    if (model.data.verdicts === false) return fill(root, draftWithoutGround(app));
    const large = model.data.speakers.length > 40 || points.rows.length > 400;
    const cards = model.data.speakers.filter((s) => s.panel && shown.speakers.has(s.id)).map((s) => cardOf(model, shown, s.id));
    const unanswered = openQuestions(model, shown);
    fill(
      root,
      lead(app, points),
      two(app, points, large),
      cards.length ? section("each", B.each, null, some(cards, large ? 9 : 24, (c) => card(app, c), { wrap: (nodes) => el("ul", { class: "cards" }, nodes) })) : null,
      polls(app),
      turnsOn(app, shown),
      points.alone.length ? section("one", B.one, B.of(points.rows.length), some(points.alone, 10, (p) => aloneRow(app, p), { wrap: (nodes) => el("ul", { class: "ones" }, nodes), open: (p) => holds(app, p) })) : null,
      unanswered.length ? section("open", B.open, null, some(unanswered, 12, (q) => el("li", {}, link(app, `question:${q.id}`), model.data.unanswered.includes(q.id) ? el("span", { class: "quiet" }, B.notAnswered) : null), { wrap: (nodes) => el("ul", { class: "plainlist" }, nodes) })) : null,
    );
  },
};
