// Polls of the audience: what those present answered, in shares, with the words that tell it. They are nobody's position.
import { BRIEFING as B } from "../text.js";
import { el } from "../page/el.js";
import { link, point, some, speech } from "../page/parts.js";

/** @typedef {import("../types.js").App} App */

/** @param {import("../types.js").Share} share */
const shareRow = (share) =>
  el("li", {}, el("span", { dir: "auto" }, share.option), " ", share.unit === "percent" ? el("meter", { min: "0", max: "100", value: String(share.value), "aria-label": share.option }) : null, " ", el("b", {}, B.shareOf(share)));

/** The polls as a section, or nothing where there was none or a filter is on. @param {App} app */
export const polls = (app) => {
  const rows = app.model.data.polls;
  if (!rows.length || !app.shown().all) return null;
  const poll = (/** @type {import("../types.js").Poll} */ p) =>
    el(
      "li",
      { "data-place": `poll:${p.id}` },
      el("p", { class: "statement" }, p.proposition && app.model.get(`proposition:${p.proposition}`) ? point(app, p.proposition) : el("span", { dir: "auto" }, p.text), p.phase ? el("span", { class: "quiet" }, B.phase[p.phase]) : null),
      el("ul", { class: "shares" }, p.shares.map(shareRow)),
      el("blockquote", { class: "short" }, el("span", { ...speech(app), class: "q" }, p.quote), " ", el("span", { class: "by" }, "— ", link(app, `utterance:${p.utterance}`, B.pollTurn, { view: "transcript", dir: false }))),
    );
  return el("section", { class: "polls", "aria-labelledby": "h-polls" }, el("div", { class: "head" }, el("h2", { id: "h-polls" }, B.polls)), el("p", { class: "quiet small" }, B.pollsHelp), some(rows, 12, poll, { wrap: (nodes) => el("ul", { class: "draft" }, nodes) }));
};
