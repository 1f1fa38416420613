// The whole text, plain and selectable, with what it is read as: marks in it, claims beside it. What is far from sight is plain text.
import { chunked, litKeys, piecesOf, rangeOf, turnOf } from "../selectors/transcript.js";
import { SIDES, T, TRANSCRIPT as X } from "../text.js";
import { all, copy, el, fill, one } from "../page/el.js";
import { nothingLeft } from "../page/filterbar.js";
import { hearTurn } from "../page/hear.js";
import { clock, go, link, person, placeOf, speech } from "../page/parts.js";

/** @typedef {import("../types.js").App} App */
/** So many turns are drawn together when they come near; a short text is drawn whole. */
const CHUNK = 16;
const WHOLE = 60;
/** @type {any} */
const now = { observer: null, chunks: [], forget: () => {} };

const piece = (p) => {
  const node = p.on.length ? el("span", { class: `piece ${p.kinds.join(" ")}`, "data-on": p.on.join(" "), "data-piece": p.key || null }) : el("span");
  node.append(p.found ? el("mark", {}, p.text) : p.text);
  return p.on.length || p.found ? node : p.text;
};

const margin = (app, claims) =>
  el(
    "ul",
    { class: "margin" },
    claims.map((c) =>
      el(
        "li",
        { "data-on": `claim:${c.id}` },
        (app.model.stancesOfClaim.get(c.id) || []).map((s) => el("span", { class: `sign ${SIDES[s.stance].class}`, title: `${SIDES[s.stance].text}: ${app.model.get(`proposition:${s.proposition}`).label}` }, SIDES[s.stance].mark)),
        link(app, `claim:${c.id}`, c.text),
      ),
    ),
  );

const turn = (app, u, faint) => {
  const { model, store } = app,
    { state } = store;
  const speechTurn = u.kind === "speech" && u.speaker;
  const range = state.sel === `utterance:${u.id}` ? rangeOf(state.t) : null;
  const head = speechTurn
    ? el("p", { class: "who" }, person(app, u.speaker), " ", link(app, `utterance:${u.id}`, X.turn(model.number.get(u.id)) + (u.start_time === null ? "" : ` · ${clock(u.start_time)}`), { class: "quiet small", dir: false }), " ", hearTurn(app, u.id))
    : null;
  return el(
    "div",
    { class: `turn-row ${u.kind.replace(/ /g, "-")} ${faint ? "faint" : ""}`, id: `u-${u.id}`, "data-on": `utterance:${u.id}` },
    el("div", { class: "words" }, head, el(u.kind === "heading" ? "h2" : "div", { ...speech(app), class: "text", "data-u": u.id }, piecesOf(model, u, app.shown().filter.q, range).map(piece))),
    margin(app, model.claimsIn.get(u.id) || []),
  );
};

/** Draw the turns of a group, or give back the plain text that holds its place and can be found by the browser's own search. */
const draw = (app, chunk, whole) => {
  if (chunk.drawn === whole) return;
  chunk.drawn = whole;
  chunk.node.classList.toggle("plain", !whole);
  if (!whole) return fill(chunk.node, chunk.rows.map((r) => r.u.text).join("\n\n"));
  fill(chunk.node, chunk.rows.map(({ u, faint, heading }) => [heading ? el("h2", { dir: "auto" }, heading) : null, turn(app, u, faint)]));
  light(app, chunk.node);
};

const light = (app, root) => {
  const keys = litKeys(app.model, app.store.state.sel);
  all(root, "[data-on]").forEach((node) => node.classList.toggle("lit", node.dataset.on.split(" ").some((key) => keys.has(key))));
};

/** Bring what is selected into sight. @param {App} app @param {HTMLElement} root */
const bringTurn = (app, root) => {
  const { sel, t } = app.store.state,
    id = turnOf(app.model, sel);
  const chunk = id && now.chunks.find((c) => c.rows.some((r) => r.u.id === id));
  if (!chunk) return;
  draw(app, chunk, true);
  const node = (t && one(root, ".piece.words")) || all(root, ".piece.lit, .margin .lit").find((n) => chunk.node.contains(n)) || document.getElementById(`u-${id}`);
  const sheet = innerWidth <= 900 ? 110 : 0;
  const seen = () => {
    const at = node.getBoundingClientRect();
    return at.top > 90 && at.bottom < innerHeight - sheet - 10;
  };
  if (seen()) return;
  node.scrollIntoView({ block: "center" });
  // Groups of turns near the place are drawn when they come near, which moves it: look again once they are.
  requestAnimationFrame(() => requestAnimationFrame(() => seen() || node.scrollIntoView({ block: "center" })));
};

/** The words that the reader has selected within one turn. */
const chosenWords = () => {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0),
    start = range.startContainer.parentElement,
    holder = start && start.closest("[data-u]");
  if (!holder) return null;
  const before = document.createRange();
  before.selectNodeContents(holder);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length,
    text = holder.contains(range.endContainer) ? range.toString() : holder.textContent.slice(from);
  const led = text.length - text.trimStart().length;
  return text.trim() ? { id: /** @type {any} */ (holder).dataset.u, from: from + led, to: from + led + text.trim().length, text: text.trim(), at: range.getBoundingClientRect() } : null;
};

