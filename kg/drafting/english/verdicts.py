"""What a reply says of the words before it: that they are right, wrong, disputed, never said, the opposite of what is so.

Words about what was said are kept apart from words about the world: after "They sent the nurses home", "That is not true"
speaks of the sentence, "That is shameful" of what was done. Each table is matched on one sentence (see patterns.plain).
"""

from __future__ import annotations

from kg.drafting.english.patterns import one_of, pattern

_LEADS = """oh well sorry look okay ok um uh and so but now yes yeah right sure fine think frankly honestly again absolutely exactly
    definitely"""
PARTS: dict[str, str] = {
    "adverbs": "(?:(?:just|simply|quite|absolutely|completely|totally|entirely|exactly|so|very|also|plainly|utterly|certainly|clearly|perfectly|really"
    "|actually|still|of course|dead|kind of|sort of|probably|always|both|all|flatly|again) )*+",
    "lead": "^(?:(?:"
    + "|".join(_LEADS.split())
    + "|no(?! one)|i'm sorry|i'm afraid|i (?:still |do |really |also )?think|i believe|to be honest|with (?:all due )?respect),? )*+",
    "said": "(?:that|it|this|which|you|he|she|they|what (?:you|he|she|they) (?:just )?(?:say|says|said|told us|are saying|is saying))",
    "is": "(?:'s|'re| is| are| was| were)",
    "is_not": "(?:'s not|'re not| is not| are not| was not|'s never| isn't| aren't| wasn't| ain't|'s hardly| is hardly)",
    "true": r"(?:true|right|correct|accurate|the case|what happened|how it (?:is|was|works|happened)|so\b(?=[.,!]|$))",
    "false": r"(?:untrue|incorrect|inaccurate|nonsense|rubbish|false|mistaken|a lie|lies|a myth|misleading|a (?:\w+ )?misunderstanding)",
    "wrong": r"wrong\b(?! (?:to|for|with|way|direction|in that|that|of|end|side|place|time|person|people|kind|tool|team))",
    "alone": r"(?! (?:that|to|if|how|when|because|what) (?!is\b|was\b))",
    "right": r"(?:(?<!\ball )right\b(?! (?:now|here|there|wing|to|of|away|up|across|after|before|in))|correct\b|true\b(?! (?:of|to))|spot on)",
    "end": r"(?=[.,;!]|$| (?:and|but|because|strongly|very|entirely|completely|absolutely)\b)",
    "claim": "(?:that|it|this|these|all of (?:that|it)|the (?:charge|claim|accusation|allegation|idea|suggestion)s?)",
    "saying": r"(?:say|says|said|saying|claim\w*|call\w*|suggest\w*|argu\w*|propos\w*|promis\w*|ask\w* for)",
    "more": r"(?:agree (?:with \w+ )?more|have (?:put|said) it (?:any )?better)",
    "opposite": r"(?:opposite|contrary|reverse)\b(?! (?:side|direction))",
}

