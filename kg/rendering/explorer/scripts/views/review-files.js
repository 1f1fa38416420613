// What is around the list: the filters, the history, saving; below it findings, conflicts, earlier rounds, and a model's answer.
import { conflicts } from "../core/corrections.js";
import { REVIEW as R } from "../text.js";
import { copy, download, el } from "../page/el.js";
import { kindText, some } from "../page/parts.js";
import { decide } from "../page/review-list.js";
import { answerToServer, canWrite, editing, fromServer, promptOfServer, toServer, writeFile } from "../page/review-server.js";
import { theSession } from "../page/review-session.js";

/** @typedef {import("../types.js").App} App */
const NAME = "corrections.yaml",
  TYPE = "application/yaml";

const button = (text, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, text);
const check = (app, name, on, text) => el("label", {}, el("input", { type: "checkbox", checked: on, onchange: (e) => app.store.set({ [name]: e.target.checked ? "1" : "" }, { keep: true }) }), ` ${text}`);
const choose = (app, name, title, id, value, options) => el("label", {}, `${title} `, el("select", { id, onchange: (e) => app.store.set({ [name]: e.target.value }, { keep: true }) }, options.map(([v, text]) => el("option", { value: v, selected: v === value }, text))));

/** What came of the last save. */
let told = "";
/** The file that the server had when this page was made. */
let etag = "";

/** @param {App} app */
const saveToServer = async (app) => {
  const session = theSession(app);
  const show = (text) => {
    told = text;
    app.redraw();
    app.say(text);
  };
  show(R.saving);
  if (!etag) etag = document.querySelector('meta[name="kg-edit"]')?.getAttribute("data-etag") || (await fromServer()).etag;
  const reply = await toServer(session.yaml(), etag);
  if (reply.ok) {
    show(R.saved);
    location.reload();
  } else if (reply.status === 409) {
    // Theirs come before ours, and are not written over.
    const theirs = await fromServer();
    session.bring(theirs.text);
    etag = theirs.etag;
    show(R.moved);
  } else show(reply.status ? `${R.refused} ${reply.text}` : R.unreachable);
};

/** @param {App} app */
const history = (app) => {
  const session = theSession(app),
    next = session.next();
  const go = (act) => () => {
    act();
    app.redraw();
  };
  return [button(R.undoShort, go(session.undo), { id: "review-undo", title: R.undo(next.undo), disabled: !next.undo }), button(R.redoShort, go(session.redo), { id: "review-redo", title: R.redo(next.redo), disabled: !next.redo })];
};

/** @param {App} app */
const saving = (app) => {
  const session = theSession(app);
  const here = editing() ? button(R.saveHere, () => saveToServer(app), { id: "review-save", class: "primary" }) : null;
  const file = canWrite() ? button(R.saveAs, () => writeFile(NAME, session.yaml(), TYPE), { id: "review-file" }) : null;
  return [here, button(R.download, () => download(session.yaml(), TYPE, NAME), { id: "review-download", class: here ? "" : "primary" }), file];
};

/** The line above the list. @param {App} app @param {any[]} items @param {any} wanted */
export const bar = (app, items, wanted) => {
  const session = theSession(app),
    decided = session.decided();
  const all = session.items.filter((i) => wanted.all || i.machine);
  const kinds = [...new Set(session.items.map((i) => i.kind))].map((k) => [k, kindText(`${k}:`).toLowerCase() + "s"]);
  const rules = [...new Set(session.items.map((i) => i.rule).filter(Boolean))].sort().map((r) => [r, r]);
  const who = app.model.data.speakers.map((s) => [s.id, s.label]);
  const every = (action, text) => button(text, () => decide(app, items.map((i) => ({ action, target: i.target })), text));
  const name = el("input", { type: "text", id: "review-who", value: session.by, title: R.whoHint, autocomplete: "name", onchange: (e) => (session.by = e.target.value) });
  return [
    el("div", { class: "bar" }, el("label", {}, `${R.who} `, name), history(app), saving(app), told ? el("span", { class: "told", role: "alert" }, told) : null),
    el("p", { role: "status", id: "review-status" }, R.status(session.entries().length, all.filter((i) => decided.has(i.target)).length, all.length)),
    el(
      "div",
      { class: "bar" },
      choose(app, "kind", R.show, "review-kind", wanted.kind, [["", R.everything], ...kinds]),
      rules.length ? choose(app, "rule", R.rule, "review-rule", wanted.rule, [["", R.everything], ...rules]) : null,
      choose(app, "by", R.speaker, "review-by", wanted.who, [["", R.everything], ...who]),
      choose(app, "order", R.order, "review-order", wanted.order, R.orders),
      check(app, "open", wanted.open, R.open),
      check(app, "unsure", wanted.unsure, R.unsure),
      check(app, "all", wanted.all, R.all),
      items.length > 1 ? el("details", { class: "menu batch" }, el("summary", {}, R.batch), el("div", { class: "drop" }, every("accept", R.batchAccept(items.length)), every("reject", R.batchReject(items.length)))) : null,
    ),
  ];
};

