// @ts-nocheck
// How nodes and edges look: type by shape and colour, side by colour and dash, basis by width.
import { KG } from "../kg.js";

KG.graph.colours = () => {
  const style = getComputedStyle(document.documentElement),
    get = (name) => style.getPropertyValue("--" + name).trim();
  return {
    ink: get("ink"),
    paper: get("paper"),
    quiet: get("quiet"),
    line: get("line"),
    agrees: get("agrees"),
    disagrees: get("disagrees"),
    mixed: get("mixed"),
    nostance: get("nostance"),
    speaker: get("node-speaker"),
    speakerInk: get("node-speaker-ink"),
    concept: get("node-concept"),
    question: get("node-question"),
    proposition: get("node-proposition"),
    organization: get("node-organization"),
    product: get("node-product"),
    card: get("card"),
    focus: get("focus"),
  };
};
KG.graph.faint = (colour, share) => {
  const n = parseInt(colour.slice(1), 16);
  return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${share})`;
};
KG.graph.sideOf = { "agrees with": "agrees", "disagrees with": "disagrees", "no stance": "nostance" };

KG.graph.nodeStyle = (node, c) => {
  const base = { id: node.id, x: node.x, y: node.y, label: node.label, type: node.type };
  const font = (size, colour, more) => ({ font: { size, face: "system-ui, sans-serif", color: colour, ...more } });
  if (node.type === "speaker")
    return {
      ...base,
      shape: "box",
      margin: { top: 7, bottom: 7, left: 12, right: 12 },
      shapeProperties: { borderRadius: 18 },
      borderWidth: 0,
      color: { background: c.speaker, border: c.speaker },
      ...font(17, c.speakerInk, { bold: true }),
    };
  if (node.type === "proposition") {
    const p = KG.get(node.id),
      edge = { consensus: c.agrees, divergence: c.disagrees, mixed: c.mixed }[p.verdict] || c.line;
    return {
      ...base,
      shape: "box",
      margin: 6,
      borderWidth: p.verdict === "insufficient" ? 1 : 2.5,
      shapeProperties: { borderRadius: 3, borderDashes: p.verdict === "divergence" ? [7, 4] : false },
      color: { background: c.proposition, border: edge },
      ...font(12, c.ink),
    };
  }
  if (node.type === "question")
    return {
      ...base,
      shape: "box",
      margin: 7,
      borderWidth: 2,
      shapeProperties: { borderRadius: 14 },
      color: { background: c.question, border: c.question },
      ...font(13, c.ink, { bold: true }),
    };
  if (node.type === "concept")
    return {
      ...base,
      shape: "diamond",
      size: 5 + Math.min(9, Math.sqrt(node.weight) * 1.6),
      borderWidth: 1,
      color: { background: c.concept, border: c.concept },
      ...font(12, c.ink, { vadjust: -2 }),
    };
  if (node.type === "organization")
    return {
      ...base,
      shape: "square",
      size: 7,
      color: { background: c.organization, border: c.organization },
      ...font(12, c.ink),
    };
  if (node.type === "product")
    return {
      ...base,
      shape: "triangle",
      size: 7,
      color: { background: c.product, border: c.product },
      ...font(12, c.ink),
    };
  return {
    ...base,
    shape: "dot",
    size: 6,
    borderWidth: 1.5,
    label: "",
    color: { background: c.card, border: c.ink },
    shapeProperties: { borderDashes: node.dashed ? [2, 2] : false },
  };
};
KG.graph.edgeStyle = (edge, c) => {
  const kind = edge.relation,
    side = ["agrees", "disagrees", "mixed"].includes(kind) ? kind : KG.graph.sideOf[kind];
  const colour = side ? c[side] : ["qualifies", "builds on", "rephrases"].includes(kind) ? c.mixed : c.line;
  const dashes =
    { disagrees: [9, 6], mixed: [12, 4, 3, 4], nostance: [2, 5] }[side] || (kind === "qualifies" ? [4, 4] : false);
  return {
    id: edge.id,
    from: edge.from,
    to: edge.to,
    relation: kind,
    target: edge.target,
    dashes,
    base: colour,
    width:
      side && side !== "nostance"
        ? (edge.basis && edge.basis !== "explicit" ? 1.2 : 2.4) + Math.min(1.6, 0.25 * (edge.weight - 1))
        : kind === "about" || kind.startsWith("speaks")
          ? 0.7
          : 1,
    color: { color: colour, opacity: side ? 0.9 : 0.5 },
    arrows: ["qualifies", "builds on", "rephrases", "broader", "made by"].includes(kind)
      ? { to: { enabled: true, scaleFactor: 0.45 } }
      : undefined,
  };
};