VERDICTS = {
    "calls it wrong": pattern(
        r"""
        \b<said>(?: just| simply| really| plainly)?<is_not> <adverbs><true><alone>
        \b<said><is> (?:\w+ )?(?:disputed|contested)\b
        \b<said><is> <adverbs>not <adverbs><true><alone>
        \b<said><is> <adverbs><false><alone>
        \b<said>(?:'s|'re| is| are) <adverbs><wrong>
        ^(?:no,? |oh,? |well,? |but )?(?:absolute |complete |utter |total )?(?:nonsense|rubbish|untrue|wrong|false|not true|not so)\b(?=[.,!]|$)
        """,
        PARTS,
    ),
    "says that the other is wrong": pattern(
        r"""
        \bi (?:still |just |do |really )?(?:think|believe|say) (?:you|he|she|that|it)<is> (?:simply |just |quite )?(?:<wrong>|mistaken\b)
        <lead>(?:you|he|she|they)(?:'ve|'s| have| has)(?: got)? (?:this|that|it|things) (?:all |completely |totally |quite |exactly )?(?:wrong|backwards|upside down|back to front|the wrong way (?:a)?round)\b
        \b(?:i|we) used to (?:think|believe|say) (?:that|so|the same)(?: too| as well| myself)?,? (?:and|but|until|then)\b
        """,
        PARTS,
    ),
    "calls it right": pattern(
        r"""
        <lead>(?:that|it|this|you|he|she|they)<is> <adverbs><right>
        <lead>(?!all right\b)<adverbs>(?:right|correct|true|spot on)\b(?=[.,!]|$)
        <lead>(?:that|this|it)<is> <adverbs>(?:how i see it|my (?:view|point|feeling) (?:too|as well|exactly)|what i (?:think|say|mean)\b)
        <lead>(?:you|he|she|they)(?:'ve|'s| have| has| make| makes| made| raise| raises) (?:got )?(?:a|an|the) (?:\w+ ){0,2}point\b
        <lead>(?:that|this|it)<is> an? <adverbs>(?:fair|good|great|valid|excellent|important) point
        \bhit the nail on the head\b
        \b(?:couldn't|could not) <more>
        """,
        PARTS,
    ),
    "says the opposite": pattern(
        r"""
        <lead>on the contrary\b
        <lead>(?:quite |exactly |just |rather )?the <opposite>
        <lead>(?:far from it\b|if anything\b|hardly[.!])
        <lead>(?:that|it)<is> (?:\w+ )?the (?:exact |very )?<opposite>
        \bthe other way (?:a)?round\b
        \b(?:argue|argued|say|says|shows?|suggests?|tells? us|do|does|did|done|think) (?:\w+ )?(?:quite |exactly |precisely |just )?the (?:exact |very )?<opposite>
        \bthe <opposite> is (?:true|the case|so)\b
        \b(?:evidence|data|figures?|numbers|research|facts|stud(?:y|ies)|experience)(?: \w+){0,4}? (?:points?|shows?|says?|tells?|suggests?|goes|go)(?: us)?(?: in)? (?:\w+ )?the (?:exact )?(?:opposite|other|reverse)\b
        """,
        PARTS,
    ),
    "denies having said it": pattern(
        r"""
        <lead>(?:no one|nobody|none of us|no-one)(?:'s|'ve| is| was| has| have| here)? (?:ever )?(?:<saying>|deni\w*)\b
        <lead>(?:i|we)(?:'ve|'m| have| am| are|'re)? (?:never|not) (?:once |ever )?<saying>\b
        <lead>(?:i|we) (?:didn't|did not|don't|haven't) (?:ever )?<saying> (?!whether|if|when|why|how)
        <lead>(?:i|we|he|she|they) (?:\w+ )?(?:no such thing|nothing of the (?:kind|sort))\b
        <lead>(?:(?:hang on|hold on|wait(?: a (?:minute|second|moment))?|come on|excuse me),? )?(?:that|this|it)<is_not> (?:just |simply |really |at all )*+what (?:i|we|my|our|he|she|they|happened|it)(?:'m|'re|'s)?\b
        <lead>(?:that|this|it)<is> (?:just |simply |really |certainly )*not what (?:i|we|my|our|he|she|they|happened|it)\b
        """,
        PARTS,
    ),
    "disputes it": pattern(
        r"""
        (?<!you )(?<!not )(?<!n't )(?<!never )(?<!cannot )(?<!can )(?<!could )(?<!he )(?<!she )(?<!they )\b(?:dispute|deny|deni|contest|reject|refute|challenge|rebut)(?:s|es|d|ed)? <claim>\b<end>
        \b(?:i|we|i'd|i would|we'd|we would) (?:\w+ )?(?:question|doubt|query|object to) (?:that|it|this)\b<end>
        """,
        PARTS,
    ),
    "calls it wishful": pattern(
        r"""
        <lead>(?:that|it|this)<is> <adverbs><wishful>
        \bi (?:still |just |really |do |also )?think (?:that |that's |it's |this is )?(?:that|it|this)?(?:<is> )?<adverbs><wishful>
        """,
        PARTS
        | {
            "wishful": "(?:a bit |a little |far |way |much )?(?:too (?:optimistic|pessimistic|simple|rosy)|unrealistic|wishful thinking|overblown|exaggerated"
            "|an exaggeration|a fantasy|a pipe dream|far-fetched|simplistic|naive)\\b"
        },
    ),
    "likes the idea": pattern(
        r"""
        <lead>(?:that|this|it)(?:<is>|'d be| would be) an? <adverbs>(?:good|great|lovely|brilliant|excellent|wonderful|fantastic|terrific|fine) (?:idea|suggestion|proposal|plan)\b
        <lead><adverbs>(?:good|great|lovely|brilliant|excellent) idea(?=[.,!]|$)
        """,
        PARTS,
    ),
    "dislikes the idea": pattern(
        r"""
        <lead>(?:that|this|it)(?:<is>|'d be| would be) an? <adverbs>(?:bad|terrible|awful|dreadful|horrible|stupid|crazy) idea\b
        <lead>(?:that|this|it)(?:'d be| would be) an? <adverbs>(?:\w+ )?(?:mistake|disaster|catastrophe)\b
        """,
        PARTS,
    ),
    "says that it is not": pattern(
        r"""
        ^(?:(?:okay|ok|sure|yeah|yes|right|well|fine|true),? )*+but (?:it|they|that|he|she|we|there) (?:\w+ly |just )?(?:isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|won't|can't|cannot)(?=[.,!]|$)
        """,
        PARTS,
    ),
    "insists that it is so": pattern(
        r"""
        \b(?:insists?|maintains?|swears?|assures? \w+) (?:that )?(?:it|he|she|they|we|i) (?:did|do|does|was|were|has|have|had|is|are|will|would)\b
        """
    ),
}

