// The labels of the map: text of constant size on the screen, by rank, so that none covers another; what does not fit waits for more room.

/** @typedef {{ id: string, x: number, y: number, r: number, text: string, rank: number, bold: boolean }} Wanted */
/** @typedef {{ id: string, x: number, y: number, w: number, h: number, px: number, lines: string[], bold: boolean }} Placed */

export const FONT = { plain: 12.5, bold: 14 };
const LEADING = 1.22;
const GAP = 3;
const widths = new Map();

const fontOf = (bold) => `${bold ? "600 " : ""}${bold ? FONT.bold : FONT.plain}px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif`;

const measured = (context, text, bold) => {
  const key = bold + text;
  if (!widths.has(key)) {
    context.font = fontOf(bold);
    const lines = text.split("\n");
    widths.set(key, { lines, w: Math.max(...lines.map((l) => context.measureText(l).width)) });
  }
  return widths.get(key);
};

const meets = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Choose a place for each label below, above or beside its mark; the first ranks choose first, and who finds none is left out.
 * @param {CanvasRenderingContext2D} context @param {Wanted[]} wanted in pixels of the screen @param {number} width @param {number} height
 * @returns {Placed[]}
 */
export const placed = (context, wanted, width, height) => {
  const marks = wanted.map((n) => ({ x: n.x - n.r, y: n.y - n.r, w: 2 * n.r, h: 2 * n.r, id: n.id }));
  /** @type {Placed[]} */
  const done = [];
  for (const n of [...wanted].sort((a, b) => a.rank - b.rank)) {
    if (!n.text || n.x < -40 || n.y < -40 || n.x > width + 40 || n.y > height + 40) continue;
    const { lines, w } = measured(context, n.text, n.bold),
      px = n.bold ? FONT.bold : FONT.plain,
      h = lines.length * px * LEADING;
    const tries = [
      [n.x - w / 2, n.y + n.r + GAP],
      [n.x - w / 2, n.y - n.r - GAP - h],
      [n.x + n.r + GAP, n.y - h / 2],
      [n.x - n.r - GAP - w, n.y - h / 2],
    ];
    for (const [x, y] of tries) {
      const box = { id: n.id, x, y, w, h, px, lines, bold: n.bold };
      if (x < 2 || y < 2 || x + w > width - 2 || y + h > height - 2) continue;
      if (done.some((other) => meets(box, other)) || marks.some((m) => m.id !== n.id && meets(box, m))) continue;
      done.push(box);
      break;
    }
  }
  return done;
};

/** Draw labels with a halo of paper. @param {CanvasRenderingContext2D} context @param {Placed[]} labels @param {(id: string) => string} ink @param {string} paper */
export const drawn = (context, labels, ink, paper) => {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paper;
  for (const label of labels) {
    // Lines run behind words, not through them.
    context.globalAlpha = 0.7;
    context.fillStyle = paper;
    context.fillRect(label.x - 2, label.y, label.w + 4, label.h);
    context.globalAlpha = 1;
    context.font = fontOf(label.bold);
    context.fillStyle = ink(label.id);
    label.lines.forEach((line, i) => {
      const x = label.x + label.w / 2,
        y = label.y + i * label.px * LEADING;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
};
