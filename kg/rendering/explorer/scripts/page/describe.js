// What is known of what is selected, kind by kind, with the words that show it.
import { idOf, kindOf } from "../core/model.js";
import { SIDES, T, basisText, counted } from "../text.js";
import { bdi, el, joined, list } from "./el.js";
import { badge, clock, fullQuote, go, link, part, person, placeOf, point, sign, some, sourceTag, speech, stanceKey, stanceText, wordsQuote } from "./parts.js";

/** @typedef {import("../types.js").App} App */
const D = T.describe;
const ORDER = ["disagrees", "agrees", "mixed", "no stance"];

const entity = (app, key) => link(app, key, undefined, { class: `entity ${kindOf(key)}` });
const quiet = (...children) => el("p", { class: "quiet" }, ...children);
const pointLine = (app, p) => [badge(p.verdict), " ", point(app, p.id)];

/**
 * A position with its first claims in full; each says its own side and basis, whatever the position comes to.
 * @param {App} app @param {any} stance @param {number} n
 */
export const stanceQuotes = (app, stance, n) => {
  const quote = ({ claim, side, ...piece }) => fullQuote(app, app.model.get(`claim:${claim}`), { stance: { ...piece, stance: side } });
  return el(
    "div",
    { class: "stance" },
    stance.evidence.length ? some(stance.evidence, n, quote) : el("p", {}, stanceText(app, stance)),
  );
};

const SALIENCE = ["core", "supporting", "", "background"];
/** What matters most first, else in the order of the event. */
const bySalience = (claims) => [...claims].sort((a, b) => SALIENCE.indexOf(a.salience || "") - SALIENCE.indexOf(b.salience || ""));

const mentions = (app, key) => {
  const places = [...(app.model.mentionsOf.get(key) || [])];
  const line = ([id, n]) => {
    const { speaker: who } = app.model.get(`utterance:${id}`);
    const text = [who ? [bdi(app.model.name(who)), ", "] : [], bdi(placeOf(app, id)), n > 1 ? ` (${n}×)` : ""];
    return el("div", {}, go(app, { sel: `utterance:${id}`, view: "transcript" }, { "data-key": `utterance:${id}` }, text));
  };
  return places.length ? part(D.named, some(places, 12, line)) : null;
};

const speaker = (app, s) => {
  const { model } = app,
    stances = model.stancesBy.get(s.id) || [];
  const facts = [D.role(s.role, s.panel), counted(s.n_claims, "claim"), counted(s.n_stances, "position"), s.guessed && D.guess];
  const pairs = model.data.pairs.filter((p) => (p.speaker === s.id || p.other === s.id) && p.both);
  return [
    list(s.memberships.map((m) => el("span", { dir: "auto" }, m)), { class: "plain" }),
    el("p", {}, facts.filter(Boolean).join(" · ")),
    part(
      D.towards,
      list(pairs.map((p) => link(app, `pair:${p.speaker}|${p.other}`, D.pairLine(model.name(p.speaker === s.id ? p.other : p.speaker), p)))),
    ),
    ORDER.map((side) =>
      part(
        `${SIDES[side].mark} ${SIDES[side].text}`,
        list(stances.filter((x) => x.stance === side).map((x) => link(app, stanceKey(x), model.get(`proposition:${x.proposition}`).label))),
      ),
    ),
    part(D.words, some(bySalience(model.claimsBy.get(s.id) || []), 5, (c) => fullQuote(app, c, { heading: false }))),
  ];
};

const organization = (app, o) => {
  const { data } = app.model,
    people = data.network.edges.filter((e) => e.relation === "member of" && e.to === `organization:${o.id}`);
  return [
    el("p", {}, o.kind),
    part(D.people, list(people.map((e) => entity(app, e.from)))),
    part(D.makes, list(data.products.filter((p) => p.maker === o.id).map((p) => entity(app, `product:${p.id}`)))),
    mentions(app, `organization:${o.id}`),
  ];
};

const product = (app, p) => [
  el("p", {}, p.kind, p.maker ? [", ", D.madeBy, entity(app, `organization:${p.maker}`)] : null),
  mentions(app, `product:${p.id}`),
];

