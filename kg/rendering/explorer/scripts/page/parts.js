// Small pieces of page that the views share: links, names, marks of positions, quotes, folds.
import { idOf, isMachine, kindOf } from "../core/model.js";
import { KINDS, SIDES, T, basisText, sourceText, verdictOf } from "../text.js";
import { bdi, el, unseen } from "./el.js";
import { hearClaim, hearTurn } from "./hear.js";

/** @typedef {import("../types.js").App} App */

/** What a key is called. @param {App} app @param {string} key @returns {string} */
export const titleOf = ({ model }, key) => {
  const row = model.get(key),
    kind = kindOf(key);
  if (!row) return idOf(key);
  if (row.label) return row.label;
  if (kind === "claim") return row.text;
  if (kind === "stance") return `${model.name(row.speaker)} ${SIDES[row.stance].text}`;
  if (kind === "relation") return `${model.name(row.from_speaker)} ${T.describe.relates(row)} ${model.name(row.to_speaker)}`;
  if (kind === "reference") return T.titles.reference(model.name(row.speaker), model.name(row.refers_to));
  if (kind === "pair") return T.titles.pair(model.name(row.speaker), model.name(row.other));
  return model.name(row.speaker);
};

/** Whether a click is the reader's own: with a key held, the browser opens the link elsewhere. @param {MouseEvent} event */
export const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

/**
 * A link to another state of the page: a real one, so that it can be opened elsewhere, copied, and reached by keyboard.
 * @param {App} app @param {Record<string, string>} change @param {Record<string, any>} properties @param {...any} children
 */
export const go = (app, change, properties, ...children) =>
  el(
    "a",
    {
      href: app.store.address(change),
      ...properties,
      onclick: (/** @type {MouseEvent} */ event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        app.store.set(change);
      },
    },
    ...children,
  );

/** A link that selects. @param {App} app @param {string} key @param {any} [text] @param {Record<string, any>} [properties] */
export const link = (app, key, text = titleOf(app, key), { view, ...properties } = {}) =>
  go(app, view ? { sel: key, view } : { sel: key }, { dir: "auto", "data-key": key, ...properties }, text);

/** @param {App} app @param {string} id */
export const person = (app, id) => link(app, `speaker:${id}`, bdi(app.model.name(id)), { dir: false, class: "person" });
/** @param {App} app @param {string} id */
export const point = (app, id) => link(app, `proposition:${id}`, undefined, { class: "point" });

/** @param {string} verdict */
export const badge = (verdict) => {
  const v = verdictOf(verdict);
  return el("span", { class: `badge ${v.class}`, title: v.help }, el("span", { "aria-hidden": "true" }, v.mark + " "), v.text);
};
/** @param {string} stance */
export const sign = (stance) =>
  el("span", { class: `sign ${SIDES[stance].class}`, title: SIDES[stance].text }, SIDES[stance].mark);

/**
 * What a position rests on, in words: said; or whose account it is, and why it is read so.
 * @param {App} app @param {{ basis: string, why?: string, claim?: string }} piece of evidence, or a position without any
 */
export const groundText = ({ model }, { basis, why = "", claim = "" }) => {
  const teller = basis === "reported" && claim ? (model.get(`claim:${claim}`) || {}).reported_by : "";
  const ground = teller ? T.quote.told(teller) : basisText({ basis });
  return why && basis !== "explicit" ? T.quote.because(ground, why) : ground;
};
/** The piece of evidence that is shown for a position: of its side and basis, the most telling first. @param {any} stance @param {string} [claim] */
export const pieceOf = (stance, claim = "") =>
  (stance.evidence || []).find((e) => (claim ? e.claim === claim : e.side === stance.stance && e.basis === stance.basis)) || stance;
/** @param {App} app @param {import("../types.js").Stance} stance */
export const stanceText = (app, stance) =>
  `${app.model.name(stance.speaker)} ${SIDES[stance.stance].text}, ${groundText(app, pieceOf(stance))}`;
/** @param {{ speaker: string, proposition: string }} stance */
export const stanceKey = (stance) => `stance:${stance.speaker}|${stance.proposition}`;

