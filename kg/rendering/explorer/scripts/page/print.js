// Print prints everything that is asked for: what is folded is opened, what is drawn as it comes into view is drawn, and all of it is put back.
import { all } from "./el.js";

const opened = new Set();

/** Open all that is folded in the view, fold within fold. @param {Document} doc */
export const printAll = (doc) => {
  for (let i = 0; i < 60; i++) {
    const folds = all(doc, "#view details.more:not([open]), #details details.more:not([open])");
    if (!folds.length) break;
    for (const fold of folds) {
      fold.dispatchEvent(new Event("kg-open"));
      fold.open = true;
      opened.add(fold);
    }
  }
  all(doc, "#view .scroller, #view .transcript").forEach((node) => node.dispatchEvent(new Event("kg-whole")));
};

/** @param {Document} doc */
export const tendPrint = (doc) => {
  window.addEventListener("beforeprint", () => printAll(doc));
  window.addEventListener("afterprint", () => {
    opened.forEach((fold) => (fold.open = false));
    opened.clear();
    all(doc, "#view .scroller").forEach((node) => node.dispatchEvent(new Event("scroll")));
  });
};
