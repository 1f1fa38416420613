// @ts-nocheck
// The event from its first word to its last: who spoke when, about what, and where agreement and disagreement run.
import { KG } from "../kg.js";

KG.flow = { width: 1400, left: 150, lane: 30, top: 64, maxArcs: 160 };
KG.views.flow = {
  title: "Flow",
  draw(root) {
    const f = KG.model.flow;
    if (!f.turns.length) {
      KG.fill(root, KG.el("p", {}, "Nobody speaks in this transcript."));
      return;
    }
    KG.fill(
      root,
      KG.el(
        "p",
        { class: "quiet" },
        "From the first word to the last. Bars are turns, as long as what was said; below them, which concepts their claims bear on. Arcs join what agrees (blue, whole) and what disagrees (red, dashed).",
      ),
      KG.el(
        "div",
        { class: "scroller", tabindex: "0", role: "region", "aria-label": "Flow of the event" },
        KG.flow.picture(f),
      ),
      KG.flow.sections(f),
    );
  },
  shown(root, state) {
    root
      .querySelectorAll("[data-on]")
      .forEach((node) =>
        node.classList.toggle("lit", Boolean(state.sel) && node.dataset.on.split(" ").includes(state.sel)),
      );
    root.classList.toggle("has-lit", Boolean(root.querySelector(".lit")));
  },
};
KG.flow.picture = (f) => {
  const F = KG.flow,
    speakers = KG.model.speakers.filter((s) => f.turns.some((t) => t.speaker === s.id)),
    lane = new Map(speakers.map((s, i) => [s.id, i]));
  const counts = KG.group(f.turns, (t) => t.concepts),
    concepts = [...counts.keys()]
      .sort((a, b) => counts.get(b).length - counts.get(a).length || (a < b ? -1 : 1))
      .slice(0, 14);
  const x = (at) => F.left + (at / f.size) * (F.width - F.left - 10),
    arcs = 90,
    speakersTop = F.top + arcs,
    y = (id) => speakersTop + lane.get(id) * F.lane;
  const conceptsTop = speakersTop + speakers.length * F.lane + 26,
    height = conceptsTop + concepts.length * 22 + 14;
  const middle = (t) => x(t.at + t.size / 2);
  const short = (text, n) => (text.length > n ? text.slice(0, n - 1) + "…" : text);
  const sections = f.sections.map((s, i) => {
    const w = x(s.at + s.size) - x(s.at);
    return KG.el(
      "g",
      {},
      KG.el(
        "rect",
        { x: x(s.at), y: 20, width: Math.max(1, w - 1), height: height - 24, class: i % 2 ? "band odd" : "band" },
        KG.el("title", {}, s.label),
      ),
      w > 44
        ? KG.el("text", { x: x(s.at) + 4, y: 36, class: "sectionname" }, short(s.label, Math.floor(w / 6.6)))
        : null,
    );
  });
  const turns = f.turns.map((t) => {
    const u = KG.get(`utterance:${t.utterance}`),
      label = `${KG.name(t.speaker)}, ${KG.place(t.utterance)}${t.concepts.length ? ": " + t.concepts.map((c) => (KG.get(`concept:${c}`) || { label: c }).label).join(", ") : ""}`;
    const on = [`utterance:${t.utterance}`, `speaker:${t.speaker}`]
      .concat(
        (KG.claimsIn.get(t.utterance) || []).flatMap((c) =>
          [`claim:${c.id}`]
            .concat(c.concepts.map((k) => `concept:${k}`))
            .concat(
              (KG.stancesOfClaim.get(c.id) || []).flatMap((s) => [
                `stance:${s.speaker}|${s.proposition}`,
                `proposition:${s.proposition}`,
              ]),
            ),
        ),
      )
      .join(" ");
    return KG.el(
      "rect",
      {
        x: x(t.at),
        y: y(t.speaker) + 5,
        width: Math.max(2, x(t.at + t.size) - x(t.at) - 0.6),
        height: F.lane - 10,
        class: "turn",
        rx: 2,
        tabindex: "0",
        role: "link",
        "aria-label": label,
        "data-on": on,
        onclick: () => KG.select(`utterance:${u.id}`),
        onkeydown: (e) => {
          if (e.key === "Enter") KG.goTo(`utterance:${u.id}`);
        },
      },
      KG.el("title", {}, label),
    );
  });
  const ticks = concepts.map((id, row) =>
    KG.el(
      "g",
      {},
      KG.el(
        "text",
        {
          x: F.left - 8,
          y: conceptsTop + row * 22 + 14,
          class: "lanename concept",
          "text-anchor": "end",
          onclick: () => KG.select(`concept:${id}`),
        },
        short((KG.get(`concept:${id}`) || { label: id }).label, 20),
      ),
      counts.get(id).map((t) =>
        KG.el("rect", {
          x: x(t.at),
          y: conceptsTop + row * 22 + 3,
          width: Math.max(3, x(t.at + t.size) - x(t.at) - 0.6),
          height: 14,
          class: "tick",
          "data-on": `concept:${id}`,
        }),
      ),
    ),
  );
  // More arcs than an eye can follow: those said in words first, and whatever belongs to the selection.
  const spoken = f.arcs.length <= F.maxArcs ? f.arcs : f.arcs.filter((a) => a.basis === "explicit").slice(0, F.maxArcs),
    chosen = f.arcs.filter((a) => a.target === KG.state.sel);
  const lines = [...new Set([...spoken, ...chosen])].map((a) => {
    const from = f.turns[a.from],
      to = f.turns[a.to],
      x1 = middle(to),
      x2 = middle(from),
      y1 = y(to.speaker) + 5,
      y2 = y(from.speaker) + 5;
    const rise = Math.min(y1, y2) - Math.min(arcs + 20, 18 + Math.abs(x2 - x1) / 5),
      row = KG.get(a.target),
      label = `${KG.name(from.speaker)} ${a.relation} ${KG.name(to.speaker)} (${a.basis}): ${KG.titleOf(a.target)}`;
    const side = { agrees: "agrees", disagrees: "disagrees" }[a.relation] || "mixed";
    return row
      ? KG.el(
          "path",
          {
            d: `M${x1},${y1} C${x1 + (x2 - x1) * 0.2},${rise} ${x2 - (x2 - x1) * 0.2},${rise} ${x2},${y2}`,
            class: `arc ${side} ${KG.frame(a)}`,
            tabindex: "0",
            role: "link",
            "aria-label": label,
            "data-on": a.target,
            onclick: () => KG.select(a.target),
            onkeydown: (e) => {
              if (e.key === "Enter") KG.select(a.target);
            },
          },
          KG.el("title", {}, label),
        )
      : null;
  });
  return KG.el(
    "svg",
    {
      viewBox: `0 0 ${F.width} ${height}`,
      class: "flow",
      role: "group",
      "aria-label": "Turns by speaker, with arcs of agreement and disagreement",
    },
    sections,
    speakers.map((s) =>
      KG.el(
        "g",
        {},
        KG.el("line", {
          x1: F.left,
          x2: F.width - 10,
          y1: y(s.id) + F.lane / 2,
          y2: y(s.id) + F.lane / 2,
          class: "laneline",
        }),
        KG.el(
          "text",
          {
            x: F.left - 8,
            y: y(s.id) + F.lane / 2 + 5,
            class: "lanename",
            "text-anchor": "end",
            onclick: () => KG.select(`speaker:${s.id}`),
          },
          short(s.label, 18),
        ),
      ),
    ),
    turns,
    ticks,
    lines,
  );
};
KG.flow.sections = (f) =>
  KG.el(
    "section",
    {},
    KG.el("h2", {}, "Section by section"),
    KG.el(
      "ol",
      { class: "sections" },
      f.sections.map((s) => {
        const turns = f.turns.filter((t) => t.at >= s.at && t.at < s.at + s.size),
          who = KG.group(turns, (t) => t.speaker),
          total = turns.reduce((n, t) => n + t.size, 0) || 1;
        const concepts = [...KG.group(turns, (t) => t.concepts)]
          .sort((a, b) => b[1].length - a[1].length)
          .slice(0, 5)
          .map(([id]) => id);
        return KG.el(
          "li",
          {},
          KG.link(`utterance:${turns[0].utterance}`, s.label || "(no heading)", { view: "transcript" }),
          ": ",
          KG.joined(
            [...who].map(
              ([id, list]) => `${KG.name(id)} ${Math.round((100 * list.reduce((n, t) => n + t.size, 0)) / total)} %`,
            ),
          ),
          concepts.length
            ? [
                " — ",
                KG.joined(concepts.filter((id) => KG.get(`concept:${id}`)).map((id) => KG.entityLink(`concept:${id}`))),
              ]
            : "",
        );
      }),
    ),
  );
