import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked } from "../../kg/rendering/explorer/scripts/core/data.js";
import { filterOf, isEmpty, rememberedShown, shownBy } from "../../kg/rendering/explorer/scripts/core/filter.js";
import { group, indexed } from "../../kg/rendering/explorer/scripts/core/model.js";
import { entriesOf, folded, foundBy, hitsOf } from "../../kg/rendering/explorer/scripts/core/search.js";
import { addressOf, changedIn, createStore, stateOf } from "../../kg/rendering/explorer/scripts/core/store.js";
import { unknownTerms } from "../../kg/rendering/explorer/scripts/core/unknown.js";
import { counted } from "../../kg/rendering/explorer/scripts/text.js";
import { panel } from "./panel.js";

const model = indexed(panel()),
  entries = entriesOf(model);
const VIEWS = { views: ["briefing", "positions", "map", "timeline", "transcript", "review", "data"], first: "briefing" };
const left = (state) => {
  const shown = shownBy(model, entries, filterOf(model, state));
  return [shown.points, shown.claims, shown.utterances, shown.speakers].map((set) => [...set].sort());
};

test("a row stands in each of its groups, in the order of the rows", () => {
  assert.deepEqual([...group([{ k: ["a", "b"] }, { k: ["b"] }], (r) => r.k)], [
    ["a", [{ k: ["a", "b"] }]],
    ["b", [{ k: ["a", "b"] }, { k: ["b"] }]],
  ]);
});

test("a key leads to its row, whatever it is called, and an unknown one to nothing", () => {
  assert.equal(model.get("stance:ada|square").stance, "agrees");
  assert.equal(model.get("claim:__proto__"), undefined);
  assert.equal(model.get("constructor"), undefined);
  assert.equal(model.name("ben"), "Ben Moss");
  assert.deepEqual([...model.mentionsOf.get("concept:tree")], [["u3", 1]]);
});

test("what is called so comes before what merely holds the word, and words may stand in any order", () => {
  assert.deepEqual(hitsOf(entries, "memory").map((e) => e.key), ["concept:memory", "concept:tree"]);
  assert.deepEqual(hitsOf(entries, "square trees")[0].key, "proposition:square");
  assert.deepEqual(hitsOf(entries, "cem oz")[0].key, "speaker:cem");
  assert.deepEqual(hitsOf(entries, "  "), []);
  assert.equal(folded("Öz"), "oz");
});

test("a claim that is found brings its point and question, and not the other answers", () => {
  assert.deepEqual([...foundBy(model, entries, "must stay empty")].sort(), ["claim:c2", "proposition:square", "question:plant", "utterance:u2"]);
});

test("no filter leaves all; each part of a filter leaves what it says", () => {
  assert.equal(isEmpty(filterOf(model, { view: "briefing", sel: "claim:c1" })), true);
  assert.deepEqual(left({}), [["square", "street"], ["c1", "c2", "c3"], ["u1", "u2", "u3"], ["ada", "ben", "cem"]]);
  assert.deepEqual(left({ who: "ben" }), [["square"], ["c2"], ["u2"], ["ada", "ben"]]);
  assert.deepEqual(left({ about: "memory" }), [["square", "street"], ["c2", "c3"], ["u2", "u3"], ["ada", "ben", "cem"]]);
  assert.deepEqual(left({ from: "3", until: "3" }), [["street"], ["c3"], ["u3"], ["ada", "cem"]]);
  assert.deepEqual(left({ basis: "inferred" }), [["square", "street"], ["c1", "c2"], ["u1", "u2"], ["ada", "ben", "cem"]]);
  assert.deepEqual(left({ q: "zzzz" }), [[], [], [], []]);
  assert.deepEqual(left({ q: "empty", who: "ada" }), [["square"], ["c1"], ["u1"], ["ada", "ben"]]);
});

test("what an event does not know is no filter", () => {
  assert.equal(isEmpty(filterOf(model, { who: "nobody", about: "x", topic: "y", from: "-1", basis: "loud" })), true);
});

test("what is shown is computed anew only when the filter changes", () => {
  const shown = rememberedShown(model, () => entries);
  assert.equal(shown({ who: "ada" }), shown({ who: "ada", sel: "claim:c1", view: "map" }));
  assert.notEqual(shown({ who: "ada" }), shown({ who: "ben" }));
});

test("an address holds the state and gives it back; former names of views still lead to theirs", () => {
  const state = { view: "map", sel: "claim:a|b", q: "x & y=z #" };
  assert.deepEqual(stateOf(addressOf(state), VIEWS), state);
  assert.deepEqual(stateOf("#view=matrix&q=a", VIEWS), { view: "positions", sel: "", q: "a" });
  assert.deepEqual(stateOf("#view=nowhere&EVIL=1", VIEWS), { view: "briefing", sel: "" });
});

test("a store tells of a change once, with what was before, and keeps silent when nothing changes", () => {
  const store = createStore({ view: "map", sel: "" }),
    told = [];
  store.subscribe((state, before) => told.push([state, before]));
  store.set({ sel: "claim:c1" });
  store.set({ sel: "claim:c1", q: "" });
  assert.deepEqual(told, [[{ view: "map", sel: "claim:c1" }, { view: "map", sel: "" }]]);
  assert.deepEqual(changedIn({ a: "1", b: "" }, { a: "2" }), ["a"]);
});

test("packed edges know their ends, and what a click on them shows", () => {
  const nodes = { nodes: { k: 0, r: [["speaker:ada"], ["proposition:square"]] }, shapes: [["id"]] };
  const data = { ...panel(), network: { relations: ["agrees"] } };
  assert.deepEqual(unpacked(data, nodes, [[0, 1, 0, 2]]).network.edges, [
    { id: "agrees|speaker:ada|proposition:square", from: "speaker:ada", to: "proposition:square", relation: "agrees", weight: 2, target: "stance:ada|square", basis: "explicit", source: "human", confidence: 1 },
  ]);
});

test("rows come packed: columns once for a shape, and a quote where its mark stands", () => {
  const packed = { ...panel(), shapes: [["id", "quote", "on"]], claims: { k: 0, r: [["c1", null, [{ a: 1 }]], ["c9", "other words", []]] } };
  assert.deepEqual(unpacked(packed, { nodes: [], shapes: [] }, []).claims, [
    { id: "c1", quote: "the square needs trees", on: [{ a: 1 }] },
    { id: "c9", quote: "other words", on: [] },
  ]);
});

test("numbers have their thousands apart, and one is one", () => {
  assert.deepEqual([counted(1, "point"), counted(999, "point"), counted(1856, "reply", "replies"), counted(1234567, "turn")], ["1 point", "999 points", "1,856 replies", "1,234,567 turns"]);
});

test("a term that the vocabulary lacks is told with the nearest one, and one in a text, an IRI or a comment is not", () => {
  const terms = ["Speaker", "agreesWith", "speaker", "stance"],
    query = 'SELECT ?s { ?s kg:agreeWith ?o ; a kg:Speakr ; kg:stance "kg:no" ; <urn:kg:no> 1 } # kg:no';
  assert.deepEqual(unknownTerms(query, terms), [
    "There is no kg:agreeWith (perhaps kg:agreesWith).",
    "There is no kg:Speakr (perhaps kg:Speaker).",
  ]);
  assert.deepEqual(unknownTerms("ASK { ?s a kg:Speaker }", terms), []);
});
