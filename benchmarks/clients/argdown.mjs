// What @argdown/core reads of a file: statements by title, arguments with their metadata, and the edges. One JSON object.
//
//   NODE_PATH=FOLDER/node_modules node argdown.mjs FILE.argdown
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { ArgdownApplication, DataPlugin, ModelPlugin, ParserPlugin } = createRequire(import.meta.url)("@argdown/core");
const argdown = new ArgdownApplication();
argdown.addPlugin(new ParserPlugin(), "parse-input");
argdown.addPlugin(new DataPlugin(), "build-model");
argdown.addPlugin(new ModelPlugin(), "build-model");
const read = argdown.run({
  input: readFileSync(process.argv[2], "utf-8"),
  process: ["parse-input", "build-model"],
  logLevel: "error",
  throwExceptions: true,
});
const titled = (found) => Object.values(found).filter((one) => one.title && !one.title.startsWith("Untitled"));
console.log(
  JSON.stringify({
    errors: [...(read.parserErrors ?? []), ...(read.lexerErrors ?? [])].length,
    statements: titled(read.statements).map((one) => one.title),
    arguments: titled(read.arguments).map((one) => ({ title: one.title, data: one.data ?? null, tags: one.tags ?? [] })),
    edges: read.relations.map((one) => [one.from.title, one.relationType, one.to.title]),
  }),
);
