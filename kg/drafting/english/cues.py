"""The words by which turns agree, disagree, hedge and report: small closed tables, read by the modules that know their scope.

Patterns are matched on lower-cased text with straight apostrophes.
"""

from __future__ import annotations

import re

_OPENING = r"^(?:(?:oh|well|sorry|look|okay|ok|erm|um|uh|and|so|but|now|yes|yeah|no),? )*"

#: "You think that …", "so you're saying …" puts the other's view in other words, and takes no side on it.
_THINKING = r"(?:\ (?:do\ not|don't))?\ (?:think|believe|mean|accept)"
_SAYING = r"(?:'re|\ are)(?:\ not)?\ (?:saying|suggesting|arguing)"
_NO_PARAPHRASE = rf"(?!you(?:{_THINKING}|{_SAYING})\b)"
#: How a reply opens; each pattern is tried on the first sentence of the reply.
OPENINGS: dict[str, re.Pattern[str]] = {
    "opens with no": re.compile(
        r"""
        ^(?:(?:yes|yeah|right),?\ (?=no,))?(?:oh,?\ |well,?\ |sorry,?\ |but\ )*
        (?:
            no\b(?!-one)
            (?!
              [ ]
              (?:
                  one | matter | doubt | wonder | more | longer | problem | objections? | question
                | worries | idea | need | offen[cs]e
              )\b
            )
          | nope\b | nah\b
        )
        """,
        re.VERBOSE,
    ),
    "opens with not": re.compile(
        r"""
        ^(?:oh,?\ |well,?\ )?
        (?:
            not\ (?:at\ all|yet|quite|really|necessarily|true|so|just|with|if|only|in|for|the|a|every)
          | of\ course\ not | absolutely\ not | certainly\ not | definitely\ not | hardly
        )\b
        """,
        re.VERBOSE,
    ),
    # "Yeah, no, it doesn't" is a no; "Yeah, no, absolutely" a yes.
    "opens with yes": re.compile(
        r"""
        ^(?:oh,?\ |well,?\ )?(?:yes|yeah|yep|yup|aye)\b
        (?!,?\ no,[^.,;]{0,60}(?:n't|\bnot|\bnever)\b)
        """,
        re.VERBOSE,
    ),
    "opens with assent": re.compile(
        r"""
        ^(?:oh,?\ |well,?\ |yes,?\ |yeah,?\ )?
        (?:
            absolutely | exactly | of\ course(?=[.,!]|$) | definitely | certainly | precisely | indeed
          | correct | quite\ right | spot\ on | totally | completely | agreed | hear,?\ hear | true
          | so\ (?:do|would|did|am|have)\ i(?=[.,!]|$) | me\ too | same\ here | neither\ do\ i(?=[.,!]|$)
        )\b(?!\ not)
        """,
        re.VERBOSE,
    ),
    "opens with but": re.compile(r"^(?:but|however|except|yet)\b"),
    "opens with a denial": re.compile(
        rf"""
        ^(?:well,?\ |but\ |no,?\ |and\ )?{_NO_PARAPHRASE}
        (?!
          (?:i|we)\ (?:don't|didn't|do\ not|can't)[ ]
          (?:
              know | mind | want\ to | wanna | remember | recall
            | have\ (?:a|any|much|anything)
          )
        )
        (?:
            (?:
                that | it | this | he | she | they | we | i | you | there | those | these | nobody
              | none
            )(?:\ \w+)?(?:'s|'re|'m)?\ ?
            (?:
                not | never | isn't | wasn't | aren't | weren't | doesn't | don't | didn't | haven't
              | hasn't | won't | can't | cannot | couldn't | wouldn't
            )\b
          | (?:that|it|this)'s\ not | (?:we|they|you)'re\ not | i'm\ not | nobody | none\ of
        )
        """,
        re.VERBOSE,
    ),
    "answers with a bare verb": re.compile(
        r"""
        ^
        (?:oh,?\ |yes,?\ |no,?\ |but\ |and\ |well,?\ )?
        (?:i|you|he|she|it|we|they|that|there|some\ of\ them|those)
        (?:\ (?:already|certainly|absolutely|really))?[ ]
        (?:
            am | is | are | was | were | do | does | did | have | has | had | will | would | can | could
          | should
        )(?:\ already)?[.!,]?$
        """,
        re.VERBOSE,
    ),
    "answers with a bare negation": re.compile(
        r"""
        ^(?:oh,?\ |no,?\ |but\ |well,?\ )?
        (?:i|you|he|she|it|we|they|that|there|some\ of\ them)(?:'s|'re|'m)?[ ]
        (?:
            not | isn't | wasn't | aren't | weren't | don't | doesn't | didn't | haven't | hasn't
          | hadn't | won't | wouldn't | can't | couldn't | shouldn't | never
        )(?:\ \w+)?[.!]?$
        """,
        re.VERBOSE,
    ),
    "turns on the other": re.compile(
        rf"""
        ^(?:and\ |but\ |well,?\ )?{_NO_PARAPHRASE}
        (?:
            you(?!\ know\b) | your(?!\ (?:\w+\ )?(?:minutes?|time|turn)\b) | you're | you've
        )\b
        """,
        re.VERBOSE,
    ),
    "speaks of itself": re.compile(r"^(?:and |but |well,? )?(?:we|we're|we've|our|i|i'm|i've|my)\b"),
    "opens with a question": re.compile(
        r"""
        ^(?:and\ |but\ |so\ |well,?\ )?
        (?:
            (?:
                do | does | did | are | is | was | were | will | would | can | could | should | have
              | has
            )[ ]
            (?:you|he|she|it|we|they|i|there|that|this|the)\b
          | what | why | how | who | when | where | which
        )\b
        """,
        re.VERBOSE,
    ),
}

