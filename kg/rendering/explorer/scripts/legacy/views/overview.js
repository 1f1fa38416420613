// What they agree on, what divides them: questions as rows, speakers as chips from disagree to agree.
import { KG } from "../kg.js";

KG.axis = (p) => {
  const stances = KG.stancesOf.get(p.id) || [];
  const zone = (name, label) =>
    KG.el(
      "div",
      { class: `zone ${KG.sides[name].class}`, role: "group", "aria-label": label },
      stances.filter((s) => s.stance === name).map(KG.chip),
    );
  const silent = KG.model.panel.filter((id) => !KG.stance(id, p.id));
  return KG.el(
    "div",
    { class: "axis" },
    zone("disagrees", "Disagree"),
    KG.el("div", { class: "middle" }, zone("mixed", "On both sides"), zone("no stance", "Took no side")),
    zone("agrees", "Agree"),
    silent.length ? KG.el("p", { class: "silence" }, `silent: ${silent.map(KG.name).join(", ")}`) : null,
  );
};
KG.propositionRow = (p) =>
  KG.el(
    "li",
    { class: "proposition" },
    KG.el(
      "p",
      { class: "statement" },
      KG.entityLink(`proposition:${p.id}`),
      " ",
      KG.el("span", { class: "tag" }, p.kind),
      " ",
      KG.verdictBadge(p.verdict),
    ),
    KG.axis(p),
  );

KG.views.overview = {
  title: "Overview",
  draw(root) {
    const m = KG.model,
      count = (v) => m.propositions.filter((p) => p.verdict === v).length;
    const hit = (p) => KG.isHit(`proposition:${p.id}`);
    const common = m.propositions
      .filter((p) => p.verdict === "consensus" && hit(p))
      .sort((a, b) => b.coverage - a.coverage || b.explicit_share - a.explicit_share || (a.id < b.id ? -1 : 1));
    const questions = m.questions.filter(
      (q) => KG.isHit(`question:${q.id}`) || q.propositions.some((id) => KG.isHit(`proposition:${id}`)),
    );
    const divided = questions.filter((q) => q.verdict === "divergence" || q.verdict === "mixed"),
      others = questions.filter((q) => !divided.includes(q));
    KG.fill(
      root,
      KG.el(
        "p",
        { class: "lead" },
        `${KG.counted(m.panel.length, "speaker")} of the panel, ${KG.counted(m.claims.length, "claim")} in their words, ${KG.counted(m.propositions.length, "proposition")}: `,
        KG.joined(
          ["consensus", "divergence", "mixed", "insufficient"]
            .filter(count)
            .map((v) => KG.el("span", {}, `${count(v)} `, KG.verdictBadge(v))),
          " ",
        ),
        ".",
      ),
      KG.el(
        "p",
        { class: "quiet" },
        "Silence is not neutrality: who is not on an axis did not speak of it. Click a name for the words." +
          (KG.allMachine
            ? ` ⚙ All that is stated here was read from the transcript by ${KG.allMachine}; no person has confirmed it.`
            : ""),
      ),
      KG.el(
        "section",
        { class: "common", "aria-labelledby": "h-common" },
        KG.el("h2", { id: "h-common" }, "Common ground"),
        common.length
          ? KG.commonCards(common)
          : KG.el("p", {}, "No proposition found two of the panel on one side and none on the other."),
      ),
      KG.el(
        "section",
        { "aria-labelledby": "h-divided" },
        KG.el("h2", { id: "h-divided" }, "What divides them, the most divided first"),
        KG.axisHead(),
        divided.length
          ? KG.some(divided, 40, KG.questionCard)
          : KG.el("p", {}, "No proposition found the panel on both sides."),
      ),
      KG.turnsOn(),
      others.length
        ? KG.el(
            "section",
            { "aria-labelledby": "h-others" },
            KG.el("h2", { id: "h-others" }, "Other questions"),
            KG.axisHead(),
            KG.some(others, 40, KG.questionCard),
          )
        : null,
      KG.legend(),
    );
  },
};
// Cruxes, bridging speakers, and what is granted to an opponent: each list only where there is something to say.
KG.turnsOn = () => {
  const m = KG.model,
    shown = (key) => KG.isHit(key);
  const cruxes = m.cruxes.filter((c) => shown(`proposition:${c.proposition}`)),
    bridges = m.bridges.filter((b) => shown(`speaker:${b.speaker}`)),
    movement = m.movement.filter((r) => !r.claim || shown(`claim:${r.claim}`));
  const items = (rows, draw) =>
    KG.el(
      "ul",
      {},
      rows.map((row) => KG.el("li", {}, draw(row))),
    );
  const person = (id) => KG.link(`speaker:${id}`, KG.name(id));
  const list = (title, help, rows, n, draw) =>
    rows.length
      ? KG.el(
          "div",
          {},
          KG.el("h3", {}, title),
          KG.el("p", { class: "quiet small" }, help),
          items(rows.slice(0, n), draw),
          rows.length > n ? KG.some([rows.slice(n)], 0, (rest) => items(rest, draw), `${rows.length - n} more`) : null,
        )
      : null;
  const lists = [
    list("Cruxes", "If the smaller side changed its mind here, most else would change with it.", cruxes, 4, (c) => [
      KG.entityLink(`proposition:${c.proposition}`),
      KG.el(
        "span",
        { class: "quiet" },
        " — if ",
        KG.joined(c.who_flips.map(person), " and "),
        ` ${c.flips_to === "agrees" ? "agreed" : "disagreed"}, ${KG.counted(c.verdicts_changed, "verdict")} would change`,
      ),
    ]),
    list(
      "Bridges",
      "Who is, on some proposition, on the side of each of two who oppose each other.",
      bridges,
      4,
      (b) => [
        person(b.speaker),
        KG.el(
          "span",
          { class: "quiet" },
          ` ${b.bridged} of ${KG.counted(b.opposed, "opposed pair")}: `,
          KG.joined(
            b.pairs
              .filter(([one, other]) => KG.pair(one, other))
              .map(([one, other]) =>
                KG.link(KG.pair(one, other), `${KG.name(one)} and ${KG.name(other)}`, { view: "pair" }),
              ),
          ),
        ),
      ],
    ),
    list(
      "Ground given",
      "What is granted to an opponent, in words, and where one is on both sides.",
      movement,
      4,
      (r) => [
        person(r.speaker),
        r.other ? [" ", KG.relationVerb(r.relation), " ", person(r.other)] : " is on both sides",
        r.about ? `: ${r.about}` : "",
        KG.el("blockquote", { dir: "auto", class: "short" }, r.claim ? KG.link(`claim:${r.claim}`, r.quote) : r.quote),
      ],
    ),
  ].filter(Boolean);
  return lists.length
    ? KG.el(
        "section",
        { class: "turns-on", "aria-labelledby": "h-turns" },
        KG.el("h2", { id: "h-turns" }, "What it turns on"),
        KG.el("div", { class: "three" }, lists),
      )
    : null;
};
KG.relationVerb = (relation) =>
  ({ agrees: "agrees with", qualifies: "qualifies what is said by", "builds on": "builds on" })[relation] || relation;
