// @ts-nocheck
// The filters of the graph, which are its legend as well.
import { KG } from "../kg.js";

KG.graph.drawFilters = (state) => {
  const s = KG.graph.settings(state),
    c = KG.graph,
    used = new Set(
      KG.model.network.edges
        .map((e) => e.relation)
        .concat(
          ["says"],
          KG.model.relations.map((r) => r.relation),
        ),
    );
  const setOf = (name, set, all) => (value, on) => {
    const next = new Set(set);
    if (on) next.add(value);
    else next.delete(value);
    KG.set({ [name]: all.filter((x) => next.has(x)).join(",") || "none" });
  };
  const box = (text, checked, act, sample) =>
    KG.el(
      "label",
      { class: "check" },
      KG.el("input", { type: "checkbox", checked, onchange: (e) => act(e.target.checked) }),
      sample,
      " " + text,
    );
  const select = (label, name, value, options) =>
    KG.el(
      "label",
      {},
      KG.el("span", {}, label),
      KG.el(
        "select",
        { onchange: (e) => KG.set({ [name]: e.target.value }) },
        options.map(([v, t]) => KG.el("option", { value: v, selected: v === value }, t)),
      ),
    );
  const setType = setOf("types", s.types, c.types),
    setRelation = setOf(
      "rel",
      s.relations,
      c.relations.map((r) => r[0]),
    );
  const count = { claim: KG.model.claims.length };
  KG.model.network.nodes.forEach((n) => {
    count[n.type] = (count[n.type] || 0) + 1;
  });
  const marks = {
    speaker: "●",
    proposition: "▭",
    question: "▢",
    concept: "◆",
    claim: "○",
    organization: "■",
    product: "▲",
  };
  const focused =
    document.activeElement && c.filters.contains(document.activeElement)
      ? [...c.filters.querySelectorAll("input,select,button")].indexOf(document.activeElement)
      : -1;
  KG.fill(
    c.filters,
    KG.el(
      "fieldset",
      {},
      KG.el("legend", {}, "Types"),
      c.types
        .filter((t) => count[t])
        .map((t) =>
          box(
            `${KG.kinds[t].toLowerCase()} (${count[t]})`,
            s.types.has(t),
            (on) => setType(t, on),
            KG.el("span", { class: `shape ${t}`, "aria-hidden": "true" }, marks[t]),
          ),
        ),
      box("also the lesser ones", s.all, (on) => KG.set({ all: on ? "1" : "" })),
    ),
    KG.el(
      "fieldset",
      {},
      KG.el("legend", {}, "Relations"),
      c.relations
        .filter(([name]) => used.has(name))
        .map(([name, text]) =>
          box(
            text,
            s.relations.has(name),
            (on) => setRelation(name, on),
            KG.el("span", { class: `line ${KG.graph.sideOf[name] || name.replace(/ /g, "-")}`, "aria-hidden": "true" }),
          ),
        ),
    ),
    KG.el(
      "fieldset",
      { class: "selects" },
      KG.el("legend", {}, "Only"),
      select("Speaker", "who", s.speaker, [["", "everyone"]].concat(KG.model.speakers.map((x) => [x.id, x.label]))),
      select(
        "Concept",
        "about",
        s.concept,
        [["", "anything"]].concat(
          KG.model.concepts
            .filter((x) => x.n_claims)
            .sort((a, b) => (a.label < b.label ? -1 : 1))
            .map((x) => [x.id, x.label]),
        ),
      ),
      select("Basis", "basis", s.basis, [
        ["", "any"],
        ["explicit", "explicit only"],
        ["inferred", "inferred only"],
        ["reported", "reported only"],
        ["assigned", "assigned only"],
      ]),
      select("Confidence", "conf", String(s.confidence), [
        ["0", "any"],
        ["0.5", "0.5 or more"],
        ["0.8", "0.8 or more"],
        ["1", "1 only"],
      ]),
      KG.el(
        "button",
        {
          type: "button",
          onclick: () =>
            KG.set({ types: "", rel: "", who: "", about: "", basis: "", conf: "", open: "", all: "", sel: "" }),
        },
        "Reset",
      ),
    ),
    KG.el(
      "p",
      { class: "quiet small" },
      "A box with a dashed red frame divides the panel; a blue frame is common ground. A thick line is said in words, a thin one is inferred.",
    ),
  );
  if (focused >= 0) c.filters.querySelectorAll("input,select,button")[focused]?.focus();
};