const concept = (app, c) => {
  const { model } = app,
    claims = model.claimsOn.get(c.id) || [];
  const points = [...new Set(claims.flatMap((x) => (model.stancesOfClaim.get(x.id) || []).map((s) => s.proposition)))];
  const narrower = model.data.concepts.filter((x) => x.broader.includes(c.id)).map((x) => x.id);
  const linked = (title, ids) => {
    const known = ids.filter((id) => model.get(`concept:${id}`));
    return known.length ? el("p", {}, title, joined(known.map((id) => entity(app, `concept:${id}`)))) : null;
  };
  return [
    c.definition ? el("p", { dir: "auto" }, c.definition) : null,
    c.aliases.length ? el("p", { class: "quiet", dir: "auto" }, D.also + c.aliases.join(", ")) : null,
    linked(D.broader, c.broader),
    linked(D.narrower, narrower),
    linked(D.related, c.related),
    part(D.points, list(points.map((id) => pointLine(app, model.get(`proposition:${id}`))))),
    claims.length ? part(counted(claims.length, "claim"), some(claims, 6, (x) => fullQuote(app, x))) : null,
    mentions(app, `concept:${c.id}`),
  ];
};

const question = (app, q) => {
  const asked = app.model.data.utterances.find((u) => u.marks.some((m) => m[3] === `question:${q.id}`));
  return [
    el("p", {}, badge(q.verdict), q.asked_by ? [D.asked, person(app, q.asked_by)] : null),
    q.quote ? wordsQuote(app, q.quote, asked ? asked.id : "", `question:${q.id}`) : null,
    part(D.answers, list(q.propositions.map((id) => pointLine(app, app.model.get(`proposition:${id}`))))),
  ];
};

const proposition = (app, p) => {
  const { model } = app,
    stances = model.stancesOf.get(p.id) || [],
    could = (model.get(`question:${p.question}`) || {}).could_speak || model.data.panel,
    silent = could.filter((id) => !model.stance(id, p.id));
  return [
    el("p", {}, badge(p.verdict), ` ${p.kind} · ${D.counts(p)}`),
    el("p", {}, D.answersTo, entity(app, `question:${p.question}`)),
    ORDER.flatMap((side) => stances.filter((s) => s.stance === side)).map((s) => stanceQuotes(app, s, 1)),
    silent.length ? quiet(D.silent, joined(silent.map((id) => person(app, id)))) : null,
  ];
};

const claim = (app, c) => {
  const { model } = app;
  const reply = (r) =>
    link(app, `relation:${r.id}`, r.from_claim === c.id ? `${r.relation} (${basisText(r)}): ${model.name(r.to_speaker)}` : `${model.name(r.from_speaker)} ${r.relation} (${basisText(r)})`);
  const related = model.relationsOf.get(c.id) || [],
    supports = related.filter((r) => r.relation === "supports");
  /** The other claim in words, and whose it is where that is another. */
  const argued = (r) => {
    const other = model.get(`claim:${r.from_claim === c.id ? r.to_claim : r.from_claim}`);
    return link(app, `relation:${r.id}`, `${other.speaker === c.speaker ? "" : `${model.name(other.speaker)}: `}${other.text} (${basisText(r)})`);
  };
  return [
    fullQuote(app, c),
    c.text !== c.quote ? el("p", { dir: "auto" }, el("b", {}, D.short), c.text) : null,
    part(D.bears, list((model.stancesOfClaim.get(c.id) || []).map((s) => [sign(s.stance), " ", point(app, s.proposition)]))),
    part(D.reasonFor, list(supports.filter((r) => r.from_claim === c.id).map(argued))),
    part(D.reasons, list(supports.filter((r) => r.to_claim === c.id).map(argued))),
    part(D.replies, list(related.filter((r) => r.relation !== "supports").map(reply))),
    c.concepts.length ? part(D.topics, el("p", {}, joined(c.concepts.map((id) => entity(app, `concept:${id}`))))) : null,
  ];
};

const stance = (app, s) => {
  const opposite = { agrees: "disagrees", disagrees: "agrees" }[s.stance];
  const others = (app.model.stancesOf.get(s.proposition) || []).filter((x) => x.speaker !== s.speaker);
  const quotes = (side) => others.filter((x) => opposite && x.stance === side).map((x) => stanceQuotes(app, x, 1));
  return [
    el("p", {}, person(app, s.speaker), ` ${SIDES[s.stance].text}: `, point(app, s.proposition)),
    stanceQuotes(app, s, 3),
    part(D.against, quotes(opposite)),
    part(D.along, quotes(s.stance)),
  ];
};