KG.axisHead = () =>
  KG.el(
    "div",
    { class: "axishead", "aria-hidden": "true" },
    KG.el("span", {}, "← disagree"),
    KG.el("span", {}, "agree →"),
  );
KG.commonCards = (common) => {
  const cards = (list) => KG.el("ul", { class: "cards" }, list.map(KG.commonCard));
  return common.length <= 15
    ? cards(common)
    : [cards(common.slice(0, 12)), KG.some([common.slice(12)], 0, cards, `${common.length - 12} more`)];
};
KG.commonCard = (p) => {
  const stances = (KG.stancesOf.get(p.id) || []).filter((s) => s.stance !== "no stance");
  const speaks = stances.find((s) => s.basis === "explicit") || stances[0],
    best = speaks ? KG.claims(speaks.claims)[0] : null;
  return KG.el(
    "li",
    { class: "card" },
    KG.el(
      "p",
      { class: "statement" },
      KG.entityLink(`proposition:${p.id}`),
      p.leaning < 0 ? KG.el("b", {}, " — rejected by all who spoke of it") : null,
    ),
    KG.el("p", { class: "chips" }, stances.map(KG.chip)),
    best ? KG.shortQuote(best) : null,
  );
};
KG.shortQuote = (claim) =>
  KG.el(
    "blockquote",
    { dir: "auto", class: "short" },
    claim.quote.length > 220 ? claim.quote.slice(0, 220).replace(/\s+\S*$/, "") + " …" : claim.quote,
    KG.el(
      "footer",
      {},
      "— ",
      KG.link(`claim:${claim.id}`, KG.name(claim.speaker)),
      claim.reported ? `, as reported by ${claim.reported_by}` : "",
    ),
  );
KG.questionCard = (q) => {
  const rows = q.propositions.map((id) => KG.get(`proposition:${id}`));
  const told = rows.filter((p) => p.verdict !== "insufficient"),
    single = rows.filter((p) => p.verdict === "insufficient");
  const opposing = q.opposing.map((id) => KG.get(`claim:${id}`)).reverse();
  return KG.el(
    "article",
    { class: "topic" },
    KG.el(
      "h3",
      {},
      KG.entityLink(`question:${q.id}`),
      " ",
      KG.verdictBadge(q.verdict),
      q.kinds.length ? KG.el("span", { class: "quiet small" }, ` a difference of ${q.kinds.join(" and ")}`) : null,
    ),
    told.length ? KG.el("ul", { class: "propositions" }, told.map(KG.propositionRow)) : null,
    opposing.length === 2 ? KG.el("div", { class: "opposing" }, opposing.map(KG.shortQuote)) : null,
    single.length
      ? KG.el(
          "details",
          { class: "more", open: !told.length },
          KG.el("summary", {}, `${single.length} with one voice or none`),
          KG.el("ul", { class: "propositions" }, single.map(KG.propositionRow)),
        )
      : null,
  );
};
