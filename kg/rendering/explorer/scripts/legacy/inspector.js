// @ts-nocheck
// What is selected, with the words that show it.
import { KG } from "./kg.js";

KG.describe = {
  speaker(s) {
    const stances = KG.stancesBy.get(s.id) || [];
    const side = (name) => stances.filter((x) => x.stance === name);
    return [
      KG.list(
        s.memberships.map((m) => KG.el("span", { dir: "auto" }, m)),
        { class: "plain" },
      ),
      KG.el(
        "p",
        {},
        `${s.role}${s.panel ? "" : " (not counted in the measures)"} · ${KG.counted(s.n_claims, "claim")} · ${KG.counted(s.n_stances, "stance")}${s.guessed ? " · name or role is a guess" : ""}`,
      ),
      KG.section(
        "Towards the others",
        KG.list(
          KG.model.pairs
            .filter((p) => (p.speaker === s.id || p.other === s.id) && p.both)
            .map((p) => {
              const other = p.speaker === s.id ? p.other : p.speaker;
              return KG.link(
                `pair:${p.speaker}|${p.other}`,
                `${KG.name(other)}: ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}`,
              );
            }),
        ),
      ),
      ["disagrees", "agrees", "mixed", "no stance"].map((name) =>
        KG.section(
          `${KG.sides[name].mark} ${KG.sides[name].text}`,
          KG.list(
            side(name).map((x) =>
              KG.link(`stance:${x.speaker}|${x.proposition}`, KG.get(`proposition:${x.proposition}`).label),
            ),
          ),
        ),
      ),
      KG.section(
        "In their words",
        KG.some(KG.claimsBy.get(s.id) || [], 5, (c) => KG.claimQuote(c, { heading: false })),
      ),
    ];
  },
  person(p) {
    return [KG.list(p.memberships), KG.mentionList(`person:${p.id}`)];
  },
  organization(o) {
    const made = KG.model.products.filter((p) => p.maker === o.id);
    const people = KG.model.network.edges.filter((e) => e.relation === "member of" && e.to === `organization:${o.id}`);
    return [
      KG.el("p", {}, o.kind),
      KG.section("People", KG.list(people.map((e) => KG.entityLink(e.from)))),
      KG.section("Makes", KG.list(made.map((p) => KG.entityLink(`product:${p.id}`)))),
      KG.mentionList(`organization:${o.id}`),
    ];
  },
  product(p) {
    return [
      KG.el("p", {}, p.kind, p.maker ? [", made by ", KG.entityLink(`organization:${p.maker}`)] : null),
      KG.mentionList(`product:${p.id}`),
    ];
  },
  concept(c) {
    const claims = KG.claimsOn.get(c.id) || [];
    const propositions = [
      ...new Set(claims.flatMap((x) => (KG.stancesOfClaim.get(x.id) || []).map((s) => s.proposition))),
    ];
    const narrower = KG.model.concepts.filter((x) => x.broader.includes(c.id));
    const linked = (ids) =>
      KG.joined(ids.filter((id) => KG.get(`concept:${id}`)).map((id) => KG.entityLink(`concept:${id}`)));
    return [
      c.definition ? KG.el("p", { dir: "auto" }, c.definition) : null,
      c.aliases.length ? KG.el("p", { class: "quiet", dir: "auto" }, "Also: " + c.aliases.join(", ")) : null,
      c.broader.length ? KG.el("p", {}, "Broader: ", linked(c.broader)) : null,
      narrower.length ? KG.el("p", {}, "Narrower: ", linked(narrower.map((x) => x.id))) : null,
      c.related.length ? KG.el("p", {}, "Related: ", linked(c.related)) : null,
      KG.section("Propositions", KG.list(propositions.map((id) => KG.propositionLine(KG.get(`proposition:${id}`))))),
      KG.section(
        `${KG.counted(claims.length, "claim")}`,
        KG.some(claims, 6, (x) => KG.claimQuote(x)),
      ),
      KG.mentionList(`concept:${c.id}`),
    ];
  },
  question(q) {
    return [
      KG.el("p", {}, KG.verdictBadge(q.verdict), q.asked_by ? [" asked by ", KG.speakerButton(q.asked_by)] : null),
      q.quote ? KG.wordsQuote(q.quote, KG.utteranceWith(`question:${q.id}`), `question:${q.id}`) : null,
      KG.section("Answers", KG.list(q.propositions.map((id) => KG.propositionLine(KG.get(`proposition:${id}`))))),
    ];
  },
  proposition(p) {
    const stances = KG.stancesOf.get(p.id) || [],
      silent = KG.model.panel.filter((id) => !KG.stance(id, p.id));
    return [
      KG.el(
        "p",
        {},
        KG.verdictBadge(p.verdict),
        ` ${p.kind} · ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}, ${p.silent} of ${KG.model.panel.length} silent`,
      ),
      KG.el("p", {}, "Answers: ", KG.entityLink(`question:${p.question}`)),
      ["disagrees", "agrees", "mixed", "no stance"]
        .flatMap((side) => stances.filter((s) => s.stance === side))
        .map((s) => KG.stanceQuotes(s, 1)),
      silent.length
        ? KG.el("p", { class: "quiet" }, "Did not speak of it: ", KG.joined(silent.map(KG.speakerButton)))
        : null,
    ];
  },
  claim(c) {
    const relations = KG.relationsOf.get(c.id) || [];
    return [
      KG.claimQuote(c),
      c.text !== c.quote
        ? KG.el("p", { dir: "auto" }, KG.el("b", {}, "In short: "), c.text)
        : null,
      KG.section(
        "Bears on",
        KG.list(
          (KG.stancesOfClaim.get(c.id) || []).map((s) => [
            KG.el(
              "span",
              { class: `sign ${KG.sides[s.stance].class}`, title: KG.sides[s.stance].text },
              KG.sides[s.stance].mark + " ",
            ),
            KG.entityLink(`proposition:${s.proposition}`),
          ]),
        ),
      ),
      KG.section(
        "Towards other claims",
        KG.list(
          relations.map((r) =>
            KG.link(
              `relation:${r.id}`,
              r.from_claim === c.id
                ? `${r.relation} (${r.basis}): ${KG.name(r.to_speaker)}`
                : `${KG.name(r.from_speaker)} ${r.relation} (${r.basis})`,
            ),
          ),
        ),
      ),
      KG.section(
        "Concepts",
        c.concepts.length ? KG.el("p", {}, KG.joined(c.concepts.map((id) => KG.entityLink(`concept:${id}`)))) : null,
      ),
    ];
  },
  stance(s) {
    const opposite = { agrees: "disagrees", disagrees: "agrees" }[s.stance];
    const others = (KG.stancesOf.get(s.proposition) || []).filter((x) => x.speaker !== s.speaker);
    const against = others.filter((x) => x.stance === opposite),
      along = others.filter((x) => x.stance === s.stance && opposite);
    return [
      KG.el(
        "p",
        {},
        KG.speakerButton(s.speaker),
        ` ${KG.sides[s.stance].text}: `,
        KG.entityLink(`proposition:${s.proposition}`),
      ),
      KG.stanceQuotes(s, 3),
      KG.section(
        "Against it",
        against.map((x) => KG.stanceQuotes(x, 1)),
      ),
      KG.section(
        "On the same side",
        along.map((x) => KG.stanceQuotes(x, 1)),
      ),
    ];
  },
  relation(r) {
    const from = KG.get(`claim:${r.from_claim}`),
      to = KG.get(`claim:${r.to_claim}`);
    return [
      KG.el(
        "p",
        {},
        KG.speakerButton(r.from_speaker),
        ` ${r.relation} `,
        KG.speakerButton(r.to_speaker),
        ` · ${KG.basisText(r)}${r.confidence < 1 ? `, confidence ${r.confidence}` : ""}`,
      ),
      r.about ? KG.el("p", { dir: "auto" }, "About: " + r.about) : null,
      r.quote ? KG.section("Said so in these words", KG.el("blockquote", { dir: "auto" }, r.quote)) : null,
      KG.claimQuote(from),
      KG.el("p", { class: "between" }, r.relation),
      KG.claimQuote(to),
    ];
  },
  reference(r) {
    return [
      KG.el("p", {}, KG.speakerButton(r.speaker), ` refers to `, KG.speakerButton(r.refers_to), ` · ${r.relation}`),
      r.about ? KG.el("p", { dir: "auto" }, "About: " + r.about) : null,
      KG.wordsQuote(r.quote, r.utterance, KG.state.sel),
      r.to_claim && KG.get(`claim:${r.to_claim}`)
        ? KG.section("Answers this", KG.claimQuote(KG.get(`claim:${r.to_claim}`)))
        : null,
    ];
  },
  pair(p) {
    return [
      KG.el(
        "p",
        {},
        KG.speakerButton(p.speaker),
        " and ",
        KG.speakerButton(p.other),
        `: ${p.both} propositions with a stance of both; ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}.`,
      ),
      KG.el("p", {}, `In words: ${p.explicit_agree} times agreeing, ${p.explicit_disagree} times disagreeing.`),
      KG.el("p", {}, KG.link(KG.state.sel, "See them side by side", { view: "pair" })),
      KG.section(
        "They differ on",
        p.disagree_on.map((id) => KG.bothSides(p, id)),
      ),
      KG.section(
        "They agree on",
        p.agree_on.map((id) => KG.bothSides(p, id)),
      ),
      KG.section(
        "In words",
        KG.model.references
          .map((r, i) => [r, i])
          .filter(
            ([r]) =>
              (r.speaker === p.speaker && r.refers_to === p.other) ||
              (r.speaker === p.other && r.refers_to === p.speaker),
          )
          .map(([r, i]) =>
            KG.el(
              "div",
              {},
              KG.el("p", {}, KG.link(`reference:${i}`, `${KG.name(r.speaker)}: ${r.relation}`)),
              KG.wordsQuote(r.quote, r.utterance, `reference:${i}`),
            ),
          ),
      ),
    ];
  },
  utterance(u) {
    return [
      KG.el("p", {}, u.speaker ? KG.speakerButton(u.speaker) : u.kind, ` · ${KG.place(u.id)}`),
      KG.wordsQuote(u.text.length > 600 ? u.text.slice(0, 600) + " …" : u.text, u.id, `utterance:${u.id}`),
      KG.section(
        "Claims",
        KG.list((KG.claimsIn.get(u.id) || []).map((c) => KG.link(`claim:${c.id}`, c.text))),
      ),
    ];
  },
};
KG.utteranceWith = (target) => {
  const u = KG.model.utterances.find((x) => x.marks.some((m) => m[3] === target));
  return u ? u.id : "";
};
KG.bothSides = (pair, proposition) =>
  KG.el(
    "div",
    { class: "both" },
    KG.el("p", {}, KG.entityLink(`proposition:${proposition}`)),
    [pair.speaker, pair.other].map((id) => {
      const s = KG.stance(id, proposition);
      return s ? KG.stanceQuotes(s, 1) : null;
    }),
  );
