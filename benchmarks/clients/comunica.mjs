// Real clients in Node.js against a real `kg serve`: Comunica asks the endpoint, follows identifiers and reads the whole graph; jsonld.js reads the JSON-LD.
//
//   npm install @comunica/query-sparql jsonld        in a folder of its own (on Node.js 20 with "overrides": { "undici": "7.10.0" })
//   kg serve output/agi-next-2026 --port 8000 &
//   NODE_PATH=FOLDER/node_modules node benchmarks/clients/comunica.mjs http://127.0.0.1:8000/
import { createRequire } from "node:module";

const require = createRequire(import.meta.url),
  base = process.argv[2] ?? "http://127.0.0.1:8000/",
  { QueryEngine } = require("@comunica/query-sparql"),
  jsonld = require("jsonld"),
  engine = new QueryEngine(),
  KG = "PREFIX kg: <https://w3id.org/panel-kg/ontology#> ";

const count = async (sources, query) => {
  const rows = await (await engine.queryBindings(KG + query, { sources })).toArray();
  return Number(rows[0].get("n").value);
};
const timed = async (what, work) => {
  const from = performance.now(),
    answer = await work();
  console.log(`${what.padEnd(48)} ${String(answer).padStart(7)}  ${Math.round(performance.now() - from)} ms`);
  return answer;
};

const CLAIMS = "SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim }",
  ALL = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }";
const endpoint = [{ type: "sparql", value: `${base}sparql` }],
  file = [`${base}graph.ttl`];
const asked = await timed("Comunica, endpoint: claims", () => count(endpoint, CLAIMS)),
  read = await timed("Comunica, graph.ttl: claims", () => count(file, CLAIMS)),
  all = await timed("Comunica, graph.ttl: triples", () => count(file, ALL));
const event = await (await engine.queryBindings(`${KG}SELECT ?e { ?e a kg:Event }`, { sources: endpoint })).toArray(),
  path = event[0].get("e").value.replace("https://w3id.org/panel-kg/", "");
await timed("Comunica, an identifier followed: triples", () => count([`${base}${path}`], ALL));
const answer = await fetch(`${base}${path}`, { headers: { Accept: "application/ld+json" } });
const quads = await timed("jsonld.js, an identifier followed: triples", async () => (await jsonld.toRDF(await answer.json())).length);
if (asked !== read || !all || !quads) process.exit(1);
