// The frame: title, search, views, and the details of what is selected.
import { KG } from "./kg.js";

KG.start = () => {
  const m = KG.model,
    app = document.getElementById("app");
  const about = [m.event.date, m.event.place, m.event.source_url].filter(Boolean).join(" · ");
  const view = KG.el("main", { id: "view", tabindex: "-1" }),
    aside = KG.el("aside", { id: "details", "aria-label": "Details of what is selected", hidden: true });
  const tabs = KG.el(
    "nav",
    { "aria-label": "Views" },
    KG.shown().map(([name, v]) =>
      KG.el(
        "a",
        {
          href: KG.address({ view: name }),
          "data-view": name,
          onclick: (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            KG.set({ view: name });
          },
        },
        v.title,
      ),
    ),
  );
  const said = KG.el("p", { class: "hidden", role: "status", "aria-live": "polite" });
  KG.fill(
    app,
    KG.el(
      "a",
      {
        class: "skip",
        href: "#view",
        onclick: (e) => {
          e.preventDefault();
          view.focus();
        },
      },
      "Skip to the view",
    ),
    KG.el(
      "header",
      { class: "top" },
      KG.el(
        "div",
        {},
        KG.el("h1", { dir: "auto" }, m.event.title),
        about ? KG.el("p", { class: "about", dir: "auto" }, about) : null,
      ),
      KG.searchBox(),
    ),
    tabs,
    KG.el("div", { class: "columns" }, view, aside),
    said,
  );
  let drawn = "";
  const draw = (state, before) => {
    const v = KG.views[state.view];
    tabs.querySelectorAll("a").forEach((a) => {
      if (a.dataset.view === state.view) a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
      a.href = KG.address({ view: a.dataset.view });
    });
    // On a narrow screen the name of the open view may be out of sight.
    tabs.scrollLeft = tabs.querySelector("[aria-current]").offsetLeft - tabs.clientWidth / 2;
    document.title = `${v.title} · ${m.event.title}`;
    const changed = Object.keys({ ...state, ...before }).filter((key) => state[key] !== before[key]);
    document.body.classList.toggle("has-details", Boolean(KG.get(state.sel)));
    if (state.sel !== aside.dataset.key) {
      aside.dataset.key = state.sel;
      KG.inspect(aside, state.sel);
      said.textContent = KG.get(state.sel) ? `${KG.kinds[KG.kindOf(state.sel)]}: ${KG.titleOf(state.sel)}` : "";
    }
    if (drawn !== state.view || !v.update) {
      const onlySelected = drawn === state.view && changed.every((key) => key === "sel");
      if (!onlySelected) {
        if (KG.leave) KG.leave();
        KG.leave = null;
        view.className = `view-${state.view}`;
        v.draw(view, state);
        if (drawn !== state.view) window.scrollTo(0, 0);
        drawn = state.view;
      }
    } else v.update(view, state, changed);
    if (drawn === state.view && v.shown) v.shown(view, state, changed);
    document
      .querySelectorAll("[aria-pressed][data-key]")
      .forEach((b) => b.setAttribute("aria-pressed", b.dataset.key === state.sel ? "true" : "false"));
  };
  KG.onState(draw);
  window.addEventListener("popstate", KG.restore);
  window.addEventListener("hashchange", () => {
    if (location.hash !== KG.toAddress(KG.state)) KG.restore();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape" && KG.state.sel && !typing) KG.select("");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      document.getElementById("search").focus();
    }
    const number = Number(event.key);
    if (!typing && event.altKey && number >= 1 && number <= KG.shown().length) {
      event.preventDefault();
      KG.set({ view: KG.shown()[number - 1][0] });
    }
  });
  KG.state = KG.fromAddress();
  draw(KG.state, {});
  const box = document.getElementById("search");
  box.value = KG.state.q;
};
KG.searchBox = () => {
  const input = KG.el("input", {
    id: "search",
    type: "search",
    placeholder: "Search names, words, claims  ( / )",
    "aria-label": "Search",
    autocomplete: "off",
    dir: "auto",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "found",
    "aria-autocomplete": "list",
  });
  const list = KG.el("ul", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
  const box = KG.el("div", { class: "search" }, input, list);
  let active = -1,
    timer = 0;
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (key) => {
    close();
    clearTimeout(timer);
    if (KG.kindOf(key) === "utterance") KG.goTo(key, { q: input.value });
    else KG.select(key, { q: input.value });
  };
  const show = () => {
    const hits = KG.hitsOf(input.value);
    KG.fill(
      list,
      hits.slice(0, 40).map((hit, i) =>
        KG.el(
          "li",
          {
            id: `found-${i}`,
            role: "option",
            "aria-selected": "false",
            "data-key": hit.key,
            onmousedown: (e) => {
              e.preventDefault();
              pick(hit.key);
            },
          },
          KG.el("span", { class: "kind" }, KG.kinds[hit.kind] + " "),
          KG.el(
            "span",
            { dir: "auto" },
            hit.kind === "utterance"
              ? KG.around(KG.get(hit.key).text, input.value)
              : hit.kind === "claim"
                ? KG.get(hit.key).text
                : hit.label,
          ),
        ),
      ),
      hits.length > 40
        ? KG.el(
            "li",
            { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "quiet" },
            `${hits.length - 40} more: say more words`,
          )
        : null,
      !hits.length && input.value.trim()
        ? KG.el(
            "li",
            { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "quiet" },
            "Nothing found",
          )
        : null,
    );
    list.hidden = !input.value.trim();
    active = -1;
    input.setAttribute("aria-expanded", list.hidden ? "false" : "true");
  };
  input.addEventListener("input", () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => KG.set({ q: input.value }, { replace: true }), 200);
  });
  input.addEventListener("focus", () => {
    if (input.value) show();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll("[data-key]")];
    if (event.key === "Escape") {
      if (list.hidden) {
        input.value = "";
        KG.set({ q: "" });
      }
      close();
    }
    if (event.key === "Enter" && options.length && !list.hidden) pick(options[Math.max(0, active)].dataset.key);
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((o, i) => o.setAttribute("aria-selected", i === active ? "true" : "false"));
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }
  });
  KG.onState((state) => {
    if (document.activeElement !== input && input.value !== state.q) input.value = state.q;
  });
  return box;
};
KG.around = (text, q) => {
  const word = q.trim().split(/\s+/)[0].toLocaleLowerCase(),
    at = Math.max(0, text.toLocaleLowerCase().indexOf(word));
  return (at > 40 ? "… " : "") + text.slice(Math.max(0, at - 40), at + 120) + (text.length > at + 120 ? " …" : "");
};
KG.start();
