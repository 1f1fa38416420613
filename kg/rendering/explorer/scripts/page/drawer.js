// The details of what is selected: beside the view on a wide screen, on a narrow one a sheet with three stops.
import { T } from "../text.js";
import { describe } from "./describe.js";
import { el, fill, one } from "./el.js";
import { kindText, titleOf } from "./parts.js";

/** @typedef {import("../types.js").App} App */
const STOPS = ["peek", "half", "full"];

/**
 * Return the drawer: its node, `show(key, byReader)`, and `close()`, which gives the focus back to where it came from.
 * @param {App} app
 */
export const drawer = (app) => {
  const node = el("aside", { id: "details", "aria-label": T.details.label, hidden: true });
  let opener = null,
    stop = "peek";
  const to = (next) => {
    stop = next;
    node.dataset.stop = stop;
  };
  const step = (by) => to(STOPS[Math.min(2, Math.max(0, STOPS.indexOf(stop) + by))]);
  const handle = () => {
    let from = null;
    const bar = el("div", { class: "handle", "aria-hidden": "true" }, el("span"));
    bar.addEventListener("pointerdown", (e) => {
      from = e.clientY;
      bar.setPointerCapture(e.pointerId);
    });
    bar.addEventListener("pointerup", (e) => {
      if (from !== null) step(from - e.clientY > 24 ? 1 : e.clientY - from > 24 ? -1 : 0);
      from = null;
    });
    return bar;
  };
  const head = (key) =>
    el(
      "header",
      {},
      el("p", { class: "kind" }, kindText(key)),
      el("span", { class: "stops" }, el("button", { type: "button", "aria-label": T.details.more, onclick: () => step(1) }, "▴"), el("button", { type: "button", "aria-label": T.details.less, onclick: () => step(-1) }, "▾")),
      el("button", { type: "button", class: "close", "aria-label": T.details.close, onclick: () => close() }, "✕"),
    );
  const close = () => app.store.set({ sel: "" });
  return {
    node,
    close,
    /** Show what a key names, or nothing; focus moves only when the reader asked for it. @param {string} key @param {boolean} byReader */
    show(key, byReader) {
      const known = Boolean(app.model.get(key)),
        wasOpen = !node.hidden,
        within = node.contains(document.activeElement);
      node.hidden = !known;
      if (!known) {
        fill(node);
        if (wasOpen && byReader && (within || document.activeElement === document.body)) giveBack(opener);
        opener = null;
        return;
      }
      if (byReader && !within) opener = document.activeElement;
      fill(node, handle(), head(key), el("h2", { dir: "auto", tabindex: "-1" }, titleOf(app, key)), describe(app, key));
      if (!wasOpen) to("peek");
      node.scrollTop = 0;
      if (byReader) one(node, "h2").focus({ preventScroll: true });
    },
  };
};

// What opened the details may have been drawn anew since: then whatever stands for the same thing.
const giveBack = (opener) => {
  const key = opener && opener.dataset && opener.dataset.key;
  const again = opener && opener.isConnected ? opener : key && one(document, `#view [data-key="${CSS.escape(key)}"]`);
  (again && again !== document.body ? again : document.getElementById("view")).focus({ preventScroll: true });
};
