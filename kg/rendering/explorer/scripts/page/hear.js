// Hear it: a link into the recording at its address, or a player of a file that the reader has chosen. The page fetches neither.
import { fragment, heardAt, isAddress, placeIn } from "../selectors/times.js";
import { T } from "../text.js";
import { el, fill, one } from "./el.js";

/** @typedef {import("../types.js").App} App */
/** @type {{ address: string, video: boolean } | null} the file that the reader chose, for as long as the page is open */
let chosen = null;

/** Whether this event can be heard: it has times, and a recording is known or can be chosen. @param {App} app */
const timed = (app) => app.model.data.utterances.some((u) => u.start_time !== null);

const play = (at) => {
  const bar = one(document, ".player"),
    player = one(bar, "audio, video");
  bar.hidden = false;
  player.currentTime = at.from;
  player.play().catch(() => {});
};

/** @param {App} app @param {{ from: number, to: number | null, about: boolean } | null} at */
const way = (app, at) => {
  if (!at) return null;
  const text = at.about ? T.hear.about : T.hear.at,
    { media } = app.model.data.event;
  if (chosen) return el("button", { type: "button", class: "hear", onclick: () => play(at) }, text);
  return isAddress(media) ? el("a", { class: "hear", href: media.split("#")[0] + fragment(at), target: "_blank", rel: "noopener noreferrer" }, text) : null;
};
/** The way to hear a claim, or nothing. @param {App} app @param {import("../types.js").Claim} claim */
export const hearClaim = (app, claim) => way(app, heardAt(app.model, claim.utterance, ...placeIn(app.model, claim)));
/** The way to hear a turn from its beginning, or nothing. @param {App} app @param {string} utterance */
export const hearTurn = (app, utterance) => way(app, heardAt(app.model, utterance));

/** The place of the player, empty until the reader chooses a file. */
export const playerBar = () => el("div", { class: "player", role: "region", "aria-label": T.hear.label, hidden: true });

/** What chooses a recording from the reader's own disk. @param {App} app */
export const chooseRecording = (app) => {
  if (!timed(app)) return null;
  const { media } = app.model.data.event;
  const take = (event) => {
    const [file] = event.target.files;
    if (!file) return;
    if (chosen) URL.revokeObjectURL(chosen.address);
    chosen = { address: URL.createObjectURL(file), video: file.type.startsWith("video/") };
    const bar = one(document, ".player"),
      close = el("button", { type: "button", class: "close", "aria-label": T.hear.close, onclick: () => {
        one(bar, "audio, video").pause();
        bar.hidden = true;
      } }, "✕");
    fill(bar, el(chosen.video ? "video" : "audio", { controls: true, src: chosen.address, preload: "metadata", "aria-label": file.name }), close);
    bar.hidden = false;
    app.redraw();
  };
  return [
    el("h2", {}, T.hear.recording),
    media ? el("p", { dir: "auto" }, isAddress(media) ? el("a", { href: media, target: "_blank", rel: "noopener noreferrer" }, media) : media) : null,
    el("label", { class: "file" }, T.hear.choose, " ", el("input", { type: "file", accept: "audio/*,video/*", onchange: take })),
  ];
};
