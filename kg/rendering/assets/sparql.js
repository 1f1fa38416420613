// SPARQL in the page, without a server: Oxigraph as WebAssembly in a worker of its own, started when this view is opened.
"use strict";
KG.sparql = { worker: null, text: "", running: 0 };
KG.views.sparql = {
  title: "SPARQL",
  draw(root, state) {
    const blocks = ["oxigraph-wasm", "oxigraph-script", "triples", "queries"].map((id) => document.getElementById(id));
    if (blocks.some((b) => !b)) {
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
      KG.el("div", { class: "bar" }, KG.el("label", {}, "Question ", list)),
      editor,
      parameters,
      KG.el(
        "p",
        {},
        KG.el("button", { type: "button", id: "sparql-run", class: "primary", onclick: run }, "Run (Ctrl+Enter)"),
        " ",
        KG.el("button", { type: "button", onclick: () => q.stop(status) }, "Stop"),
        " ",
        KG.el("span", { class: "quiet small" }, "The prefixes of the graph need not be declared."),
      ),
      status,
      output,
    );
    q.start(status, run);
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
    return options
      ? KG.el(
          "select",
          { "data-parameter": p.name },
          KG.el("option", { value: "" }, "any"),
          options.map((o) => KG.el("option", { value: o }, o)),
        )
      : KG.el("input", { "data-parameter": p.name });
  },
  async bytes(id) {
    const packed = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (c) => c.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  },
  async start(status, then) {
    const q = KG.sparql;
    if (q.worker) {
      then();
      return;
    }
    status.textContent = "Starting …";
    const from = performance.now();
    try {
      const [wasm, triples] = await Promise.all([q.bytes("oxigraph-wasm"), q.bytes("triples")]);
      const address = URL.createObjectURL(
        new Blob([KG.read("oxigraph-script") + q.inside], { type: "text/javascript" }),
      );
      q.worker = new Worker(address);
      URL.revokeObjectURL(address);
      q.worker.onmessage = (event) => q.answer(event.data);
      const ready = await q.ask({ wasm, triples });
      status.textContent = `Ready: ${ready.size.toLocaleString("en")} triples in ${Math.round(performance.now() - from)} ms.`;
      q.ready = status.textContent;
      then();
    } catch (error) {
      q.worker = null;
      status.textContent = `Could not start: ${error.message || error}`;
    }
  },
  // What runs in the worker, after Oxigraph's own script.
  inside: `
;let store = null;
onmessage = async (event) => {
  const { id, wasm, triples, query } = event.data;
  try {
    if (wasm) {
      await oxigraph.init({ module_or_path: wasm });
      store = new oxigraph.Store();
      store.load(new TextDecoder().decode(triples), { format: "text/turtle", no_transaction: true });
      postMessage({ id, size: store.size });
      return;
    }
    const from = performance.now();
    const form = { results_format: /^\\s*(CONSTRUCT|DESCRIBE)/im.test(query.body) ? "text/turtle" : "application/sparql-results+json", use_default_graph_as_union: true };
    const text = store.query(query.prefixes + query.body, form);
    postMessage({ id, text, json: form.results_format.endsWith("json"), ms: performance.now() - from });
  } catch (error) { postMessage({ id, error: String(error.message || error) }); }
};`,
  waiting: new Map(),
  ask(message) {
    const q = KG.sparql,
      id = ++q.running;
    return new Promise((resolve, reject) => {
      q.waiting.set(id, { resolve, reject });
      q.worker.postMessage({ ...message, id });
    });
  },
  answer(data) {
    const waiting = KG.sparql.waiting.get(data.id);
    KG.sparql.waiting.delete(data.id);
    if (waiting) {
      if (data.error) waiting.reject(new Error(data.error));
      else waiting.resolve(data);
    }
  },
  stop(status) {
    const q = KG.sparql;
    if (!q.waiting.size) return;
    q.worker.terminate();
    q.worker = null;
    q.waiting.forEach((w) => w.reject(new Error("stopped")));
    q.waiting.clear();
    status.textContent = "Stopped.";
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
    return at < 0 ? bare : bare.slice(0, at + 1) + " " + values + bare.slice(at + 1);
  },
  async run(text, parameters, prefixes, status, output) {
    const q = KG.sparql;
    if (!q.worker) {
      q.start(status, () => q.run(text, parameters, prefixes, status, output));
      return;
    }
    const head =
      Object.entries(prefixes)
        .map(([name, iri]) => `PREFIX ${name}: <${iri}>`)
        .join(" ") + " ";
    try {
      const answer = await q.ask({ query: { prefixes: head, body: q.bound(text, parameters) } });
      if (!answer.json) {
        status.textContent = `Triples in ${answer.ms.toFixed(1)} ms.`;
        KG.fill(output, KG.el("pre", {}, answer.text));
        return;
      }
      const result = JSON.parse(answer.text);
      if (!result.results) {
        status.textContent = "";
        KG.fill(output, KG.el("p", { class: "lead" }, result.boolean ? "yes" : "no"));
        return;
      }
      q.table(result, answer.ms, status, output);
    } catch (error) {
      status.textContent = `${error.message}`;
      status.classList.add("failed");
      KG.fill(output);
      return;
    }
    status.classList.remove("failed");
  },
  table(result, ms, status, output) {
    const columns = result.head.vars,
      rows = result.results.bindings,
      value = (row, c) => (row[c] ? row[c].value : "");
    status.textContent = `${KG.counted(rows.length, "row")} in ${ms.toFixed(1)} ms.`;
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
