// @ts-nocheck
// What a machine proposed, for a person to accept, reject, retype, rename or merge; the choices stay in this browser until they are handed out.
import { KG } from "../kg.js";

KG.views.review = {
  title: "Review",
  draw(root, state) {
    const r = KG.review,
      all = state.all === "1",
      kind = state.kind || "",
      items = r.items().filter((i) => (all || i.machine) && (!kind || i.kind === kind) && KG.isHit(i.hit || i.show));
    const kinds = [...new Set(r.items().map((i) => i.kind))],
      machine = r.items().filter((i) => i.machine).length;
    const summary = KG.el("p", { role: "status", id: "review-status" }),
      yaml = KG.el("textarea", { id: "review-yaml", rows: "8", readonly: true, "aria-label": "corrections.yaml" });
    r.show = () => {
      const n = Object.keys(r.choices).length;
      summary.textContent = n ? `${KG.counted(n, "choice")} made; kept in this browser.` : "No choice made yet.";
      yaml.value = r.yaml();
    };
    KG.fill(
      root,
      KG.el(
        "p",
        { class: "lead" },
        machine
          ? `${KG.counted(machine, "proposal")} by a machine. What you accept, reject, retype, rename or merge here goes into corrections.yaml; put it into the event's folder, and the next build applies it last.`
          : "Every statement here was made by a person. You can still correct them: choose to see all.",
      ),
      KG.el(
        "div",
        { class: "bar" },
        KG.el(
          "label",
          {},
          "Show ",
          KG.el(
            "select",
            { id: "review-kind", onchange: (e) => KG.set({ kind: e.target.value }) },
            [["", "everything"]]
              .concat(kinds.map((k) => [k, KG.kinds[k].toLowerCase() + "s"]))
              .map(([v, t]) => KG.el("option", { value: v, selected: v === kind }, t)),
          ),
        ),
        KG.el(
          "label",
          {},
          KG.el("input", {
            type: "checkbox",
            checked: all,
            onchange: (e) => KG.set({ all: e.target.checked ? "1" : "" }),
          }),
          " also what people made",
        ),
        KG.el(
          "button",
          {
            type: "button",
            id: "review-download",
            class: "primary",
            onclick: () => KG.download("corrections.yaml", r.yaml(), "application/yaml"),
          },
          "Download corrections.yaml",
        ),
        KG.el(
          "button",
          {
            type: "button",
            onclick: () => {
              r.choices = {};
              r.keep();
              KG.views.review.draw(root, KG.state);
            },
          },
          "Forget all choices",
        ),
      ),
      summary,
      items.length
        ? KG.some(items, 40, r.item)
        : KG.el("p", { class: "quiet" }, "Nothing to review with these settings."),
      KG.el("details", { class: "more" }, KG.el("summary", {}, "corrections.yaml"), yaml),
    );
    r.show();
  },
};
KG.review = {
  get place() {
    return `kg-review:${KG.model.event.id}:${KG.model.event.transcript}`;
  },
  choices: {},
  keep() {
    try {
      localStorage.setItem(KG.review.place, JSON.stringify(KG.review.choices));
    } catch {
      /* a browser that keeps nothing still hands out the file */
    }
  },
  restore() {
    try {
      KG.review.choices = JSON.parse(localStorage.getItem(KG.review.place)) || {};
    } catch {
      KG.review.choices = {};
    }
  },
  items() {
    if (KG.review.cache) return KG.review.cache;
    const m = KG.model,
      items = [];
    m.claims.forEach((c) =>
      items.push({ kind: "claim", target: c.id, show: `claim:${c.id}`, row: c, machine: KG.isMachine(c), types: [] }),
    );
    m.stances.forEach((s) =>
      items.push({
        kind: "stance",
        target: `${KG.name(s.speaker)}|${s.proposition}`,
        show: `stance:${s.speaker}|${s.proposition}`,
        row: s,
        machine: KG.isMachine(s),
        types: ["agrees", "disagrees", "mixed", "no stance"],
        type: s.stance,
      }),
    );
    m.relations.forEach((r) =>
      items.push({
        kind: "relation",
        target: r.id,
        show: `relation:${r.id}`,
        row: r,
        machine: KG.isMachine(r),
        types: ["agrees", "disagrees", "qualifies", "rephrases", "builds on"],
        type: r.relation,
      }),
    );
    m.propositions.forEach((p) =>
      items.push({
        kind: "proposition",
        target: p.id,
        show: `proposition:${p.id}`,
        row: p,
        machine: KG.isMachine(p),
        types: ["fact", "forecast", "value", "definition", "policy"],
        type: p.kind,
      }),
    );
    m.references.forEach((r, i) =>
      items.push({
        kind: "reference",
        target: r.id,
        show: `reference:${i}`,
        hit: `utterance:${r.utterance}`,
        row: r,
        machine: KG.isMachine(r),
        types: ["agrees", "disagrees", "qualifies", "builds on", "neutral"],
        type: r.relation,
      }),
    );
    const named = {
      question: m.questions,
      concept: m.concepts,
      speaker: m.speakers,
      organization: m.organizations,
      product: m.products,
    };
    for (const [kind, rows] of Object.entries(named))
      rows.forEach((row) =>
        items.push({
          kind,
          target: row.id,
          show: `${kind}:${row.id}`,
          row,
          machine: KG.isMachine(row) || row.guessed === true || row.discovered === true,
          types: [],
        }),
      );
    const sure = (i) => (i.row.confidence === undefined ? 1 : i.row.confidence);
    return (KG.review.cache = items.sort((a, b) => sure(a) - sure(b)));
  },
  item(item) {
    const r = KG.review,
      key = `${item.kind}:${item.target}`,
      now = r.choices[key] || {},
      name = `choice-${key}`;
    const box = KG.el("article", { class: `item ${now.action || ""}`, "data-item": key });
    const types = item.types.length
      ? KG.el(
          "select",
          { "aria-label": "The right type", onchange: (e) => choose("retype", e.target.value) },
          item.types.map((t) => KG.el("option", { value: t, selected: t === (now.to || item.type) }, t)),
        )
      : null;
    // What has a text of its own can get another, and go into another of its kind; what a claim says only into one of its speaker's.
    const text = item.kind === "claim" ? item.row.text : item.row.label,
      merges =
        text && r.items().filter((i) => i.kind === item.kind && i !== item && i.row.speaker === item.row.speaker);
    const words = text
      ? KG.el("input", {
          type: "text",
          class: "name",
          "aria-label": "The right words",
          value: now.action === "rename" ? now.to : text,
          onchange: (e) => choose("rename", e.target.value.trim()),
        })
      : null;
    const into =
      merges && merges.length
        ? KG.el("select", {
            class: "name",
            "aria-label": "What it goes into",
            onchange: (e) => choose("merge", e.target.value),
          })
        : null;
    // Thousands of choices are made only for the list that is opened.
    const others = () => {
      if (into.childElementCount > 1) return;
      KG.fill(
        into,
        KG.el("option", { value: "" }, "choose …"),
        merges.map((i) =>
          KG.el("option", { value: i.target, selected: now.into === i.target }, KG.titleOf(i.show).slice(0, 90)),
        ),
      );
    };
    if (into) {
      const chosen = merges.find((i) => i.target === now.into);
      KG.fill(
        into,
        KG.el(
          "option",
          { value: chosen ? chosen.target : "" },
          chosen ? KG.titleOf(chosen.show).slice(0, 90) : "choose …",
        ),
      );
      ["focus", "pointerdown"].forEach((event) => into.addEventListener(event, others));
    }
    const choose = (action, value) => {
      const given = {
        retype: { to: value || (types && types.value) },
        rename: { to: value || (words && words.value.trim()) },
        merge: { into: value || (into && into.value) },
      }[action];
      // Without another name or a place to go there is nothing to do yet.
      const empty = given && (!Object.values(given)[0] || given.to === text);
      if (empty) action = (r.choices[key] || { action: "" }).action;
      else if (action) r.choices[key] = { action, ...given };
      else delete r.choices[key];
      box.className = `item ${action}`;
      box.querySelectorAll("input").forEach((i) => {
        i.checked = i.value === action;
      });
      r.keep();
      r.show();
    };
    const radio = (value, text) =>
      KG.el(
        "label",
        {},
        KG.el("input", {
          type: "radio",
          name,
          value,
          checked: (now.action || "") === value,
          onchange: () => choose(value),
        }),
        " " + text,
      );
    return KG.fill(
      box,
      KG.el(
        "p",
        {},
        KG.el("span", { class: "kind" }, KG.kinds[item.kind] + " "),
        KG.link(item.show, KG.titleOf(item.show)),
        KG.el(
          "span",
          { class: "quiet small" },
          ` ${item.machine ? "⚙ " : ""}${item.row.source}${item.row.confidence === undefined ? "" : `, confidence ${item.row.confidence}`}`,
        ),
      ),
      ...[].concat(r.words(item)),
      KG.el(
        "fieldset",
        { class: "choices" },
        KG.el("legend", { class: "hidden" }, "What to do"),
        radio("", "leave as it is"),
        radio("accept", "accept"),
        radio("reject", "reject"),
        types ? [radio("retype", "retype as"), types] : null,
        words ? [radio("rename", "rename to"), words] : null,
        into ? [radio("merge", "merge into"), into] : null,
      ),
    );
  },
  words(item) {
    const row = item.row,
      claim = (id) => KG.get(`claim:${id}`);
    if (item.kind === "claim") return KG.shortQuote(row);
    if (item.kind === "stance")
      return [
        KG.el(
          "p",
          { class: "small" },
          `${KG.sides[row.stance].text}: `,
          KG.entityLink(`proposition:${row.proposition}`),
        ),
        KG.claims(row.claims).slice(0, 1).map(KG.shortQuote),
      ];
    if (item.kind === "reference") return KG.el("p", { class: "small", dir: "auto" }, `${row.relation}: ${row.quote}`);
    if (row.label && item.kind !== "proposition")
      return row.aliases && row.aliases.length
        ? KG.el("p", { class: "quiet small", dir: "auto" }, `also: ${row.aliases.join(", ")}`)
        : null;
    if (item.kind === "proposition")
      return KG.el("p", { class: "small" }, `${row.kind} · answers: `, KG.entityLink(`question:${row.question}`));
    return [
      row.quote ? KG.el("p", { class: "small", dir: "auto" }, `In these words: ${row.quote}`) : null,
      KG.el(
        "div",
        { class: "opposing plainsides" },
        KG.shortQuote(claim(row.from_claim)),
        KG.shortQuote(claim(row.to_claim)),
      ),
    ];
  },
  quoted: (text) =>
    JSON.stringify(text).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"),
    ),
  yaml() {
    const r = KG.review,
      lines = r
        .items()
        .filter((i) => r.choices[`${i.kind}:${i.target}`])
        .map((i) => {
          const c = r.choices[`${i.kind}:${i.target}`];
          return `  - {action: ${c.action}, target: ${r.quoted(i.target)}${c.to ? `, to: ${r.quoted(c.to)}` : ""}${c.into ? `, into: ${r.quoted(c.into)}` : ""}}  # ${i.kind}: ${KG.titleOf(
            i.show,
          )
            .replace(/[\s\p{C}]+/gu, " ")
            .slice(0, 90)}`;
        });
    return `# Corrections by a person: applied last by kg build.\ncorrections:${lines.length ? "\n" + lines.join("\n") : " []"}\n`;
  },
};
