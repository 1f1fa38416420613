import assert from "node:assert/strict";
import { test } from "node:test";
import { shownBy } from "../../kg/rendering/explorer/scripts/core/filter.js";
import { indexed } from "../../kg/rendering/explorer/scripts/core/model.js";
import { cardsOf, csvOf, jsonOf, rowsOf, turtleOf } from "../../kg/rendering/explorer/scripts/selectors/export.js";
import { wrappedLines } from "../../kg/rendering/explorer/scripts/core/lines.js";
import { panel } from "./panel.js";

const model = indexed(panel());
const shown = (filter = {}) => shownBy(model, [], { q: "", who: "", topic: "", about: "", basis: "", from: 0, until: 0, ...filter });

test("a row for each position that is shown, with its words", () => {
  assert.deepEqual(rowsOf(model, shown({ who: "ben" })).map((r) => [r.point, r.speaker, r.position, r.quote, r.turn]), [
    ["Trees belong on the square.", "Ada Ott", "agrees", "the square needs trees", 1],
    ["Trees belong on the square.", "Ben Moss", "disagrees", "the square must stay empty", 2],
  ]);
});

test("a cell of text is no formula, and quotes and lines stay in their cell", () => {
  assert.equal(csvOf([{ a: "=1+1", b: 'x "y"\nz', c: -2 }]), 'a,b,c\r\n\'=1+1,"x ""y""\nz",-2\r\n');
  assert.equal(csvOf([]), "");
});

test("JSON says what it was narrowed down to", () => {
  const { filter, positions } = JSON.parse(jsonOf(model, shown({ who: "ben" })));
  assert.equal(filter.who, "ben");
  assert.equal(positions.length, 2);
});

test("Turtle names what the graph names, and escapes what it quotes", () => {
  const data = panel();
  data.claims[0].quote = 'the "square"\nneeds \\ trees';
  const turtle = turtleOf(indexed(data), shown());
  assert.ok(turtle.includes('kg:quote "the \\"square\\"\\nneeds \\\\ trees"'));
  assert.ok(turtle.includes("<https://w3id.org/panel-kg/e/proposition/square> a kg:Proposition"));
  assert.ok(turtle.includes("kg:stance kg:disagrees ; kg:basis kg:inferred ; kg:claim <https://w3id.org/panel-kg/e/claim/c2>"));
  assert.ok(turtle.includes("<https://w3id.org/panel-kg/person/ben> a kg:Speaker"));
});

test("a picture holds each position once, inside its box", () => {
  const { width, height, shapes, words } = cardsOf(model, model.data.propositions, "What they say of trees");
  assert.equal(shapes.length, 4);
  assert.ok([...shapes, ...words].every((s) => s.x >= 0 && s.x <= width && s.y >= 0 && s.y <= height));
  assert.deepEqual(wrappedLines("one two three four", 8, 2), ["one two", "three…"]);
});
