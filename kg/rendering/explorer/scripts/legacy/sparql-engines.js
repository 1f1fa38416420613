// @ts-nocheck
// What answers the queries of the SPARQL view: Oxigraph as WebAssembly in a worker of the page, or the endpoint that gave the page out.
// Both know: start(), ask(prefixes, query) → { text, json, ms }, or an error with a message; stop().
import { inflated } from "../core/inflate.js";
import { KG } from "./kg.js";

KG.oxigraph = {
  blocks: ["oxigraph-wasm", "oxigraph-script", "triples"],
  worker: null,
  running: 0,
  waiting: new Map(),
  async bytes(id) {
    return inflated(document.getElementById(id).textContent).arrayBuffer();
  },
  starting: null,
  start() {
    const o = KG.oxigraph;
    o.starting ??= o.load();
    return o.starting;
  },
  async load() {
    const o = KG.oxigraph;
    try {
      const [wasm, triples] = await Promise.all([o.bytes("oxigraph-wasm"), o.bytes("triples")]);
      const address = URL.createObjectURL(
        new Blob([KG.read("oxigraph-script") + o.inside], { type: "text/javascript" }),
      );
      o.worker = new Worker(address);
      URL.revokeObjectURL(address);
      o.worker.onmessage = (event) => o.answer(event.data);
      await o.send({ wasm, triples });
    } catch (error) {
      o.worker = o.starting = null;
      throw new Error(`Could not start: ${error.message || error}`);
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
      postMessage({ id });
      return;
    }
    const from = performance.now();
    const form = { results_format: /^\\s*(CONSTRUCT|DESCRIBE)/im.test(query.body) ? "text/turtle" : "application/sparql-results+json", use_default_graph_as_union: true };
    const text = store.query(query.head + query.body, form);
    postMessage({ id, text, json: form.results_format.endsWith("json"), ms: performance.now() - from });
  } catch (error) {
    const trap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    postMessage({ id, trap, error: String(error.message || error) });
  }
};`,
  send(message) {
    const o = KG.oxigraph,
      id = ++o.running;
    return new Promise((resolve, reject) => {
      o.waiting.set(id, { resolve, reject });
      o.worker.postMessage({ ...message, id });
    });
  },
  answer(data) {
    const waiting = KG.oxigraph.waiting.get(data.id);
    KG.oxigraph.waiting.delete(data.id);
    if (waiting) {
      if (data.error) waiting.reject(Object.assign(new Error(data.error), { trap: data.trap }));
      else waiting.resolve(data);
    }
    // After a trap the engine's memory is in no state to go on with: the next query gets a new one.
    if (data.trap) KG.oxigraph.end("the engine was started anew");
  },
  async ask(prefixes, body) {
    const head = Object.entries(prefixes)
      .map(([name, iri]) => `PREFIX ${name}: <${iri}> `)
      .join("");
    try {
      await KG.oxigraph.start();
      return await KG.oxigraph.send({ query: { head, body } });
    } catch (error) {
      if (error.trap) throw new Error("This query is more than the engine can bear (ask in parts).");
      // The place that Oxigraph names is mostly the end of the query, and not where the mistake is.
      throw new Error(error.message.split("\n")[0].replace(/^error at \d+:\d+: /, "This is no SPARQL query: "));
    }
  },
  stop() {
    if (!KG.oxigraph.waiting.size) return false;
    KG.oxigraph.end("stopped");
    return true;
  },
  end(why) {
    const o = KG.oxigraph;
    o.worker?.terminate();
    o.worker = o.starting = null;
    o.waiting.forEach((w) => w.reject(new Error(why)));
    o.waiting.clear();
  },
};
KG.endpoint = {
  blocks: ["endpoint"],
  asking: null,
  event: null,
  async start() {},
  // The server knows the prefixes of the graph, and says where an error is.
  async ask(_prefixes, body) {
    const e = KG.endpoint,
      given = KG.read("endpoint"),
      event = e.event ?? given.event,
      from = performance.now();
    e.asking = new AbortController();
    try {
      const answer = await fetch(given.url + (event ? `?default-graph-uri=${encodeURIComponent(event)}` : ""), {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/sparql-query",
          Accept: "application/sparql-results+json, text/turtle;q=0.9",
        },
        signal: e.asking.signal,
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text.trim() || `the server answers ${answer.status}`);
      return { text, json: /json/.test(answer.headers.get("Content-Type")), ms: performance.now() - from };
    } catch (error) {
      if (error.name === "AbortError") throw new Error("stopped");
      if (error instanceof TypeError) throw new Error("the server does not answer; is it still running?");
      throw error;
    } finally {
      e.asking = null;
    }
  },
  stop() {
    if (!KG.endpoint.asking) return false;
    KG.endpoint.asking.abort();
    return true;
  },
  // A choice of events, where the endpoint has several.
  choice(then) {
    const { events, event } = KG.read("endpoint");
    if (Object.keys(events).length < 2) return null;
    const list = KG.el(
      "select",
      {
        id: "sparql-event",
        onchange: () => {
          KG.endpoint.event = list.value;
          then();
        },
      },
      [["", "all events"], ...Object.entries(events)].map(([iri, title]) =>
        KG.el("option", { value: iri, selected: iri === (KG.endpoint.event ?? event) }, title),
      ),
    );
    return KG.el("label", {}, "Over ", list);
  },
};
