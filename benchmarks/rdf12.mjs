// N3.js, a parser of RDF 1.2 that is no kin of ours, reads what `kg export --to turtle12` and `--to ntriples12` write.
//
//   npm install n3        in a folder of its own
//   NODE_PATH=FOLDER/node_modules node benchmarks/rdf12.mjs graph.ttl graph.nt
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Parser, Store } = createRequire(import.meta.url)("n3"),
  REIFIES = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";

const read = (file) => {
  const format = file.endsWith(".nt") ? "N-Triples" : "Turtle",
    store = new Store(new Parser({ format }).parse(readFileSync(file, "utf8")));
  return { statements: store.size, reified: store.countQuads(null, REIFIES, null, null) };
};
console.log(JSON.stringify(process.argv.slice(2).map(read)));
