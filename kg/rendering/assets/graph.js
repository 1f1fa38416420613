// The graph: still from the first moment, typed by shape, agree and disagree told apart by dash and colour; claims unfold on demand.
"use strict";
KG.graph = {
  types: ["speaker", "proposition", "question", "concept", "claim", "organization", "product"],
  relations: [
    ["agrees", "agrees"], ["disagrees", "disagrees"], ["mixed", "on both sides"], ["no stance", "took no side"], ["about", "bears on concept"],
    ["speaks of", "speaker on concept"], ["speaks to", "speaker on question"], ["agrees with", "speakers agree"], ["disagrees with", "speakers disagree"], ["answers", "answers a question"],
    ["broader", "broader concept"], ["related", "related concept"], ["member of", "member of"], ["made by", "made by"], ["says", "says a claim"],
    ["qualifies", "claim qualifies claim"], ["builds on", "claim builds on claim"], ["rephrases", "claim rephrases claim"],
  ],
  firstRelations: ["agrees", "disagrees", "mixed", "about", "speaks to", "says", "qualifies", "builds on", "rephrases", "answers", "made by", "member of"],
  // Claims shown at once: more than this would hide what they show.
  maxClaims: 400,
  // Propositions whose claims are unfolded because one has zoomed in on them, and from which scale on.
  near: new Set(), nearScale: 1.5, farScale: 1.1, maxNear: 24,
};
// Semantic zoom: near enough, what is in sight unfolds; farther off it folds again.
KG.graph.zoomed = () => {
  const g = KG.graph, scale = g.network.getScale(), before = [...g.near].join();
  if (scale >= g.nearScale) g.near = new Set(g.inSight().slice(0, g.maxNear)); else if (scale < g.farScale) g.near = new Set();
  if ([...g.near].join() !== before) g.refresh();
};
KG.graph.inSight = () => {
  const g = KG.graph, view = g.network.getViewPosition(), scale = g.network.getScale(), width = g.canvas.clientWidth / scale / 2, height = g.canvas.clientHeight / scale / 2;
  return g.nodes.get({ filter: (n) => n.type === "proposition" && Math.abs(n.x - view.x) < width && Math.abs(n.y - view.y) < height }).map((n) => n.id);
};
KG.graph.settings = (state) => {
  const first = KG.model.network.first;
  return {
    types: new Set(state.types ? state.types.split(",") : first),
    relations: new Set(state.rel ? state.rel.split(",") : KG.graph.firstRelations),
    basis: state.basis || "", confidence: Number(state.conf || 0), speaker: state.who || "", concept: state.about || "",
    open: new Set((state.open || "").split(",").filter(Boolean)), all: state.all === "1",
  };
};
KG.graph.colours = () => {
  const style = getComputedStyle(document.documentElement), get = (name) => style.getPropertyValue("--" + name).trim();
  return { ink: get("ink"), paper: get("paper"), quiet: get("quiet"), line: get("line"), agrees: get("agrees"), disagrees: get("disagrees"), mixed: get("mixed"), nostance: get("nostance"),
    speaker: get("node-speaker"), speakerInk: get("node-speaker-ink"), concept: get("node-concept"), question: get("node-question"), proposition: get("node-proposition"),
    organization: get("node-organization"), product: get("node-product"), card: get("card"), focus: get("focus") };
};
KG.graph.faint = (colour, share) => {
  const n = parseInt(colour.slice(1), 16);
  return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${share})`;
};
KG.graph.sideOf = { "agrees with": "agrees", "disagrees with": "disagrees", "no stance": "nostance" };

KG.graph.nodeStyle = (node, c) => {
  const base = { id: node.id, x: node.x, y: node.y, label: node.label, type: node.type };
  const font = (size, colour, more) => ({ font: { size, face: "system-ui, sans-serif", color: colour, ...more } });
  if (node.type === "speaker") return { ...base, shape: "box", margin: { top: 7, bottom: 7, left: 12, right: 12 }, shapeProperties: { borderRadius: 18 }, borderWidth: 0, color: { background: c.speaker, border: c.speaker }, ...font(17, c.speakerInk, { bold: true }) };
  if (node.type === "proposition") {
    const p = KG.get(node.id), edge = { consensus: c.agrees, divergence: c.disagrees, mixed: c.mixed }[p.verdict] || c.line;
    return { ...base, shape: "box", margin: 6, borderWidth: p.verdict === "insufficient" ? 1 : 2.5, shapeProperties: { borderRadius: 3, borderDashes: p.verdict === "divergence" ? [7, 4] : false },
      color: { background: c.proposition, border: edge }, ...font(12, c.ink) };
  }
  if (node.type === "question") return { ...base, shape: "box", margin: 7, borderWidth: 2, shapeProperties: { borderRadius: 14 }, color: { background: c.question, border: c.question }, ...font(13, c.ink, { bold: true }) };
  if (node.type === "concept") return { ...base, shape: "diamond", size: 5 + Math.min(9, Math.sqrt(node.weight) * 1.6), borderWidth: 1, color: { background: c.concept, border: c.concept }, ...font(12, c.ink, { vadjust: -2 }) };
  if (node.type === "organization") return { ...base, shape: "square", size: 7, color: { background: c.organization, border: c.organization }, ...font(12, c.ink) };
  if (node.type === "product") return { ...base, shape: "triangle", size: 7, color: { background: c.product, border: c.product }, ...font(12, c.ink) };
  return { ...base, shape: "dot", size: 6, borderWidth: 1.5, label: "", color: { background: c.card, border: c.ink }, shapeProperties: { borderDashes: node.dashed ? [2, 2] : false } };
};
KG.graph.edgeStyle = (edge, c) => {
  const kind = edge.relation, side = ["agrees", "disagrees", "mixed"].includes(kind) ? kind : KG.graph.sideOf[kind];
  const colour = side ? c[side] : ["qualifies", "builds on", "rephrases"].includes(kind) ? c.mixed : c.line;
  const dashes = { disagrees: [9, 6], mixed: [12, 4, 3, 4], nostance: [2, 5] }[side] || (kind === "qualifies" ? [4, 4] : false);
  return { id: edge.id, from: edge.from, to: edge.to, relation: kind, target: edge.target, dashes, base: colour,
    width: side && side !== "nostance" ? (edge.basis === "inferred" ? 1.2 : 2.4) + Math.min(1.6, 0.25 * (edge.weight - 1)) : kind === "about" || kind.startsWith("speaks") ? 0.7 : 1, color: { color: colour, opacity: side ? 0.9 : 0.5 },
    arrows: ["qualifies", "builds on", "rephrases", "broader", "made by"].includes(kind) ? { to: { enabled: true, scaleFactor: 0.45 } } : undefined };
};

// What the claims add: a node each, and its edges; made when they are unfolded, not before.
KG.graph.claimNode = (claim) => {
  const [x, y] = KG.model.network.claim_places[claim.id];
  return { id: `claim:${claim.id}`, type: "claim", x, y, label: "", weight: 1, dashed: KG.isMachine(claim) };
};
KG.graph.claimEdges = (claim) => {
  const key = `claim:${claim.id}`, edge = (relation, from, to, target, more) => ({ id: `${relation}|${from}|${to}`, relation, from, to, target, weight: 1, ...more });
  return [edge("says", `speaker:${claim.speaker}`, key, key)]
    .concat((KG.stancesOfClaim.get(claim.id) || []).map((s) => edge(s.stance, key, `proposition:${s.proposition}`, `stance:${s.speaker}|${s.proposition}`, { basis: s.basis, source: s.source, confidence: s.confidence })))
    .concat(claim.concepts.map((id) => edge("about", key, `concept:${id}`, key)))
    .concat((KG.relationsOf.get(claim.id) || []).filter((r) => r.from_claim === claim.id).map((r) => edge(r.relation, key, `claim:${r.to_claim}`, `relation:${r.id}`, { basis: r.basis, source: r.source, confidence: r.confidence })));
};
KG.graph.claimsOf = (key) => {
  const kind = KG.kindOf(key), id = KG.idOf(key);
  if (kind === "speaker") return KG.claimsBy.get(id) || [];
  if (kind === "concept") return KG.claimsOn.get(id) || [];
  if (kind === "proposition") return (KG.stancesOf.get(id) || []).flatMap((s) => s.claims.map((c) => KG.get(`claim:${c}`)));
  if (kind === "question") return KG.get(key).propositions.flatMap((p) => KG.graph.claimsOf(`proposition:${p}`));
  if (kind === "stance" || kind === "relation") { const row = KG.get(key); return (row.claims || [row.from_claim, row.to_claim]).map((c) => KG.get(`claim:${c}`)); }
  return kind === "claim" ? [KG.get(key)] : [];
};

// Which nodes and edges stand in the picture, by the filters.
KG.graph.picture = (s) => {
  const n = KG.model.network, shown = new Map(), openClaims = new Map();
  const selected = KG.state.sel && KG.get(KG.state.sel) ? KG.state.sel : "";
  const reach = new Set(selected ? KG.graph.endsOf(selected) : []);
  // A type of the first picture shows its most telling nodes; a type that is asked for shows all.
  const opened = new Set([...s.open].filter((key) => KG.kindOf(key) === "question" && KG.get(key)).flatMap((key) => KG.get(key).propositions.map((id) => `proposition:${id}`)));
  for (const node of n.nodes) if ((s.types.has(node.type) && (node.first || s.all || !n.first.includes(node.type))) || opened.has(node.id)) shown.set(node.id, node);
  for (const node of n.nodes) if (reach.has(node.id)) shown.set(node.id, node);
  if (s.types.has("claim")) KG.model.claims.slice(0, KG.graph.maxClaims).forEach((c) => openClaims.set(c.id, c));
  for (const key of [...s.open, ...KG.graph.near]) for (const claim of KG.get(key) && KG.kindOf(key) !== "question" ? KG.graph.claimsOf(key) : []) if (openClaims.size < KG.graph.maxClaims) openClaims.set(claim.id, claim);
  if (["claim", "relation"].includes(KG.kindOf(selected))) KG.graph.claimsOf(selected).forEach((c) => openClaims.set(c.id, c));
  for (const claim of openClaims.values()) shown.set(`claim:${claim.id}`, KG.graph.claimNode(claim));
  let edges = n.edges.concat([...openClaims.values()].flatMap(KG.graph.claimEdges)).filter((e) => shown.has(e.from) && shown.has(e.to) && s.relations.has(e.relation));
  const passes = (e) => (!s.basis || !e.basis || e.basis === s.basis) && (e.confidence === undefined || e.confidence >= s.confidence);
  edges = edges.filter(passes);
  if (s.speaker || s.concept) {
    const keep = KG.graph.keepFor(s, n.edges);
    for (const id of [...shown.keys()]) if (!keep.has(id) && !reach.has(id)) shown.delete(id);
    edges = edges.filter((e) => shown.has(e.from) && shown.has(e.to));
  }
  return { nodes: [...shown.values()], edges };
};
KG.graph.keepFor = (s, edges) => {
  const sets = [];
  const near = (id) => { const set = new Set([id]); for (const e of edges) { if (e.relation.endsWith("s with")) continue; if (e.from === id) set.add(e.to); if (e.to === id) set.add(e.from); } return set; };
  if (s.speaker) { const set = near(`speaker:${s.speaker}`); KG.graph.claimsOf(`speaker:${s.speaker}`).forEach((c) => set.add(`claim:${c.id}`)); sets.push(set); }
  if (s.concept) {
    const set = near(`concept:${s.concept}`);
    KG.graph.claimsOf(`concept:${s.concept}`).forEach((c) => { set.add(`claim:${c.id}`); set.add(`speaker:${c.speaker}`); });
    sets.push(set);
  }
  const [first, second] = sets;
  if (!second) return first;
  const both = new Set([...first].filter((id) => second.has(id)));
  if (s.speaker) both.add(`speaker:${s.speaker}`);
  return both.add(`concept:${s.concept}`);
};
KG.graph.endsOf = (key) => {
  const row = KG.get(key);
  if (!row) return [];
  return { stance: () => [`speaker:${row.speaker}`, `proposition:${row.proposition}`], pair: () => [`speaker:${row.speaker}`, `speaker:${row.other}`],
    relation: () => [`claim:${row.from_claim}`, `claim:${row.to_claim}`], reference: () => [`speaker:${row.speaker}`, `speaker:${row.refers_to}`] }[KG.kindOf(key)]?.() || [key];
};

KG.views.graph = {
  title: "Graph",
  draw(root, state) {
    const canvas = KG.el("div", { class: "canvas", tabindex: "0", role: "application", "aria-roledescription": "graph",
      "aria-label": "Graph of speakers, propositions and concepts. Arrow keys move, plus and minus zoom, 0 shows all, N and P go from node to node, Enter unfolds the claims." });
    const filters = KG.el("div", { class: "filters" });
    const note = KG.el("p", { class: "quiet small", role: "status" });
    KG.fill(root, KG.el("div", { class: "graphgrid" }, KG.el("details", { class: "filterbox", open: window.innerWidth > 900 }, KG.el("summary", {}, "Filters and legend"), filters), KG.el("div", {}, KG.el("div", { class: "stage" }, canvas, KG.graph.buttons()), note)));
    KG.graph.canvas = canvas; KG.graph.note = note; KG.graph.filters = filters; KG.graph.root = root;
    KG.graph.drawFilters(state);
    const c = KG.graph.colours(), options = KG.read("options");
    const picture = KG.graph.picture(KG.graph.settings(state));
    KG.graph.nodes = new vis.DataSet(picture.nodes.map((n) => KG.graph.nodeStyle(n, c)));
    KG.graph.edges = new vis.DataSet(picture.edges.map((e) => KG.graph.edgeStyle(e, c)));
    const many = picture.edges.length > 250;
    options.interaction.hideEdgesOnDrag = many; options.interaction.hideEdgesOnZoom = many;
    options.nodes.scaling = { label: { enabled: false, drawThreshold: 2.5 } };
    const network = new vis.Network(canvas, { nodes: KG.graph.nodes, edges: KG.graph.edges }, options);
    KG.graph.network = network; KG.graph.near = new Set();
    network.once("afterDrawing", () => { performance.mark("kg-graph-drawn"); });
    network.on("click", (p) => {
      if (p.nodes.length) KG.select(p.nodes[0]);
      else if (p.edges.length) KG.select(KG.graph.edges.get(p.edges[0]).target);
      else if (KG.state.sel) KG.select("");
    });
    network.on("doubleClick", (p) => { if (p.nodes.length) KG.graph.unfold(p.nodes[0]); });
    network.on("hoverNode", () => { canvas.classList.add("pointing"); });
    network.on("blurNode", () => { canvas.classList.remove("pointing"); });
    network.on("hoverEdge", () => { canvas.classList.add("pointing"); });
    network.on("blurEdge", () => { canvas.classList.remove("pointing"); });
    canvas.addEventListener("keydown", KG.graph.keys);
    let timer = 0;
    const later = () => { clearTimeout(timer); timer = setTimeout(() => { if (KG.graph.network === network) KG.graph.zoomed(); }, 250); };
    network.on("zoom", later); network.on("dragEnd", later);
    // When the details open, the stage gets narrower: the scale stays, and what is selected stays in sight.
    network.on("zoom", () => { KG.graph.scale = network.getScale(); });
    network.on("resize", () => requestAnimationFrame(() => {
      if (KG.graph.network !== network) return;
      network.moveTo({ scale: KG.graph.scale, animation: false });
      if (KG.state.sel) KG.graph.reveal(KG.state.sel, false);
    }));
    const scheme = matchMedia("(prefers-color-scheme: dark)"), restyle = () => KG.graph.refresh();
    scheme.addEventListener("change", restyle);
    KG.leave = () => { scheme.removeEventListener("change", restyle); network.destroy(); KG.graph.network = null; };
    KG.graph.fit(0.5);
    if (state.sel) KG.graph.reveal(state.sel, false);
    KG.graph.dim();
    KG.graph.say(picture);
  },
  update(root, state, changed) {
    if (changed.some((k) => k !== "sel" && k !== "q")) KG.graph.drawFilters(state);
    KG.graph.refresh();
    if (changed.includes("sel") && state.sel) KG.graph.reveal(state.sel);
  },
};
KG.graph.zoomBy = (factor) => {
  KG.graph.scale = KG.graph.network.getScale() * factor;
  KG.graph.network.moveTo({ scale: KG.graph.scale, animation: false });
  KG.graph.zoomed();
};
// Move no farther than brings what is selected into sight.
KG.graph.reveal = (key, animation = KG.graph.animation()) => {
  const ends = KG.graph.endsOf(key).filter((id) => KG.graph.nodes.get(id));
  if (!ends.length) return;
  const at = Object.values(KG.graph.network.getPositions(ends)), view = KG.graph.network.getViewPosition(), scale = KG.graph.network.getScale();
  const shift = (axis, half) => {
    const low = Math.min(...at.map((p) => p[axis])), high = Math.max(...at.map((p) => p[axis]));
    if (high - low > 2 * half) return (low + high) / 2;
    return Math.min(Math.max(view[axis], high - half), low + half);
  };
  const position = { x: shift("x", KG.graph.canvas.clientWidth / scale / 2 - 70 / scale), y: shift("y", KG.graph.canvas.clientHeight / scale / 2 - 40 / scale) };
  if (position.x !== view.x || position.y !== view.y) KG.graph.network.moveTo({ position, scale, animation });
};
// All of it, a little nearer than the library's own margins.
KG.graph.fit = (least = 0) => {
  KG.graph.network.fit({ animation: false, maxZoomLevel: 1.25 });
  // On a narrow screen all of it would be too small to read: begin with its middle.
  KG.graph.scale = Math.max(least, KG.graph.network.getScale() * 1.05);
  KG.graph.network.moveTo({ scale: KG.graph.scale, animation: false });
};
KG.graph.animation = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });
KG.graph.say = (picture) => {
  const claims = picture.nodes.filter((n) => n.type === "claim").length;
  const folded = KG.model.network.nodes.filter((n) => !n.first && KG.model.network.first.includes(n.type)), hidden = folded.length;
  KG.graph.note.textContent = `${picture.nodes.length} nodes and ${picture.edges.length} edges of ${KG.model.network.nodes.length + KG.model.claims.length} nodes. ` +
    (claims ? `${claims} claims unfolded. ` : "Double-click a node, or press Enter on it, to unfold its claims. ") + (hidden && !KG.graph.settings(KG.state).all ? `${hidden} lesser ${hidden === 1 ? "concept" : "concepts"}${folded.some((n) => n.type === "question") ? " and questions" : ""} folded away.` : "");
};
KG.graph.refresh = () => {
  const c = KG.graph.colours(), picture = KG.graph.picture(KG.graph.settings(KG.state));
  const sync = (set, rows, style) => {
    const wanted = new Map(rows.map((row) => [row.id, row]));
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update(rows.map((row) => style(row, c)));
  };
  sync(KG.graph.nodes, picture.nodes, KG.graph.nodeStyle);
  sync(KG.graph.edges, picture.edges, KG.graph.edgeStyle);
  KG.graph.dim();
  KG.graph.say(picture);
};
// The selection with its neighbours, and what the search finds, stand out; the rest dims.
KG.graph.dim = () => {
  const key = KG.get(KG.state.sel) ? KG.state.sel : "", hits = KG.hits();
  if (!key && !hits) return;
  const c = KG.graph.colours(), bright = new Set(), ends = new Set(key ? KG.graph.endsOf(key) : []), edges = KG.graph.edges.get();
  const isEdge = ["stance", "pair", "relation", "reference"].includes(KG.kindOf(key));
  const near = (e) => (isEdge ? e.target === key || (ends.has(e.from) && ends.has(e.to)) : ends.has(e.from) || ends.has(e.to));
  ends.forEach((id) => bright.add(id));
  if (!isEdge) for (const e of edges) if (near(e)) { bright.add(e.from); bright.add(e.to); }
  if (hits && !key) for (const node of KG.graph.nodes.get()) if (hits.has(node.id)) bright.add(node.id);
  KG.graph.nodes.update(KG.graph.nodes.get().filter((n) => !bright.has(n.id)).map((n) => ({ id: n.id, opacity: 0.16, font: { ...n.font, color: KG.graph.faint(n.type === "speaker" ? c.speakerInk : c.ink, 0.22) } })));
  KG.graph.nodes.update(KG.graph.nodes.get().filter((n) => ends.has(n.id)).map((n) => ({ id: n.id, borderWidth: 3, color: { ...n.color, border: c.focus } })));
  KG.graph.edges.update(edges.map((e) => {
    const on = key ? near(e) : bright.has(e.from) && bright.has(e.to);
    return { id: e.id, color: { color: e.base, opacity: on ? 1 : 0.07 }, width: on && key ? e.width + 0.8 : e.width };
  }));
};
KG.graph.unfold = (key) => {
  const open = new Set((KG.state.open || "").split(",").filter(Boolean));
  if (KG.kindOf(key) === "claim" || !KG.graph.claimsOf(key).length) return;
  if (open.has(key)) open.delete(key); else open.add(key);
  KG.set({ sel: key, open: [...open].join(",") });
};
KG.graph.buttons = () => {
  const button = (text, label, act) => KG.el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  const zoom = (factor) => KG.graph.zoomBy(factor);
  return KG.el("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, button("+", "Zoom in", () => zoom(1.3)), button("−", "Zoom out", () => zoom(1 / 1.3)), button("⤢", "Show all", () => KG.graph.fit()),
    button("⁂", "Unfold the claims of what is in sight", () => KG.graph.unfoldInSight()));
};
KG.graph.unfoldInSight = () => KG.set({ open: KG.graph.inSight().slice(0, 80).join(",") });
KG.graph.keys = (event) => {
  const network = KG.graph.network, step = 60 / network.getScale(), at = network.getViewPosition();
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  const key = event.key;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (moves[key]) network.moveTo({ position: { x: at.x + moves[key][0], y: at.y + moves[key][1] }, animation: false });
  else if (key === "+" || key === "=" || key === "-") KG.graph.zoomBy(key === "-" ? 1 / 1.2 : 1.2);
  else if (key === "0") KG.graph.fit();
  else if (key === "n" || key === "p") {
    const ids = KG.graph.nodes.getIds(), now = ids.indexOf(KG.state.sel);
    KG.select(ids[(now + (key === "n" ? 1 : -1) + ids.length) % ids.length]);
  } else if (key === "Enter" && KG.state.sel) KG.graph.unfold(KG.state.sel);
  else return;
  event.preventDefault();
};
KG.graph.drawFilters = (state) => {
  const s = KG.graph.settings(state), c = KG.graph, used = new Set(KG.model.network.edges.map((e) => e.relation).concat(["says"], KG.model.relations.map((r) => r.relation)));
  const setOf = (name, set, all) => (value, on) => { const next = new Set(set); if (on) next.add(value); else next.delete(value); KG.set({ [name]: all.filter((x) => next.has(x)).join(",") || "none" }); };
  const box = (text, checked, act, sample) => KG.el("label", { class: "check" }, KG.el("input", { type: "checkbox", checked, onchange: (e) => act(e.target.checked) }), sample, " " + text);
  const select = (label, name, value, options) => KG.el("label", {}, KG.el("span", {}, label), KG.el("select", { onchange: (e) => KG.set({ [name]: e.target.value }) }, options.map(([v, t]) => KG.el("option", { value: v, selected: v === value }, t))));
  const setType = setOf("types", s.types, c.types), setRelation = setOf("rel", s.relations, c.relations.map((r) => r[0]));
  const count = { claim: KG.model.claims.length };
  KG.model.network.nodes.forEach((n) => { count[n.type] = (count[n.type] || 0) + 1; });
  const marks = { speaker: "●", proposition: "▭", question: "▢", concept: "◆", claim: "○", organization: "■", product: "▲" };
  const focused = document.activeElement && c.filters.contains(document.activeElement) ? [...c.filters.querySelectorAll("input,select,button")].indexOf(document.activeElement) : -1;
  KG.fill(c.filters,
    KG.el("fieldset", {}, KG.el("legend", {}, "Types"), c.types.filter((t) => count[t]).map((t) => box(`${KG.kinds[t].toLowerCase()} (${count[t]})`, s.types.has(t), (on) => setType(t, on), KG.el("span", { class: `shape ${t}`, "aria-hidden": "true" }, marks[t]))),
      box("also the lesser ones", s.all, (on) => KG.set({ all: on ? "1" : "" }))),
    KG.el("fieldset", {}, KG.el("legend", {}, "Relations"), c.relations.filter(([name]) => used.has(name)).map(([name, text]) => box(text, s.relations.has(name), (on) => setRelation(name, on),
      KG.el("span", { class: `line ${KG.graph.sideOf[name] || name.replace(/ /g, "-")}`, "aria-hidden": "true" })))),
    KG.el("fieldset", { class: "selects" }, KG.el("legend", {}, "Only"),
      select("Speaker", "who", s.speaker, [["", "everyone"]].concat(KG.model.speakers.map((x) => [x.id, x.label]))),
      select("Concept", "about", s.concept, [["", "anything"]].concat(KG.model.concepts.filter((x) => x.n_claims).sort((a, b) => (a.label < b.label ? -1 : 1)).map((x) => [x.id, x.label]))),
      select("Basis", "basis", s.basis, [["", "explicit and inferred"], ["explicit", "explicit only"], ["inferred", "inferred only"]]),
      select("Confidence", "conf", String(s.confidence), [["0", "any"], ["0.5", "0.5 or more"], ["0.8", "0.8 or more"], ["1", "1 only"]]),
      KG.el("button", { type: "button", onclick: () => KG.set({ types: "", rel: "", who: "", about: "", basis: "", conf: "", open: "", all: "", sel: "" }) }, "Reset")),
    KG.el("p", { class: "quiet small" }, "A box with a dashed red frame divides the panel; a blue frame is common ground. A thick line is said in words, a thin one is inferred."));
  if (focused >= 0) c.filters.querySelectorAll("input,select,button")[focused]?.focus();
};
