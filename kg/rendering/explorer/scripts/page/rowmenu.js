// What can be taken away from a row: its link, its quotes with their reference.
import { quoteFor } from "../selectors/briefing.js";
import { T } from "../text.js";
import { copy, el } from "./el.js";
import { placeOf } from "./parts.js";
import { copyPicture, pointAsSvg } from "./picture.js";

/** A claim's words as they are cited. @param {import("../types.js").App} app @param {import("../types.js").Claim} claim */
export const cited = (app, claim) => {
  const { event } = app.model.data;
  return `“${claim.quote}” — ${app.model.name(claim.speaker)}, ${[event.title, event.place, event.date, placeOf(app, claim.utterance)].filter(Boolean).join(", ")}`;
};

/** @param {import("../types.js").App} app @param {import("../types.js").Proposition} p */
export const rowMenu = (app, p) => {
  const close = (e) => e.target.closest("details").removeAttribute("open");
  const item = (text, act) => el("button", { type: "button", onclick: async (e) => ((await act()) && app.say(T.share.copied), close(e)) }, text);
  const address = () => location.href.split("#")[0] + app.store.address({ view: "briefing", sel: `proposition:${p.id}` });
  const quotes = () => ["disagrees", "agrees"].map((side) => quoteFor(app.model, p.id, side)).filter(Boolean).map(({ claim }) => cited(app, claim)).join("\n");
  return el(
    "details",
    { class: "menu row" },
    el("summary", { "aria-label": `${T.row.more}: ${p.label}` }, "⋯"),
    el("div", { class: "drop" }, item(T.row.link, () => copy(address())), item(T.row.quote, () => copy(quotes())), item(T.row.picture, () => copyPicture(app, pointAsSvg(app, p), `${p.id}.png`))),
  );
};
