// What nobody found yet: a claim by its words, a question, a point.
import { TYPES, freeId, occurrenceOf } from "../selectors/review.js";
import { rangeOf } from "../selectors/transcript.js";
import { REVIEW, SIDES } from "../text.js";
import { bdi, el } from "../page/el.js";
import { speech } from "../page/parts.js";
import { decide } from "../page/review-list.js";
import { theSession } from "../page/review-session.js";

/** @typedef {import("../types.js").App} App */
const A = REVIEW.add;

const field = (title, input) => el("p", { class: "row" }, el("label", {}, title, " ", input));
const text = (title) => el("input", { type: "text", "aria-label": title, dir: "auto" });
const options = (rows, none) => [none ? el("option", { value: "" }, none) : null, rows.map((r) => el("option", { value: r.id }, r.text))];
const button = (title, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, title);

/** Move an end of the words by one word. @param {string} words @param {number} from @param {number} to @param {string} which */
const moved = (words, from, to, which) => {
  const before = words.slice(0, from).trimEnd().search(/\S+$/),
    first = words.slice(from, to).search(/\s\S/),
    after = words.slice(to).search(/\S/),
    last = words.slice(from, to).search(/\s+\S+$/);
  if (which === "longerStart") return [before < 0 ? from : before, to];
  if (which === "shorterStart") return [first < 0 ? from : from + first + 1, to];
  if (which === "shorterEnd") return [from, last < 0 ? to : from + last];
  const next = after < 0 ? -1 : to + after;
  return [from, next < 0 ? to : next + words.slice(next).search(/\s|$/)];
};

/** The words that are selected within a node, as characters of its text. @param {HTMLElement} node */
const selectedIn = (node) => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount || !node.contains(selection.anchorNode) || !node.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0),
    before = document.createRange();
  before.selectNodeContents(node);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length,
    raw = range.toString();
  return raw.trim() ? [from + raw.length - raw.trimStart().length, from + raw.trimEnd().length] : null;
};

/** A claim by its words: the turn with the words marked, whose ends can be moved. @param {App} app */
const claimForm = (app) => {
  const { model, store } = app,
    { sel, t } = store.state;
  const u = sel.startsWith("utterance:") ? model.get(sel) : null,
    range = u && rangeOf(t);
  if (!u || !range) return el("p", { class: "quiet" }, A.claimHelp);
  const { tables } = theSession(app).replay(),
    who = (tables.turns[model.number.get(u.id) - 1] || {}).speaker;
  const [from, to] = range,
    quote = u.text.slice(from, to);
  if (!who) return el("p", { class: "quiet" }, A.noSpeaker);
  const place = (next) => store.set({ t: `${next[0]}-${next[1]}` }, { keep: true });
  const turn = el("p", { ...speech(app), class: "words-around own", "aria-label": A.turn }, u.text.slice(0, from), el("mark", {}, quote), u.text.slice(to));
  turn.addEventListener("mouseup", () => {
    const next = selectedIn(turn);
    if (next) place(next);
  });
  const ends = ["longerStart", "shorterStart", "shorterEnd", "longerEnd"].map((which) => button(A[which], () => place(moved(u.text, from, to, which))));
  const says = text(A.text),
    bears = el("select", { "aria-label": A.bears }, options(tables.propositions, A.nothing)),
    side = el("select", { "aria-label": REVIEW.type }, ["agrees", "disagrees", "mixed"].map((s) => el("option", { value: s }, SIDES[s].text))),
    basis = el("select", { "aria-label": REVIEW.grid.said }, el("option", { value: "explicit" }, REVIEW.grid.said), el("option", { value: "inferred" }, REVIEW.grid.inferred));
  says.value = quote;
  const put = () => {
    const occurrence = occurrenceOf(model.data.utterances, u.id, from, quote);
    const stances = bears.value ? { [bears.value]: basis.value === "explicit" ? side.value : { stance: side.value, basis: basis.value } } : null;
    const claim = { key: `words-${model.number.get(u.id)}-${from}-${to}`, speaker: who, quote, text: says.value.trim() || quote, ...(occurrence ? { occurrence } : {}), ...(stances ? { stances } : {}) };
    store.set({ act: "", t: "" }, { keep: true });
    decide(app, [{ action: "add", claim }], `${REVIEW.add.title}: ${claim.text.slice(0, 60)}`);
  };
  return [el("p", {}, bdi(who)), turn, el("p", { class: "row" }, ends), field(A.text, says), el("p", { class: "row" }, el("label", {}, A.bears, " ", bears), side, basis), button(A.put, put, { class: "primary", name: "put-claim" })];
};

/** @param {App} app */
const questionForm = (app) => {
  const input = text(A.question);
  const put = () => {
    const words = input.value.trim();
    if (!words) return;
    const taken = new Set(theSession(app).replay().tables.questions.map((q) => q.id));
    decide(app, [{ action: "add", question: { id: freeId(words, taken), text: words } }], `${A.question}: ${words.slice(0, 60)}`);
  };
  input.addEventListener("keydown", (event) => event.key === "Enter" && put());
  return [field(A.question, input), button(A.put, put, { name: "put-question" })];
};

/** @param {App} app */
const pointForm = (app) => {
  const { tables } = theSession(app).replay(),
    input = text(A.point),
    of = el("select", { "aria-label": A.of, name: "of" }, options(tables.questions, "")),
    kind = el("select", { "aria-label": A.kind }, TYPES.proposition.map((k) => el("option", { value: k, selected: k === "value" }, k)));
  const last = tables.questions.at(-1);
  if (last) of.value = last.id;
  const put = () => {
    const words = input.value.trim();
    if (!words || !of.value) return;
    const taken = new Set(tables.propositions.map((p) => p.id));
    decide(app, [{ action: "add", proposition: { id: freeId(words, taken), question: of.value, text: words, kind: kind.value } }], `${A.point}: ${words.slice(0, 60)}`);
  };
  input.addEventListener("keydown", (event) => event.key === "Enter" && put());
  return tables.questions.length ? [field(A.point, input), el("p", { class: "row" }, el("label", {}, A.of, " ", of), kind), button(A.put, put, { name: "put-point" })] : null;
};

/** @param {App} app */
export const addPanels = (app) => {
  const open = app.store.state.act || "";
  const panel = (name, title, draw) =>
    el("details", { class: `add ${name}`, open: open === name, ontoggle: (event) => event.target.open !== (app.store.state.act === name) && app.store.set({ act: event.target.open ? name : "" }, { keep: true }) }, el("summary", {}, title), open === name ? draw(app) : null);
  return el("section", { class: "adds", "aria-labelledby": "h-add" }, el("h2", { id: "h-add" }, A.title), panel("claim", A.claim, claimForm), panel("question", A.question, questionForm), panel("point", A.point, pointForm));
};
