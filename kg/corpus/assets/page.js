// The pages of a corpus: events by date, topics over time, who meets whom; a page for each event, speaker and topic; search over all.
// Data are scripts beside this one, loaded when they are wanted. Text only ever becomes textContent.
"use strict";
(() => {
  const held = { index: {}, event: {}, speakers: {}, points: {} };
  const waiting = new Map();
  /** Called by each data script. */
  globalThis.corpusData = ([kind, key, value]) => {
    held[kind][key] = value;
  };
  const SIGNS = { agrees: "✓", disagrees: "✕", mixed: "±" };
  const WORDS = { agrees: "for", disagrees: "against", mixed: "on both sides" };
  const MOST = 200;

  const load = (kind, key, file) => {
    if (held[kind][key]) return Promise.resolve(held[kind][key]);
    if (!waiting.has(file))
      waiting.set(
        file,
        new Promise((resolve, reject) => {
          const script = document.createElement("script");
          script.src = `data/${encodeURIComponent(file)}`;
          script.onload = () => resolve(held[kind][key]);
          script.onerror = () => reject(new Error(file));
          document.head.append(script);
        }),
      );
    return waiting.get(file);
  };

  const el = (tag, properties = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
    node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
    return node;
  };
  const link = (path, text) => el("a", { href: `#/${path.map(encodeURIComponent).join("/")}`, dir: "auto" }, text);
  const speaker = (name) => link(["speaker", name], name);
  const event = (id, text = id) => link(["event", id], text);
  const topic = (name) => link(["topic", name], name);
  /** The first of a list, and the rest in a fold that is filled when it is opened. */
  const some = (rows, draw, most = MOST) => {
    const list = el("ul", {}, rows.slice(0, most).map(draw));
    if (rows.length <= most) return list;
    const fold = el("details", {}, el("summary", {}, `${rows.length - most} more`));
    fold.addEventListener("toggle", () => fold.open && fold.childElementCount === 1 && fold.append(some(rows.slice(most), draw)), { once: true });
    return [list, fold];
  };
  const section = (title, ...children) => el("section", {}, el("h2", {}, title), ...children);
  const sign = (side) => el("span", { class: `sign ${side}`, title: WORDS[side] }, SIGNS[side] || "·");
  const eventLine = ([id, title, date, place, , words, speakers]) => el("li", {}, el("span", { class: "date" }, date || "undated"), event(id, title || id), el("span", { class: "quiet" }, ` ${[place, `${speakers} speakers`, `${words} words`].filter(Boolean).join(" · ")}`));

  const bars = (years) => {
    const top = Math.max(...Object.values(years));
    const told = Object.entries(years).map(([year, n]) => `${year || "undated"}: ${n}`).join(", ");
    return el("span", { class: "bars", role: "img", "aria-label": told, title: told }, Object.values(years).map((n) => {
      const bar = el("span");
      bar.style.setProperty("height", `${Math.max(2, Math.round((26 * n) / top))}px`);
      return bar;
    }));
  };

  const all = (index) => index.events;
  const home = (index) => [
    el("p", { class: "quiet" }, `${index.events.length} events, ${index.speakers.length} speakers, ${index.topics.length} topics. Who has one name in two events is two people here, unless somebody said that they are one (kg corpus people).`),
    el(
      "div",
      { class: "three" },
      section("Events by date", some(index.events, eventLine, 60)),
      section("Topics over time", index.topics.length ? null : el("p", { class: "quiet" }, "No topic was read in these events."), some(index.topics, ([name, years]) => el("li", {}, topic(name), el("span", { class: "quiet" }, ` ${Object.values(years).reduce((a, b) => a + b, 0)}`), bars(years)), 25)),
      section("Who meets whom", some(index.pairs, ([a, b, met, agree, disagree]) => el("li", {}, speaker(a), " · ", speaker(b), el("span", { class: "quiet" }, ` in ${met} ${met === 1 ? "event" : "events"}`), agree + disagree ? el("span", {}, ` ✓ ${agree} ✕ ${disagree}`) : null), 25)),
    ),
  ];

  const position = (row, who) => el("li", {}, sign(row.side), " ", who, el("span", { class: "quiet" }, row.basis === "explicit" ? "" : ` (${row.basis})`), row.quote ? el("blockquote", { dir: "auto" }, `“${row.quote}”`) : null);
  /** Where the whole page of an event is: at the server, if it is one of ours, else in a file that is still to be written. */
  const served = document.documentElement.dataset.explorer;
  const whole = (id, iri) => {
    if (served === undefined) return el("p", { class: "quiet" }, "The whole page of this event: ", el("code", {}, `kg render CORPUS --event ${id} -o page.html`));
    const asked = `?event=${encodeURIComponent(iri)}`;
    return el("p", {}, el("a", { href: `${served}${asked}` }, "The whole page of this event, with its transcript"), " · ", el("a", { href: `${served}sparql${asked}` }, "ask in SPARQL"));
  };
  const eventPage = async (index, id) => {
    const found = await load("event", id, `event-${id}.js`);
    const [, title, date, place] = all(index).find((e) => e[0] === id) || [id, id, "", ""];
    return [
      el("h2", { dir: "auto" }, title),
      el("p", { class: "quiet" }, [date || "undated", place, `${found.n_claims} claims`].filter(Boolean).join(" · ")),
      el("p", {}, "Speakers: ", found.speakers.flatMap((name, i) => [i ? ", " : "", speaker(name)])),
      found.points.length ? found.points.map((p) => el("section", {}, el("h3", { dir: "auto" }, p.label), p.question ? el("p", { class: "quiet", dir: "auto" }, p.question) : null, el("ul", {}, p.on.map((row) => position(row, speaker(row.who)))))) : section("In their words", some(found.claims, ([who, quote]) => el("li", {}, speaker(who), el("blockquote", { dir: "auto" }, `“${quote}”`)))),
      whole(id, found.iri),
    ];
  };

  /** Opposite sides of one point in two events, each in the speaker's own words. */
  const changes = (rows) => {
    const last = new Map(),
      found = [];
    for (const row of rows) {
      if (row.basis !== "explicit" || !row.quote || !["agrees", "disagrees"].includes(row.side)) continue;
      const before = last.get(row.point);
      if (before && before.side !== row.side && before.event !== row.event) found.push([before, row]);
      last.set(row.point, row);
    }
    return found;
  };
  const speakerPage = async (index, name) => {
    const known = index.speakers.find((s) => s[0] === name);
    if (!known) return [el("p", {}, `Nobody is called ${name} here.`)];
    const rows = (await load("speakers", String(known[2]), `speakers-${known[2]}.js`))[name];
    const by = new Map();
    for (const row of rows) by.set(row.topic || "…", [...(by.get(row.topic || "…") || []), row]);
    const moved = changes(rows);
    const strip = ([name_, own]) =>
      el("li", {}, name_ === "…" ? "" : topic(name_), el("span", { class: "strip" }, own.map((row) => {
        const mark = event(row.event, SIGNS[row.side] || "·");
        mark.className = `mark ${row.side} ${row.basis === "explicit" ? "" : "inferred"}`;
        mark.title = `${row.date || "undated"}: ${WORDS[row.side]}: ${row.point}`;
        mark.setAttribute("aria-label", mark.title);
        return mark;
      })));
    return [
      el("h2", { dir: "auto" }, name),
      el("p", { class: "quiet" }, `in ${known[1]} ${known[1] === 1 ? "event" : "events"}; ${rows.length} positions`),
      moved.length ? section("Changed side", moved.map(([before, after]) => el("div", { class: "changed" }, el("h3", { dir: "auto" }, after.point), el("ul", {}, [before, after].map((row) => position(row, [event(row.event, row.date || row.event)])))))) : null,
      by.size ? section("Topic by topic, a mark an event", el("ul", {}, [...by].map(strip))) : el("p", {}, "No position was read here."),
      rows.length ? section("In their words", some(rows, (row) => el("li", {}, el("span", { class: "date" }, row.date || "undated"), event(row.event), " ", el("span", { dir: "auto" }, row.point), el("ul", {}, position(row, "")))), 60) : null,
    ];
  };
  const topicPage = async (index, name) => {
    const known = index.topics.find((t) => t[0] === name);
    const shards = [...new Set(index.speakers.map((s) => s[2]))];
    const rows = [];
    for (const n of shards) for (const [who, own] of Object.entries(await load("speakers", String(n), `speakers-${n}.js`))) for (const row of own) if (row.topic === name) rows.push({ ...row, who });
    rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    return [el("h2", { dir: "auto" }, name), known ? bars(known[1]) : null, rows.length ? section("Who said what, when", some(rows, (row) => el("li", {}, el("span", { class: "date" }, row.date || "undated"), event(row.event), " ", el("span", { dir: "auto" }, row.point), el("ul", {}, position(row, speaker(row.who)))), 100)) : el("p", {}, "No position was read on it.")];
  };

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const searchPage = async (index, asked) => {
    const words = folded(asked).split(/\s+/).filter(Boolean),
      hit = (text) => words.every((word) => folded(text).includes(word));
    const points = (await load("points", "all", "points.js")).filter(([label]) => hit(label));
    const events = all(index).filter((e) => hit(`${e[0]} ${e[1]} ${e[2]} ${e[3]} ${e[4]}`)),
      people = index.speakers.filter((s) => hit(s[0])),
      topics = index.topics.filter((t) => hit(t[0]));
    const block = (title, rows, draw) => (rows.length ? section(`${title} (${rows.length})`, some(rows, draw, 40)) : null);
    const found = [block("Speakers", people, (s) => el("li", {}, speaker(s[0]))), block("Topics", topics, (t) => el("li", {}, topic(t[0]))), block("Events", events, eventLine), block("Points", points, ([label, id]) => el("li", { dir: "auto" }, label, " ", event(id)))].filter(Boolean);
    return found.length ? found : [el("p", {}, `Nothing is found for ${asked}.`)];
  };

  const PAGES = { event: eventPage, speaker: speakerPage, topic: topicPage, search: searchPage };
  let drawn = 0;
  const draw = async (byReader) => {
    const mine = ++drawn,
      view = document.getElementById("view"),
      [kind = "", ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent),
      index = held.index[0];
    let content;
    try {
      content = PAGES[kind] ? await PAGES[kind](index, rest.join("/")) : home(index);
    } catch {
      content = [el("p", { role: "alert" }, "What this link names is not in these pages.")];
    }
    if (mine !== drawn) return;
    view.replaceChildren(...content.flat(Infinity).filter(Boolean));
    document.title = [rest.join("/"), index.title].filter(Boolean).join(" · ");
    if (byReader) view.focus();
  };
  const begin = async () => {
    await load("index", "0", "index-0.js");
    const index = held.index[0];
    for (let i = 1; i < index.shards; i++) index.events.push(...(await load("index", String(i), `index-${i}.js`)).events);
    document.getElementById("home").textContent = index.title;
    const search = document.getElementById("search");
    let timer = 0;
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        location.hash = search.value.trim() ? `#/search/${encodeURIComponent(search.value.trim())}` : "#/";
      }, 150);
    });
    addEventListener("hashchange", () => draw(document.activeElement !== search));
    await draw(false);
    performance.mark("corpus-drawn");
  };
  begin();
})();
