// @ts-nocheck
// The SPARQL view: the shipped questions, a query of one's own, and the answer as a table that selects nodes; started only when it is opened.
import { unknownTerms } from "../../core/unknown.js";
import { KG } from "../kg.js";

KG.sparql = { text: "", told: [] };
KG.views.sparql = {
  title: "SPARQL",
  draw(root, state) {
    const engine = KG.sparql.engine();
    if (!engine) {
      KG.fill(
        root,
        KG.el("h2", {}, "No SPARQL in this page"),
        KG.el("p", {}, KG.model.missing.sparql || "This page was made without it."),
        KG.el("p", {}, "Everything else works. The graph itself is in graph.ttl beside this page: "),
        KG.el("pre", {}, "kg query FOLDER who-disagrees-with-whom"),
      );
      return;
    }
    const queries = KG.read("queries"),
      q = KG.sparql;
    const first = queries.list.find((x) => x.name === state.query) ||
      queries.list[0] || {
        name: "",
        question: "",
        text: "SELECT ?speaker ?other {\n  ?a kg:disagreesWith ?b . ?a a kg:Speaker ; rdfs:label ?speaker .\n  ?b a kg:Speaker ; rdfs:label ?other\n}",
        parameters: [],
      };
    const editor = KG.el("textarea", {
      id: "sparql-text",
      rows: "14",
      spellcheck: "false",
      "aria-label": "SPARQL query",
    });
    const parameters = KG.el("div", { class: "parameters" }),
      output = KG.el("div", { class: "results" }),
      status = KG.el("p", { role: "status", class: "quiet" });
    const load = (query) => {
      editor.value = query.text;
      KG.fill(
        parameters,
        query.parameters.map((p) => KG.el("label", {}, `${p.meaning} `, q.input(p))),
      );
    };
    const list = KG.el(
      "select",
      {
        id: "sparql-list",
        "aria-label": "Shipped questions",
        onchange: (e) => {
          const query = queries.list.find((x) => x.name === e.target.value);
          if (query) {
            load(query);
            KG.set({ query: query.name }, { replace: true });
            run();
          }
        },
      },
      queries.list.length
        ? queries.list.map((x) => KG.el("option", { value: x.name, selected: x.name === first.name }, x.question))
        : KG.el("option", {}, "no question is shipped"),
    );
    const run = () => q.run(editor.value, parameters, queries.prefixes, status, output);
    load(first);
    if (q.text && !state.query) editor.value = q.text;
    editor.addEventListener("input", () => {
      q.text = editor.value;
    });
    editor.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) run();
    });
    KG.fill(
      root,
      KG.el("div", { class: "bar" }, KG.el("label", {}, "Question ", list), engine.choice ? engine.choice(run) : null),
      editor,
      parameters,
      KG.el(
        "p",
        {},
        KG.el("button", { type: "button", id: "sparql-run", class: "primary", onclick: run }, "Run (Ctrl+Enter)"),
        " ",
        KG.el("button", { type: "button", onclick: () => engine.stop() }, "Stop"),
        " ",
        KG.el("span", { class: "quiet small" }, "The prefixes of the graph need not be declared."),
      ),
      status,
      output,
    );
    run();
  },
  // A selection or a search leaves the query as it stands.
  update() {},
};
Object.assign(KG.sparql, {
  input(p) {
    const people = KG.model.speakers.map((s) => s.label),
      options =
        p.name === "speaker" || p.name === "other"
          ? people
          : p.name === "concept"
            ? KG.model.concepts.filter((c) => c.n_claims).map((c) => c.label)
            : null;
    return options && options.length
      ? KG.el(
          "select",
          { "data-parameter": p.name },
          KG.el("option", { value: "" }, "any"),
          options.map((o) => KG.el("option", { value: o }, o)),
        )
      : KG.el("input", { "data-parameter": p.name });
  },
  // What answers here: the endpoint that the page came from, else Oxigraph in the page; null where neither is at hand.
  engine() {
    const here = (engine) => ["queries", ...engine.blocks].every((id) => document.getElementById(id));
    return [KG.endpoint, KG.oxigraph].find(here) || null;
  },
  // A value is bound as a literal of its own in a VALUES block, with every character that could end it escaped.
  bound(text, parameters) {
    const bare = text.replace(/^\s*#.*$/gm, ""),
      values = [...parameters.querySelectorAll("[data-parameter]")]
        .filter((n) => n.value)
        .map(
          (n) =>
            `VALUES ?${n.dataset.parameter} { "${n.value.replace(/[\\"\n\r]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" })[c])}" } `,
        )
        .join("");
    const at = bare.indexOf("{");
    return at < 0 || !values ? text : bare.slice(0, at + 1) + " " + values + bare.slice(at + 1);
  },
  // What came, and which terms of the query are none.
  said(line) {
    return [line, ...KG.sparql.told].filter(Boolean).join(" ");
  },
  async run(text, parameters, prefixes, status, output) {
    const q = KG.sparql,
      engine = q.engine();
    status.classList.remove("failed");
    status.textContent = "Asking …";
    try {
      await engine.start();
      const answer = await engine.ask(prefixes, q.bound(text, parameters));
      q.told = /PREFIX\s+kg:/i.test(text) ? [] : unknownTerms(text, KG.read("queries").terms.split(" "));
      if (!answer.json) {
        status.textContent = q.said(`Triples in ${answer.ms.toFixed(1)} ms.`);
        KG.fill(output, KG.el("pre", {}, answer.text));
        return;
      }
      const result = JSON.parse(answer.text);
      if (!result.results) {
        status.textContent = q.said("");
        KG.fill(output, KG.el("p", { class: "lead" }, result.boolean ? "yes" : "no"));
        return;
      }
      q.table(result, answer.ms, status, output);
    } catch (error) {
      const [first, ...rest] = error.message.split("\n");
      status.textContent = first;
      status.classList.add("failed");
      KG.fill(output, rest.length ? KG.el("pre", { class: "failed" }, rest.join("\n")) : null);
    }
  },
  table(result, ms, status, output) {
    const columns = result.head.vars,
      rows = result.results.bindings,
      value = (row, c) => (row[c] ? row[c].value : "");
    status.textContent = KG.sparql.said(`${KG.counted(rows.length, "row")} in ${ms.toFixed(1)} ms.`);
    const cell = (row, c) => {
      const term = row[c],
        key = term ? KG.sparql.keyOf(term) : "";
      return KG.el(
        "td",
        { dir: "auto" },
        !term
          ? ""
          : key
            ? KG.link(key, term.type === "uri" ? KG.titleOf(key) : term.value)
            : term.type === "uri"
              ? term.value.replace(/^.*[/#]/, "")
              : term.value,
      );
    };
    const csv = () =>
      [columns, ...rows.map((row) => columns.map((c) => value(row, c)))]
        .map((line) => line.map((v) => (/[",\r\n]/.test(v) ? `"${v.replace(/"/g, '""')}"` : v)).join(","))
        .join("\r\n") + "\r\n";
    KG.fill(
      output,
      KG.el(
        "p",
        {},
        KG.el(
          "button",
          { type: "button", id: "sparql-csv", onclick: () => KG.download("answer.csv", csv(), "text/csv") },
          "Download as CSV",
        ),
      ),
      KG.el(
        "div",
        { class: "scroller", tabindex: "0", role: "region", "aria-label": "Answer" },
        KG.el(
          "table",
          { class: "answer" },
          KG.el(
            "thead",
            {},
            KG.el(
              "tr",
              {},
              columns.map((c) => KG.el("th", { scope: "col" }, c)),
            ),
          ),
          KG.el(
            "tbody",
            {},
            rows.slice(0, 2000).map((row) =>
              KG.el(
                "tr",
                {},
                columns.map((c) => cell(row, c)),
              ),
            ),
          ),
        ),
      ),
      rows.length > 2000 ? KG.el("p", {}, `${rows.length - 2000} more rows are in the CSV.`) : null,
    );
  },
  keyOf(term) {
    if (term.type === "uri") {
      const [, kind, id] = /([^/]+)\/([^/]+)$/.exec(term.value) || [],
        local = decodeURIComponent(id || "");
      return (
        [{ person: "speaker", term: "concept" }[kind] || kind, "person", "concept"]
          .map((k) => `${k}:${local}`)
          .find((key) => KG.get(key) && KG.kinds[KG.kindOf(key)]) || ""
      );
    }
    const named =
      KG.sparql.names ||
      (KG.sparql.names = new Map(
        KG.model.speakers
          .map((s) => [s.label, `speaker:${s.id}`])
          .concat(
            KG.model.propositions.map((p) => [p.label, `proposition:${p.id}`]),
            KG.model.concepts.map((c) => [c.label, `concept:${c.id}`]),
            KG.model.claims.map((c) => [c.quote, `claim:${c.id}`]),
          ),
      ));
    return named.get(term.value) || "";
  },
});
