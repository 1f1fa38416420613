// What is shown, as data to take away: CSV, JSON and Turtle of the positions that a filter leaves. No document.
import { wrappedLines } from "../core/lines.js";
import { positionsOn } from "./briefing.js";

/** @typedef {import("../core/model.js").Model} Model */
/** @typedef {import("../types.js").Shown} Shown */

/**
 * The positions that are shown, one row each, with the words that show it best.
 * @param {Model} model @param {Shown} shown
 */
export const rowsOf = (model, shown) =>
  model.data.propositions
    .filter((p) => shown.points.has(p.id))
    .flatMap((p) => {
      const all = model.stancesOf.get(p.id) || [],
        panel = positionsOn(model, p.id);
      return [...panel, ...all.filter((s) => !panel.includes(s))].map((s) => {
        const [claim] = model.claims(s.claims);
        return {
          question: (model.get(`question:${p.question}`) || { label: "" }).label,
          point: p.label,
          verdict: p.verdict,
          speaker: model.name(s.speaker),
          position: s.stance,
          basis: s.basis,
          source: s.source,
          quote: claim ? claim.quote : "",
          turn: claim ? model.number.get(claim.utterance) || "" : "",
          proposition: p.id,
          claims: s.claims.join(";"),
        };
      });
    });

/** A cell that a spreadsheet reads as what it is: quoted where it must be, and no formula. @param {unknown} value */
const cell = (value) => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};

/** @param {Record<string, unknown>[]} rows */
export const csvOf = (rows) => (rows.length ? [Object.keys(rows[0]), ...rows.map((r) => Object.values(r))].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n" : "");

/** @param {Model} model @param {Shown} shown */
export const jsonOf = (model, shown) => JSON.stringify({ event: model.data.event, filter: shown.filter, positions: rowsOf(model, shown) }, null, 2) + "\n";

/** @param {string} text */
const literal = (text) => `"${text.replace(/[\\"\n\r\t]/g, (c) => ({ "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" })[c] || c)}"`;

/**
 * The points, positions and claims that are shown, in the graph's own terms and with its own names.
 * @param {Model} model @param {Shown} shown
 */
export const turtleOf = (model, shown) => {
  const { event } = model.data,
    root = event.base || "https://w3id.org/panel-kg/",
    own = `${root}${encodeURIComponent(event.id)}/`;
  const iri = (/** @type {string} */ kind, /** @type {string} */ id) => `<${kind === "person" ? root : own}${kind}/${encodeURIComponent(id)}>`;
  const who = (/** @type {string} */ id) => iri((model.get(`speaker:${id}`) || {}).guessed ? "speaker" : "person", id);
  const lines = ["@prefix kg: <https://w3id.org/panel-kg/ontology#> .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", ""];
  /** @type {Set<string>} */
  const claims = new Set();
  const people = new Set();
  for (const p of model.data.propositions.filter((x) => shown.points.has(x.id))) {
    lines.push(`${iri("proposition", p.id)} a kg:Proposition ; rdfs:label ${literal(p.label)} ; kg:answers ${iri("question", p.question)} .`);
    for (const s of model.stancesOf.get(p.id) || []) {
      const side = { agrees: "agrees", disagrees: "disagrees", mixed: "mixed", "no stance": "noStance" }[s.stance];
      for (const c of s.claims) claims.add(c);
      people.add(s.speaker);
      lines.push(`${iri("stance", s.id || `${s.speaker}-${p.id}`)} a kg:Stance ; kg:speaker ${who(s.speaker)} ; kg:proposition ${iri("proposition", p.id)} ; kg:stance kg:${side} ; kg:basis kg:${s.basis}${s.claims.map((c) => ` ; kg:claim ${iri("claim", c)}`).join("")} .`);
    }
  }
  for (const id of claims) {
    const c = model.get(`claim:${id}`);
    if (c) lines.push(`${iri("claim", id)} a kg:Claim ; rdfs:label ${literal(c.text)} ; kg:quote ${literal(c.quote)} ; kg:speaker ${who(c.speaker)} .`);
  }
  for (const id of people) lines.push(`${who(id)} a kg:Speaker ; rdfs:label ${literal(model.name(id))} .`);
  return lines.join("\n") + "\n";
};

/** @typedef {{ x: number, y: number, text: string, size: number, bold?: boolean, fill: string, anchor?: string }} Words */
/** @typedef {{ x: number, y: number, w: number, h: number, r: number, fill: string, stroke: string, dashed: boolean }} Shape */

/**
 * The splits and shared points as a picture: words and shapes in a box of its own, on paper's colours.
 * @param {Model} model @param {import("../types.js").Proposition[]} points @param {string} title
 * @returns {{ width: number, height: number, words: Words[], shapes: Shape[] }}
 */
export const cardsOf = (model, points, title) => {
  const WIDTH = 900,
    colour = /** @type {Record<string, string>} */ ({ agrees: "#1d5fa8", disagrees: "#b93a0e", mixed: "#7436b8", "no stance": "#66625b" });
  /** @type {Words[]} */
  const words = [];
  /** @type {Shape[]} */
  const shapes = [];
  let y = 34;
  for (const text of wrappedLines(title, 70, 3)) {
    words.push({ x: 20, y, text, size: 20, bold: true, fill: "#1c1b19" });
    y += 26;
  }
  y -= 14;
  for (const p of points) {
    const lines = wrappedLines(p.label, 48, 4),
      top = y + 10;
    lines.forEach((text, i) => words.push({ x: 20, y: top + 18 + i * 19, text, size: 15, bold: true, fill: "#1c1b19" }));
    const on = positionsOn(model, p.id);
    let x = 440;
    for (const side of ["disagrees", "mixed", "agrees"])
      for (const s of on.filter((o) => o.stance === side).slice(0, 8)) {
        const said = s.basis === "explicit";
        shapes.push({ x, y: top + 4, w: 30, h: 30, r: side === "agrees" ? 15 : side === "mixed" ? 9 : 4, fill: said ? colour[side] : "#ffffff", stroke: colour[side], dashed: !said });
        words.push({ x: x + 15, y: top + 24, text: model.get(`speaker:${s.speaker}`).initials, size: 12, bold: true, fill: said ? "#ffffff" : colour[side], anchor: "middle" });
        x += 34;
      }
    words.push({ x: WIDTH - 20, y: top + 24, text: `${p.agree} for · ${p.disagree} against`, size: 13, fill: "#5b5852", anchor: "end" });
    y = top + Math.max(40, lines.length * 19 + 8);
  }
  words.push({ x: 20, y: y + 22, text: [model.data.event.title, model.data.event.place, model.data.event.date].filter(Boolean).join(" · ").slice(0, 120), size: 12, fill: "#5b5852" });
  return { width: WIDTH, height: y + 36, words, shapes };
};

