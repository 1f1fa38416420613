// What they agree on, what divides them: questions as rows, speakers as chips from disagree to agree.
"use strict";
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
