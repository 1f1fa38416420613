// @ts-nocheck
// Speakers by propositions, five states; sign and frame tell what colour tells, so that colour alone tells nothing.
import { KG } from "../kg.js";

KG.views.matrix = {
  title: "Matrix",
  draw(root, state) {
    const m = KG.model,
      sort = state.sort || "split",
      speakers = m.speakers.filter((s) => s.panel || KG.stancesBy.has(s.id));
    const note = KG.el(
      "p",
      { class: "quiet" },
      `${speakers.length} speakers by ${m.propositions.length} propositions. Click a cell for the words; arrow keys go from cell to cell.`,
    );
    const orders = [
      ["split", "question, the most divided first"],
      ["all", "split, without questions"],
      ["coverage", "coverage: most spoken of first"],
      ["event", "place in the event"],
    ].concat(speakers.map((s) => [`speaker.${s.id}`, `stances of ${s.label} first`]));
    const chooser = KG.el(
      "label",
      {},
      "Sort by ",
      KG.el(
        "select",
        { id: "sort", onchange: (e) => KG.set({ sort: e.target.value }) },
        orders.map(([v, t]) => KG.el("option", { value: v, selected: v === sort }, t)),
      ),
    );
    const head = KG.el(
      "thead",
      {},
      KG.el(
        "tr",
        {},
        KG.el("th", { scope: "col", class: "corner" }, "Proposition"),
        speakers.map((s) =>
          KG.el(
            "th",
            { scope: "col", class: s.panel ? "" : "guest", title: s.panel ? s.role : `${s.role}, not counted` },
            KG.link(`speaker:${s.id}`, s.label),
          ),
        ),
        KG.el("th", { scope: "col" }, "Verdict"),
      ),
    );
    KG.fill(
      root,
      KG.el("div", { class: "bar" }, chooser, note),
      KG.el(
        "div",
        { class: "scroller", tabindex: "0", role: "region", "aria-label": "Matrix of speakers and propositions" },
        KG.el(
          "table",
          { class: "matrix" },
          KG.el("caption", { class: "hidden" }, "Speakers by propositions"),
          head,
          KG.matrix.bodies(sort, speakers),
        ),
      ),
      m.propositions.length > KG.matrix.maxRows
        ? KG.el(
            "button",
            { type: "button", onclick: () => ((KG.matrix.maxRows = Infinity), KG.views.matrix.draw(root, KG.state)) },
            `Show all ${m.propositions.length} propositions`,
          )
        : null,
      KG.legend(),
    );
    root.querySelector("table").addEventListener("keydown", KG.matrix.keys);
  },
};
KG.matrix = {
  // More rows than these are drawn when they are asked for.
  maxRows: 300,
  bodies(sort, speakers) {
    let left = KG.matrix.maxRows;
    const hit = (p) => KG.isHit(`proposition:${p.id}`) && left-- > 0,
      get = (id) => KG.get(`proposition:${id}`);
    const head = (label) =>
      KG.el("tr", { class: "group" }, KG.el("th", { colspan: speakers.length + 2, scope: "colgroup" }, label));
    if (sort === "split")
      return KG.model.questions
        .map((q) => [q, q.propositions.map(get).filter(hit)])
        .filter(([, rows]) => rows.length)
        .map(([q, rows]) =>
          KG.el(
            "tbody",
            {},
            head([KG.entityLink(`question:${q.id}`), " ", KG.verdictBadge(q.verdict)]),
            rows.map((p) => KG.matrix.row(p, speakers)),
          ),
        );
    const rows = [...KG.model.propositions].sort(KG.matrix.order(sort)).filter(hit);
    return [
      KG.el(
        "tbody",
        {},
        rows.map((p) => KG.matrix.row(p, speakers)),
      ),
    ];
  },
  order(sort) {
    const stable = (a, b) => (a.id < b.id ? -1 : 1);
    if (sort === "coverage")
      return (a, b) => b.coverage - a.coverage || (b.split || 0) - (a.split || 0) || stable(a, b);
    if (sort === "event") {
      const first = (p) =>
        Math.min(
          Infinity,
          ...(KG.stancesOf.get(p.id) || []).flatMap((s) => s.claims.map((c) => KG.get(`claim:${c}`).start)),
        );
      return (a, b) => first(a) - first(b) || stable(a, b);
    }
    if (sort.startsWith("speaker.")) {
      const rank = (p) => {
        const s = KG.stance(sort.slice(8), p.id);
        return s ? ["disagrees", "mixed", "agrees", "no stance"].indexOf(s.stance) : 4;
      };
      return (a, b) => rank(a) - rank(b) || (b.split || 0) - (a.split || 0) || stable(a, b);
    }
    return (a, b) => (b.split || 0) - (a.split || 0) || b.coverage - a.coverage || stable(a, b);
  },
  row: (p, speakers) =>
    KG.el(
      "tr",
      {},
      KG.el("th", { scope: "row" }, KG.entityLink(`proposition:${p.id}`)),
      speakers.map((s) => KG.matrix.cell(p, s)),
      KG.el("td", { class: "verdict" }, KG.verdictBadge(p.verdict)),
    ),
  cell(p, s) {
    const stance = KG.stance(s.id, p.id);
    if (!stance)
      return KG.el(
        "td",
        {},
        KG.el(
          "span",
          { class: "cell silent" },
          KG.el("span", { "aria-hidden": "true" }, "·"),
          KG.el("span", { class: "hidden" }, KG.sides[""].text),
        ),
      );
    const side = KG.sides[stance.stance],
      key = `stance:${s.id}|${p.id}`,
      label = KG.stanceLabel(stance) + `: ${p.label}`;
    return KG.el(
      "td",
      {},
      KG.el(
        "button",
        {
          type: "button",
          class: `cell ${side.class} ${KG.frame(stance)}`,
          "data-key": key,
          "aria-pressed": KG.state.sel === key ? "true" : "false",
          title: KG.stanceLabel(stance),
          onclick: () => KG.select(key),
        },
        KG.el("span", { class: "hidden" }, label),
        KG.el("span", { "aria-hidden": "true" }, side.mark),
        KG.isMachine(stance) ? KG.el("span", { class: "gear", "aria-hidden": "true" }, "⚙") : null,
        stance.claims.length > 1 ? KG.el("sub", { "aria-hidden": "true" }, String(stance.claims.length)) : null,
      ),
    );
  },
  keys(event) {
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key],
      cell = event.target.closest("td");
    if (!moves || !cell) return;
    event.preventDefault();
    const rows = [...event.currentTarget.querySelectorAll("tr")];
    let row = rows.indexOf(cell.parentElement),
      column = cell.cellIndex;
    for (let i = 0; i < 400; i++) {
      row += moves[0];
      column += moves[1];
      const next = rows[row] && rows[row].cells[column];
      if (!rows[row] || column < 1 || (column > rows[row].cells.length && moves[1])) return;
      const button = next && next.querySelector("button");
      if (button) {
        button.focus();
        return;
      }
    }
  },
};
