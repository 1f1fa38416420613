// When words are heard in the recording, from the times of their turn. No document.

/** @typedef {import("../core/model.js").Model} Model */

/** Somebody who listens wants the breath before the first word. */
const LEAD = 1.5;

/**
 * The seconds at which some words of a turn are heard; null where the turn has no time. A turn that has an end is taken to be
 * spoken at an even pace, so that `about` says whether the second is worked out and not known.
 * @param {Model} model @param {string} utterance @param {number} [start] @param {number} [end] characters of the turn
 * @returns {{ from: number, to: number | null, about: boolean } | null}
 */
export const heardAt = (model, utterance, start = 0, end = 0) => {
  const u = model.get(`utterance:${utterance}`);
  if (!u || u.start_time === null) return null;
  if (u.end_time === null || u.end_time <= u.start_time || !u.text.length) return { from: u.start_time, to: null, about: start > 0 };
  const pace = (u.end_time - u.start_time) / u.text.length,
    from = Math.max(u.start_time, u.start_time + pace * start - LEAD);
  return { from: rounded(from), to: rounded(end ? u.start_time + pace * end + LEAD : u.end_time), about: start > 0 };
};
/** @param {number} seconds */
const rounded = (seconds) => Math.round(seconds * 10) / 10;

/** Where a claim stands in its turn, by its mark. @param {Model} model @param {import("../types.js").Claim} claim @returns {[number, number]} */
export const placeIn = (model, claim) => {
  const mark = (model.get(`utterance:${claim.utterance}`) || { marks: [] }).marks.find((/** @type {any} */ m) => m[3] === `claim:${claim.id}`);
  return mark ? [mark[0], mark[1]] : [0, 0];
};

/** The part of an address that plays from one second to another (Media Fragments URI 1.0). @param {{ from: number, to: number | null }} at */
export const fragment = ({ from, to }) => `#t=${from}${to === null ? "" : `,${to}`}`;

/** A recording that a browser can be sent to: an address of the web, and nothing else. @param {string} media */
export const isAddress = (media) => /^https?:\/\/\S+$/i.test(media || "");
