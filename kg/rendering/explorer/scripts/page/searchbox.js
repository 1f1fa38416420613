// The search: a list of what is found, the best first; what is typed is the filter of all views.
import { hitsOf, wordsOf, folded } from "../core/search.js";
import { T } from "../text.js";
import { all, el, fill } from "./el.js";
import { kindText } from "./parts.js";

/** @typedef {import("../types.js").App} App */
const MOST = 40;

/** The words around the first that is found. @param {string} text @param {string} q */
export const around = (text, q) => {
  const lower = folded(text),
    at = lower.length === text.length ? Math.max(0, lower.indexOf(wordsOf(q)[0] || "")) : 0;
  return (at > 40 ? "… " : "") + text.slice(Math.max(0, at - 40), at + 120) + (text.length > at + 120 ? " …" : "");
};

/** @param {App} app @param {() => import("../core/search.js").Entry[]} entries */
export const searchBox = (app, entries) => {
  const input = el("input", { id: "search", type: "search", placeholder: T.search.hint, "aria-label": T.search.label, autocomplete: "off", dir: "auto", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list" });
  const found = el("ul", { id: "found", role: "listbox", "aria-label": T.search.found, hidden: true });
  let active = -1,
    timer = 0;
  const close = () => {
    found.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (key) => {
    close();
    clearTimeout(timer);
    app.store.set({ q: input.value, sel: key, ...(key.startsWith("utterance:") ? { view: "transcript" } : {}) });
  };
  const note = (text) => el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "quiet" }, text);
  const option = (hit, i) =>
    el(
      "li",
      {
        id: `found-${i}`,
        role: "option",
        "aria-selected": "false",
        "data-pick": hit.key,
        onmousedown: (e) => {
          e.preventDefault();
          pick(hit.key);
        },
      },
      el("span", { class: "kind" }, kindText(hit.key) + " "),
      el("span", { dir: "auto" }, hit.kind === "utterance" ? around(app.model.get(hit.key).text, input.value) : hit.label),
    );
  const show = () => {
    const hits = hitsOf(entries(), input.value);
    fill(
      found,
      hits.slice(0, MOST).map(option),
      hits.length > MOST ? note(T.search.more(hits.length - MOST)) : null,
      !hits.length && input.value.trim() ? note(T.search.none) : null,
    );
    found.hidden = !input.value.trim();
    active = -1;
    input.setAttribute("aria-expanded", found.hidden ? "false" : "true");
  };
  const move = (by) => {
    const options = all(found, "[data-pick]");
    if (!options.length) return;
    active = (active + by + options.length) % options.length;
    options.forEach((o, i) => o.setAttribute("aria-selected", i === active ? "true" : "false"));
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const keys = {
    Escape: () => {
      if (found.hidden) app.store.set({ q: (input.value = "") });
      close();
    },
    Enter: () => {
      const options = all(found, "[data-pick]");
      if (options.length && !found.hidden) pick(options[Math.max(0, active)].dataset.pick);
    },
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
  };
  input.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => app.store.set({ q: input.value.trim() }, { replace: true }), 200);
  });
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act) return;
    if (event.key !== "Escape") event.preventDefault();
    act();
  });
  app.store.subscribe((state) => {
    if (document.activeElement !== input && input.value !== (state.q || "")) input.value = state.q || "";
  });
  input.value = app.store.state.q || "";
  return el("div", { class: "search" }, input, found);
};