KG.stanceQuotes = (stance, n) => {
  // Each claim says its own side and basis, whatever the stance comes to.
  const quote = ({ claim, side, ...piece }) => KG.claimQuote(KG.get(`claim:${claim}`), { stance: { ...piece, stance: side } });
  return KG.el(
    "div",
    { class: "stance" },
    stance.evidence.length ? KG.some(stance.evidence, n, quote) : KG.el("p", {}, KG.stanceLabel(stance)),
  );
};
KG.propositionLine = (p) => [KG.verdictBadge(p.verdict), " ", KG.entityLink(`proposition:${p.id}`)];
KG.mentionList = (key) => {
  const places = [...(KG.mentionsOf.get(key) || new Map())];
  if (!places.length) return null;
  return KG.section(
    "Named in",
    KG.some(places, 12, ([id, n]) =>
      KG.el(
        "div",
        {},
        KG.link(
          `utterance:${id}`,
          `${KG.name((KG.get(`utterance:${id}`) || {}).speaker)}, ${KG.place(id)}${n > 1 ? ` (${n}×)` : ""}`,
          { view: "transcript" },
        ),
      ),
    ),
  );
};
KG.titleOf = (key) => {
  const row = KG.get(key);
  if (!row) return key;
  if (row.label) return row.label;
  const kind = KG.kindOf(key);
  if (kind === "claim") return row.text;
  if (kind === "stance") return `${KG.name(row.speaker)} ${KG.sides[row.stance].text}`;
  if (kind === "relation") return `${KG.name(row.from_speaker)} ${row.relation} ${KG.name(row.to_speaker)}`;
  if (kind === "reference") return `${KG.name(row.speaker)} on ${KG.name(row.refers_to)}`;
  if (kind === "pair") return `${KG.name(row.speaker)} and ${KG.name(row.other)}`;
  return KG.name(row.speaker);
};
KG.inspect = (aside, key) => {
  const row = KG.get(key),
    kind = KG.kindOf(key);
  aside.hidden = !row;
  if (!row) return;
  const speaker = kind === "speaker" && row.panel;
  KG.fill(
    aside,
    KG.el(
      "header",
      {},
      KG.el("p", { class: "kind" }, KG.kinds[kind] || kind),
      KG.el(
        "button",
        { type: "button", class: "close", "aria-label": "Close the details", onclick: () => KG.select("") },
        "✕",
      ),
    ),
    KG.el("h2", { dir: "auto", tabindex: "-1" }, KG.titleOf(key)),
    KG.describe[kind](row),
    KG.el(
      "p",
      { class: "elsewhere" },
      ["speaker", "concept", "proposition", "question", "claim", "organization", "product"].includes(kind)
        ? KG.link(key, "Show in the graph", { view: "graph" })
        : null,
      speaker
        ? [
            " · ",
            KG.el(
              "a",
              {
                href: KG.address({ view: "pair", a: row.id }),
                onclick: (e) => {
                  e.preventDefault();
                  KG.set({ view: "pair", a: row.id, sel: "" });
                },
              },
              "Compare with others",
            ),
          ]
        : null,
    ),
  );
  aside.scrollTop = 0;
};
