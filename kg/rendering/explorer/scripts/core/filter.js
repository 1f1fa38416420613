// The one filter that every view and every empty sentence knows, and what it leaves of the event. No document.
import { foundBy } from "./search.js";

/** @typedef {import("../types.js").Filter} Filter */
/** @typedef {import("../types.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */

/** What a position can rest on. */
const BASES = ["explicit", "inferred", "assigned", "reported"];
/** The names of the state that narrow the page down. */
export const FILTER_NAMES = ["q", "who", "topic", "about", "basis", "from", "until"];

/**
 * Return the filter that a state holds; what the event does not know is left out.
 * @param {Model} model
 * @param {Record<string, string>} state
 * @returns {Filter}
 */
export const filterOf = (model, state) => {
  const known = (/** @type {string} */ kind, /** @type {string} */ id) => (id && model.get(`${kind}:${id}`) ? id : "");
  const turn = (/** @type {string} */ text) => (/^\d{1,7}$/.test(text || "") ? Number(text) : 0);
  return {
    q: (state.q || "").trim(),
    who: known("speaker", state.who),
    topic: known("question", state.topic),
    about: known("concept", state.about),
    basis: BASES.includes(state.basis) ? state.basis : "",
    from: turn(state.from),
    until: turn(state.until),
  };
};

/** @param {Filter} filter */
export const isEmpty = (filter) => Object.values(filter).every((value) => !value);

/**
 * Return what a filter leaves: points, claims, turns and speakers.
 *
 * A claim stays if it meets every condition; a point stays if a stance or claim on it does, or if nothing narrows its claims and
 * its own words meet the search.
 * @param {Model} model
 * @param {import("./search.js").Entry[]} entries
 * @param {Filter} filter
 * @returns {Shown}
 */
export const shownBy = (model, entries, filter) => {
  const { data } = model;
  const ids = (/** @type {{id: string}[]} */ rows) => new Set(rows.map((row) => row.id));
  if (isEmpty(filter))
    return { all: true, filter, found: null, points: ids(data.propositions), claims: ids(data.claims), utterances: ids(data.utterances), speakers: ids(data.speakers) };
  const found = filter.q ? foundBy(model, entries, filter.q) : null;
  const until = filter.until || Infinity;
  const inside = (/** @type {string} */ utterance) => {
    const n = model.number.get(utterance) || 0;
    return n >= filter.from && n <= until;
  };
  const narrowed = Boolean(filter.who || filter.about || filter.from || filter.until);
  const claimStays = (/** @type {import("../types.js").Claim} */ c) =>
    (!filter.who || c.speaker === filter.who) &&
    (!filter.about || c.concepts.includes(filter.about)) &&
    inside(c.utterance);
  const near = new Set(data.claims.filter(claimStays).map((c) => c.id));
  const stances = data.stances.filter(
    (s) =>
      (!filter.basis || s.basis === filter.basis) &&
      (!filter.topic || s.question === filter.topic) &&
      (!narrowed || s.claims.some((c) => near.has(c)) || (onlyWho(filter) && s.speaker === filter.who)),
  );
  const held = new Set(stances.map((s) => s.proposition));
  const points = new Set(
    data.propositions
      .filter((p) => (narrowed || filter.basis ? held.has(p.id) : !filter.topic || p.question === filter.topic))
      .filter((p) => !found || found.has(`proposition:${p.id}`))
      .map((p) => p.id),
  );
  const said = new Set(stances.flatMap((s) => s.claims));
  const claims = new Set(
    data.claims
      .filter((c) => near.has(c.id) && (!(filter.basis || filter.topic) || said.has(c.id)))
      .filter((c) => !found || found.has(`claim:${c.id}`) || (model.stancesOfClaim.get(c.id) || []).some((s) => points.has(s.proposition) && found.has(`proposition:${s.proposition}`)))
      .map((c) => c.id),
  );
  const withClaims = new Set(data.claims.filter((c) => claims.has(c.id)).map((c) => c.utterance));
  const utterances = new Set(
    data.utterances
      .filter((u) => inside(u.id) && (!filter.who || u.speaker === filter.who))
      .filter((u) => (filter.about || filter.topic || filter.basis ? withClaims.has(u.id) : true))
      .filter((u) => !found || found.has(`utterance:${u.id}`) || withClaims.has(u.id))
      .map((u) => u.id),
  );
  const speakers = new Set(
    data.stances
      .filter((s) => points.has(s.proposition))
      .map((s) => s.speaker)
      .concat(data.claims.filter((c) => claims.has(c.id)).map((c) => c.speaker)),
  );
  for (const key of found || []) if (key.startsWith("speaker:")) speakers.add(key.slice(8));
  return { all: false, filter, found, points, claims, utterances, speakers };
};

/** @param {Filter} filter */
const onlyWho = (filter) => Boolean(filter.who) && !filter.about && !filter.from && !filter.until;

/**
 * Return a function of the state that computes what is shown anew only when the filter changes.
 * @param {Model} model
 * @param {() => import("./search.js").Entry[]} entries
 */
export const rememberedShown = (model, entries) => {
  let last = "";
  /** @type {Shown | null} */
  let shown = null;
  return (/** @type {Record<string, string>} */ state) => {
    const filter = filterOf(model, state),
      now = JSON.stringify(filter);
    if (!shown || now !== last) shown = shownBy(model, isEmpty(filter) ? [] : entries(), filter);
    last = now;
    return shown;
  };
};
