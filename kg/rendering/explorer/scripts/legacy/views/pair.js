// @ts-nocheck
// Two speakers side by side: where they agree, where they differ, what only one of them spoke of.
import { KG } from "../kg.js";

KG.views.pair = {
  title: "Pair",
  draw(root, state) {
    const people = KG.model.speakers.filter((s) => s.panel || KG.stancesBy.has(s.id));
    const chosen = KG.kindOf(state.sel || ":") === "pair" && KG.get(state.sel);
    const most = [...KG.model.pairs].sort((a, b) => b.disagree - a.disagree || b.both - a.both)[0];
    const known = (id) => people.some((s) => s.id === id);
    let a = chosen ? chosen.speaker : known(state.a) ? state.a : most ? most.speaker : "",
      b = chosen ? chosen.other : known(state.b) ? state.b : !known(state.a) && most ? most.other : "";
    if (!b || b === a) {
      const other = [...KG.model.pairs]
        .filter((p) => p.speaker === a || p.other === a)
        .sort((x, y) => y.both - x.both)[0];
      b = other ? (other.speaker === a ? other.other : other.speaker) : "";
    }
    if (!a || !b) {
      KG.fill(root, KG.el("p", {}, "There are no two speakers to compare."));
      return;
    }
    const choose = (label, name, value) =>
      KG.el(
        "label",
        {},
        label + " ",
        KG.el(
          "select",
          { id: `pair-${name}`, onchange: (e) => KG.set({ a, b, [name]: e.target.value, sel: "" }) },
          people.map((s) => KG.el("option", { value: s.id, selected: s.id === value }, s.label)),
        ),
      );
    KG.fill(
      root,
      KG.el("div", { class: "bar" }, choose("Compare", "a", a), choose("with", "b", b)),
      KG.pairs.summary(a, b),
      KG.pairs.columns(a, b),
      KG.pairs.table(people),
    );
  },
};
KG.pairs = {
  of: (a, b) => KG.get(KG.pair(a, b)),
  summary(a, b) {
    const p = KG.pairs.of(a, b);
    const said = {
      "mostly agree": "They mostly agree",
      "mostly disagree": "They mostly disagree",
      balanced: "They agree as often as they disagree",
    }[p.verdict];
    const enough = !said
      ? "Too few for a judgement on the two."
      : p.agree_share === null
        ? `${said}; too few cases for a share.`
        : `${said}: the same side on ${p.agree} of ${p.both}.`;
    return KG.el(
      "p",
      { class: "lead" },
      KG.el("b", { dir: "auto" }, KG.name(a)),
      " and ",
      KG.el("b", { dir: "auto" }, KG.name(b)),
      ` both took a stance on ${KG.counted(p.both, "proposition")}: ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}. ${enough} `,
      p.explicit_agree + p.explicit_disagree
        ? `In words, they agree ${p.explicit_agree} times and disagree ${p.explicit_disagree} times.`
        : "",
    );
  },
  columns(a, b) {
    const p = KG.pairs.of(a, b),
      mine = new Map((KG.stancesBy.get(a) || []).map((s) => [s.proposition, s])),
      theirs = new Map((KG.stancesBy.get(b) || []).map((s) => [s.proposition, s]));
    const both = [...mine.keys()].filter(
      (id) => theirs.has(id) && mine.get(id).stance !== "no stance" && theirs.get(id).stance !== "no stance",
    );
    const mixed = both.filter((id) => !p.agree_on.includes(id) && !p.disagree_on.includes(id));
    const hit = (id) => KG.isHit(`proposition:${id}`);
    const row = (id) =>
      KG.el(
        "article",
        { class: "topic" },
        KG.el("h3", {}, KG.entityLink(`proposition:${id}`)),
        KG.el(
          "div",
          { class: "opposing plainsides" },
          [mine.get(id), theirs.get(id)].map((s) =>
            KG.el(
              "div",
              {},
              KG.chip(s),
              KG.claims(s.claims)
                .slice(0, 1)
                .map((c) => KG.shortQuote(c)),
            ),
          ),
        ),
      );
    const alone = (own, other, name) =>
      KG.el(
        "section",
        { class: "alone" },
        KG.el("h2", {}, `Only ${name}`),
        KG.list(
          [...own.keys()]
            .filter((id) => hit(id) && !other.has(id))
            .map((id) => [KG.chip(own.get(id)), " ", KG.entityLink(`proposition:${id}`)]),
        ) || KG.el("p", { class: "quiet" }, "Nothing."),
      );
    const block = (title, ids) =>
      KG.el(
        "section",
        {},
        KG.el("h2", {}, `${title} (${ids.length})`),
        ids.filter(hit).length
          ? ids.filter(hit).map(row)
          : KG.el("p", { class: "quiet" }, "Nothing found in the words."),
      );
    return [
      block("Where they differ", p.disagree_on),
      block("Where they agree", p.agree_on),
      mixed.length ? block("Where one is on both sides", mixed) : null,
      KG.el("div", { class: "opposing" }, alone(mine, theirs, KG.name(a)), alone(theirs, mine, KG.name(b))),
    ];
  },
  table: (people) =>
    KG.el(
      "section",
      {},
      KG.el("h2", {}, "All pairs"),
      KG.el("p", { class: "quiet" }, "Propositions on which both took a stance: ✓ the same side, ✕ opposite sides."),
      KG.el(
        "div",
        { class: "scroller", tabindex: "0", role: "region", "aria-label": "All pairs" },
        KG.el(
          "table",
          { class: "matrix pairs" },
          KG.el(
            "thead",
            {},
            KG.el(
              "tr",
              {},
              KG.el("td", {}),
              people.map((s) => KG.el("th", { scope: "col", dir: "auto" }, s.label)),
            ),
          ),
          KG.el(
            "tbody",
            {},
            people.map((one) =>
              KG.el(
                "tr",
                {},
                KG.el("th", { scope: "row", dir: "auto" }, one.label),
                people.map((other) => {
                  const p = one.id === other.id ? null : KG.pairs.of(one.id, other.id);
                  if (!p) return KG.el("td", { class: "self" });
                  return KG.el(
                    "td",
                    {},
                    KG.el(
                      "button",
                      {
                        type: "button",
                        class: `cell pairing ${p.verdict === "mostly agree" ? "agrees" : p.verdict === "mostly disagree" ? "disagrees" : "silent"}`,
                        onclick: () => KG.set({ a: one.id, b: other.id, sel: "" }),
                      },
                      KG.el(
                        "span",
                        { class: "hidden" },
                        `${one.label} and ${other.label}: ${p.agree} agree, ${p.disagree} disagree`,
                      ),
                      KG.el("span", { "aria-hidden": "true" }, p.both ? `✓${p.agree} ✕${p.disagree}` : "·"),
                    ),
                  );
                }),
              ),
            ),
          ),
        ),
      ),
    ),
};