#: Every pattern above asks for one of these among the first three words.
OPENING_WORDS = frozenset(
    [
        "no",
        "nope",
        "nah",
        "not",
        "of",
        "absolutely",
        "certainly",
        "definitely",
        "hardly",
        "yes",
        "yeah",
        "yep",
        "yup",
        "aye",
        "exactly",
        "precisely",
        "indeed",
        "sure",
        "correct",
        "quite",
        "spot",
        "totally",
        "completely",
        "agreed",
        "hear",
        "so",
        "me",
        "same",
        "neither",
        "true",
        "but",
        "however",
        "except",
        "yet",
        "that",
        "it",
        "this",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "there",
        "those",
        "these",
        "nobody",
        "none",
        "some",
        "your",
        "our",
        "my",
        "that's",
        "it's",
        "this's",
        "they're",
        "we're",
        "you're",
        "i'm",
        "you've",
        "we've",
        "i've",
        "he's",
        "she's",
        "there's",
        "isn't",
        "wasn't",
        "do",
        "does",
        "did",
        "are",
        "is",
        "was",
        "were",
        "will",
        "would",
        "can",
        "could",
        "should",
        "have",
        "has",
        "what",
        "why",
        "how",
        "who",
        "when",
        "where",
        "which",
        "nonsense",
        "rubbish",
        "untrue",
        "wrong",
        "complete",
        "utter",
        "total",
    ]
)

