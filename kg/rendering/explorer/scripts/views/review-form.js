// One thing under review: its words in the transcript, and what can be decided of it.
import { freeId } from "../selectors/review.js";
import { REVIEW as R, SIDES } from "../text.js";
import { bdi, el, one } from "../page/el.js";
import { fullQuote, link, part, person, speech, titleOf } from "../page/parts.js";
import { stanceQuotes } from "../page/describe.js";
import { decide } from "../page/review-list.js";
import { theSession } from "../page/review-session.js";

/** @typedef {import("../types.js").App} App */
/** @typedef {import("../selectors/review.js").Item} Item */

/** @param {App} app @param {Item} item */
const named = (app, item, what) => `${what}: ${titleOf(app, item.show).slice(0, 60)}`;

/** What a key does to a thing. @type {Record<string, (app: App, item: Item, to?: any) => void>} */
export const MOVES = {
  a: (app, item) => decide(app, [{ action: "accept", target: item.target }], named(app, item, R.accept), true),
  x: (app, item) => decide(app, [{ action: "reject", target: item.target }], named(app, item, R.reject), true),
  type: (app, item, to) => decide(app, [{ action: "retype", target: item.target, to }], named(app, item, to)),
  e: () => one(document, ".decide input[name=words]")?.focus(),
  m: () => one(document, ".decide select[name=into]")?.focus(),
  s: () => {
    const fold = one(document, ".decide details.split");
    if (!fold) return;
    fold.open = true;
    one(fold, "input").focus();
  },
};

/** Which turn a thing stands in. @param {App} app @param {Item} item */
const turnOf = (app, item) => {
  const { row, kind } = item;
  if (kind === "claim" || kind === "reference") return row.utterance;
  if (kind === "relation") return (app.model.get(`claim:${row.from_claim}`) || {}).utterance;
  return "";
};

const around = (app, id, mark) => {
  const { utterances } = app.model.data,
    i = utterances.findIndex((u) => u.id === id);
  const turn = (u, own) =>
    el(
      "div",
      { class: own ? "words-around own" : "words-around" },
      u.speaker ? el("p", { class: "who" }, person(app, u.speaker)) : null,
      el("p", speech(app), own && mark ? [u.text.slice(0, mark[0]), el("mark", {}, u.text.slice(mark[0], mark[1])), u.text.slice(mark[1])] : own ? u.text : u.text.slice(-300)),
    );
  return i < 0 ? null : [i ? turn(utterances[i - 1], false) : null, turn(utterances[i], true), utterances[i + 1] ? turn(utterances[i + 1], false) : null];
};

/** A thing's words, with what stands before and after. @param {App} app @param {Item | undefined} item */
export const contextOf = (app, item) => {
  if (!item) return null;
  const { model } = app,
    { row, kind } = item;
  const id = turnOf(app, item);
  const mark = id && model.get(`utterance:${id}`).marks.find((m) => m[3] === item.show);
  const title = el("h3", { dir: "auto" }, link(app, item.show, titleOf(app, item.show), { view: "transcript" }));
  if (kind === "relation") return [title, el("p", { class: "between" }, row.relation), fullQuote(app, model.get(`claim:${row.to_claim}`)), around(app, id, mark)];
  if (id) return [title, around(app, id, mark)];
  if (kind === "stance") return [title, el("p", {}, `${SIDES[row.stance].text}: `, link(app, `proposition:${row.proposition}`)), stanceQuotes(app, row, 4)];
  if (kind === "proposition") return [title, (model.stancesOf.get(row.id) || []).map((s) => part(`${SIDES[s.stance].mark} ${model.name(s.speaker)}`, stanceQuotes(app, s, 1)))];
  return [title, row.quote ? el("blockquote", speech(app), row.quote) : null, row.aliases && row.aliases.length ? el("p", { class: "quiet" }, row.aliases.join(", ")) : null];
};

const button = (text, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, text);

const words = (app, item) => {
  const own = theSession(app).decided().get(item.target) || [];
  const renamed = own.filter((e) => e.action === "rename").at(-1);
  const input = el("input", { type: "text", name: "words", "aria-label": R.words, value: renamed ? renamed.to : item.text, dir: "auto" });
  const put = () => {
    const to = input.value.trim();
    if (to && to !== (renamed ? renamed.to : item.text)) decide(app, [{ action: "rename", target: item.target, to }], named(app, item, R.rename));
  };
  input.addEventListener("keydown", (event) => event.key === "Enter" && put());
  return el("p", { class: "row" }, el("label", {}, R.words, " ", input), button(R.rename, put));
};

