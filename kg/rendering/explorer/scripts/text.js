// Every word of the interface, so that a translation is one file. The words of the event itself come from its data.
// What the page calls a thing stands beside the field's own word in the glossary.

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** A number with its thousands apart: by hand, since the first use of a locale costs the first picture 30 ms. @param {number} n */
const spelled = (n) => String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");
/** @param {number} n @param {string} one @param {string} [many] */
export const counted = (n, one, many) => `${spelled(n)} ${n === 1 ? one : many || one + "s"}`;
/** @param {number} n */
export const inWords = (n) => NUMBERS[n] ?? spelled(n);
/** @param {string} text */
export const capital = (text) => text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
/** Names in a sentence. @param {string[]} names @param {number} [most] */
export const listed = (names, most = 4) => {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} others`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
};

/** Side of a stance → sign, class, and what it is called. @type {Record<string, { mark: string, class: string, text: string, verb: string }>} */
export const SIDES = {
  agrees: { mark: "✓", class: "agrees", text: "agrees", verb: "for" },
  disagrees: { mark: "✕", class: "disagrees", text: "disagrees", verb: "against" },
  mixed: { mark: "±", class: "mixed", text: "is on both sides", verb: "on both sides" },
  "no stance": { mark: "○", class: "nostance", text: "spoke of it, took no side", verb: "took no side" },
  "": { mark: "·", class: "silent", text: "did not speak of it", verb: "silent" },
};

/**
 * Verdict of the measures → what the page calls it, its sign, its class, and what it means.
 * @type {Record<string, { mark: string, class: string, text: string, help: string }>}
 */
export const VERDICTS = {
  consensus: { mark: "=", class: "shared", text: "consensus", help: "Three or more, and at least half of those who could speak, are on one side, and nobody on the other." },
  shared: { mark: "=", class: "shared", text: "shared", help: "Two or more are on one side, and nobody on the other." },
  divergence: { mark: "≠", class: "split", text: "split", help: "At least one is for it and at least one against." },
  "apparent divergence": { mark: "≠", class: "split", text: "split, as inferred", help: "Both sides are read off arguments: neither was said in words, and neither speaks of the other." },
  mixed: { mark: "±", class: "mixed", text: "mixed", help: "Somebody is on both sides." },
  "single voice": { mark: "1", class: "alone", text: "one voice", help: "Only one took a side." },
  none: { mark: "0", class: "alone", text: "no voice", help: "Nobody took a side." },
};
/** @param {string} verdict */
export const verdictOf = (verdict) => VERDICTS[verdict] || VERDICTS.none;

/** Kind of a key → its name. @type {Record<string, string>} */
export const KINDS = {
  speaker: "Speaker",
  person: "Person",
  organization: "Organization",
  product: "Product",
  place: "Place",
  work: "Work",
  concept: "Topic",
  question: "Question",
  proposition: "Point",
  claim: "Claim",
  utterance: "Turn",
  stance: "Position",
  relation: "Reply",
  reference: "Reference",
  pair: "Two speakers",
};

/** Word of the page, the field's word for it, and what it means. */
export const GLOSSARY = [
  ["point", "proposition", "A statement that one can be for or against; it answers a question."],
  ["position", "stance", "Where a speaker stands on a point, with the words that show it."],
  ["split", "divergence", "A point with somebody on each side."],
  ["shared", "consensus, shared", "A point with two or more on one side, and nobody on the other. Silence counts on no side."],
  ["one voice", "single voice", "A point that only one took a side on."],
  ["said", "explicit", "The speaker says it in words; drawn whole and filled."],
  ["inferred", "inferred", "Read off what the speaker argues; drawn dashed and hollow."],
  ["claim", "claim", "What a speaker asserts once: a quote, and what it says in a sentence."],
  ["topic", "concept", "What a claim bears on."],
  ["drafted by a model, by rules", "source", "What a program proposed and no person has checked yet."],
];

/** @param {string} source */
export const sourceText = (source) =>
  source === "human" ? "by a person" : source === "rules" ? "drafted by rules" : source.startsWith("model:") ? "drafted by a model" : `drafted by ${source}`;
/** Through which door a model's answer came. @type {Record<string, string>} */
const DOORS = {
  chat: "drafted by a model through a pasted answer, each quote checked word for word",
  endpoint: "drafted by a model through an endpoint, each quote checked word for word",
  assistant: "drafted by a model through an assistant's tools, each quote checked word for word",
};
/** Who drafted a whole page. @param {string} source @param {string} [door] */
const drafterText = (source, door = "") => (source.startsWith("model:") && DOORS[door]) || sourceText(source);
/** @param {{ basis: string }} row */
export const basisText = (row) =>
  ({ inferred: "inferred", assigned: "by the side dealt out", reported: "reported by another" })[row.basis] || "said";

export const T = {
  skip: "Skip to the view",
  tooOld: "This page needs a browser of 2023 or later.",
  views: "Views",
  search: { label: "Search", hint: "Search  ( / )", none: "Nothing found", more: (/** @type {number} */ n) => `${n} more: say more words`, found: "Found" },
  about: { open: "About this event", source: "Source", glossary: "Words", keys: "Keys", held: "What it holds" },
  keys: [
    ["/", "search"],
    ["Escape", "close the details"],
    ["Alt + 1 … 7", "the views"],
    ["arrows", "from cell to cell in Positions; move in the Map"],
    ["+  −  0", "zoom and fit in the Map"],
  ],
  annotatedBy: (/** @type {string[]} */ names) => `Annotated by ${listed(names)}.`,
  unchecked: (/** @type {string[]} */ sources, /** @type {string} */ door) => `⚙ ${capital(listed(sources.map((s) => drafterText(s, door))))}; no person has checked it yet`,
  check: "check it",
  details: {
    label: "Details of what is selected",
    close: "Close the details",
    more: "Show more of the details",
    less: "Show less of the details",
  },
  gone: (/** @type {string} */ key) => `What this link names is not in this page: ${key}. It may have another name since the page was made anew.`,
  dismiss: "Dismiss",
  filter: {
    open: "Filter",
    label: "Filter",
    who: "Speaker",
    topic: "Question",
    about: "Topic",
    basis: "Said or inferred",
    any: "all",
    bases: /** @type {[string, string][]} */ ([
      ["explicit", "said in words only"],
      ["inferred", "inferred only"],
      ["assigned", "by the side dealt out only"],
      ["reported", "reported by another only"],
    ]),
    remove: (/** @type {string} */ what) => `Remove the filter ${what}`,
    clear: "Clear all",
    turns: (/** @type {number} */ a, /** @type {number} */ b) => (b ? `turns ${a || 1}–${b}` : `from turn ${a}`),
    left: (/** @type {number} */ n, /** @type {number} */ of) => `${n} of ${counted(of, "point")}`,
    nothing: "Nothing matches the filter:",
    nothingHere: "Nothing of this matches the filter.",
  },
  share: {
    open: "Share",
    link: "Copy the link",
    embed: "Copy code to embed this view",
    svg: "This view as SVG",
    png: "This view as PNG",
    csv: "What is shown as CSV",
    json: "What is shown as JSON",
    ttl: "What is shown as Turtle",
    print: "Print",
    copied: "Copied",
    out: "Open the whole page",
    nopicture: "This view has no picture of its own: print it instead.",
  },
  row: { more: "More", link: "Copy link", quote: "Copy quote with reference", picture: "Copy as picture" },
  embed: "A view of",
  nothing: {
    title: "Nothing has been read out of this transcript yet",
    known: (/** @type {number} */ speakers, /** @type {number} */ asked, /** @type {number} */ topics) =>
      `${capital(counted(speakers, "speaker"))}, ${counted(asked, "question")} asked, ${counted(topics, "topic")} spoken of; no claims yet.`,
    asked: "Questions asked",
    topics: "What was spoken of, and how often",
    ways: "How to go on",
    read: "Read the transcript",
    why: "No claim was found in it. The rules that draft claims know English only.",
    what: [
      "kg prompt TRANSCRIPT gives a prompt for any assistant; kg draft TRANSCRIPT --answer FILE reads what it said.",
      "kg draft TRANSCRIPT --with llm asks a model.",
      "The transcript itself is here to read and search.",
    ],
  },
  quote: {
    hedged: "hedged",
    quantity: (/** @type {string} */ q) => `quantity: ${q}`,
    told: (/** @type {string} */ by) => `as told by ${by}`,
    confidence: (/** @type {string} */ source, /** @type {number} */ c) => `${source}, confidence ${c}`,
    note: "Note: ",
    why: "Read so because: ",
    because: (/** @type {string} */ basis, /** @type {string} */ why) => `${basis}: ${why}`,
    background: "background",
    read: "Read it in the transcript: ",
    turn: (/** @type {number} */ n) => `turn ${n}`,
  },
  hear: {
    label: "Recording",
    recording: "Recording",
    choose: "Choose a recording on this machine to hear the quotes; it stays here.",
    at: "hear it",
    about: "hear it, about here",
    close: "Close the recording",
  },
  more: (/** @type {number} */ n) => `${n} more`,
  person: "by a person",
  legend: { label: "Legend", agrees: "for, said so", inferred: "for, inferred", disagrees: "against", mixed: "on both sides", nostance: "took no side" },
  titles: {
    reference: (/** @type {string} */ a, /** @type {string} */ b) => `${a} on ${b}`,
    pair: (/** @type {string} */ a, /** @type {string} */ b) => `${a} and ${b}`,
  },
  describe: {
    role: (/** @type {string} */ role, /** @type {boolean} */ panel) => role + (panel ? "" : " (not counted in the measures)"),
    guess: "name or role is a guess",
    towards: "Towards the others",
    pairLine: (/** @type {string} */ name, /** @type {any} */ p) =>
      `${name}: ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}`,
    words: "In their words",
    people: "People",
    makes: "Makes",
    madeBy: "made by ",
    also: "Also: ",
    broader: "Broader: ",
    narrower: "Narrower: ",
    related: "Related: ",
    points: "Points",
    asked: " asked by ",
    answers: "Answers",
    answersTo: "Answers: ",
    silent: "Did not speak of it: ",
    counts: (/** @type {any} */ p) =>
      `${p.agree} for, ${p.disagree} against${p.mixed ? `, ${p.mixed} on both sides` : ""}, ${p.silent} silent`,
    short: "In short: ",
    bears: "Bears on",
    replies: "Towards other claims",
    reasonFor: "A reason for",
    reasons: "Reasons given for it",
    relates: (/** @type {any} */ r) => (r.relation === "supports" ? "gives a reason for what is said by" : r.relation),
    between: (/** @type {any} */ r) => (r.relation === "supports" ? "a reason for" : r.relation),
    topics: "Topics",
    against: "Against it",
    along: "On the same side",
    about: "About: ",
    saidSo: "Said so in these words",
    refers: " refers to ",
    answersThis: "Answers this",
    both: (/** @type {any} */ p) => `${counted(p.both, "point")} with a position of both; ${p.agree} agree, ${p.disagree} disagree${p.mixed ? `, ${p.mixed} mixed` : ""}.`,
    inWords: (/** @type {any} */ p) => `In words: ${p.explicit_agree} times agreeing, ${p.explicit_disagree} times disagreeing.`,
    aside: "See them side by side",
    differ: "They differ on",
    agree: "They agree on",
    named: "Named in",
    claims: "Claims",
    graph: "Show it on the map",
    compare: "Compare with others",
    narrow: "Show only this",
  },
};

/** The words of Briefing. */
export const BRIEFING = {
  title: "Briefing",
  alone: (/** @type {number} */ n) => (n === 1 ? "One more point" : `Another ${n} points`) + (n === 1 ? " was" : " were") + " touched by one voice only.",
  part: "Where they part",
  partHelp: "✕ against | for ✓ · most voices first",
  noPart: "No point has somebody on each side.",
  against: "against",
  for: "for",
  bySide: (/** @type {number} */ n, /** @type {string} */ side) => `${n} ${side}`,
  moreOn: (/** @type {number} */ n) => `+${n}`,
  whom: "Who stands with whom",
  whomHelp: "Points on which both took a side: red to the left, opposed; blue to the right, together.",
  whomMore: (/** @type {number} */ n) => `${counted(n, "more speaker")} in Positions`,
  pair: (/** @type {string} */ a, /** @type {string} */ b, /** @type {any} */ p) =>
    p ? `${a} and ${b}: together on ${p.agree}, opposed on ${p.disagree}` : `${a} and ${b}: no point in common`,
  share: "What they share",
  of: (/** @type {number} */ n) => `of ${n}`,
  rejected: " — rejected by all who spoke of it",
  noShare: "No point has two on one side and nobody on the other.",
  mixed: "Where somebody is on both sides",
  each: "What each of them stands for",
  lonely: "Alone with:",
  closest: "closest ",
  farthest: "farthest ",
  nothing: "Took no position.",
  one: "What only one raised",
  turns: "What it turns on",
  cruxes: "Cruxes",
  cruxesHelp: "The splits on which most else hangs: what would change if the smaller side gave way.",
  crux: (/** @type {any} */ c) =>
    ` ${c.flips_to === "agrees" ? "agreed" : "disagreed"}, the point would be ${VERDICTS[c.verdict_after].text}, its question ${VERDICTS[c.question_verdict_after].text}` +
    (c.opposed_again.length ? `; they are opposed on ${counted(c.opposed_again.length, "more point")}` : ""),
  if: " — if ",
  bridges: "Bridges",
  bridgesHelp: "Who is on no side of a split, and agrees with both.",
  bridge: (/** @type {any} */ b) => ` ${b.bridged} of ${counted(b.divergences, "split")}: `,
  given: "Ground given",
  givenHelp: "What is granted to an opponent.",
  moved: "Changed sides",
  movedHelp: "Who spoke on one side first and on the other in a later turn.",
  to: " to ",
  open: "What remained open",
  asked: "Questions asked, and who answered",
  replies: "Replies to look at",
  repliesHelp: "Who answers whom, as the rules read it: read the words before you rely on it.",
  draft: (/** @type {number} */ speakers, /** @type {number} */ asked, /** @type {number} */ replies) =>
    `${capital(counted(speakers, "speaker"))}, ${counted(asked, "question")} asked, ${counted(replies, "reply", "replies")} to look at.`,
  unanswered: "Nobody answered in the turns after it.",
  polls: "How the audience answered",
  pollsHelp: "Shares of those present, as they were told: nobody's position, and counted in no measure.",
  pollTurn: "in the transcript",
  phase: { before: " — before the talk", after: " — after the talk" },
  shareOf: (/** @type {any} */ s) => (s.approximate ? "about " : "") + (s.unit === "percent" ? `${s.value} %` : counted(s.value, "voice")),
  notAnswered: " — asked, and not answered",
  replied: (/** @type {any} */ r) => (r.relation === "agrees" ? "seems to agree with" : "seems to disagree with"),
  noGround: "This is a draft by rules. It shows who replied to whom and what was asked; common ground it cannot show.",
};

/** The words of Positions. */
export const POSITIONS = {
  title: "Positions",
  count: (/** @type {number} */ rows, /** @type {number} */ of, /** @type {number} */ columns) =>
    `${counted(columns, "speaker")} by ${rows === of ? counted(of, "point") : `${rows} of ${counted(of, "point")}`}`,
  help: "A click on a cell shows the words; arrow keys go from cell to cell; ⇄ at two names puts the two side by side.",
  sort: "Sort by",
  sorts: /** @type {[string, string][]} */ ([["question", "question, the most divided first"], ["weight", "voices"], ["event", "place in the event"]]),
  sortSpeaker: (/** @type {string} */ name) => `positions of ${name} first`,
  point: "Point",
  verdict: "Verdict",
  caption: "Speakers by points",
  notCounted: "not counted",
  compare: (/** @type {string} */ name) => `Compare ${name}`,
  members: (/** @type {number} */ n) => `${n} speakers`,
  unfold: (/** @type {string} */ name) => `Show the speakers of ${name}`,
  away: "was not heard where this was discussed",
  tally: (/** @type {any} */ t) => `${t.agrees} for, ${t.disagrees} against`,
  pair: {
    title: "Two side by side",
    close: "Close the comparison",
    differ: "Where they differ",
    agree: "Where they agree",
    mixed: "Where one is on both sides",
    only: (/** @type {string} */ name) => `Only ${name}`,
    none: "Nothing found in the words.",
    both: (/** @type {any} */ p) => `both took a side on ${counted(p.both, "point")}: ${p.agree} together, ${p.disagree} opposed${p.mixed ? `, ${p.mixed} mixed` : ""}.`,
    words: (/** @type {any} */ p) => `In words they agree ${p.explicit_agree} times and disagree ${p.explicit_disagree} times.`,
    noPoint: "have no point in common.",
    with: (/** @type {string} */ name) => `${name} with each of the others, the most opposed first`,
    line: (/** @type {any} */ p) => `together on ${p.agree}, opposed on ${p.disagree}`,
    choose: "Choose a second speaker, here or by ⇄.",
  },
};

/** The words of Map. */
export const MAP = {
  title: "Map",
  label: "Map of speakers and points. Arrow keys move, plus and minus zoom, 0 shows all, N and P go from node to node, Enter unfolds the claims. The list below holds every line.",
  role: "map",
  add: "Add",
  adds: /** @type {Record<string, string>} */ ({
    shared: "shared points",
    alone: "points of one voice",
    concept: "topics",
    question: "questions",
    claim: "claims",
    organization: "organizations",
    product: "products",
    pairs: "lines between speakers",
  }),
  reset: "Only the splits",
  says: (/** @type {number} */ nodes, /** @type {number} */ lines) => `${counted(nodes, "node")}, ${counted(lines, "line")}`,
  claims: (/** @type {number} */ n, /** @type {number} */ of) => (n < of ? `${n} of ${counted(of, "claim")}` : counted(n, "claim")),
  pairs: (/** @type {number} */ n, /** @type {number} */ of) => `${n} of ${counted(of, "line")} between speakers`,
  unnamed: (/** @type {number} */ n) => `${counted(n, "label")} without room: zoom in`,
  unfold: "Double-click a node, or press Enter on it, for its claims.",
  legend: "Red dashed: against; blue: for; thick: said in words. A square with a red frame splits them, with a blue one is shared.",
  list: (/** @type {number} */ n) => `${counted(n, "line")}, as a list`,
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  fit: "Show all",
  nothing: "No point has somebody on each side; add what is shared, or topics.",
};

/** The words of Transcript. */
export const TRANSCRIPT = {
  title: "Transcript",
  go: "Go to",
  section: "a section …",
  help: "Marked: claims; dotted: names and topics. Click a mark, or a claim beside the text, for the details. Select words to cite them.",
  left: (/** @type {number} */ n, /** @type {number} */ of) => `${n} of ${counted(of, "turn")} match the filter.`,
  others: "Show the others as well",
  only: "Show only these",
  turn: (/** @type {number} */ n) => `turn ${n}`,
  words: { label: "The words that are selected", quote: "Copy quote with reference", link: "Copy a link to these words", add: "Add a claim" },
};

/** The words of Timeline. */
export const TIMELINE = {
  title: "Timeline",
  help: "From the first word to the last. Bars are turns, as long as what was said. Arcs join what agrees (blue) and what disagrees (red, dashed). Draw a range to narrow all views down to it.",
  replies: (/** @type {number} */ n) => counted(n, "reply", "replies"),
  bundled: (/** @type {number} */ n, /** @type {number} */ bundles) => `${counted(n, "reply", "replies")}, joined to ${counted(bundles, "bundle")}: the width is their number`,
  bundle: (/** @type {any} */ b) => `${counted(b.n, "reply", "replies")}: ${b.relation === "mixed" ? "qualifies, builds on and others" : b.relation}, ${b.explicit} of them said`,
  others: (/** @type {number} */ n) => `${n} others`,
  label: "Turns by speaker, with replies",
  scroll: "Timeline of the event",
  range: "Range of turns",
  from: "From turn",
  until: "to turn",
  clear: "Whole event",
  sections: "Section by section",
  only: "only this",
  none: "(no heading)",
  silent: "Nobody speaks in this transcript.",
};

/** The words of Review. */
export const REVIEW = {
  title: "Review",
  lead: (/** @type {number} */ n) => `${counted(n, "proposal")} by a machine. What you decide here goes into corrections.yaml, which kg build applies last.`,
  byPeople: "Every statement here was made by a person. You can still correct them: choose to see all.",
  status: (/** @type {number} */ n, /** @type {number} */ done, /** @type {number} */ of) => (n ? `${counted(n, "choice")} made; ${done} of ${of} decided; kept in this browser.` : `No choice made yet; ${of} to decide.`),
  who: "Your name",
  whoHint: "stands at each of your decisions",
  undo: (/** @type {string} */ what) => (what ? `Undo: ${what}` : "Nothing to undo"),
  redo: (/** @type {string} */ what) => (what ? `Redo: ${what}` : "Nothing to redo"),
  undoShort: "Undo",
  redoShort: "Redo",
  download: "Download corrections.yaml",
  saveAs: "Save to a file …",
  saveHere: "Save and build anew",
  saved: "Saved, and built anew.",
  saving: "Saving …",
  moved: "The file was changed by somebody else meanwhile. Their decisions stand before yours now, below: look, and save again.",
  refused: "Nothing was saved:",
  unreachable: "The server does not answer; the decisions are kept in this browser.",
  show: "Show",
  everything: "everything",
  all: "also what people made",
  open: "undecided only",
  unsure: "unsure only",
  rule: "Rule",
  speaker: "Speaker",
  order: "Order",
  orders: /** @type {[string, string][]} */ ([["weight", "what changes verdicts first"], ["unsure", "the unsure first"], ["event", "as in the event"]]),
  list: (/** @type {number} */ n) => `${counted(n, "thing")} to review`,
  none: "Nothing to review with these settings.",
  batch: "All in this list",
  batchAccept: (/** @type {number} */ n) => `Accept all ${n}`,
  batchReject: (/** @type {number} */ n) => `Reject all ${n}`,
  context: "In the transcript",
  form: "What to do",
  accept: "Accept",
  reject: "Reject",
  type: "Type",
  words: "The right words",
  rename: "Rename",
  into: "Goes into",
  choose: "choose …",
  opposite: "as its opposite",
  merge: "Merge",
  split: "Split in two",
  first: "First point",
  second: "Second point",
  toSecond: "Goes to the second:",
  voice: "Who speaks this turn",
  voiceSet: "Set the speaker",
  decided: "Decided",
  takeBack: "Take back",
  what: (/** @type {any} */ e) => [e.action, e.to, e.into && `into ${e.into}`, e.opposite && "(opposite)", (e.parts || []).map((/** @type {any} */ p) => p.id).join(" + ")].filter(Boolean).join(" "),
  by: (/** @type {any} */ e) => [e.by, (e.at || "").slice(0, 16).replace("T", " ")].filter(Boolean).join(", "),
  keys: "Keys: j k next and previous · a accept · x reject · 1 … 5 type · e words · m merge · s split · n next undecided · u undo · r redo",
  grid: {
    title: "Positions: who stands where",
    help: "A click on a cell offers the speaker's nearest claims, and takes a side. What you decide shows at once.",
    nearest: (/** @type {string} */ who) => `Claims of ${who} that may show it, the nearest first`,
    noClaims: "has made no claim here: add one by its words, in the transcript.",
    said: "said",
    inferred: "inferred",
    why: "Why (for what is inferred)",
    away: "Takes no position",
    close: "Close",
  },
  add: {
    title: "Add",
    claim: "Claim",
    claimHelp: "Select words in the transcript and choose “Add a claim”; or select them in the turn below.",
    turn: "The turn",
    shorterStart: "first word out",
    longerStart: "one word before",
    shorterEnd: "last word out",
    longerEnd: "one word more",
    text: "What it says, in a sentence",
    bears: "Bears on",
    nothing: "no point",
    question: "Question",
    point: "Point",
    of: "Answers",
    kind: "Kind",
    put: "Add it",
    noSpeaker: "Nobody speaks these words.",
    exists: "Added.",
  },
  findings: { title: "What does not fit together", ack: "Leave it as it is", why: "Why it may stay", done: "acknowledged" },
  conflicts: { title: "Two people decide differently", line: (/** @type {string} */ a, /** @type {string} */ b, /** @type {string} */ target, /** @type {string} */ one, /** @type {string} */ other) => `${target}: ${a || "somebody"} “${one}”, ${b || "somebody"} “${other}”. The later one holds.` },
  earlier: { title: "Decided in earlier rounds", bring: "Bring in a corrections.yaml", help: "They stay in the file, before the new ones. Taking one back counts from the next build.", unread: (/** @type {number} */ n) => `${counted(n, "entry", "entries")} written in a way that this page does not read: kept as written.`, lost: "finds no target any more" },
  ask: {
    title: "Ask a model",
    copy: "Copy the prompt",
    command: "kg prompt TRANSCRIPT > ask.md",
    how: "Without kg serve --edit this page has no prompt: this command writes it.",
    answer: "Paste the answer here",
    save: "Save as answer.txt",
    hand: "Hand it to kg",
    then: "then: kg draft TRANSCRIPT --answer answer.txt",
  },
  file: "corrections.yaml",
  impossible: (/** @type {string} */ why) => `This cannot be: ${why}`,
};