/** A small bar at the words that are selected. @param {App} app @param {HTMLElement} root */
const wordsBar = (app, root) => {
  const bar = el("div", { class: "wordsbar", role: "toolbar", "aria-label": X.words.label, hidden: true });
  const place = (u) => `${app.model.get(`utterance:${u}`).speaker ? app.model.name(app.model.get(`utterance:${u}`).speaker) : ""}, ${app.model.data.event.title}, ${placeOf(app, u)}`;
  const button = (text, act) => el("button", { type: "button", onmousedown: (e) => e.preventDefault(), onclick: act }, text);
  const show = () => {
    const words = chosenWords();
    bar.hidden = !words;
    if (!words) return;
    const change = { view: "transcript", sel: `utterance:${words.id}`, t: `${words.from}-${words.to}` };
    const done = async (text) => (await copy(text)) && app.say(T.share.copied);
    fill(
      bar,
      button(X.words.quote, () => done(`“${words.text}” — ${place(words.id)}`)),
      button(X.words.link, () => done(location.href.split("#")[0] + app.store.address(change))),
      app.views.some((v) => v.name === "review") ? button(X.words.add, () => app.store.set({ ...change, view: "review", act: "claim" })) : null,
    );
    bar.style.top = `${Math.max(4, words.at.top - bar.offsetHeight - 8)}px`;
    bar.style.left = `${Math.max(8, Math.min(words.at.left, innerWidth - bar.offsetWidth - 8))}px`;
  };
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, 120);
  };
  document.addEventListener("selectionchange", later);
  root.append(bar);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("selectionchange", later);
  };
};

const rowsOf = (app, shown) => {
  const full = app.store.state.full === "1";
  const headings = new Set(app.model.data.utterances.filter((u) => u.kind === "heading").map((u) => u.text.trim()));
  let section = "";
  const rows = [];
  for (const u of app.model.data.utterances) {
    const stands = shown.all || shown.utterances.has(u.id);
    if (!stands && !full) continue;
    const heading = u.section && u.section !== section && u.kind === "speech" && !headings.has(u.section) ? u.section : "";
    section = u.section;
    rows.push({ u, faint: !stands, heading });
  }
  return rows;
};

const bar = (app, shown, root) => {
  const { utterances } = app.model.data,
    sections = [...new Set(utterances.map((u) => u.section).filter(Boolean))];
  const jump = (e) => {
    const u = utterances.find((x) => x.section === e.target.value),
      chunk = u && now.chunks.find((c) => c.rows.some((r) => r.u.id === u.id));
    if (!chunk) return;
    draw(app, chunk, true);
    (one(root, `#u-${CSS.escape(u.id)}`) || chunk.node).scrollIntoView();
  };
  const full = app.store.state.full === "1";
  return el(
    "div",
    { class: "bar" },
    sections.length > 1 ? el("label", {}, X.go + " ", el("select", { "aria-label": X.go, onchange: jump }, el("option", { value: "" }, X.section), sections.map((s) => el("option", { value: s }, s)))) : null,
    shown.all ? el("p", { class: "quiet small" }, X.help) : el("p", { class: "quiet small" }, X.left(shown.utterances.size, utterances.length), " ", go(app, { full: full ? "" : "1" }, {}, full ? X.only : X.others)),
  );
};

/** @type {import("../types.js").View} */
export const transcript = {
  name: "transcript",
  title: X.title,
  draw(root, app) {
    this.leave();
    const shown = app.shown(),
      rows = rowsOf(app, shown);
    if (!rows.length && !shown.all) return fill(root, nothingLeft(app));
    now.chunks = chunked(rows, CHUNK).map((group) => ({ rows: group, node: el("div", { class: "chunk" }), drawn: null }));
    const text = el("div", { class: "transcript" }, now.chunks.map((c) => c.node));
    fill(root, bar(app, shown, root), text);
    const of = new Map(now.chunks.map((c) => [c.node, c]));
    const whole = rows.length <= WHOLE;
    now.chunks.forEach((c, i) => draw(app, c, whole || i < 2));
    if (!whole) {
      now.observer = new IntersectionObserver((seen) => seen.forEach((s) => draw(app, of.get(s.target), s.isIntersecting)), { rootMargin: "900px 0px" });
      now.chunks.forEach((c) => now.observer.observe(c.node));
    }
    text.addEventListener("kg-whole", () => now.chunks.forEach((c) => draw(app, c, true)));
    // A click on a mark shows what it is; a drag over it selects its words.
    text.addEventListener("click", (event) => {
      const hit = /** @type {any} */ (event.target).closest("[data-piece]");
      if (hit && String(getSelection()) === "") app.store.set({ sel: hit.dataset.piece });
    });
    const forget = wordsBar(app, root);
    now.forget = () => {
      forget();
      if (now.observer) now.observer.disconnect();
      now.observer = null;
    };
    light(app, root);
    bringTurn(app, root);
  },
  update(root, app, changed) {
    if (changed.includes("t")) this.draw(root, app);
    light(app, root);
    if (changed.includes("sel")) bringTurn(app, root);
    return true;
  },
  leave() {
    now.forget();
    now.forget = () => {};
  },
};
