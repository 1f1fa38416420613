import assert from "node:assert/strict";
import { test } from "node:test";
import { adding, composite, history, removing } from "../../kg/rendering/explorer/scripts/core/commands.js";
import { conflicts, read, written } from "../../kg/rendering/explorer/scripts/core/corrections.js";
import { indexed } from "../../kg/rendering/explorer/scripts/core/model.js";
import { positionsOf, replayed, tablesOf } from "../../kg/rendering/explorer/scripts/core/replay.js";
import { yamlLine, yamlValue } from "../../kg/rendering/explorer/scripts/core/yaml.js";
import { panel } from "./panel.js";

const model = indexed(panel());
const how = { by: "Ada Reader", at: "2026-05-01", transcript: "", told: () => "" };

test("what is written in a line is read back as it was, whatever its texts hold", () => {
  for (const text of ["plain", "yes", "a: b", "# no", "it's “so”", 'with "quotes"', "唐杰", "- x", "", "true", "two\nlines", "end ", "{a}", "a, b"]) assert.deepEqual(yamlValue(`- ${yamlLine({ action: "rename", to: text })}`), [{ action: "rename", to: text }]);
});

test("entries in lines and in blocks are read, and others are kept as they stand", () => {
  const text = [
    "by: Ada",
    "corrections:",
    "  - {action: accept, target: 0a1b2c3d4e}  # said so",
    "  - action: add",
    "    claim:",
    "      speaker: Ada Ott",
    "      quote: 'it''s here'",
    "      stances: {square: agrees}",
    "  - action: rename",
    "    to: >-",
    "      folded text",
    "    target: square",
    "",
  ].join("\n");
  const found = read(text);
  assert.equal(found.by, "Ada");
  assert.deepEqual(found.entries.map((e) => e.entry && e.entry.action), ["accept", "add", null]);
  assert.deepEqual(found.entries[1].entry.claim, { speaker: "Ada Ott", quote: "it's here", stances: { square: "agrees" } });
  const again = read(written(found, [{ action: "reject", target: "x" }], { ...how, by: "Ada" }));
  assert.equal(again.entries.length, 4);
  assert.match(again.entries[2].raw, /folded text/);
  assert.equal(again.entries[0].raw, "- {action: accept, target: 0a1b2c3d4e}  # said so");
});

test("who decided before goes on being named", () => {
  const first = written({ by: "", at: "", transcript: "", entries: [] }, [{ action: "accept", target: "square" }], how);
  const second = written(read(first), [{ action: "reject", target: "square" }], { ...how, by: "Ben", at: "2026-05-02" });
  assert.deepEqual(read(second).entries.map((e) => [e.entry.action, e.entry.by || "Ben", e.entry.at || "2026-05-02"]), [
    ["accept", "Ada Reader", "2026-05-01"],
    ["reject", "Ben", "2026-05-02"],
  ]);
});

test("a command is undone and done again, and several are one", () => {
  const log = history(/** @type {any[]} */ ([]));
  log.run(adding({ n: 1, entry: "a" }, "one"));
  log.run(composite([adding({ n: 2, entry: "b" }, ""), adding({ n: 3, entry: "c" }, "")], "both"));
  log.run(removing(log.state(), 1, "take back"));
  assert.deepEqual(log.state().map((x) => x.n), [2, 3]);
  assert.equal(log.undo(), "take back");
  assert.deepEqual(log.state().map((x) => x.n), [1, 2, 3]);
  assert.equal(log.undo(), "both");
  assert.deepEqual(log.state().map((x) => x.n), [1]);
  assert.equal(log.redo(), "both");
  assert.deepEqual(log.next(), { undo: "both", redo: "take back" });
  log.run(adding({ n: 4, entry: "d" }, "four"));
  assert.equal(log.redo(), "");
});

test("two people who decide differently are in conflict, and one who changes the mind is not", () => {
  const e = (by, action, to) => ({ by, entry: { action, target: "square", to } });
  assert.deepEqual(conflicts([e("a", "retype", "fact"), e("a", "retype", "value"), e("b", "retype", "value"), e("b", "accept", "")]), []);
  assert.deepEqual(conflicts([e("a", "accept", ""), e("b", "reject", "")]), [{ earlier: 0, later: 1 }]);
});

test("several corrections of one thing all hold", () => {
  const { tables, unmatched, impossible } = replayed(tablesOf(model.data), [
    { action: "rename", target: "square", to: "The square needs trees." },
    { action: "retype", target: "square", to: "policy" },
    { action: "accept", target: "square" },
  ]);
  assert.deepEqual([unmatched, impossible], [[], []]);
  assert.deepEqual(tables.propositions[0], { id: "square", text: "The square needs trees.", question: "plant", kind: "policy", source: "human" });
});

test("what finds no target or cannot be is told, and changes nothing", () => {
  const found = replayed(tablesOf(model.data), [
    { action: "accept", target: "nowhere" },
    { action: "retype", target: "square", to: "colour" },
  ]);
  assert.deepEqual(found.unmatched, [0]);
  assert.equal(found.impossible[0][0], 1);
  assert.deepEqual(positionsOf(found.tables), positionsOf(tablesOf(model.data)));
});
