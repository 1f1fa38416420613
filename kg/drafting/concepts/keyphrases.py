"""Concepts that a transcript itself brings up: its recurring phrases, scored from the transcript alone.

A phrase counts when it recurs, holds together (its words stand together more often than their own counts make likely), and
is spread over several utterances. A published extractor of such phrases (YAKE 0.7) was tried: it took seventy times as long
as a blank tokenizer, and named single common words first ("model", "time", "problems").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import log

from kg.drafting.english.lexis import stem
from kg.model import Concept, slug
from kg.words import FUNCTION_WORDS, word_set

#: Content words too general to be a topic, alone or at either end of a phrase.
GENERAL = word_set("""way ways part parts place case cases fact facts idea ideas issue issues problem problems reason reasons result results side sides
    thing kind level levels number numbers group groups area areas end start beginning day days week weeks month months year years hour
    hours minute minutes tonight tomorrow yesterday morning today person man woman men women guy guys child everybody everyone somebody
    someone anybody anyone nobody something anything nothing everything whole able different same next last first second third fourth new
    old big small great large little long short high low early late best better worse important possible able real true clear sure
    certain main major only own few several couple bit half rest back away together around through against without within between among
    during under above below near far ago ever never always often sometimes usually soon later once twice else instead rather almost
    nearly enough too yet already maybe perhaps probably certainly absolutely exactly completely basically actually especially
    particularly obviously clearly simply honestly finally however therefore because although course moment word words
    name names title report reports story stories example examples question questions answer answers point points view views sense
    matter difference change changes need needs use used using work works working worked make makes made making do done doing go going
    gone come comes coming came get gets getting got give gives given giving gave take takes taken taking took put puts putting see
    seen saw look looks looking looked find finds found feel feels felt hear heard talk talks talking talked speak speaks spoke spoken
    ask asks asked asking tell tells told telling try tries tried trying call calls called calling keep keeps kept let lets start
    starts started starting begin begins began begun stop stops stopped happen happens happened happening want wants wanted wanting
    like likes liked love hope hopes mean means meant believe believes believed understand understands understood remember agree agrees
    agreed disagree think thinks thought thinking know knows knew known say says saying said show shows showed shown move moves moved
    turn turns turned run runs ran bring brings brought build builds built leave leaves left live lives lived set sets pay pays paid
    help helps helped add adds added become becomes became seem seems seemed appear appears appeared stay stays stayed stand stands
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion percent per cent mr mrs ms dr sir madam
    ladies gentlemen thank thanks please hello yeah okay ok hi bye welcome applause laughter crosstalk inaudible gonna gotta wanna kinda
    i'm don't can't it's that's we're you're they're there's what's let's he's she's won't isn't wasn't doesn't didn't couldn't wouldn't
    shouldn't haven't hasn't aren't weren't cannot can could will would shall should may might must good bad right wrong nice fine hard
    easy lot lots much many most more less least very really quite just also even still now then here there where when why how who
    which what whose all both each every any some no not nor neither either whether mine yours ours theirs myself yourself himself
    herself itself ourselves themselves sort type types terms term order process situation situations experience life world country
    countries people public government time times""")
_NOUN_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ship",
    "ism",
    "ance",
    "ence",
    "ics",
    "ology",
    "age",
    "tax",
    "law",
)
_BEFORE_NOUN = word_set(
    "the a an our their your his her its this that of in on for and no more less about any with from to"
)


class PhraseCounter:
    """Counts candidate phrases in one pass; `add` once a sentence, `concepts` at the end.

    >>> from kg.drafting.english.sentences import sentences
    >>> counter = PhraseCounter()
    >>> for i, text in enumerate(["Rent control hurts.", "Does rent control work?", "We need rent control now.", "Rents rise."]):
    ...     counter.add(sentences(text)[0].words, i)
    >>> [c.label for c in counter.concepts(limit=5)]
    ['rent control']
    """

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.phrases: Counter[tuple[str, ...]] = Counter()
        self._is_topical: dict[str, bool] = {}
        self._noun_like: Counter[str] = Counter()
        self._spread: dict[tuple[str, ...], int] = {}
        self._utterances: Counter[tuple[str, ...]] = Counter()

    def add(self, words: Iterable[str], utterance: int) -> None:
        """Count the candidates of one sentence."""
        run: list[str] = []
        kept: list[str] = []
        previous = ""
        is_topical = self._is_topical
        for word in words:
            topical = is_topical.get(word)
            if topical is None:
                topical = is_topical[word] = not (
                    word in FUNCTION_WORDS or word in GENERAL or len(word) < 3 or word[0].isdigit()
                )
            if topical:
                run.append(word)
                kept.append(word)
                if previous in _BEFORE_NOUN:
                    self._noun_like[word] += 1
            elif run:
                if len(run) > 1:
                    self._count(run, utterance)
                run = []
            previous = word
        self.words.update(kept)
        if len(run) > 1:
            self._count(run, utterance)

    def _count(self, run: list[str], utterance: int) -> None:
        phrases: list[tuple[str, ...]] = list(pairwise(run))
        if len(run) > 2:
            phrases += zip(run, run[1:], run[2:], strict=False)
        for phrase in phrases:
            self.phrases[phrase] += 1
            if self._spread.get(phrase) != utterance:
                self._spread[phrase] = utterance
                self._utterances[phrase] += 1

    def prune(self) -> None:
        """Forget phrases seen once, so that memory does not grow with a transcript of millions of words."""
        self.phrases = Counter({p: n for p, n in self.phrases.items() if n > 1})
        self._utterances = Counter({p: n for p, n in self._utterances.items() if p in self.phrases})
        self._spread = {p: u for p, u in self._spread.items() if p in self.phrases}

    def concepts(
        self, *, limit: int, known: frozenset[str] = frozenset(), names: frozenset[str] = frozenset(), text: str = ""
    ) -> tuple[Concept, ...]:
        """Return up to `limit` discovered concepts, in the order of their ids.

        Args:
            limit: how many at most.
            known: labels that need no discovery, in lower case.
            names: words of people's names, in lower case: phrases with them are no concepts.
            text: the transcript in lower case; where given, a phrase must stand in it as such, with no comma inside.
        """
        scored = self._phrase_scores() | self._word_scores()
        chosen: list[tuple[str, ...]] = []
        stems: set[tuple[str, ...]] = set()
        for phrase, _ in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
            label, stemmed = " ".join(phrase), tuple(stem(w) for w in phrase)
            if (
                label in known
                or not names.isdisjoint(phrase)
                or stemmed in stems
                or any(set(stemmed) <= set(s) for s in stems)
            ):
                continue
            if text and len(phrase) > 1 and text.count(label) < 2:
                continue
            stems.add(stemmed)
            chosen.append(phrase)
            if len(chosen) == limit:
                break
        return tuple(sorted((self._concept(p) for p in chosen), key=lambda c: c.id))

    def _phrase_scores(self) -> dict[tuple[str, ...], float]:
        total = max(1, sum(self.words.values()))
        scores = {}
        for phrase, n in self.phrases.items():
            if n < 2 or (n < 3 and total > 2_000) or self._utterances[phrase] < 2:
                continue
            if any(word.endswith("ly") for word in phrase):
                continue
            likely = total
            for word in phrase:
                likely *= self.words[word] / total  # type: ignore[assignment]
            scores[phrase] = n * log(max(n / max(likely, 1e-9), 1.01)) * (1 + 0.2 * len(phrase))
        return scores

    def _word_scores(self) -> dict[tuple[str, ...], float]:
        scores: dict[tuple[str, ...], float] = {}
        for word, n in self.words.items():
            plain = word.removesuffix("s")
            if n >= 4 and len(word) > 3 and (self._noun_like[word] / n > 0.45 or plain.endswith(_NOUN_ENDINGS)):
                scores[(word,)] = n * 1.5
        return scores

    def _concept(self, phrase: tuple[str, ...]) -> Concept:
        label = " ".join(phrase)
        last = phrase[-1]
        other = last[:-1] if last.endswith("s") and not last.endswith("ss") else last + "s"
        alternative = " ".join((*phrase[:-1], other))
        seen = self.words[other] > 0
        return Concept(id=slug(label), label=label, alt_labels=(alternative,) if seen else (), discovered=True)
