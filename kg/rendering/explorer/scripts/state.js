// The data, what is looked up in it, and the one state (view, selection, search) that the address holds.
// Text from the transcript reaches the page only as textContent or as an attribute's value, never as markup.
"use strict";
const KG = { views: {}, order: [] };

KG.read = (id) => JSON.parse(document.getElementById(id).textContent);
KG.model = KG.read("model");
KG.model.network.nodes = KG.read("nodes");

KG.index = (() => {
  const m = KG.model,
    by = {};
  const put = (kind, rows) =>
    rows.forEach((row) => {
      by[`${kind}:${row.id}`] = row;
    });
  put("speaker", m.speakers);
  put("person", m.people);
  put("organization", m.organizations);
  put("product", m.products);
  put("concept", m.concepts);
  put("question", m.questions);
  put("proposition", m.propositions);
  put("claim", m.claims);
  put("relation", m.relations);
  put("utterance", m.utterances);
  m.references.forEach((row, i) => {
    by[`reference:${i}`] = row;
  });
  m.stances.forEach((row) => {
    by[`stance:${row.speaker}|${row.proposition}`] = row;
  });
  m.pairs.forEach((row) => {
    by[`pair:${row.speaker}|${row.other}`] = row;
  });
  return by;
})();
KG.get = (key) => (Object.prototype.hasOwnProperty.call(KG.index, key) ? KG.index[key] : undefined);
KG.kindOf = (key) => key.slice(0, key.indexOf(":"));
KG.idOf = (key) => key.slice(key.indexOf(":") + 1);

KG.group = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows)
    for (const key of [].concat(keyOf(row))) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(row);
    }
  return groups;
};
KG.stancesOf = KG.group(KG.model.stances, (s) => s.proposition);
KG.stancesBy = KG.group(KG.model.stances, (s) => s.speaker);
KG.stancesOfClaim = KG.group(KG.model.stances, (s) => s.claims);
KG.claimsBy = KG.group(KG.model.claims, (c) => c.speaker);
KG.claimsOn = KG.group(KG.model.claims, (c) => c.concepts);
KG.claimsIn = KG.group(KG.model.claims, (c) => c.utterance);
KG.relationsOf = KG.group(KG.model.relations, (r) => [...new Set([r.from_claim, r.to_claim])]);
KG.mentionsOf = (() => {
  const found = new Map();
  for (const u of KG.model.utterances)
    for (const [, , kind, target] of u.marks) {
      if (kind !== "mention") continue;
      if (!found.has(target)) found.set(target, new Map());
      found.get(target).set(u.id, (found.get(target).get(u.id) || 0) + 1);
    }
  return found;
})();
// Edges come packed: numbers of their nodes, number of their relation, weight; what a click on one shows follows from these.
KG.model.network.edges = KG.read("edges").map(([a, b, r, weight]) => {
  const n = KG.model.network,
    from = n.nodes[a].id,
    to = n.nodes[b].id,
    relation = n.relations[r],
    edge = { id: `${relation}|${from}|${to}`, from, to, relation, weight, target: from };
  if (from.startsWith("speaker:") && to.startsWith("proposition:")) {
    edge.target = `stance:${from.slice(8)}|${to.slice(12)}`;
    const { basis, source, confidence } = KG.index[edge.target];
    return Object.assign(edge, { basis, source, confidence });
  }
  if (relation === "agrees with" || relation === "disagrees with") {
    edge.target = `pair:${from.slice(8)}|${to.slice(8)}`;
    edge.basis = KG.index[edge.target][relation === "agrees with" ? "explicit_agree" : "explicit_disagree"]
      ? "explicit"
      : "inferred";
  }
  return edge;
});
KG.name = (id) => (KG.get(`speaker:${id}`) || { label: id || "nobody" }).label;
KG.stance = (speaker, proposition) => KG.get(`stance:${speaker}|${proposition}`);
KG.pair = (a, b) => (KG.get(`pair:${a}|${b}`) ? `pair:${a}|${b}` : KG.get(`pair:${b}|${a}`) ? `pair:${b}|${a}` : "");
KG.isMachine = (row) => Boolean(row.source) && row.source !== "human";
KG.utteranceNumber = new Map(KG.model.utterances.map((u, i) => [u.id, i + 1]));

