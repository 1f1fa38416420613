// What goes through the page, as JSDoc types: the data as Python hands them over (kg/rendering/view), and what the scripts make of them.

/**
 * @typedef {{ id: string, label: string, aliases: string[], role: string, memberships: string[], guessed: boolean, panel: boolean,
 *   initials: string, n_claims: number, n_stances: number }} Speaker
 * @typedef {{ id: string, label: string, aliases: string[], broader: string[], related: string[], definition: string,
 *   discovered: boolean, n_claims: number, n_mentions: number }} Concept
 * @typedef {{ id: string, label: string, asked_by: string, quote: string, start: number | null, source: string, propositions: string[],
 *   could_speak?: string[], verdict: string, kinds: string[], split: number, coverage: number, opposing: string[] }} Question
 * @typedef {{ id: string, label: string, question: string, kind: string, source: string, agree: number, disagree: number, mixed: number,
 *   silent: number, coverage: number, leaning: number | null, split: number | null, explicit_share: number | null, verdict: string }} Proposition
 * @typedef {{ id: string, speaker: string, utterance: string, start: number, end: number, quote: string, text: string,
 *   concepts: string[], hedged: boolean, quantity: string, reported: boolean, reported_by: string, salience?: string, source: string, confidence: number,
 *   note: string }} Claim
 * @typedef {"agrees" | "disagrees" | "mixed" | "no stance"} Side
 * @typedef {{ id?: string, speaker: string, proposition: string, question: string, stance: Side, basis: string, claims: string[], source: string,
 *   confidence: number, evidence?: { claim: string, side: string, kind?: string, basis: string, why?: string, source?: string }[] }} Stance
 * @typedef {{ id: string, from_claim: string, to_claim: string, from_speaker: string, to_speaker: string, relation: string,
 *   basis: string, about: string, quote: string, source: string, confidence: number }} Relation
 * @typedef {{ id: string, utterance: string, speaker: string, refers_to: string, relation: string, quote: string, about: string,
 *   from_claim: string, to_claim: string, source: string, confidence: number }} Reference
 * @typedef {{ speaker: string, other: string, both: number, agree: number, disagree: number, mixed: number, agree_share: number | null,
 *   explicit_agree: number, explicit_disagree: number, verdict: string, agree_on: string[], disagree_on: string[] }} Pair
 * @typedef {[number, number, string, string]} Mark start and end in UTF-16 units of the utterance, what it marks, and its key
 * @typedef {{ id: string, speaker: string, section: string, kind: string, start_time: number | null, end_time: number | null,
 *   text: string, marks: Mark[] }} Utterance
 * @typedef {{ id: string, label: string, aliases: string[], kind: string, maker: string, memberships: string[] }} Thing
 * @typedef {{ option: string, value: number, unit: "percent" | "voices", approximate: boolean }} Share
 * @typedef {{ id: string, text: string, phase: string, quote: string, utterance: string, proposition: string, shares: Share[] }} Poll
 * @typedef {{ id: string, title: string, date: string, place: string, source_url: string, language: string, media?: string, annotators?: string[], door?: string, base?: string, transcript?: string }} EventRow
 */

/**
 * The data of a page: one event.
 * @typedef {{ event: EventRow, panel: string[], speakers: Speaker[], organizations: Thing[], products: Thing[], places: Thing[], works: Thing[], people: Thing[],
 *   concepts: Concept[], questions: Question[], propositions: Proposition[], claims: Claim[], stances: Stance[], relations: Relation[],
 *   references: Reference[], polls: Poll[], pairs: Pair[], utterances: Utterance[], sources: string[] } & Record<string, any>} Data
 */

/** @typedef {any} Row what a key names: a row of one of the lists of Data */

/**
 * The one state of the page, as the address holds it; an absent name is an empty text.
 * @typedef {{ view: string, sel: string } & Record<string, string>} State
 */

/**
 * What the reader has narrowed the page down to. An empty text, and 0 for `until`, leave all in.
 * @typedef {{ q: string, who: string, topic: string, about: string, basis: string, from: number, until: number }} Filter
 */

/**
 * What a filter leaves of an event.
 * @typedef {{ all: boolean, filter: Filter, found: Set<string> | null, points: Set<string>, claims: Set<string>, utterances: Set<string>,
 *   speakers: Set<string> }} Shown
 */

/** @typedef {import("./core/model.js").Model} Model */
/** @typedef {import("./core/store.js").Store} Store */

/**
 * A view of the page. `draw` fills the root from the state: the whole of it, each time, as if nothing had been there.
 * `update` may do so in place of `draw` when only these names of the state have changed, and returns false to have it drawn.
 * @typedef {{ name: string, title: string, draw: (root: HTMLElement, app: App) => void,
 *   update?: (root: HTMLElement, app: App, changed: string[]) => boolean, leave?: () => void }} View
 */

/**
 * What every part of the page is given.
 * @typedef {{ model: Model, store: Store, views: View[], shown: () => Shown, say: (text: string) => void, redraw: () => void, embedded: boolean }} App
 */

export {};