const relation = (app, r) => {
  const tag = sourceTag(app, r);
  return [
    el("p", {}, person(app, r.from_speaker), ` ${D.relates(r)} `, person(app, r.to_speaker), ` · ${basisText(r)}${tag ? ` · ${tag}` : ""}`),
    r.about ? el("p", { dir: "auto" }, D.about + r.about) : null,
    r.quote ? part(D.saidSo, el("blockquote", speech(app), r.quote)) : null,
    fullQuote(app, app.model.get(`claim:${r.from_claim}`)),
    el("p", { class: "between" }, D.between(r)),
    fullQuote(app, app.model.get(`claim:${r.to_claim}`)),
  ];
};

const reference = (app, r, key) => {
  const answered = r.to_claim && app.model.get(`claim:${r.to_claim}`);
  return [
    el("p", {}, person(app, r.speaker), D.refers, person(app, r.refers_to), ` · ${r.relation}`),
    r.about ? el("p", { dir: "auto" }, D.about + r.about) : null,
    wordsQuote(app, r.quote, r.utterance, key),
    answered ? part(D.answersThis, fullQuote(app, answered)) : null,
  ];
};

const pair = (app, p, key) => {
  const { model } = app;
  const both = (id) =>
    el("div", { class: "both" }, el("p", {}, point(app, id)), [p.speaker, p.other].map((who) => model.stance(who, id)).filter(Boolean).map((s) => stanceQuotes(app, s, 1)));
  const between = model.data.references
    .map((r, i) => [r, i])
    .filter(([r]) => [r.speaker, r.refers_to].sort().join("|") === [p.speaker, p.other].sort().join("|"));
  return [
    el("p", {}, person(app, p.speaker), " · ", person(app, p.other), ": ", D.both(p)),
    el("p", {}, D.inWords(p)),
    el("p", {}, link(app, key, D.aside, { view: "positions" })),
    part(D.differ, some(p.disagree_on, 8, both)),
    part(D.agree, some(p.agree_on, 4, both)),
    part(
      D.saidSo,
      some(between, 4, ([r, i]) => [el("p", {}, link(app, `reference:${i}`, `${model.name(r.speaker)}: ${r.relation}`)), wordsQuote(app, r.quote, r.utterance, `reference:${i}`)]),
    ),
  ];
};

const utterance = (app, u) => [
  el("p", {}, u.speaker ? person(app, u.speaker) : u.kind, ` · `, bdi(placeOf(app, u.id)), clock(u.end_time) ? ` – ${clock(u.end_time)}` : ""),
  wordsQuote(app, u.text.length > 600 ? u.text.slice(0, 600) + " …" : u.text, u.id, `utterance:${u.id}`),
  part(D.claims, list((app.model.claimsIn.get(u.id) || []).map((c) => link(app, `claim:${c.id}`, c.text)))),
];

const DESCRIBE = {
  speaker,
  person: (app, p) => [list(p.memberships), mentions(app, `person:${p.id}`)],
  organization,
  product,
  place: (app, p) => [el("p", {}, p.kind), mentions(app, `place:${p.id}`)],
  work: (app, w) => [el("p", {}, w.kind), mentions(app, `work:${w.id}`)],
  concept,
  question,
  proposition,
  claim,
  stance,
  relation,
  reference,
  pair,
  utterance,
};

/** What narrows the page down to this, where a filter can. @param {App} app @param {string} key */
const elsewhere = (app, key) => {
  const kind = kindOf(key),
    name = { speaker: "who", concept: "about", question: "topic" }[kind];
  const onMap = ["speaker", "concept", "proposition", "question", "claim", "organization", "product", "stance", "pair"];
  const links = [
    onMap.includes(kind) ? link(app, key, D.graph, { view: "map" }) : null,
    name ? go(app, { [name]: idOf(key) }, {}, D.narrow) : null,
  ].filter(Boolean);
  return links.length ? el("p", { class: "elsewhere" }, joined(links, " · ")) : null;
};

/** @param {App} app @param {string} key @returns {any[]} */
export const describe = (app, key) => [DESCRIBE[kindOf(key)](app, app.model.get(key), key), elsewhere(app, key)];
