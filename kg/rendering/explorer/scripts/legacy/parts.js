// @ts-nocheck
// Small pieces of page that the views share.
import { verdictOf } from "../text.js";
import { KG } from "./kg.js";

KG.el = (tag, properties = {}, ...children) => {
  const svg = ["svg", "g", "path", "rect", "line", "text", "circle", "title", "a:svg"].includes(tag);
  const node = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", tag.replace(":svg", ""))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name === "class" ? "class" : name, value === true ? "" : String(value));
  }
  node.append(
    ...children
      .flat(Infinity)
      .filter((c) => c !== null && c !== undefined && c !== false)
      .map((c) => (c instanceof Node ? c : String(c))),
  );
  return node;
};
KG.fill = (node, ...children) => {
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return node;
};

KG.sides = {
  agrees: { mark: "✓", class: "agrees", text: "agrees" },
  disagrees: { mark: "✕", class: "disagrees", text: "disagrees" },
  mixed: { mark: "±", class: "mixed", text: "is on both sides" },
  "no stance": { mark: "○", class: "nostance", text: "spoke of it, took no side" },
  "": { mark: "·", class: "silent", text: "did not speak of it" },
};
KG.verdicts = new Proxy(
  {},
  { get: (_, verdict) => ({ ...verdictOf(verdict), help: verdictOf(verdict).help, class: verdictOf(verdict).class }) },
);
KG.kinds = {
  speaker: "Speaker",
  person: "Person",
  organization: "Organization",
  product: "Product",
  concept: "Concept",
  question: "Question",
  proposition: "Proposition",
  claim: "Claim",
  utterance: "Turn",
  stance: "Stance",
  relation: "Relation",
  reference: "Reference",
  pair: "Two speakers",
};
KG.counted = (n, one, many) => `${n} ${n === 1 ? one : many || one + "s"}`;

KG.verdictBadge = (verdict) =>
  KG.el(
    "span",
    { class: `badge ${KG.verdicts[verdict].class}`, title: KG.verdicts[verdict].help },
    KG.el("span", { "aria-hidden": "true" }, KG.verdicts[verdict].mark + " "),
    KG.verdicts[verdict].text,
  );

KG.basisText = (row) =>
  [row.basis, KG.isMachine(row) ? `by ${row.source}` : "by a person"].join(
    ", ",
  );
// How a thing is drawn: a full line for what is said in words, a broken one for all else.
KG.frame = (row) => (row.basis === "explicit" ? "explicit" : "inferred");
KG.stanceLabel = (stance) => `${KG.name(stance.speaker)} ${KG.sides[stance.stance].text} (${KG.basisText(stance)})`;

// A speaker as a chip: the sign tells the side, a dashed frame that it is not said in words, a gear that a machine proposed it.
KG.chip = (stance) => {
  const side = KG.sides[stance.stance],
    key = `stance:${stance.speaker}|${stance.proposition}`;
  return KG.el(
    "button",
    {
      type: "button",
      class: `chip ${side.class} ${KG.frame(stance)}`,
      "aria-label": KG.stanceLabel(stance),
      title: KG.stanceLabel(stance),
      "aria-pressed": KG.state.sel === key ? "true" : "false",
      "data-key": key,
      onclick: () => KG.select(key),
    },
    KG.el("span", { class: "sign", "aria-hidden": "true" }, side.mark),
    KG.el("span", { dir: "auto" }, KG.name(stance.speaker)),
    KG.isMachine(stance) && !KG.allMachine ? KG.el("span", { class: "gear", "aria-hidden": "true" }, "⚙") : null,
  );
};
// Where one machine proposed everything, the overview says so once instead of on each chip.
KG.speakerButton = (id) => KG.link(`speaker:${id}`, KG.name(id));

// A link that selects: a real one, so that it can be opened elsewhere, copied, and reached by keyboard.
KG.link = (key, text, { view, ...properties } = {}) =>
  KG.el(
    "a",
    {
      href: KG.address(view ? { sel: key, view } : { sel: key }),
      dir: "auto",
      "data-key": key,
      ...properties,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        KG.select(key, view ? { view } : {});
      },
    },
    text,
  );
KG.entityLink = (key) => {
  const row = KG.get(key);
  return KG.link(key, row ? row.label || row.text : KG.idOf(key), {
    class: `entity ${KG.kindOf(key)}`,
  });
};
KG.joined = (nodes, separator = ", ") => nodes.flatMap((node, i) => (i ? [separator, node] : [node]));

