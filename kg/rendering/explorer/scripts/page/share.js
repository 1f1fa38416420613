// What can be taken away from a view: its link, code that embeds it, a picture, and what it shows as data.
import { addressOf } from "../core/store.js";
import { T } from "../text.js";
import { copy, el } from "./el.js";

/** @typedef {import("../types.js").App} App */

/** @param {App} app */
export const embedCode = (app) => {
  const address = location.href.split("#")[0] + addressOf({ embed: "1", ...app.store.state });
  const quoted = address.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
  return `<iframe src="${quoted}" width="100%" height="600" loading="lazy" title="${T.embed} ${app.model.data.event.title.replace(/[&"<>]/g, "")}"></iframe>`;
};

/** @param {App} app */
export const shareMenu = (app) => {
  const item = (text, act) =>
    el("button", { type: "button", role: "menuitem", onclick: async (e) => {
      const done = await act();
      if (done) app.say(T.share.copied);
      e.target.closest("details").removeAttribute("open");
    } }, text);
  return el(
    "details",
    { class: "menu share" },
    el("summary", {}, T.share.open),
    el(
      "div",
      { class: "drop", role: "menu" },
      item(T.share.link, () => copy(location.href)),
      item(T.share.embed, () => copy(embedCode(app))),
      item(T.share.print, () => window.print()),
    ),
  );
};