const merging = (app, item) => {
  const others = theSession(app).items.filter((i) => i.kind === item.kind && i !== item && i.row.speaker === item.row.speaker);
  if (!others.length) return null;
  const select = el("select", { name: "into", "aria-label": R.into }, el("option", { value: "" }, R.choose));
  // Thousands of choices are made only for the list that is opened.
  const fillIn = () => {
    if (select.childElementCount < 2) select.append(...others.map((i) => el("option", { value: i.target }, titleOf(app, i.show).slice(0, 90))));
  };
  ["focus", "pointerdown"].forEach((name) => select.addEventListener(name, fillIn));
  const opposite = item.kind === "proposition" ? el("input", { type: "checkbox", name: "opposite" }) : null;
  const put = () => select.value && decide(app, [{ action: "merge", target: item.target, into: select.value, ...(opposite && opposite.checked ? { opposite: true } : {}) }], named(app, item, R.merge), true);
  return el("p", { class: "row" }, el("label", {}, R.into, " ", select), opposite ? el("label", {}, opposite, " ", R.opposite) : null, button(R.merge, put));
};

const splitting = (app, item) => {
  const claims = [...new Set((app.model.stancesOf.get(item.target) || []).flatMap((s) => s.evidence.map((e) => e.claim)))];
  const inputs = [R.first, R.second].map((title) => el("input", { type: "text", "aria-label": title, placeholder: title, dir: "auto" }));
  const boxes = claims.map((id) => el("input", { type: "checkbox", value: id }));
  const put = () => {
    const [one_, two] = inputs.map((i) => i.value.trim());
    if (!one_ || !two) return;
    const taken = new Set(theSession(app).replay().tables.propositions.map((p) => p.id).filter((id) => id !== item.target));
    const first = freeId(one_, taken);
    const parts = [{ id: first, text: one_ }, { id: freeId(two, new Set([...taken, first])), text: two, claims: boxes.filter((b) => b.checked).map((b) => b.value) }];
    decide(app, [{ action: "split", target: item.target, parts }], named(app, item, R.split));
  };
  return el(
    "details",
    { class: "split" },
    el("summary", {}, R.split),
    inputs.map((i) => el("p", {}, i)),
    claims.length ? el("p", { class: "quiet small" }, R.toSecond) : null,
    claims.map((id, i) => el("p", {}, el("label", {}, boxes[i], " ", bdi(app.model.name(app.model.get(`claim:${id}`).speaker)), `: ${app.model.get(`claim:${id}`).text}`))),
    button(R.split, put),
  );
};

const voice = (app, item) => {
  const turn = app.model.number.get(item.row.utterance);
  const select = el("select", { "aria-label": R.voice }, app.model.data.speakers.map((s) => el("option", { value: s.label, selected: s.id === item.row.speaker }, s.label)));
  return el("p", { class: "row" }, el("label", {}, R.voice, " ", select), button(R.voiceSet, () => decide(app, [{ action: "speaker", target: `turn-${turn}`, to: select.value }], R.voiceSet)));
};

/** What was decided of a thing in this session. @param {App} app @param {string} target */
const decisions = (app, target) => {
  const session = theSession(app),
    own = session.numbered().filter((x) => x.entry.target === target);
  return own.length ? [el("h4", {}, R.decided), el("ul", { class: "plain" }, own.map(({ n, entry }) => el("li", {}, `${R.what(entry)} `, el("span", { class: "quiet small" }, R.by(entry)), " ", button(R.takeBack, () => {
    session.takeBack(n, R.takeBack);
    app.redraw();
  }))))] : null;
};

/** @param {App} app @param {Item | undefined} item */
export const formOf = (app, item) => {
  if (!item) return null;
  const now = (theSession(app).decided().get(item.target) || []).filter((e) => e.action === "retype").at(-1);
  return [
    el("p", { class: "row" }, button(`${R.accept} (a)`, () => MOVES.a(app, item), { class: "primary", value: "accept" }), button(`${R.reject} (x)`, () => MOVES.x(app, item), { value: "reject" })),
    item.types.length ? el("fieldset", { class: "types" }, el("legend", {}, R.type), item.types.map((t, i) => el("button", { type: "button", "aria-pressed": (now ? now.to : item.type) === t ? "true" : "false", onclick: () => MOVES.type(app, item, t) }, `${t} (${i + 1})`))) : null,
    item.text ? words(app, item) : null,
    item.text ? merging(app, item) : null,
    item.kind === "proposition" ? splitting(app, item) : null,
    item.kind === "claim" ? voice(app, item) : null,
    decisions(app, item.target),
  ];
};
