// How nodes and lines of the map look: the whole of it each time, from the node, the colours, and whether it is lit.
import { classOf } from "../selectors/briefing.js";

const NAMES = { ink: "ink", paper: "paper", quiet: "quiet", line: "line", agrees: "agrees", disagrees: "disagrees", mixed: "mixed", nostance: "nostance", speaker: "node-speaker", concept: "node-concept", question: "focus", organization: "node-organization", product: "node-product", card: "card", focus: "focus" };

/** The colours of the page as it is shown now. @returns {Record<string, string>} */
export const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(Object.entries(NAMES).map(([name, own]) => [name, style.getPropertyValue(`--${own}`).trim()]));
};

const SHAPES = { speaker: "dot", proposition: "square", question: "triangleDown", concept: "diamond", organization: "square", product: "triangle", claim: "dot" };
const SIDE = { agrees: "agrees", disagrees: "disagrees", mixed: "mixed", "agrees with": "agrees", "disagrees with": "disagrees", "no stance": "nostance" };
const DASHES = { disagrees: [9, 5], mixed: [12, 4, 3, 4], nostance: [2, 5] };
const CLAIM_LINES = ["qualifies", "builds on", "rephrases", "replies", "supports", "concedes"];

export const sizeOf = (node) =>
  ({ speaker: 9 + Math.min(8, Math.sqrt(node.weight)), proposition: 7, claim: 4, concept: 5 + Math.min(6, Math.sqrt(node.weight)) })[node.type] || 6;

/** @param {import("../types.js").App} app @param {any} node @param {Record<string, string>} c @param {boolean} lit @param {number} scale */
export const nodeStyle = (app, node, c, lit, scale) => {
  const own = c[node.type] || c.ink;
  const verdict = node.type === "proposition" ? { split: c.disagrees, shared: c.agrees, mixed: c.mixed }[classOf(app.model.get(node.id))] || c.line : own;
  const hollow = node.type === "proposition" || node.type === "claim";
  return {
    id: node.id,
    x: node.x,
    y: node.y,
    type: node.type,
    shape: SHAPES[node.type],
    // Marks, like labels, keep their size on the screen.
    size: sizeOf(node) / scale,
    // The library keeps a border's width on the screen by itself.
    borderWidth: hollow ? 2.5 : 0,
    borderWidthSelected: hollow ? 2.5 : 0,
    color: { background: hollow ? c.card : own, border: verdict },
    shapeProperties: { borderDashes: false },
    label: undefined,
    opacity: lit ? 1 : 0.22,
  };
};

/** @param {any} edge @param {Record<string, string>} c @param {boolean} lit @param {number} scale */
export const edgeStyle = (edge, c, lit, scale) => {
  const side = SIDE[edge.relation],
    pair = edge.relation.endsWith("s with");
  const strong = side && side !== "nostance";
  const width = pair ? 1 + Math.min(9, edge.weight * 0.8) : strong ? (edge.basis === "explicit" ? 2.6 : 1.4) + Math.min(2, 0.3 * (edge.weight - 1)) : 0.8;
  const dashes = DASHES[side] || (edge.relation === "qualifies" ? [4, 4] : false);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    relation: edge.relation,
    target: edge.target,
    dashes: dashes ? dashes.map((d) => d / scale) : false,
    width: width / scale,
    color: { color: side ? c[side] : CLAIM_LINES.includes(edge.relation) ? c.mixed : c.line, opacity: lit ? (strong ? 0.9 : 0.55) : 0.08 },
    // Agree and disagree between the same two run side by side.
    smooth: pair ? { enabled: true, type: edge.relation === "agrees with" ? "curvedCW" : "curvedCCW", roundness: 0.12 } : { enabled: false },
    hoverWidth: 1 / scale,
    arrows: CLAIM_LINES.includes(edge.relation) || ["broader", "made by"].includes(edge.relation) ? { to: { enabled: true, scaleFactor: 0.45 } } : { to: { enabled: false } },
  };
};
