"""A yes-or-no question as the sentence that it asks about: "Ada, should the city close the bridge?" → "The city should close the bridge."

The subject ends where the verb or the predicate begins; that place is looked for among the words, and where it is not
plain, there is no sentence: a wrong proposition is worse than none.
"""

from __future__ import annotations

import re

from kg.drafting.english.normalisation import sentence_text
from kg.drafting.english.patterns import one_of, plain
from kg.words import lines_of, word_set, words_in

_NAME = r"[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){0,2}"
_CALL_FIRST = re.compile(
    rf"""
    ^
    (?:
        and\  | so\  | but\  | well,?\  | now,?\  | okay,?\  | alright,?\  | thank\ you,?[ ]
    )*
    (?:(?i:mr|mrs|ms|dr|professor|senator)\.?\ )?{_NAME},\ (?=[a-z])
    """,
    re.VERBOSE,
)
_CALL_LAST = re.compile(rf",? (?:(?:Mr|Mrs|Ms|Dr)\.? )?{_NAME}\?*$")
_ANNOUNCED = re.compile(
    r"""
    ^.{0,60}?\b(?:question|issue)\b[^?.!:\"“]{0,60}?(?:\ (?:is|was)\b|:)(?:\ simply|\ really|\ this)?
    [,:]?\ ?[\"“']?(?=\w)
    """,
    re.I | re.VERBOSE,
)
#: "Tom from Varde asks, should …": somebody's question is read out.
_READ_OUT = re.compile(
    r"""
    ^[^?.!,:]{2,60}\ (?:asks|wants\ to\ know|would\ like\ to\ know|is\ asking|writes)[,:][ ]
    (?=(?:should|is|are|do|does|can|could|will|would|has|have|must)\b)
    """,
    re.I | re.VERBOSE,
)
_WHETHER = re.compile(
    r"""
    (?:
        ^
      | \b(?:is|ask|asking|debate|debating|discuss|decide|wonder|know|about|on|question)[ ]
    )(?:whether|if)(?:\ or\ not)?[ ]
    (?P<clause>[^?]{8,200})
    """,
    re.I | re.VERBOSE,
)
_LEAD = re.compile(
    r"""
    ^
    (?:
      (?:
          and | so | but | well | now | then | okay | ok | alright | right | first | first\ of\ all
        | finally | also | again | yes | yeah | no | hang\ on | look | listen | i\ mean
        | just\ quickly | quickly | briefly | very\ briefly | yes\ or\ no | simple\ question | in\ a\ word | last\ question
        | i\ want\ to\ ask | let\ me\ ask | let\ me\ ask\ you | tell\ me | can\ i\ ask
      )[,:]?[ ]
    )+
    """,
    re.I | re.VERBOSE,
)
_OPINION = re.compile(
    "^"
    + one_of(
        r"""
        (?:do|don't|would|wouldn't|did) you (?:(?:also|really|still|both|all|actually|personally|not) )*(?:(?:think|believe|agree|say|feel|argue)(?: that| with the idea that)?|(?:accept|concede)(?: that| the idea that))
        are you (?:really |actually |both )?(?:saying|suggesting|arguing|telling us|claiming|convinced|of the view|implying)(?: that)?
        (?:you|you're|you are) (?:really |still )?(?:think|believe|saying|suggesting|arguing)(?: that)?
        is it (?:not )?(?:true|right|fair|fair to say|correct|the case|your view|your position|possible) (?:to say )?that
        isn't it (?:true|right|fair to say|the case) that
        (?:do you )?agree that
        would it be (?:fair|right|true) to say that
        """
    )
    + r"\s+",
    re.I,
)
#: "Isn't it a good thing that more people ride?" asks for a judgement of what is taken to be so.
_JUDGED = re.compile(
    r"""
    ^(?:is|isn't|wouldn't|would)\ it\ (?:not\ )?(?:be\ )?(?:also\ |just\ |really\ )?(?:a\ )?
    (?P<how>good|bad|great|wonderful|terrible|important|dangerous|absurd|strange|unfair|wrong|better|worse)[ ]
    (?:thing\ )?that\ (?P<clause>.+)
    """,
    re.I | re.VERBOSE,
)
#: "Do you want the tunnel to be built?" asks whether it should be.
_WANTED = re.compile(
    r"""
    ^(?:do|would|did)\ (?:you|we)\ (?:really\ |still\ |both\ )?(?:want|like|prefer)[ ]
    (?P<thing>(?:the|a|an|this|that|our|all|more|fewer|every|another)\ (?:[\w'-]+\ ){1,6}?)to\ (?P<deed>[a-z][^?]{1,120})
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: "Would you ban homework?" asks whether it should be done.
_WOULD_DO = re.compile(
    r"""
    ^would\ you\ (?:personally\ |really\ |actually\ |still\ |both\ )?
    (?P<deed>(?:abolish|ban|decriminali[sz]e|legali[sz]e|nationali[sz]e|outlaw|privati[sz]e|repeal|scrap)\ [^?]{3,120})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(
    r"""
    ,?[ ]
    (?:
        right | correct | yes | no | true | huh | don't\ you\ think | wouldn't\ you\ say
      | is\ that\ right
      | (?:
            is | are | was | were | do | does | did | has | have | will | would | can | could | should
        )(?:n't)?\ (?:it|they|he|she|we|there|that)
    )\?+$
    """,
    re.I | re.VERBOSE,
)
_AUXILIARY = re.compile(
    r"""
    ^
    (?P<aux>
        should | will | can | could | would | must | may | might | is | are | was | were | has | have
      | had | do | does | did
    )(?P<not>n't|n’t)?[ ]
    (?P<rest>.+)
    """,
    re.I | re.VERBOSE,
)
_MODALS = word_set("should will can could would must may might")
_BE, _HAVE, _DO = word_set("is are was were"), word_set("has have had"), word_set("do does did")
_PRONOUNS = word_set("i you he she it they this that these those him her them one")
_WE = word_set("we there everybody everyone nobody somebody anybody")
_DETERMINERS = word_set(
    "a an the this that these those my your his her its our their every each some any no all most many few both"
)
_STARTS = words_in("drafting/english/starts")
_BEFORE_VERBS = word_set("still always never not just also ever even")
_LOOKED_FOR = word_set("any anyone anybody anything anywhere")
_HIGHEST = 9


def as_statement(question: str) -> str:
    """Return the sentence that a yes-or-no question asks about, or nothing where that is not plain.

    >>> as_statement("Ada, should the city close the old bridge?"), as_statement("So my question is, must every child learn to swim?")
    ('The city should close the old bridge.', 'Every child must learn to swim.')
    >>> as_statement("The harvest is lost, right?"), as_statement("Isn't the tower unsafe?"), as_statement("Why?")
    ('The harvest is lost.', 'The tower is unsafe.', '')
    >>> as_statement("Do you think that rents will fall?"), as_statement("Has the parish paid its debts?"), as_statement("Did you sign it?")
    ('Rents will fall.', 'The parish has paid its debts.', '')
    >>> as_statement("Do you want the tunnel to be built?"), as_statement("Do you want to go home?"), as_statement("Would you ban drums?")
    ('The tunnel should be built.', '', 'We should ban drums.')
    >>> as_statement("Is there anyone who would close the pool?"), as_statement("Can there be any excuse for the delay?")
    ('', '')
    """
    line = _without_call(" ".join(question.replace("’", "'").split()).strip('"“” '))
    clause = _WHETHER.search(line)
    if clause is not None and not line.endswith("?"):
        return _declared(clause["clause"])
    announced = _READ_OUT.match(line) or _ANNOUNCED.match(line)
    if announced:
        line = line[announced.end() :].strip("\"“”' ")
        inside = re.match(r"(?:whether|if) (?P<clause>.+)", line, re.I)
        if inside:
            return _declared(inside["clause"])
    line = _without_call(_LEAD.sub("", line))
    if not line.endswith("?") or re.search(r"\bor\b", line):
        return ""
    return _of_question(line)


def _of_question(line: str) -> str:
    wanted = _WANTED.match(line)
    if wanted:
        return _declared(f"{wanted['thing']} should {wanted['deed'].rstrip('? ')}")
    done = _WOULD_DO.match(line)
    if done:
        return _declared(f"we should {done['deed'].rstrip('? ')}")
    opinion = _OPINION.sub("", line)
    if opinion != line:
        return _declared(opinion.rstrip("? "))
    judged = _JUDGED.match(line)
    if judged:
        clause = judged["clause"].rstrip("? ")
        return sentence_text(f"it is {judged['how'].lower()} that {clause}") if _declared(clause) else ""
    tagged = _TAG.sub("", line)
    if tagged != line and not _AUXILIARY.match(tagged):
        return _declared(tagged.rstrip(", "))
    found = _AUXILIARY.match(line)
    if found is None:
        return ""
    return _uninverted(found["aux"].lower(), found["rest"].strip(" \"”'?").split())


def _without_call(line: str) -> str:
    called = _CALL_FIRST.match(line)
    if called:
        line = line[called.end() :]
    return _CALL_LAST.sub("?", line) if line.endswith("?") and "," in line[-40:] else line


def _declared(clause: str) -> str:
    """Return a clause that stands in the order of a statement, unless it speaks of somebody in the room."""
    words = plain(clause).split()
    if len(words) < 3 or words[0] in _PRONOUNS or {"you", "your", "i", "me", "my"} & set(words):
        return ""
    return sentence_text(clause.strip(' .?!"“”'))


def _uninverted(auxiliary: str, words: list[str]) -> str:
    low = [plain(w).strip(',.;:"“”') for w in words]
    if not low or low[0] in _PRONOUNS or {"you", "your", "i", "me", "my"} & set(low):
        return ""
    # "Is there anyone who objects?" looks for somebody: "there is anyone who objects" says nothing.
    if _LOOKED_FOR & set(low):
        return ""
    at = 1 if low[0] in _WE else _end_of_subject(auxiliary, low)
    if not 0 < at < len(low):
        return ""
    subject, rest = words[:at], [w for i, w in enumerate(words[at:]) if i > 0 or low[at] != "not"]
    if not rest:
        return ""
    return sentence_text(" ".join([*subject, *_said(auxiliary, rest)]))


def _said(auxiliary: str, rest: list[str]) -> list[str]:
    """Return the verb as a statement has it: `does … need` is `needs`."""
    if rest[0] == "ever":
        rest = rest[1:]
    if auxiliary in _DO and len(rest) > 1 and (rest[0].endswith("ly") or rest[0] in _BEFORE_VERBS):
        return [rest[0], *_said(auxiliary, rest[1:])]
    verb = rest[0].lower()
    if auxiliary == "do":
        return rest
    if auxiliary == "does":
        ending = (
            "es"
            if verb.endswith(("s", "x", "ch", "sh", "o"))
            else "ies"
            if verb[-1:] == "y" and verb[-2:-1] not in "aeiou"
            else "s"
        )
        return ["has" if verb == "have" else (verb[:-1] if ending == "ies" else verb) + ending, *rest[1:]]
    if auxiliary == "did":
        return [_PAST.get(verb, verb + ("d" if verb.endswith("e") else "ed")), *rest[1:]]
    return [auxiliary, *rest]


_PAST = {line[0]: line[1] for line in lines_of("drafting/english/irregular_verbs") if len(line) > 1}
_PARTICIPLES = frozenset(form for line in lines_of("drafting/english/irregular_verbs") for form in line[1:])


def _end_of_subject(auxiliary: str, words: list[str]) -> int:
    """Return how many words the subject has, or 0 where that is not plain."""
    first = 2 if words[0] in _DETERMINERS else 1
    for at in range(first, min(len(words), _HIGHEST)):
        if _begins(auxiliary, words, at):
            return at
    return 0


def _begins(auxiliary: str, words: list[str], at: int) -> bool:
    word = words[at]
    if word == "not":
        return True
    if words[at - 1] in _DETERMINERS or words[at - 1] in {"of", "and", "with"}:
        return False
    if auxiliary in _MODALS or auxiliary in _DO:
        return word in words_in("drafting/english/base_verbs") or word in {"ever", "never", "always", "still", "really"}
    if auxiliary in _HAVE:
        return (
            word in _PARTICIPLES
            or word.endswith("ed")
            or word in {"been", "ever", "never", "already", "always", "a", "an", "the"}
        )
    if word in _STARTS or word in words_in("drafting/english/predicates") or word.endswith("ly"):
        return True
    if word.endswith(("ing", "ed")) or word in _PARTICIPLES:
        # "Is print debugging good enough?": the subject goes on before an adjective.
        return at + 1 >= len(words) or words[at + 1] not in words_in("drafting/english/predicates")
    return at == len(words) - 1