// The claims of a stance come with the most telling first.
KG.claims = (ids) => ids.map((id) => KG.get(`claim:${id}`)).filter(Boolean);

// ---- state -------------------------------------------------------------------------------------------------------
KG.state = { view: "overview", sel: "", q: "" };
KG.listeners = [];
KG.onState = (listener) => KG.listeners.push(listener);

// A page may hold some of the views only; what a server gives out at /sparql opens with that view.
KG.shown = () => Object.entries(KG.views).filter(([name]) => !KG.model.views.length || KG.model.views.includes(name));
KG.firstView = () => {
  const names = KG.shown().map(([name]) => name),
    asked = /\/sparql\/?$/.test(location.pathname) && document.getElementById("endpoint") ? "sparql" : "overview";
  return names.includes(asked) ? asked : names[0];
};
KG.fromAddress = () => {
  const state = { view: KG.firstView(), sel: "", q: "" };
  for (const [key, value] of new URLSearchParams(location.hash.slice(1)))
    if (/^[a-z]{1,12}$/.test(key)) state[key] = value;
  if (!KG.shown().some(([name]) => name === state.view)) state.view = KG.firstView();
  return state;
};
KG.toAddress = (state) => {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value || key === "view") parameters.set(key, value);
  return "#" + parameters.toString();
};
KG.address = (change) => KG.toAddress({ ...KG.state, ...change });
KG.set = (change, { replace = false } = {}) => {
  const next = { ...KG.state, ...change };
  const address = KG.toAddress(next);
  if (address === KG.toAddress(KG.state)) return;
  const before = KG.state;
  KG.state = next;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", address);
  } catch {
    // A frame without an address of its own, as in a notebook: the state is kept all the same.
  }
  KG.listeners.forEach((listener) => listener(next, before));
};
KG.restore = () => {
  const before = KG.state;
  KG.state = KG.fromAddress();
  KG.listeners.forEach((listener) => listener(KG.state, before));
};
KG.select = (key, change = {}) => KG.set({ ...change, sel: key });
KG.goTo = (key, change = {}) => KG.set({ ...change, view: "transcript", sel: key });

// ---- search ------------------------------------------------------------------------------------------------------
KG.fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
KG.searchable = (() => {
  let rows = null;
  return () => {
    if (rows) return rows;
    const m = KG.model;
    rows = [];
    const add = (kind, list, words) =>
      list.forEach((row) =>
        rows.push({
          key: `${kind}:${row.id}`,
          kind,
          label: row.label || row.quote || row.text,
          text: KG.fold(words(row)),
        }),
      );
    const names = (row) => [row.label].concat(row.aliases).join(" \n ");
    add("speaker", m.speakers, names);
    add("concept", m.concepts, names);
    add("question", m.questions, (q) => q.label);
    add("proposition", m.propositions, (p) => p.label);
    add("organization", m.organizations, names);
    add("product", m.products, names);
    add("person", m.people, names);
    add("claim", m.claims, (c) => c.quote + " \n " + c.text);
    add("utterance", m.utterances, (u) => u.text);
    return rows;
  };
})();
KG.hitsOf = (q) => {
  const words = KG.fold(q).split(/\s+/).filter(Boolean);
  return words.length ? KG.searchable().filter((row) => words.every((word) => row.text.includes(word))) : [];
};
// Keys that the search finds, with what they lead to, or null when nothing is searched for.
KG.hits = (() => {
  let last = "",
    found = null;
  return () => {
    if (KG.state.q === last) return found;
    last = KG.state.q;
    if (!last.trim()) return (found = null);
    found = new Set(KG.hitsOf(last).map((row) => row.key));
    for (const stance of KG.model.stances)
      if (stance.claims.some((c) => found.has(`claim:${c}`))) found.add(`proposition:${stance.proposition}`);
    // A question that is found shows all its answers; an answer that is found shows its question, and not the other answers.
    const asked = KG.model.propositions.filter((p) => found.has(`question:${p.question}`));
    for (const p of KG.model.propositions) if (found.has(`proposition:${p.id}`)) found.add(`question:${p.question}`);
    for (const p of asked) found.add(`proposition:${p.id}`);
    return found;
  };
})();
KG.isHit = (key) => {
  const hits = KG.hits();
  return !hits || hits.has(key);
};
