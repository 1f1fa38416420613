// @ts-nocheck
// What stands in the graph's picture: nodes and edges by the filters, and what the claims add when they are unfolded.
import { KG } from "../kg.js";

KG.graph = {
  types: ["speaker", "proposition", "question", "concept", "claim", "organization", "product"],
  relations: [
    ["agrees", "agrees"],
    ["disagrees", "disagrees"],
    ["mixed", "on both sides"],
    ["no stance", "took no side"],
    ["about", "bears on concept"],
    ["speaks of", "speaker on concept"],
    ["speaks to", "speaker on question"],
    ["agrees with", "speakers agree"],
    ["disagrees with", "speakers disagree"],
    ["answers", "answers a question"],
    ["broader", "broader concept"],
    ["related", "related concept"],
    ["member of", "member of"],
    ["made by", "made by"],
    ["says", "says a claim"],
    ["qualifies", "claim qualifies claim"],
    ["builds on", "claim builds on claim"],
    ["rephrases", "claim rephrases claim"],
  ],
  firstRelations: [
    "agrees",
    "disagrees",
    "mixed",
    "about",
    "speaks to",
    "says",
    "qualifies",
    "builds on",
    "rephrases",
    "answers",
    "made by",
    "member of",
  ],
  // Claims shown at once: more than this would hide what they show.
  maxClaims: 400,
  // Propositions whose claims are unfolded because one has zoomed in on them, and from which scale on.
  near: new Set(),
  nearScale: 1.5,
  farScale: 1.1,
  maxNear: 24,
};
KG.graph.settings = (state) => {
  const first = KG.model.network.first;
  return {
    types: new Set(state.types ? state.types.split(",") : first),
    relations: new Set(state.rel ? state.rel.split(",") : KG.graph.firstRelations),
    basis: state.basis || "",
    confidence: Number(state.conf || 0),
    speaker: state.who || "",
    concept: state.about || "",
    open: new Set((state.open || "").split(",").filter(Boolean)),
    all: state.all === "1",
  };
};

// What the claims add: a node each, and its edges; made when they are unfolded, not before.
KG.graph.claimNode = (claim) => {
  const [x, y] = KG.model.network.claim_places[claim.id];
  return { id: `claim:${claim.id}`, type: "claim", x, y, label: "", weight: 1, dashed: KG.isMachine(claim) };
};
KG.graph.claimEdges = (claim) => {
  const key = `claim:${claim.id}`,
    edge = (relation, from, to, target, more) => ({
      id: `${relation}|${from}|${to}`,
      relation,
      from,
      to,
      target,
      weight: 1,
      ...more,
    });
  return [edge("says", `speaker:${claim.speaker}`, key, key)]
    .concat(
      (KG.stancesOfClaim.get(claim.id) || []).map((s) =>
        edge(s.stance, key, `proposition:${s.proposition}`, `stance:${s.speaker}|${s.proposition}`, {
          basis: s.basis,
          source: s.source,
          confidence: s.confidence,
        }),
      ),
    )
    .concat(claim.concepts.map((id) => edge("about", key, `concept:${id}`, key)))
    .concat(
      (KG.relationsOf.get(claim.id) || [])
        .filter((r) => r.from_claim === claim.id)
        .map((r) =>
          edge(r.relation, key, `claim:${r.to_claim}`, `relation:${r.id}`, {
            basis: r.basis,
            source: r.source,
            confidence: r.confidence,
          }),
        ),
    );
};
KG.graph.claimsOf = (key) => {
  const kind = KG.kindOf(key),
    id = KG.idOf(key);
  if (kind === "speaker") return KG.claimsBy.get(id) || [];
  if (kind === "concept") return KG.claimsOn.get(id) || [];
  if (kind === "proposition")
    return (KG.stancesOf.get(id) || []).flatMap((s) => s.claims.map((c) => KG.get(`claim:${c}`)));
  if (kind === "question") return KG.get(key).propositions.flatMap((p) => KG.graph.claimsOf(`proposition:${p}`));
  if (kind === "stance" || kind === "relation") {
    const row = KG.get(key);
    return (row.claims || [row.from_claim, row.to_claim]).map((c) => KG.get(`claim:${c}`));
  }
  return kind === "claim" ? [KG.get(key)] : [];
};

