// A line in, a line out: what the page makes of some corrections, and the file that it writes.
// In: {data, earlier, entries, by, at}. Out: {tables, text, unmatched, impossible, unread}.
import { createInterface } from "node:readline";
import { none, read, written } from "../../kg/rendering/explorer/scripts/core/corrections.js";
import { positionsOf, replayed, tablesOf } from "../../kg/rendering/explorer/scripts/core/replay.js";

const rounded = (n) => Math.round(n * 1e6) / 1e6;
const sorted = (rows) => rows.map((r) => JSON.stringify(r)).sort().map((r) => JSON.parse(r));

/** Tables by their content: ids that follow from content are not known here before a build. */
const plain = (t) => {
  const quote = new Map(t.claims.map((c) => [c.id, c.quote]));
  const stances = positionsOf(t);
  return {
    claims: sorted(t.claims.map((c) => [c.speaker, c.quote, c.text, c.source, rounded(c.confidence)])),
    evidence: sorted(stances.flatMap((s) => s.evidence.map((e) => [e.speaker, e.proposition, quote.get(e.claim), e.side, e.kind, e.basis, e.why, e.source]))),
    propositions: sorted(t.propositions.map((p) => [p.id, p.text, p.question, p.kind, p.source])),
    questions: sorted(t.questions.map((q) => [q.id, q.text])),
    references: sorted(t.references.map((r) => [r.relation, quote.get(r.from_claim) || "", quote.get(r.to_claim) || "", r.source])),
    relations: sorted(t.relations.map((r) => [quote.get(r.from_claim), r.relation, quote.get(r.to_claim), r.basis, r.source])),
    speakers: sorted(t.speakers.map((s) => s.name)),
    stances: sorted(stances.map((s) => [s.speaker, s.proposition, s.stance, s.basis, s.claims.map((c) => quote.get(c)).sort(), s.source])),
    turns: t.turns.map((u) => u.speaker),
  };
};

for await (const line of createInterface({ input: process.stdin })) {
  const { data, earlier, entries, by, at } = JSON.parse(line);
  const before = earlier ? read(earlier) : none();
  const { tables, unmatched, impossible } = replayed(tablesOf(data), entries);
  const text = written(before, entries, { by, at, transcript: data.event.transcript, told: () => "" });
  console.log(JSON.stringify({ tables: plain(tables), text, unmatched, impossible, unread: before.entries.filter((e) => !e.entry).length }));
}