/**
 * A position as a mark with the speaker's initials: round for, square against, half and half on both sides, a ring that took no
 * side; filled if said, hollow and dashed if inferred.
 * @param {App} app @param {import("../types.js").Stance} stance
 */
export const mono = (app, stance) => {
  const speaker = app.model.get(`speaker:${stance.speaker}`),
    said = stance.basis === "explicit" ? "said" : "inferred";
  return go(
    app,
    { sel: stanceKey(stance) },
    {
      class: `mono ${SIDES[stance.stance].class} ${said}`,
      title: stanceText(app, stance),
      "data-key": stanceKey(stance),
    },
    unseen(stanceText(app, stance)),
    el("span", { "aria-hidden": "true", dir: "auto" }, speaker ? speaker.initials : "?"),
  );
};

/** Seconds as a clock shows them. @param {number | null | undefined} seconds */
export const clock = (seconds) => {
  if (seconds === null || seconds === undefined) return "";
  const s = Math.floor(seconds),
    pad = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${Math.floor(s / 3600) ? Math.floor(s / 3600) + ":" : ""}${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)}`;
};
/** Where a turn stands: section, number, time. @param {App} app @param {string} utterance */
export const placeOf = ({ model }, utterance) => {
  const u = model.get(`utterance:${utterance}`);
  return u ? [u.section, T.quote.turn(model.number.get(u.id)), clock(u.start_time)].filter(Boolean).join(" · ") : "";
};

/** The language that the event speaks, as an attribute of a quote. @param {App} app */
export const speech = (app) => ({ dir: "auto", lang: app.model.data.event.language || null });

/** @param {string} text @param {number} n */
export const shortened = (text, n) => (text.length > n ? text.slice(0, n).replace(/\s+\S*$/, "") + " …" : text);

/** That no person has checked what programs drafted, and the way to do it; else who annotated, where that is said. @param {App} app */
export const unchecked = (app) => {
  const { drafters, data } = app.model,
    by = data.event.annotators || [];
  if (drafters.length) return el("span", { class: "unchecked" }, T.unchecked(drafters, data.event.door || ""), " — ", go(app, { view: "review" }, {}, T.check));
  return by.length ? el("span", { class: "quiet annotators" }, T.annotatedBy(by)) : null;
};

/**
 * A quote in a line or two, with who says it; and why it is read so, where that is not in the words.
 * @param {App} app @param {import("../types.js").Claim} claim @param {string} [side] @param {number} [most] @param {any} [stance] which it shows
 */
export const shortQuote = (app, claim, side = "", most = 160, stance = null) => {
  const piece = stance && pieceOf(stance, claim.id),
    hearing = hearClaim(app, claim),
    ground = piece && piece.basis !== "explicit" ? groundText(app, piece) : claim.reported ? T.quote.told(claim.reported_by) : "";
  return el(
    "blockquote",
    { class: `short ${side ? SIDES[side].class : ""}` },
    el("span", { ...speech(app), class: "q" }, shortened(claim.quote, most)),
    " ",
    el("span", { class: "by" }, "— ", link(app, `claim:${claim.id}`, bdi(app.model.name(claim.speaker)), { dir: false })),
    hearing && [" ", hearing],
    ground ? el("span", { class: "ground", title: ground, dir: "auto" }, shortened(ground, 90)) : null,
  );
};

/** What is to be known of a claim beside its words. @param {App} app @param {import("../types.js").Claim} claim @param {any} stance */
const tagsOf = (app, claim, stance) =>
  [
    claim.hedged && T.quote.hedged,
    claim.quantity && T.quote.quantity(claim.quantity),
    claim.reported && T.quote.told(claim.reported_by),
    stance && stance.kind,
    claim.salience === "background" && T.quote.background,
    sourceTag(app, claim),
  ].filter(Boolean);

/** The words of a claim in full: who, where, how sure; and the way into the transcript. @param {App} app @param {import("../types.js").Claim} claim */
export const fullQuote = (app, claim, { stance = /** @type {any} */ (null), heading = true } = {}) => {
  const tags = tagsOf(app, claim, stance);
  const caption = heading
    ? el(
        "figcaption",
        {},
        stance ? [sign(stance.stance), " "] : null,
        person(app, claim.speaker),
        stance ? ` ${SIDES[stance.stance].text} · ${basisText(stance)}` : null,
      )
    : null;
  return el(
    "figure",
    { class: `quote ${stance ? SIDES[stance.stance].class : ""}`, "data-claim": claim.id },
    caption,
    el("blockquote", speech(app), claim.quote),
    where(app, `claim:${claim.id}`, claim.utterance, hearClaim(app, claim)),
    tags.length ? el("p", { class: "tags" }, tags.map((t) => el("span", { class: "tag", dir: "auto" }, t))) : null,
    stance && stance.why ? el("p", { class: "note", dir: "auto" }, T.quote.why + stance.why) : null,
    claim.note ? el("p", { class: "note", dir: "auto" }, T.quote.note + claim.note) : null,
  );
};
/** Who made it, where that is not the same for all. @param {App} app @param {{ source: string, confidence: number }} row */
export const sourceTag = (app, row) =>
  app.model.machine ? "" : isMachine(row) ? T.quote.confidence(sourceText(row.source), row.confidence) : T.person;

/** @param {App} app @param {string} key @param {string} utterance @param {any} [hear] the way to hear just these words */
export const where = (app, key, utterance, hear = hearTurn(app, utterance)) =>
  el(
    "p",
    { class: "place" },
    link(app, key, [unseen(T.quote.read), bdi(placeOf(app, utterance)), " ↗"], { view: "transcript", class: "jump", dir: false }),
    hear && [" ", hear],
  );
/** @param {App} app @param {string} text @param {string} utterance @param {string} key */
export const wordsQuote = (app, text, utterance, key) =>
  el("figure", { class: "quote" }, el("blockquote", speech(app), text), utterance ? where(app, key, utterance) : null);

/** @param {string} title @param {...any} children */
export const part = (title, ...children) => {
  const content = children.flat(Infinity).filter(Boolean);
  return content.length ? el("section", { class: "part" }, el("h3", {}, title), content) : null;
};

/** A fold that is opened shows so many, and the rest in a fold of its own. */
const MOST_AT_ONCE = 200;

/**
 * The first n items, and the rest in a fold that is filled when it is opened; open from the start if it holds what is asked for.
 * @template T
 * @param {T[]} items @param {number} n @param {(item: T) => any} draw
 * @param {{ title?: string, wrap?: (nodes: any[]) => any, open?: (item: T) => boolean }} [how]
 */
export const some = (items, n, draw, { title, wrap = (nodes) => nodes, open = () => false } = {}) => {
  const shown = items.slice(0, n).map(draw);
  const rest = items.slice(n);
  if (!rest.length) return wrap(shown);
  const fold = el("details", { class: "more" }, el("summary", {}, title || T.more(rest.length)));
  const show = () => {
    if (fold.childElementCount === 1) fold.append(...[some(rest, MOST_AT_ONCE, draw, { wrap, open })].flat(Infinity).filter(Boolean));
  };
  // Printing opens what is folded (page/print.js), and asks for it by the same event.
  fold.addEventListener("toggle", () => fold.open && show());
  fold.addEventListener("kg-open", show);
  if (rest.some(open)) {
    show();
    fold.open = true;
  }
  return [wrap(shown), fold];
};

/** The signs that the page uses, as one line. @param {[string, string][]} more class and text of those of one view */
export const legend = (...more) =>
  el(
    "ul",
    { class: "legend", "aria-label": T.legend.label },
    [
      ["mono agrees said", T.legend.agrees],
      ["mono agrees inferred", T.legend.inferred],
      ["mono disagrees said", T.legend.disagrees],
      ["mono mixed said", T.legend.mixed],
      ["mono nostance said", T.legend.nostance],
      ...more,
    ].map(([name, text]) => el("li", {}, el("span", { class: name, "aria-hidden": "true" }), text)),
  );

/** @param {string} key */
export const kindText = (key) => KINDS[kindOf(key)] || kindOf(key);