// Which nodes and edges stand in the picture, by the filters.
KG.graph.picture = (s) => {
  const n = KG.model.network,
    shown = new Map(),
    openClaims = new Map();
  const selected = KG.state.sel && KG.get(KG.state.sel) ? KG.state.sel : "";
  const reach = new Set(selected ? KG.graph.endsOf(selected) : []);
  // A type of the first picture shows its most telling nodes; a type that is asked for shows all.
  const opened = new Set(
    [...s.open]
      .filter((key) => KG.kindOf(key) === "question" && KG.get(key))
      .flatMap((key) => KG.get(key).propositions.map((id) => `proposition:${id}`)),
  );
  for (const node of n.nodes)
    if ((s.types.has(node.type) && (node.first || s.all || !n.first.includes(node.type))) || opened.has(node.id))
      shown.set(node.id, node);
  for (const node of n.nodes) if (reach.has(node.id)) shown.set(node.id, node);
  if (s.types.has("claim")) KG.model.claims.slice(0, KG.graph.maxClaims).forEach((c) => openClaims.set(c.id, c));
  for (const key of [...s.open, ...KG.graph.near])
    for (const claim of KG.get(key) && KG.kindOf(key) !== "question" ? KG.graph.claimsOf(key) : [])
      if (openClaims.size < KG.graph.maxClaims) openClaims.set(claim.id, claim);
  if (["claim", "relation"].includes(KG.kindOf(selected)))
    KG.graph.claimsOf(selected).forEach((c) => openClaims.set(c.id, c));
  for (const claim of openClaims.values()) shown.set(`claim:${claim.id}`, KG.graph.claimNode(claim));
  let edges = n.edges
    .concat([...openClaims.values()].flatMap(KG.graph.claimEdges))
    .filter((e) => shown.has(e.from) && shown.has(e.to) && s.relations.has(e.relation));
  const passes = (e) =>
    (!s.basis || !e.basis || e.basis === s.basis) && (e.confidence === undefined || e.confidence >= s.confidence);
  edges = edges.filter(passes);
  if (s.speaker || s.concept) {
    const keep = KG.graph.keepFor(s, n.edges);
    for (const id of [...shown.keys()]) if (!keep.has(id) && !reach.has(id)) shown.delete(id);
    edges = edges.filter((e) => shown.has(e.from) && shown.has(e.to));
  }
  return { nodes: [...shown.values()], edges };
};
KG.graph.keepFor = (s, edges) => {
  const sets = [];
  const near = (id) => {
    const set = new Set([id]);
    for (const e of edges) {
      if (e.relation.endsWith("s with")) continue;
      if (e.from === id) set.add(e.to);
      if (e.to === id) set.add(e.from);
    }
    return set;
  };
  if (s.speaker) {
    const set = near(`speaker:${s.speaker}`);
    KG.graph.claimsOf(`speaker:${s.speaker}`).forEach((c) => set.add(`claim:${c.id}`));
    sets.push(set);
  }
  if (s.concept) {
    const set = near(`concept:${s.concept}`);
    KG.graph.claimsOf(`concept:${s.concept}`).forEach((c) => {
      set.add(`claim:${c.id}`);
      set.add(`speaker:${c.speaker}`);
    });
    sets.push(set);
  }
  const [first, second] = sets;
  if (!second) return first;
  const both = new Set([...first].filter((id) => second.has(id)));
  if (s.speaker) both.add(`speaker:${s.speaker}`);
  return both.add(`concept:${s.concept}`);
};
KG.graph.endsOf = (key) => {
  const row = KG.get(key);
  if (!row) return [];
  return (
    {
      stance: () => [`speaker:${row.speaker}`, `proposition:${row.proposition}`],
      pair: () => [`speaker:${row.speaker}`, `speaker:${row.other}`],
      relation: () => [`claim:${row.from_claim}`, `claim:${row.to_claim}`],
      reference: () => [`speaker:${row.speaker}`, `speaker:${row.refers_to}`],
    }[KG.kindOf(key)]?.() || [key]
  );
};
