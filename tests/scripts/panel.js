// A panel of three that the tests of the scripts share: what Python hands to the page, made by hand.

const proposition = (id, question, label, more) => ({ id, question, label, kind: "value", source: "human", agree: 0, disagree: 0, mixed: 0, silent: 0, coverage: 1, leaning: 0, split: 0, explicit_share: 1, verdict: "divergence", ...more });
const speaker = (id, label, more = {}) => ({ id, label, aliases: [], role: "panelist", memberships: [], guessed: false, panel: true, initials: id, n_claims: 1, n_stances: 1, ...more });
const claim = (id, who, utterance, quote, concepts) => ({ id, speaker: who, utterance, start: 0, end: quote.length, quote, text: `That ${quote}`, concepts, hedged: false, quantity: "", reported: false, reported_by: "", source: "human", confidence: 1, note: "" });
const stance = (who, on, question, side, claims, basis = "explicit") => ({ speaker: who, proposition: on, question, stance: side, basis, claims, source: "human", confidence: 1 });
const turn = (id, who, text, marks = []) => ({ id, speaker: who, section: "", kind: "speech", start_time: null, end_time: null, text, marks });

export const panel = () => ({
  event: { id: "e", title: "Trees and trams", date: "", place: "", source_url: "", language: "en" },
  panel: ["ada", "ben", "cem"],
  speakers: [speaker("ada", "Ada Ott"), speaker("ben", "Ben Moss"), speaker("cem", "Cem Öz")],
  organizations: [],
  products: [],
  places: [],
  works: [],
  people: [],
  concepts: [
    { id: "tree", label: "Tree", aliases: ["memory of a tree"], broader: [], related: [], definition: "", discovered: false, n_claims: 1, n_mentions: 1 },
    { id: "memory", label: "Memory", aliases: [], broader: [], related: [], definition: "", discovered: false, n_claims: 2, n_mentions: 0 },
  ],
  questions: [
    { id: "plant", label: "Where shall we plant?", asked_by: "", quote: "", start: 0, source: "human", propositions: ["square", "street"], verdict: "divergence", kinds: [], split: 1, coverage: 1, opposing: [] },
  ],
  propositions: [
    proposition("square", "plant", "Trees belong on the square.", { agree: 1, disagree: 1 }),
    proposition("street", "plant", "Trees belong in the street.", { agree: 2, verdict: "consensus" }),
  ],
  claims: [
    claim("c1", "ada", "u1", "the square needs trees", ["tree"]),
    claim("c2", "ben", "u2", "the square must stay empty", ["memory"]),
    claim("c3", "cem", "u3", "the street needs trees", ["tree", "memory"]),
  ],
  stances: [
    stance("ada", "square", "plant", "agrees", ["c1"]),
    stance("ben", "square", "plant", "disagrees", ["c2"], "inferred"),
    stance("cem", "street", "plant", "agrees", ["c3"]),
    stance("ada", "street", "plant", "agrees", ["c1"], "inferred"),
  ],
  relations: [],
  references: [],
  pairs: [],
  utterances: [
    turn("u1", "ada", "I say the square needs trees", [[6, 28, "claim", "claim:c1"]]),
    turn("u2", "ben", "No, the square must stay empty"),
    turn("u3", "cem", "But the street needs trees", [[15, 26, "mention", "concept:tree"]]),
  ],
  sources: ["human"],
  network: { relations: [] },
});