#: What stands between I and agree.
_BEFORE = """
    do would totally completely entirely absolutely wholeheartedly fully strongly really very_much quite also
    both all couldn't could_not have_to must will can broadly largely certainly tend_to might actually just
    personally very much so think_i
"""
_ADVERBS = rf"(?:(?:{'|'.join(_BEFORE.split())})\ )*".replace("_", r"\ ")
#: "I'd support that too", "Now that I could live with", "I accept that."
_WOULD = r"(?:'d|'ll|\ would|\ could|\ can|\ will)"
_TAKE = r"(?:support|back|accept|welcome|endorse|live\ with|go\ along\ with)"
_NOTHING_MORE = r"(?:,?\ (?:too|as\ well))?(?=[.,;!]|$)"
AGREES = re.compile(
    rf"""
      \b(?:i|we|i'd|we'd|i'll)\ {_ADVERBS}(?:agree|concur|share\ (?:that|your|his|her|the\ same|this))\b
    | \b(?:i'm|i\ am|we're|we\ are)\ (?:\w+\ )?
      (?:
          in\ (?:\w+\ )?agreement | with\ you\ on
        | of\ the\ same\ (?:view|opinion)
      )\b
    | (?<!you\ )(?<!they\ )(?<!he\ )(?<!she\ )\bagree\ with\ (?:you|him|her|that|this|what)\b
    | \b(?:i|we)(?:{_WOULD})?(?:\ (?:happily|gladly|certainly|also|fully|really))?\ {_TAKE}\ (?:that|this){_NOTHING_MORE}
    | \b(?:i'm|i\ am|we're|we\ are)\ all\ for\ (?:it|that|this)\b
    | \b(?:that|this)(?:\ is\ (?:something|a\ thing))?\ (?:i|we){_WOULD}\ {_TAKE}{_NOTHING_MORE}
    """,
    re.VERBOSE,
)
#: Agreement with somebody by name, in the case in which it is written.
AGREES_BY_NAME = re.compile(
    r"""
    \bagree\ (?:\w+\ ){0,2}(?:with|on)\ (?:what\ )?
    (?P<name>(?:(?:Mr|Mrs|Ms|Dr|Professor|Prof)\.?\ )?[A-Z]\w+)
    """,
    re.VERBOSE,
)
DISAGREES = re.compile(
    r"""
      \b
      (?:
          (?:
              i | i'd | i'll | we | we'd | must | to | respectfully | strongly | completely | totally
          )\ (?:\w+\ ){0,3}?disagree\b
        | beg\ to\ differ | take\ issue\ with | refute | argue\ the\ opposite | push\ back
        | (?:don't|do\ not|can't|cannot|didn't|wouldn't|not|never)\ (?:\w+\ ){0,2}
          (?:
              agree | accept
            | share\ (?:that|this|your|his|her)
            | buy\ (?:that|this|it)
          )
        | (?:i|we)\ (?:would\ |must\ |have\ to\ )?(?:reject|dispute|oppose|object\ to)\b
        | (?:my|a\ different|a\ somewhat\ different|another)\ view\ is\ (?:different|the\ opposite)
        | (?:see|look\ at|view|think\ about|put)\ (?:it|this|that)\ (?:a\ (?:little|bit)\ )?differently
        | opposed\ me
        | opposed\ (?:him|her|you|us|that|this)
      )\b
    | ^disagree\b
    """,
    re.VERBOSE,
)
#: "Sure, if you call that a success": a yes on a condition is none, and may be meant to bite.
ON_A_CONDITION = re.compile(r"(?:yes|yeah|sure|right|fine|okay|ok|true|absolutely),? (?:but )?(?:only )?if\b")
CONTRASTS = re.compile(
    r"""
    \b
    (?:
        in\ fairness | to\ be\ fair
      | with\ (?:all\ due\ |great\ |the\ greatest\ |huge\ )?respect
      | the\ truth\ is | the\ (?:fact|reality)\ is | the\ facts\ are | in\ fact | surely | nonetheless
      | nevertheless | despite | on\ the\ contrary | quite\ the\ opposite | the\ opposite | whereas
      | rather\ than | instead | hang\ on | hold\ on | come\ on | wait\ a | excuse\ me
      | let's\ be\ clear | let\ me\ be\ clear | i'm\ sorry | i'm\ afraid
    )\b
    """,
    re.VERBOSE,
)
REPORTS = re.compile(
    r"""
    \b
    (?:
        you | he | she | they | it | report | government | minister | commission | office | committee
      | party | [a-z]+
    )[ ]
    (?:
        said | says | say | saying | claims | claimed | found | called | calls | promised | voted
    )\b
    """,
    re.VERBOSE,
)
CONCEDES_THEN_CONTRASTS = re.compile(r"\b(?:but|however|although|though|at the same time|on the other hand)\b")
MANAGES = re.compile(r"\b(?:thank|thanks|let's (?:go|hear|take)|moving on|let me bring|come back)\b")
CHALLENGES = re.compile(
    r"""
    \b
    (?:
        what\ about | how\ about | how\ can\ you | how\ do\ you
      | why\ (?:did|don't|do|would|are|is|not|didn't|won't|on\ earth)
      | isn't\ it | aren't\ you | don't\ you | didn't\ you | wasn't\ it | doesn't\ it | haven't\ you
      | won't\ you
    )\b
    """,
    re.VERBOSE,
)
ASKS = re.compile(
    r"""
    \b(?:is\ it|isn't\ it|aren't\ they|do\ you|are\ you|would\ you|don't\ you|have\ you|did\ you)\b
    """,
    re.VERBOSE,
)
YOU = re.compile(r"\b(?:you|your|you're|you've)\b")
DIGIT = re.compile(r"\d")
OF_ONE = re.compile(r"\b(?:i|we|our|my|us|i've|we've|i'm|we're)\b")
