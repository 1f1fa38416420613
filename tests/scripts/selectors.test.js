import assert from "node:assert/strict";
import { test } from "node:test";
import { filterOf, shownBy } from "../../kg/rendering/explorer/scripts/core/filter.js";
import { indexed } from "../../kg/rendering/explorer/scripts/core/model.js";
import { byWeight, cardOf, headline, openQuestions, quoteFor, sorted, triangle } from "../../kg/rendering/explorer/scripts/selectors/briefing.js";
import { columnsOf, compared, couldSpeak, linesOf, seriated, tally } from "../../kg/rendering/explorer/scripts/selectors/positions.js";
import { litKeys, piecesOf, rangeOf, turnOf } from "../../kg/rendering/explorer/scripts/selectors/transcript.js";
import { fragment, heardAt, isAddress, placeIn } from "../../kg/rendering/explorer/scripts/selectors/times.js";
import { arcsOf, lanesOf, turnAt } from "../../kg/rendering/explorer/scripts/selectors/timeline.js";
import { panel } from "./panel.js";

const pair = (speaker, other, agree, disagree) => ({ speaker, other, agree, disagree, both: agree + disagree, mixed: 0, agree_share: null, explicit_agree: 0, explicit_disagree: 0, verdict: "", agree_on: [], disagree_on: [] });
const data = { ...panel(), pairs: [pair("ada", "ben", 1, 4), pair("ada", "cem", 5, 0), pair("ben", "cem", 0, 3)] };
const model = indexed(data),
  ALL = shownBy(model, [], { q: "", who: "", topic: "", about: "", basis: "", from: 0, until: 0 });

test("more voices come first, then the larger smaller side, then what was said in words", () => {
  const p = (id, agree, disagree, explicit_share = 0) => ({ id, agree, disagree, mixed: 0, explicit_share });
  const rows = [p("one-one", 1, 1), p("three-one", 3, 1), p("two-two", 2, 2), p("said", 1, 1, 1)];
  assert.deepEqual(rows.sort(byWeight).map((r) => r.id), ["two-two", "three-one", "said", "one-one"]);
});

test("the headline counts what is shared and split, and names the split with most voices", () => {
  assert.deepEqual(headline(model, sorted(model, ALL)), [
    "Of three speakers two or more share ",
    { n: 1, text: "1 point", to: "shared" },
    " and split on ",
    { n: 1, text: "1", to: "split" },
    ": ",
    { point: "square" },
    " One for, one against.",
  ]);
  assert.deepEqual(headline(model, { split: [], shared: [], mixed: [], alone: [], rows: [] }), ["Three speakers: no point has two of them on one side, or two sides."]);
});

test("what all of the panel hold is shared by all, and what two of three hold is not", () => {
  const point = (agree, disagree) => ({ id: "square", agree, disagree, mixed: 0 });
  const said = (...shared) => headline(model, { split: [], shared, mixed: [], alone: [], rows: [] })[0];
  assert.deepEqual([said(point(3, 0)), said(point(0, 3))], ["Three speakers share ", "Three speakers share "]);
  assert.deepEqual([said(point(2, 0)), said(point(3, 0), point(0, 2))], ["Of three speakers two or more share ", "Of three speakers two or more share "]);
});

test("the quote of a side is said on that side", () => {
  assert.equal(quoteFor(model, "square", "disagrees").claim.id, "c2");
  assert.equal(quoteFor(model, "street", "agrees").claim.id, "c3");
  assert.equal(quoteFor(model, "street", "disagrees"), undefined);
});

test("who was not heard where a question was discussed is not silent on it", () => {
  const heard = indexed({ ...data, questions: data.questions.map((q) => ({ ...q, could_speak: ["ada", "ben"] })) });
  assert.deepEqual(["ada", "ben", "cem"].map((id) => couldSpeak(heard, "plant", id)), [true, true, false]);
  assert.equal(couldSpeak(heard, "plant", "a-guest"), true);
  assert.equal(couldSpeak(model, "plant", "cem"), true);
});

test("a basis narrows down to the points that have a position of it", () => {
  const dealt = indexed({ ...data, stances: data.stances.map((s) => ({ ...s, basis: s.proposition === "square" ? "assigned" : "reported" })) });
  const left = (basis) => [...shownBy(dealt, [], filterOf(dealt, { basis })).points];
  assert.deepEqual(left("assigned"), ["square"]);
  assert.deepEqual(left("reported"), ["street"]);
  assert.deepEqual(left("explicit"), []);
  assert.deepEqual(left("made-up").length, 2);
});

test("the triangle holds each pair once", () => {
  const t = triangle(model);
  assert.deepEqual(t.people, ["ada", "ben", "cem"]);
  assert.deepEqual(t.rows.map((r) => [r.speaker, r.pairs.map((p) => p.disagree)]), [["ben", [4]], ["cem", [0, 3]]]);
  assert.equal(triangle(model, 2).left, 1);
});

test("a card says what one stands for, and who is nearest and farthest", () => {
  const card = cardOf(model, ALL, "ada");
  assert.deepEqual(card.points.map((s) => s.proposition), ["square", "street"]);
  assert.equal(card.closest.other, "cem");
  assert.equal(card.farthest.other, "ben");
});

test("a question is open when nobody took a side on any answer", () => {
  assert.deepEqual(openQuestions(model, ALL), []);
  const silent = indexed({ ...data, propositions: data.propositions.map((p) => ({ ...p, agree: 0, disagree: 0, mixed: 0 })) });
  assert.deepEqual(openQuestions(silent, ALL).map((q) => q.id), ["plant"]);
});

test("columns stand by likeness: who is opposed most begins, the likest follows", () => {
  assert.deepEqual(seriated(model, data.speakers).map((s) => s.id), ["ben", "ada", "cem"]);
});

