// @ts-nocheck
// The whole text, with what it is read as: claims and mentions marked, claims in the margin, links both ways.
import { KG } from "../kg.js";

KG.views.transcript = {
  title: "Transcript",
  draw(root) {
    const hits = KG.hits();
    let section = null;
    const sections = [...new Set(KG.model.utterances.map((u) => u.section).filter(Boolean))];
    const jump =
      sections.length > 1
        ? KG.el(
            "label",
            {},
            "Go to ",
            KG.el(
              "select",
              {
                "aria-label": "Section",
                onchange: (e) => {
                  const u = KG.model.utterances.find((x) => x.section === e.target.value);
                  if (u) document.getElementById(`u-${u.id}`).scrollIntoView();
                },
              },
              KG.el("option", { value: "" }, "a section …"),
              sections.map((s) => KG.el("option", { value: s }, s)),
            ),
          )
        : null;
    const found = hits ? KG.model.utterances.filter((u) => hits.has(`utterance:${u.id}`)).length : 0;
    KG.fill(
      root,
      KG.el(
        "div",
        { class: "bar" },
        jump,
        KG.el(
          "p",
          { class: "quiet" },
          hits
            ? `${KG.counted(found, "turn")} with what you search for.`
            : "Marked: claims; dotted: names and concepts. Click for the details.",
        ),
      ),
      // A browser lays out a long text piece by piece, as it is scrolled to.
      KG.el(
        "div",
        { class: KG.model.utterances.length > 600 ? "transcript long" : "transcript" },
        KG.model.utterances.flatMap((u) => {
          const head =
            u.section &&
            u.section !== section &&
            u.kind === "speech" &&
            !KG.model.utterances.some((x) => x.kind === "heading" && x.text.trim() === u.section)
              ? KG.el("h2", { dir: "auto" }, u.section)
              : null;
          section = u.section;
          return [head, KG.transcript.turn(u, hits)];
        }),
      ),
    );
  },
  shown(root, state, changed) {
    root.querySelectorAll(".lit").forEach((node) => node.classList.remove("lit"));
    if (!state.sel || !KG.get(state.sel)) return;
    const lit = KG.transcript.lit(state.sel);
    let first = null;
    root.querySelectorAll("[data-on]").forEach((node) => {
      if (!node.dataset.on.split(" ").some((key) => lit.has(key))) return;
      node.classList.add("lit");
      if (!first) first = node;
    });
    if (first && (changed.includes("sel") || changed.includes("view") || changed.length === 0))
      KG.transcript.bring(first);
  },
};
KG.transcript = {
  // The margin and the text are both in sight of a click: scroll only when neither is.
  bring(node) {
    const at = node.getBoundingClientRect();
    if (at.top > 60 && at.bottom < window.innerHeight * (window.innerWidth <= 900 ? 0.4 : 0.95)) return;
    node.scrollIntoView({ block: window.innerWidth <= 900 ? "start" : "center" });
    // Turns out of sight are laid out only when they come near: look again once they are.
    requestAnimationFrame(() => node.scrollIntoView({ block: window.innerWidth <= 900 ? "start" : "center" }));
  },
  lit(key) {
    const row = KG.get(key),
      kind = KG.kindOf(key),
      claims = (ids) => ids.map((id) => `claim:${id}`);
    if (kind === "stance") return new Set(claims(row.claims));
    if (kind === "relation") return new Set(claims([row.from_claim, row.to_claim]));
    if (kind === "proposition") return new Set((KG.stancesOf.get(row.id) || []).flatMap((s) => claims(s.claims)));
    return new Set([key]);
  },
  turn(u, hits) {
    const claims = KG.claimsIn.get(u.id) || [],
      speech = u.kind === "speech";
    const shown = !hits || hits.has(`utterance:${u.id}`) || claims.some((c) => hits.has(`claim:${c.id}`));
    const tag = u.kind === "heading" ? "h2" : "div";
    return KG.el(
      "div",
      {
        class: `turn-row ${u.kind.replace(/ /g, "-")} ${shown ? "" : "faint"}`,
        id: `u-${u.id}`,
        "data-on": `utterance:${u.id}`,
      },
      KG.el(
        "div",
        { class: "words" },
        speech && u.speaker
          ? KG.el(
              "p",
              { class: "who" },
              KG.speakerButton(u.speaker),
              " ",
              KG.link(
                `utterance:${u.id}`,
                `turn ${KG.utteranceNumber.get(u.id)}${u.start_time === null ? "" : " · " + KG.time(u.start_time)}`,
                { class: "quiet small", dir: false },
              ),
            )
          : null,
        KG.el(tag, { dir: "auto", class: "text" }, KG.transcript.segments(u)),
      ),
      KG.el(
        "ul",
        { class: "margin" },
        claims.map((c) =>
          KG.el(
            "li",
            { "data-on": `claim:${c.id}` },
            (KG.stancesOfClaim.get(c.id) || []).map((s) =>
              KG.el(
                "span",
                {
                  class: `sign ${KG.sides[s.stance].class}`,
                  title: `${KG.sides[s.stance].text}: ${KG.get("proposition:" + s.proposition).label}`,
                },
                KG.sides[s.stance].mark,
              ),
            ),
            KG.link(`claim:${c.id}`, c.text),
          ),
        ),
      ),
    );
  },
  // Cut the text wherever a mark begins or ends; a piece leads to the innermost thing that covers it.
  segments(u) {
    const bounds = [...new Set([0, u.text.length].concat(u.marks.flatMap((m) => [m[0], m[1]])))].sort((a, b) => a - b),
      seen = new Set(),
      pieces = [];
    for (let i = 0; i + 1 < bounds.length; i++) {
      const [start, end] = [bounds[i], bounds[i + 1]],
        over = u.marks.filter((m) => m[0] <= start && m[1] >= end),
        text = u.text.slice(start, end);
      if (!over.length) {
        pieces.push(...KG.transcript.lighted(text));
        continue;
      }
      const claim = over.find((m) => m[2] === "claim"),
        inner = over.filter((m) => m[2] !== "claim").pop() || claim;
      const key = KG.get(inner[3]) ? inner[3] : claim ? claim[3] : "";
      const node =
        key && text.trim()
          ? KG.link(key, "", {
              class: `piece ${over.map((m) => m[2]).join(" ")}`,
              "data-on": over.map((m) => m[3]).join(" "),
              tabindex: seen.has(key) ? "-1" : false,
              dir: false,
            })
          : KG.el("span", {
              class: `piece ${over.map((m) => m[2]).join(" ")}`,
              "data-on": over.map((m) => m[3]).join(" "),
            });
      node.append(...KG.transcript.lighted(text));
      seen.add(key);
      pieces.push(node);
    }
    return pieces;
  },
  lighted(text) {
    const words = KG.state.q
        .trim()
        .split(/\s+/)
        .filter((w) => w.length > 1),
      lower = text.toLocaleLowerCase(),
      pieces = [];
    if (!words.length || lower.length !== text.length) return [text];
    let at = 0;
    for (;;) {
      const next = words
        .map((w) => [lower.indexOf(w.toLocaleLowerCase(), at), w.length])
        .filter(([i]) => i >= 0)
        .sort((a, b) => a[0] - b[0])[0];
      if (!next) break;
      pieces.push(text.slice(at, next[0]), KG.el("mark", {}, text.slice(next[0], next[0] + next[1])));
      at = next[0] + next[1];
    }
    pieces.push(text.slice(at));
    return pieces.filter((p) => p !== "");
  },
};
