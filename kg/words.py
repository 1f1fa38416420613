"""Word lists, short ones in the source and long ones in files beside the code; and the words that carry no topic."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


#: Scripts that write no spaces, as a range of a pattern: Kana, Han, Thai.
UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"


#: Languages without spaces between words whose words can be told all the same, and those whose words cannot.
CUT, UNCUT = frozenset({"zh", "ja", "th"}), frozenset({"lo", "km", "my", "bo", "dz"})


def has_words(language: str) -> bool:
    """Tell whether the words of a language can be told: it is written with spaces, or it is cut into words.

    >>> [has_words(language) for language in ("de", "zh-Hant", "ja", "km")]
    [True, True, True, False]
    """
    return language.split("-", maxsplit=1)[0] not in UNCUT


@cache
def lines_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each line of a list; `people/titles` is `words/titles.txt` in the room people.

    >>> lines_of("drafting/english/irregular_verbs")[0]
    ('be', 'was', 'were', 'been')
    """
    room, _, file = name.rpartition("/")
    text = (_PACKAGE / room / "words" / f"{file}.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip())


@cache
def words_in(name: str) -> frozenset[str]:
    """Return all words of a list.

    >>> "found" in words_in("drafting/english/irregular_verbs")
    True
    """
    return frozenset(word for line in lines_of(name) for word in line)


def counted(n: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun, in the singular for one.

    >>> counted(1, "claim"), counted(0, "reply", "replies")
    ('1 claim', '0 replies')
    """
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def word_set(*texts: str) -> frozenset[str]:
    """Return the words of some texts: a list that is readable in the source and a set in use.

    >>> sorted(word_set("b a", "c"))
    ['a', 'b', 'c']
    """
    return frozenset(word for text in texts for word in text.split())


NEGATIONS = word_set("""not no never none nobody nothing nor neither cannot without hardly scarcely nowhere don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't ain't mustn't needn't
    dont doesnt didnt isnt arent wasnt werent wouldnt couldnt shouldnt havent hasnt hadnt aint""")


AUXILIARIES = word_set(
    "am is are was were be been do does did have has had will would can could shall should may might must ought"
) | frozenset(n for n in NEGATIONS if n.endswith("n't"))


FUNCTION_WORDS = (
    word_set("""a an the and or but if so as of to in on at by for from with about into over after before than then that this these those
    there here it its it's that's there's he she they them their his her him we us our ours you your yours i me my mine who whom
    which what when where why how all any some just very really quite well also too only even still yet now again up down out off
    because while though although until since let let's get got going go gone want wants think know say says said saying mean
    actually maybe perhaps i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd they'll he's
    she's he'd she'd what's who's one ones thing things like more most much many lot lots other another same such kind sort way
    people yes yeah no okay ok right sure please thank thanks good come came make made take put see look tell talk point
    question answer moment time year years day today course example""")
    | word_set(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
    )
    | AUXILIARIES
    | NEGATIONS
)
