// A draft by rules that has no ground for verdicts: what was asked and who answered in which words, and replies to look at.
import { BRIEFING as B } from "../text.js";
import { el } from "../page/el.js";
import { link, person, shortQuote, some, speech, unchecked } from "../page/parts.js";

import { polls } from "./briefing-polls.js";

/** @typedef {import("../types.js").App} App */

const block = (name, title, help, rows, n, draw) =>
  rows.length
    ? el("section", { class: name, "aria-labelledby": `h-${name}` }, el("div", { class: "head" }, el("h2", { id: `h-${name}` }, title), el("span", { class: "quiet small" }, B.of(rows.length))), help ? el("p", { class: "quiet small" }, help) : null, some(rows, n, draw, { wrap: (nodes) => el("ul", { class: "draft" }, nodes) }))
    : null;

/** @param {App} app */
export const draftWithoutGround = (app) => {
  const { model } = app,
    shown = app.shown();
  const asked = (a) =>
    el(
      "li",
      { "data-place": `question:${a.question}` },
      el("p", { class: "statement" }, link(app, `question:${a.question}`), a.asked_by ? [" — ", person(app, a.asked_by)] : null),
      a.answers.length ? a.answers.map((x) => shortQuote(app, model.get(`claim:${x.claim}`), "", 260)) : el("p", { class: "quiet" }, B.unanswered),
    );
  const reply = (id) => {
    const r = model.get(`relation:${id}`);
    return el(
      "li",
      { "data-place": `relation:${id}` },
      el("p", {}, person(app, r.from_speaker), " ", link(app, `relation:${id}`, B.replied(r)), " ", person(app, r.to_speaker)),
      r.quote ? el("blockquote", { ...speech(app), class: `short ${r.relation}` }, r.quote) : null,
      shortQuote(app, model.get(`claim:${r.to_claim}`), "", 200),
    );
  };
  const answers = model.data.asked.filter((a) => shown.all || a.answers.some((x) => shown.claims.has(x.claim)) || (shown.found && shown.found.has(`question:${a.question}`)));
  const replies = model.data.replies.filter((id) => {
    const r = model.get(`relation:${id}`);
    return r && (shown.all || shown.claims.has(r.from_claim) || shown.claims.has(r.to_claim));
  });
  return [
    el("header", { class: "lead" }, el("h2", { class: "headline" }, B.draft(model.data.speakers.length, answers.length, replies.length)), el("p", {}, el("span", { class: "quiet" }, B.noGround), " ", unchecked(app))),
    block("asked", B.asked, "", answers, 24, asked),
    polls(app),
    block("replies", B.replies, B.repliesHelp, replies, 24, reply),
  ];
};