#: A reply that goes on where the other stopped: it adds, and denies nothing.
CONTINUES = pattern(
    r"""
    <lead>not (?:just|only|merely|simply|to mention|to speak of)\b
    <lead>(?:more|worse|better) (?:than that|still)\b
    <lead>(?:on top of|over and above|above and beyond|beyond|besides|in addition to) (?:that|this|all that|which)\b
    <lead>(?:nor (?:would|do|did|can|could|will|have|has|had|am|is|are|was|should)|neither|also)\b
    <lead>(?:it|he|she|they|we|that|this) also\b
    <lead>(?:it|that|this)(?:'s| is| was)(?: not|n't)? (?:just|only|merely|simply) (?:the|a|an|in|about|that|for|with|to|our|your|his|her|their)\b
    <lead>(?:it|that|this) (?:isn't|wasn't) (?:just|only|merely|simply)\b
    """,
    PARTS,
)
_NOT_BY_ONESELF = one_of(
    r"""
    (?:i|we)(?:'m| am|'re| are| was| were| have| had|'ve) (?:not|never)
    (?:i|we) (?:never|don't|didn't|do not|did not|can't|cannot|can not|couldn't|haven't|hadn't|wasn't|weren't|won't|wouldn't)
    """
)
#: What one does not know, feel or see denies nothing that was said.
OF_ONESELF = pattern(
    r"""
    <lead><i_not> (?:at all |really |personally |quite |even |all that |so |very |yet )?(?:<knows>)\b
    ^(?:well,? )?(?:not (?:sure|surprised|certain|aware)|no idea)\b
    """,
    {
        **PARTS,
        "i_not": _NOT_BY_ONESELF,
        "knows": """know|knew|known|(?:disputing|denying|questioning|contesting|doubting) (?:the|your|his|her|those|these|any)|remember|recall|recollect|surprised?|aware|happy|unhappy|proud|sure|certain|say|tell|see|seen|heard?|read|understand
        |understood|mind|care|doubt|blame|sleep|wait|complain|expect|want to|going to (?:argue|comment|answer|go into|say)|comfortable|convinced|pleased|amazed
        |shocked|follow|speak|comment|answer|decided|thought|think (?:of|about)|an expert|a lawyer|met|been|recommend
        |have (?:a|any|an|that|those|the) (?:idea|figure|answer|number|opinion|view|problem|information|data|objection|trouble)s?""".replace(
            "\n        ", ""
        ),
    },
)
#: "I don't doubt it", "I can't deny that": a denial that assents.
ASSENTS_BY_DENIAL = pattern(
    r"""
    ^(?:well,? |no,? |oh,? |and )*(?:(?:i|we|you)(?: certainly| really)? (?:don't|do not|can't|cannot|couldn't|wouldn't|won't)|(?:nobody|no one) (?:can|would|will|could)) (?:\w+ )?(?:doubt|deny|dispute|argue with|quarrel with|disagree with|contest) (?:that|it|this|you)\b
    ^(?:well,? |no,? |oh,? |and |but )*(?:nobody|no one|no-one|none of us)(?: here)?(?:'s| is)? (?:\w+ )?(?:doubt|den[iy]|disput|disagree|contest|question)\w* (?:with )?(?:that|it|this|you)\b
    ^(?:well,? |no,? |oh,? |and |but )*there(?:'s| is) no (?:denying|disputing|arguing with|doubt about) (?:that|it|this)\b
    ^(?:well,? |no,? |oh,? |and |but )*(?:i'm|i am|we're|we are) not (?:\w+ )?(?:disputing|denying|doubting|contesting|questioning|arguing with) (?:that|it|this|you)\b
    """
)
#: The floor, the time and the tools of a talk: what is said of them asserts nothing.
FLOOR = pattern(
    r"""
    <lead>(?:thank(?:s| you)|please|go (?:on|ahead)|carry on|after you|you go|excuse me|may i|can i|could i|hold on|hang on|wait|next slide)\b
    <lead>let me (?:just |first |quickly |also )?(?:finish|start|begin|go back|come back|say|thank|answer|respond|add|ask|explain|put|get|take|show|give|make|continue|bring|interrupt|jump)\b
    <lead>before (?:i|we) (?!\w+ed\b)
    <lead>first(?: of all)?,? (?:i|let|the|a|we|may|can|could)\b
    <lead>if (?:i|we) (?:may|might|could|can)\b
    <lead>(?:(?:just|please),? )*(?:give|allow|grant) (?:me|us) (?:just )?(?:a|one|another|the|two|some)\b
    <lead>(?:just )?(?:one|a) (?:more|other|last|final|quick|second|moment|minute)\b
    <lead>not too (?:long|brief|fast|quick\w*|much|loud)\b
    <lead>it's (?:fine|ok|okay|all right)\b
    <lead>(?:problem|worries)[.,!]
    <lead>(?:i(?:'d| would) like|i (?:just )?(?:want|wanted|need|have|must|should|ought))(?: to)? (?:say|start|begin|thank|add|go|come|ask|first|make (?:a|one|two))\b
    """,
    PARTS,
)
#: "I couldn't agree more": its negation denies nothing.
AGREES_BY_DENIAL = pattern(
    r"""
    \b(?:couldn't|could not|can't|cannot) <more>\b
    """,
    PARTS,
)
#: "The builder promises …", "They say that …": whose words these are.
TELLS_OF_ANOTHER = pattern(
    r"""
    ^(?:and |but |so |well,? )*(?:they|he|she|people|some people|everyone|everybody|(?:the|my|our) (?:\w+ ){1,2})(?:\w+ )?(?:says?|said|claims?|claimed|promis\w+|insists?|insisted|keeps? saying|tells? us|told us|thinks?|believes?|wants? us to believe)\b
    """
)
#: "What I'm asking is whether …", "the question is whether …": asked without the form of a question.
ASKS_IN_WORDS = pattern(
    r"""
    \b(?:i'm|i am|i was|we're|we are|i just) ask(?:ing|ed)? (?:you |is |was )*(?:whether|if|what|why|how|do|did|would|is)\b
    \b(?:my|the|that|our) question (?:\w+ ){0,2}?is,? (?:whether|if)\b
    \b(?:i wonder|i'm wondering|tell (?:me|us)) (?:whether|if)\b
    """
)
