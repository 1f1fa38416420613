// @ts-nocheck
// The graph view: still from the first moment; a click shows the words; the selection stands out and the rest dims.
import { KG } from "../kg.js";

KG.views.graph = {
  title: "Graph",
  draw(root, state) {
    const canvas = KG.el("div", {
      class: "canvas",
      tabindex: "0",
      role: "application",
      "aria-roledescription": "graph",
      "aria-label":
        "Graph of speakers, propositions and concepts. Arrow keys move, plus and minus zoom, 0 shows all, N and P go from node to node, Enter unfolds the claims.",
    });
    const filters = KG.el("div", { class: "filters" });
    const note = KG.el("p", { class: "quiet small", role: "status" });
    KG.fill(
      root,
      KG.el(
        "div",
        { class: "graphgrid" },
        KG.el(
          "details",
          { class: "filterbox", open: window.innerWidth > 900 },
          KG.el("summary", {}, "Filters and legend"),
          filters,
        ),
        KG.el("div", {}, KG.el("div", { class: "stage" }, canvas, KG.graph.buttons()), note),
      ),
    );
    KG.graph.canvas = canvas;
    KG.graph.note = note;
    KG.graph.filters = filters;
    KG.graph.root = root;
    KG.graph.drawFilters(state);
    const c = KG.graph.colours(),
      options = KG.read("options");
    const picture = KG.graph.picture(KG.graph.settings(state));
    KG.graph.nodes = new vis.DataSet(picture.nodes.map((n) => KG.graph.nodeStyle(n, c)));
    KG.graph.edges = new vis.DataSet(picture.edges.map((e) => KG.graph.edgeStyle(e, c)));
    const many = picture.edges.length > 250;
    options.interaction.hideEdgesOnDrag = many;
    options.interaction.hideEdgesOnZoom = many;
    options.nodes.scaling = { label: { enabled: false, drawThreshold: 2.5 } };
    const network = new vis.Network(canvas, { nodes: KG.graph.nodes, edges: KG.graph.edges }, options);
    KG.graph.network = network;
    KG.graph.near = new Set();
    network.once("afterDrawing", () => {
      performance.mark("kg-graph-drawn");
    });
    network.on("click", (p) => {
      if (p.nodes.length) KG.select(p.nodes[0]);
      else if (p.edges.length) KG.select(KG.graph.edges.get(p.edges[0]).target);
      else if (KG.state.sel) KG.select("");
    });
    network.on("doubleClick", (p) => {
      if (p.nodes.length) KG.graph.unfold(p.nodes[0]);
    });
    network.on("hoverNode", () => {
      canvas.classList.add("pointing");
    });
    network.on("blurNode", () => {
      canvas.classList.remove("pointing");
    });
    network.on("hoverEdge", () => {
      canvas.classList.add("pointing");
    });
    network.on("blurEdge", () => {
      canvas.classList.remove("pointing");
    });
    canvas.addEventListener("keydown", KG.graph.keys);
    let timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (KG.graph.network === network) KG.graph.zoomed();
      }, 250);
    };
    network.on("zoom", later);
    network.on("dragEnd", later);
    // When the details open, the stage gets narrower: the scale stays, and what is selected stays in sight.
    network.on("zoom", () => {
      KG.graph.scale = network.getScale();
    });
    network.on("resize", () =>
      requestAnimationFrame(() => {
        if (KG.graph.network !== network) return;
        network.moveTo({ scale: KG.graph.scale, animation: false });
        if (KG.state.sel) KG.graph.reveal(KG.state.sel, false);
      }),
    );
    const scheme = matchMedia("(prefers-color-scheme: dark)"),
      restyle = () => KG.graph.refresh();
    scheme.addEventListener("change", restyle);
    KG.leave = () => {
      scheme.removeEventListener("change", restyle);
      network.destroy();
      KG.graph.network = null;
    };
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
KG.graph.say = (picture) => {
  const claims = picture.nodes.filter((n) => n.type === "claim").length;
  const folded = KG.model.network.nodes.filter((n) => !n.first && KG.model.network.first.includes(n.type)),
    hidden = folded.length;
  KG.graph.note.textContent =
    `${picture.nodes.length} nodes and ${picture.edges.length} edges of ${KG.model.network.nodes.length + KG.model.claims.length} nodes. ` +
    (claims ? `${claims} claims unfolded. ` : "Double-click a node, or press Enter on it, to unfold its claims. ") +
    (hidden && !KG.graph.settings(KG.state).all
      ? `${hidden} lesser ${hidden === 1 ? "concept" : "concepts"}${folded.some((n) => n.type === "question") ? " and questions" : ""} folded away.`
      : "");
};
KG.graph.refresh = () => {
  const c = KG.graph.colours(),
    picture = KG.graph.picture(KG.graph.settings(KG.state));
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
  const key = KG.get(KG.state.sel) ? KG.state.sel : "",
    hits = KG.hits();
  if (!key && !hits) return;
  const c = KG.graph.colours(),
    bright = new Set(),
    ends = new Set(key ? KG.graph.endsOf(key) : []),
    edges = KG.graph.edges.get();
  const isEdge = ["stance", "pair", "relation", "reference"].includes(KG.kindOf(key));
  const near = (e) =>
    isEdge ? e.target === key || (ends.has(e.from) && ends.has(e.to)) : ends.has(e.from) || ends.has(e.to);
  ends.forEach((id) => bright.add(id));
  if (!isEdge)
    for (const e of edges)
      if (near(e)) {
        bright.add(e.from);
        bright.add(e.to);
      }
  if (hits && !key) for (const node of KG.graph.nodes.get()) if (hits.has(node.id)) bright.add(node.id);
  KG.graph.nodes.update(
    KG.graph.nodes
      .get()
      .filter((n) => !bright.has(n.id))
      .map((n) => ({
        id: n.id,
        opacity: 0.16,
        font: { ...n.font, color: KG.graph.faint(n.type === "speaker" ? c.speakerInk : c.ink, 0.22) },
      })),
  );
  KG.graph.nodes.update(
    KG.graph.nodes
      .get()
      .filter((n) => ends.has(n.id))
      .map((n) => ({ id: n.id, borderWidth: 3, color: { ...n.color, border: c.focus } })),
  );
  KG.graph.edges.update(
    edges.map((e) => {
      const on = key ? near(e) : bright.has(e.from) && bright.has(e.to);
      return { id: e.id, color: { color: e.base, opacity: on ? 1 : 0.07 }, width: on && key ? e.width + 0.8 : e.width };
    }),
  );
};