KG.time = (seconds) => {
  if (seconds === null || seconds === undefined) return "";
  const s = Math.floor(seconds),
    pad = (n) => String(n).padStart(2, "0");
  return `${Math.floor(s / 3600) ? Math.floor(s / 3600) + ":" : ""}${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
};
KG.place = (utteranceId) => {
  const u = KG.get(`utterance:${utteranceId}`);
  if (!u) return "";
  return [u.section, `turn ${KG.utteranceNumber.get(u.id)}`, KG.time(u.start_time)].filter(Boolean).join(" · ");
};

// The words of a claim: who, where, how sure; and the way into the transcript.
KG.claimQuote = (claim, { stance = null, heading = true } = {}) => {
  const key = `claim:${claim.id}`;
  const tags = [
    claim.hedged && "hedged",
    claim.quantity && `quantity: ${claim.quantity}`,
    stance && stance.kind,
    claim.reported && `reported by ${claim.reported_by}`,
    KG.isMachine(claim) ? `⚙ ${claim.source}, confidence ${claim.confidence}` : "by a person",
  ].filter(Boolean);
  return KG.el(
    "figure",
    { class: `quote ${stance ? KG.sides[stance.stance].class : ""}`, "data-claim": claim.id },
    heading
      ? KG.el(
          "figcaption",
          {},
          stance
            ? KG.el(
                "span",
                { class: `sign ${KG.sides[stance.stance].class}`, title: KG.sides[stance.stance].text },
                KG.sides[stance.stance].mark + " ",
              )
            : null,
          KG.speakerButton(claim.speaker),
          stance ? ` ${KG.sides[stance.stance].text} · ${KG.basisText(stance)}` : "",
        )
      : null,
    KG.el("blockquote", { dir: "auto" }, claim.quote),
    KG.el(
      "p",
      { class: "place" },
      KG.link(key, `${KG.place(claim.utterance)} ↗`, {
        view: "transcript",
        class: "jump",
        "aria-label": `Read it in the transcript: ${KG.place(claim.utterance)}`,
      }),
    ),
    KG.el(
      "p",
      { class: "tags" },
      tags.map((t) => KG.el("span", { class: "tag", dir: "auto" }, t)),
    ),
    stance && stance.why ? KG.el("p", { class: "note", dir: "auto" }, "Read so because: " + stance.why) : null,
    claim.note ? KG.el("p", { class: "note", dir: "auto" }, "Note: " + claim.note) : null,
  );
};
KG.wordsQuote = (text, utteranceId, key) =>
  KG.el(
    "figure",
    { class: "quote" },
    KG.el("blockquote", { dir: "auto" }, text),
    utteranceId
      ? KG.el(
          "p",
          { class: "place" },
          KG.link(key, `${KG.place(utteranceId)} ↗`, { view: "transcript", class: "jump" }),
        )
      : null,
  );

KG.section = (title, ...children) => {
  const content = children.flat(Infinity).filter(Boolean);
  return content.length ? KG.el("section", { class: "part" }, KG.el("h3", {}, title), content) : null;
};
KG.list = (items, properties = {}) =>
  items.length
    ? KG.el(
        "ul",
        properties,
        items.map((item) => KG.el("li", {}, item)),
      )
    : null;
KG.some = (items, n, draw, title = `${items.length - n} more`) => {
  const shown = items.slice(0, n).map(draw);
  if (items.length > n) {
    const rest = KG.el("details", { class: "more" }, KG.el("summary", {}, title));
    rest.addEventListener("toggle", () => {
      if (rest.open && rest.childElementCount === 1) rest.append(...items.slice(n).map(draw));
    });
    shown.push(rest);
  }
  return shown;
};
KG.download = (name, text, type) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = KG.el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
KG.legend = () =>
  KG.el(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    Object.values(KG.sides).map((side) =>
      KG.el(
        "li",
        {},
        KG.el("span", { class: `sign ${side.class}`, "aria-hidden": "true" }, side.mark),
        " " + side.text,
      ),
    ),
    KG.el("li", {}, KG.el("span", { class: "frame explicit", "aria-hidden": "true" }), " said in words (explicit)"),
    KG.el(
      "li",
      {},
      KG.el("span", { class: "frame inferred", "aria-hidden": "true" }),
      " read off what was said (inferred), or told by another (reported)",
    ),
    KG.model.sources.some((s) => s !== "human") ? KG.el("li", {}, "⚙ proposed by a machine") : null,
  );
KG.shortQuote = (claim) =>
  KG.el(
    "blockquote",
    { dir: "auto", class: "short" },
    claim.quote.length > 220 ? claim.quote.slice(0, 220).replace(/\s+\S*$/, "") + " …" : claim.quote,
    KG.el("footer", {}, "— ", KG.link(`claim:${claim.id}`, KG.name(claim.speaker))),
  );
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
