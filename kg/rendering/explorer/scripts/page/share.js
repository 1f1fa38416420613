// What can be taken away from a view: its link, code that embeds it, a picture, and what it shows as data.
import { addressOf } from "../core/store.js";
import { csvOf, jsonOf, rowsOf, turtleOf } from "../selectors/export.js";
import { T } from "../text.js";
import { copy, download, el } from "./el.js";
import { savePng, saveSvg } from "./picture.js";
import { printAll } from "./print.js";

/** @typedef {import("../types.js").App} App */

/** Code that shows this view in another page. @param {App} app */
export const embedCode = (app) => {
  const address = location.href.split("#")[0] + addressOf({ embed: "1", ...app.store.state });
  const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  return `<iframe src="${quoted(address)}" width="100%" height="600" loading="lazy" title="${quoted(`${T.embed} ${app.model.data.event.title}`)}"></iframe>`;
};

/** @param {App} app */
export const shareMenu = (app) => {
  const close = (e) => e.target.closest("details").removeAttribute("open");
  const item = (name, act) =>
    el("button", { type: "button", "data-share": name, onclick: async (e) => {
      close(e);
      if (await act()) app.say(T.share.copied);
    } }, T.share[name]);
  const file = (ending) => `${app.model.data.event.id || "panel"}.${ending}`;
  return el(
    "details",
    { class: "menu share" },
    el("summary", {}, T.share.open),
    el(
      "div",
      { class: "drop" },
      item("link", () => copy(location.href)),
      item("embed", () => copy(embedCode(app))),
      item("svg", () => saveSvg(app)),
      item("png", () => savePng(app)),
      item("csv", () => download(csvOf(rowsOf(app.model, app.shown())), "text/csv;charset=utf-8", file("csv"))),
      item("json", () => download(jsonOf(app.model, app.shown()), "application/json", file("json"))),
      item("ttl", () => download(turtleOf(app.model, app.shown()), "text/turtle", file("ttl"))),
      item("print", () => {
        printAll(document);
        window.print();
      }),
    ),
  );
};