/** @param {App} app */
const findings = (app) => {
  const found = app.model.data.findings || [],
    decided = theSession(app).decided();
  if (!found.length) return null;
  const line = (f) => {
    const why = el("input", { type: "text", "aria-label": R.findings.why, placeholder: R.findings.why, dir: "auto" });
    return el("li", { "data-finding": f.id }, `${f.message} `, decided.has(f.id) ? el("span", { class: "quiet" }, R.findings.done) : el("span", { class: "row" }, why, button(R.findings.ack, () => decide(app, [{ action: "acknowledge", target: f.id, ...(why.value.trim() ? { why: why.value.trim() } : {}) }], R.findings.ack))));
  };
  return el("details", { class: "more findings" }, el("summary", {}, `${R.findings.title} (${found.length})`), some(found, 20, line, { wrap: (nodes) => el("ul", {}, nodes) }));
};

/** @param {App} app */
const earlierRounds = (app) => {
  const session = theSession(app),
    earlier = session.earlier();
  const bring = async (e) => {
    const [file] = e.target.files;
    if (!file) return;
    const unread = session.bring(await file.text());
    told = unread ? R.earlier.unread(unread) : "";
    app.redraw();
  };
  const line = (w, i) => el("li", {}, el("code", { dir: "auto" }, w.raw.replace(/^- /, "").slice(0, 300)), " ", button(R.takeBack, () => {
    session.dropEarlier(i);
    app.redraw();
  }));
  const rows = earlier.entries.map((w, i) => [w, i]);
  return el(
    "details",
    { class: "more earlier" },
    el("summary", {}, `${R.earlier.title} (${rows.length})`),
    el("p", { class: "quiet small" }, R.earlier.help),
    some(rows, 40, ([w, i]) => line(w, i), { wrap: (nodes) => el("ul", {}, nodes) }),
    el("label", { class: "file" }, `${R.earlier.bring} `, el("input", { type: "file", id: "review-import", accept: ".yaml,.yml,application/yaml,text/yaml", onchange: bring })),
  );
};

/** @param {App} app */
const disputes = (app) => {
  const session = theSession(app),
    before = session.earlier();
  const all = [...before.entries.flatMap((w) => (w.entry ? [{ entry: w.entry, by: w.entry.by || before.by }] : [])), ...session.entries().map((entry) => ({ entry, by: entry.by || session.by }))];
  const found = conflicts(all);
  const line = ({ earlier, later }) => el("li", { dir: "auto" }, R.conflicts.line(all[earlier].by, all[later].by, all[later].entry.target || "", R.what(all[earlier].entry), R.what(all[later].entry)));
  return found.length ? el("section", { class: "conflicts", role: "alert" }, el("h2", {}, `${R.conflicts.title} (${found.length})`), some(found, 20, line, { wrap: (nodes) => el("ul", {}, nodes) })) : null;
};

/** The way to a model and back. @param {App} app */
const asking = (app) => {
  const area = el("textarea", { rows: "6", "aria-label": R.ask.answer, placeholder: R.ask.answer, dir: "auto" }),
    out = el("pre", { class: "answered", role: "status" });
  const give = async () => {
    const reply = await answerToServer(area.value);
    out.textContent = reply.status ? reply.text : R.unreachable;
    if (reply.ok) setTimeout(() => location.reload(), 1500);
  };
  const prompt = async () => {
    const text = editing() ? (await promptOfServer()).text : R.ask.command;
    if (await copy(text)) app.say(R.ask.copy);
  };
  return el(
    "details",
    { class: "more ask" },
    el("summary", {}, R.ask.title),
    editing() ? null : el("p", { class: "quiet small" }, R.ask.how, " ", el("code", {}, R.ask.command)),
    button(R.ask.copy, prompt, { id: "review-prompt" }),
    area,
    el("p", { class: "row" }, button(R.ask.save, () => download(area.value, "text/plain", "answer.txt"), { id: "review-answer" }), editing() ? button(R.ask.hand, give, { id: "review-hand", class: "primary" }) : el("code", {}, R.ask.then)),
    out,
  );
};

/** What cannot be applied, and why. @param {App} app */
const problems = (app) => {
  const session = theSession(app),
    { impossible, unmatched } = session.replay(),
    entries = session.entries();
  const lines = [...impossible.map(([i, why]) => `${R.what(entries[i])}: ${R.impossible(why)}`), ...unmatched.map((i) => `${R.what(entries[i])}: ${R.earlier.lost}`)];
  return lines.length ? el("ul", { class: "failed", role: "alert" }, lines.map((text) => el("li", {}, text))) : null;
};

/** What stands below the work. @param {App} app */
export const below = (app) => {
  const yaml = el("textarea", { id: "review-yaml", rows: "8", readonly: true, "aria-label": R.file });
  yaml.value = theSession(app).yaml();
  return [problems(app), disputes(app), findings(app), earlierRounds(app), asking(app), el("details", { class: "more yaml" }, el("summary", {}, R.file), yaml)];
};
