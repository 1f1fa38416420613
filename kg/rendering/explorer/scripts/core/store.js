// The one state of the page, and the address that holds it. No document: page/history.js ties it to the window.

/** @typedef {import("../types.js").State} State */
/** @typedef {ReturnType<typeof createStore>} Store */

/** Names of views that links from before still hold. */
const FORMER = new Map([
  ["overview", "briefing"],
  ["matrix", "positions"],
  ["pair", "positions"],
  ["graph", "map"],
  ["flow", "timeline"],
  ["sparql", "data"],
]);

/**
 * Return the state that an address holds.
 * @param {string} hash with or without #
 * @param {{ views: string[], first: string }} known
 * @returns {State}
 */
export const stateOf = (hash, { views, first }) => {
  /** @type {State} */
  const state = { view: first, sel: "" };
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, "")))
    if (/^[a-z]{1,12}$/.test(key) && value) state[key] = value;
  if (!views.includes(state.view)) state.view = FORMER.get(state.view) || first;
  if (!views.includes(state.view)) state.view = first;
  return state;
};

/**
 * Return the address of a state; what is empty is left out.
 * @param {Record<string, string>} state
 */
export const addressOf = (state) => {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value || key === "view") parameters.set(key, value);
  return "#" + parameters.toString();
};

/**
 * Which names differ.
 * @param {Record<string, string>} one
 * @param {Record<string, string>} other
 */
export const changedIn = (one, other) =>
  Object.keys({ ...one, ...other }).filter((key) => (one[key] || "") !== (other[key] || ""));

/**
 * Return a store: it holds the state, and tells whoever listens what it was before.
 * @param {State} first
 */
export const createStore = (first) => {
  let state = first;
  /** @typedef {{ replace?: boolean, restored?: boolean, keep?: boolean }} How `keep` leaves the focus where it is */
  /** @type {((state: State, before: State, how: How) => void)[]} */
  const listeners = [];
  /** @param {State} next @param {How} how */
  const put = (next, how) => {
    const before = state;
    if (!changedIn(next, before).length) return;
    state = next;
    for (const listener of listeners) listener(state, before, how);
  };
  return {
    get state() {
      return state;
    },
    /** @param {(state: State, before: State, how: How) => void} listener */
    subscribe: (listener) => void listeners.push(listener),
    /** Change some names, leave the others. @param {Record<string, string>} change @param {How} [how] */
    set: (change, how = {}) => put({ ...state, ...change }, how),
    /** Put another state in place of this. @param {State} next @param {How} [how] */
    put: (next, how = { restored: true }) => put(next, how),
    /** The address after a change. @param {Record<string, string>} change */
    address: (change) => addressOf({ ...state, ...change }),
  };
};
