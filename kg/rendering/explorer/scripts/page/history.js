// The address of the window holds the state: what changes is pushed, what is gone back to is put.
import { addressOf, stateOf } from "../core/store.js";

/**
 * Tie a store to the window's address. In a frame on another's page, the host's history gets no entry for a click in here.
 * @param {import("../core/store.js").Store} store @param {{ views: string[], first: string }} known @param {boolean} embedded
 */
export const tied = (store, known, embedded) => {
  store.subscribe((state, _before, { replace, restored }) => {
    if (restored) return;
    try {
      history[replace || embedded ? "replaceState" : "pushState"](null, "", addressOf(state));
    } catch {
      // A frame without an address of its own, as in a notebook: the state is kept all the same.
    }
  });
  const restore = () => {
    if (location.hash !== addressOf(store.state)) store.put(stateOf(location.hash, known));
  };
  window.addEventListener("popstate", restore);
  window.addEventListener("hashchange", restore);
};