test("above thirty speakers columns are groups, which hold everybody once and unfold", () => {
  const speakers = Array.from({ length: 40 }, (_, i) => ({ ...data.speakers[0], id: `s${i}`, label: `S ${i}`, organizations: i < 15 ? ["green"] : [] }));
  const large = indexed({ ...data, speakers, stances: speakers.map((s) => ({ ...data.stances[0], speaker: s.id })) });
  const shown = { ...ALL, speakers: new Set(speakers.map((s) => s.id)) };
  const columns = columnsOf(large, shown, new Set());
  assert.deepEqual(columns.map((c) => c.members.length), [15, 12, 12, 1]);
  assert.equal(new Set(columns.flatMap((c) => c.members)).size, 40);
  assert.equal(columnsOf(large, shown, new Set(["org.green"])).length, 4 + 15);
  assert.deepEqual(tally(large, columns[0], "square"), { agrees: 15, disagrees: 0, mixed: 0, "no stance": 0 });
});

test("rows stand below their question, or in the order that is asked for", () => {
  const ids = (sort) => linesOf(model, ALL, sort).map((l) => l.question || l.point.id);
  assert.deepEqual(ids("question"), ["plant", "square", "street"]);
  assert.deepEqual(ids("weight"), ["square", "street"]);
  assert.deepEqual(ids("speaker.ben"), ["square", "street"]);
});

test("two side by side: what they differ on, agree on, and what one alone took a side on", () => {
  const c = compared(model, ALL, "ada", "ben");
  assert.deepEqual([c.differ, c.agree, c.mixed, c.onlyA, c.onlyB], [["square"], [], [], ["street"], []]);
});

test("a turn is cut where marks begin and end, at the words that are found, and at a range", () => {
  const u = data.utterances[0],
    cut = (q, range) => piecesOf(model, u, q, range).map((p) => [p.text, p.key, p.found, p.kinds.join()]);
  assert.deepEqual(cut(""), [["I say ", "", false, ""], ["the square needs trees", "claim:c1", false, "claim"]]);
  assert.deepEqual(cut("SQUARE").map((p) => [p[0], p[2]]), [["I say ", false], ["the ", false], ["square", true], [" needs trees", false]]);
  assert.deepEqual(cut("", [2, 9]).map((p) => [p[0], p[3]]), [["I ", ""], ["say ", "words"], ["the", "claim,words"], [" square needs trees", "claim"]]);
  assert.equal(piecesOf(model, u, "needs say", [5, 999]).map((p) => p.text).join(""), u.text);
});

test("a range in an address is two numbers in order, or none", () => {
  assert.deepEqual(["3-9", "9-3", "x", "", undefined, "1-"].map(rangeOf), [[3, 9], null, null, null, null, null]);
});

test("what is selected stands in a turn", () => {
  assert.deepEqual(["claim:c2", "stance:cem|street", "utterance:u1", "concept:tree", "speaker:ada", "claim:x"].map((key) => turnOf(model, key)), ["u2", "", "u1", "u3", "", ""]);
  assert.deepEqual([...litKeys(model, "proposition:square")], ["claim:c1", "claim:c2"]);
});

test("replies are drawn each for itself, and beyond what an eye can follow as bundles that hold them all", () => {
  const turns = Array.from({ length: 400 }, (_, i) => ({ utterance: "u1", speaker: "ada", section: "", at: i, size: 1, concepts: [] }));
  const arcs = Array.from({ length: 300 }, (_, i) => ({ from: i + 50, to: i, relation: i % 2 ? "agrees" : "builds on", basis: i % 3 ? "inferred" : "explicit", target: "claim:c1" }));
  const flow = (n) => indexed({ ...data, flow: { turns, sections: [], arcs: arcs.slice(0, n), size: 400 } });
  assert.deepEqual(arcsOf(flow(100), ALL, "").arcs.length, 100);
  const many = arcsOf(flow(300), ALL, "");
  assert.deepEqual([many.n, many.arcs.length, many.bundles.reduce((n, b) => n + b.n, 0)], [300, 0, 300]);
  assert.ok(Math.max(...many.bundles.map((b) => b.from)) > 300, "the whole event is covered");
  assert.deepEqual([turnAt(flow(1), 0), turnAt(flow(1), 0.5), turnAt(flow(1), 1)], [0, 199, 399]);
  assert.deepEqual(lanesOf(flow(1)).map((l) => l.speakers), [["ada"]]);
});

test("words are heard in their turn, at an even pace, with a breath before them", () => {
  const utterances = data.utterances.map((u, i) => ({ ...u, start_time: [10, 20, null][i], end_time: [20, null, null][i] }));
  const timed = indexed({ ...data, utterances });
  const { text } = utterances[0];
  const half = heardAt(timed, "u1", Math.round(text.length / 2), text.length);
  assert.ok(half.about && Math.abs(half.from - 13.5) < 0.3);
  assert.equal(half.to, 21.5);
  assert.deepEqual(heardAt(timed, "u1"), { from: 10, to: 20, about: false });
  assert.deepEqual(heardAt(timed, "u2", 5, 9), { from: 20, to: null, about: true });
  assert.equal(heardAt(timed, "u3"), null);
  assert.deepEqual(placeIn(timed, timed.get("claim:c1")), [6, 28]);
  assert.equal(fragment({ from: 12.5, to: 20 }), "#t=12.5,20");
  assert.equal(fragment({ from: 3, to: null }), "#t=3");
  assert.deepEqual(["https://a.example/x.mp3", "talk.mp3", "javascript:alert(1)", ""].map(isAddress), [true, false, false, false]);
});
