"""What a speaker's label looks like, told from its words alone: names, initials, nicknames, `Speaker 1`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from kg.people.roles import HONORIFICS_HAN, OFFICE_WORDS, TITLES
from kg.words import word_set

Shape = Literal["name", "office", "initials", "generic", "nick", "number", "joint", ""]

#: Labels that name a part in the conversation rather than a person, in several languages.
GENERIC = word_set("""
    aud audiencemember speaker participant interviewer interviewee moderator host cohost co-host presenter narrator announcer operator
    audience crowd panel panelist panellist panelists panellists attendee member members student teacher doctor patient
    caller reporter journalist questioner guest client witness counsel lawyer judge juror clerk chair chairman chairwoman
    chairperson chairs president secretary speaker's everyone everybody all unknown unidentified person man woman male female voice user
    assistant agent customer facilitator translator interpreter professor expert analyst host's officer mc emcee
    sprecher sprecherin moderatorin teilnehmer teilnehmerin publikum zuschauer unbekannt präsident präsidentin vorsitzender
    intervenant intervenante animateur animatrice modérateur modératrice journaliste présentateur présentatrice inconnu
    inconnue public auditeur auditrice président présidente
    orador oradora hablante moderadora moderador entrevistador entrevistadora entrevistado entrevistada presentador
    presentadora público desconocido desconocida presidente presidenta participante
    relatore relatrice moderatore moderatrice conduttore conduttrice pubblico sconosciuto intervistatore
    falante apresentador apresentadora mediador mediadora
    主持人 主持 嘉宾 观众 记者 提问者 问 答 发言人 讲者 旁白 主席 司会 司会者 参加者 質問者 회장 사회자 진행자
    interlocutor respondent researcher investigator subject observer court bailiff prosecutor plaintiff defendant
    voorzitter griffier puhemies talman
    """)
_QUALIFIER = word_set(
    "unknown unidentified male female other another second first third new off-screen offscreen several multiple various",
    "hon hon. honourable honorable some an the a mr. madam mr madam deputy acting vice mc question",
    "de het der die das il lo la le el os as",
    "committee audience news video guest french german spanish conference main on-screen",
)
#: Names of languages, which mark a translation and name no one.
LANGUAGES = word_set("""
    english afrikaans french german spanish italian portuguese dutch welsh irish gaelic chinese mandarin cantonese japanese korean arabic hebrew hindi urdu
    bengali tamil telugu russian ukrainian polish czech greek turkish swahili zulu isizulu xhosa isixhosa sotho sesotho setswana sepedi tshivenda xitsonga siswati
    isindebele maori te-reo samoan fijian romanian hungarian finnish swedish norwegian danish vietnamese thai malay indonesian tagalog catalan basque galician
    deutsch français español italiano português nederlands 中文 英文 日本語 한국어
    """)
#: Words that open a line with a colon and are not who speaks.
NOT_SPEAKERS = (
    word_set("""
    note notes topic topics subject re date time times place location venue present absent apologies attendees attendance
    agenda minutes summary action actions resolution resolutions resolved decision decisions proposal proposed proposals
    motion vote votes example examples warning disclaimer copyright source sources url http https mailto ftp link links video
    audio recording duration length title author authors editor editors keywords tags category published updated transcript
    transcription transcribed produced producer conclusion conclusions consensus issue issues pr status todo todos tldr key ps nb fyi
    references reference context background goal goals non-goal objective objectives outcome outcomes result results important caution
    finally also because however therefore meanwhile moreover furthermore otherwise additionally instead thus hence next then
    first second third fourth fifth firstly secondly thirdly lastly one two three four five yes no well so but and or if when
    what why how who where which this that these those there here it they we you i he she the a an my your our their his her its
    in on at to of for from by with as into about after before during between under over since until while via per than is are was were be
    answer question slide slides figure table chapter section part page line step principle option point item level phase day week
    rule article act scene version row req requirement problem solution lesson episode season track session appendix stage idea
    case reason reasons fact facts claim evidence pros cons advantages disadvantages benefit benefits risk risks update updates
    participants panelists panellists guests speakers attending
    meeting chat jabber room regrets scribe scribes scribenick previous thanks welcome introduction intro outro music applause laughter
    break end start begin contents content overview abstract description details detail comment comments feedback email phone
    tel fax web website twitter facebook instagram linkedin youtube podcast sponsor sponsors credits image photo caption language languages
    january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday today tomorrow yesterday
    remark remarks observation definition theorem proof lemma exercise hint tip tips quote quotes verse input output default
    required optional type name names id list ex eg ie etc viz rationale motivation impact scope priority deadline due owner assignee
    datum ort thema titel anwesend abwesend protokoll beschluss hinweis anmerkung quelle dauer zusammenfassung beispiel frage antwort
    lieu sujet ordre titre présents absents remarque résumé exemple durée conclusion conclusions réponse
    fecha lugar tema título asistentes ausentes nota resumen ejemplo fuente duración pregunta respuesta conclusión
    data luogo oggetto presenti assenti riassunto esempio fonte durata domanda risposta ora
    beginn schluss ende fortsetzung unterbrechung aanvang sluiting début fin inicio inizio
    时间 地点 日期 主题 议题 摘要 注 备注 来源 结论 例如 比如 首先 其次 最后 第一 第二 第三 问题 标题
    作者 编辑 译者 翻译 校对 原文 发布日期 原文发布日期 发布时间 链接 图片 日期和时间 嘉宾介绍 編集 著者 訳者 日時 場所
    """)
    | LANGUAGES
)
#: Words that do not stand inside a name (beyond its particles).
_NOT_IN_NAMES = word_set("""
    is are was were be been has have had do does did will would can could should may might must shall that this these those there
    it we you i he she they what why how when where which who whom whose if because so but not no yes just very really
    about into than then here my your our their his her its me him us them a an from at to by as on in or with for also only more most
    think thinks said says say saying know want going get got make makes let lets let's it's that's there's i'm we're don't
    est sont était être avoir c'est que qui mais pour dans avec sur pas plus nous vous ils elles
    ist sind war nicht aber wenn weil dass wir ihr sie ich und oder auch für mit auf
    es son era pero porque para con sobre como más nosotros ustedes que
    """)
PARTICLES = word_set(
    "de da do dos das del della di du des la le les van von der den ter ten bin ibn al el y e zu zum zur af av und of the and st. st san santa abu ben mac mc ap d' l' 't"
)
#: Small words inside the name of an office.
_OF_OFFICES = word_set("for to in on at with für und des per pour et voor van het met til")
#: Words of English that are first words of names as well.
_ALSO_NAMES = word_set("an will he she you so do to my can may")
_ABBREVIATIONS = word_set("NB PS FYI URL EG IE EX TBD TBC ETA ID Q A OK FAQ RFC TEL FAX PS1 EU US UK UN AI")
_NUMBERED = re.compile(r"(?<![\s_#.-])[\s_#.-]*+(?:\d{1,3}|(?<=[\s_#.-])[A-Z])$")
_INITIALS = re.compile(r"^(?:[A-Z]\.?\s?){1,4}$|^[A-Z]{1,4}\d?$|^[A-Z][a-z]?[A-Z]{1,3}$")
_NICK = re.compile(r"^@?[^\W\d_][\w.|\\`^{}\[\]-]{0,30}$")
_JOINT = re.compile(
    r"(?:(?<!\s)\s++)?+[/&+]\s*+|(?:(?<!\s)\s++)?+,\s*+(?:and\s++|und\s++|et\s++|y\s++)?|(?<!\s)\s++(?:and|und|et)\s++|、|和"
)
#: A quotation mark inside of a word is a Hebrew abbreviation's.
_BAD = re.compile(r"[?!;=<>{}$%^~\\]|(?<!\w)[\"“”]|[\"“”](?!\w)|https?|www\.|//|\.\.\.|…|--|\d{5,}|[\w]@[\w]")
_HAN_NAME = re.compile(
    r"^[\u3400-\u9fff々·•・]{2,12}$|^[\u30a0-\u30ff・ー]{2,16}$|^[\uac00-\ud7a3]{2,5}$|^[\u3040-\u30ff\u3400-\u9fff]{2,10}$"
)
#: More characters of a script without blanks than this are a sentence.
_LONGEST_WIDE = 6
_HAN_SENTENCE = re.compile(r"[的了是不在们这那就也都说我你他她它吗呢吧啊]")


def key(label: str) -> str:
    """Return the form under which two spellings of one label are the same: case, spaces and width folded.

    >>> key("  Lightclient "), key("ＬＥＥ  Wei")
    ('lightclient', 'lee wei')
    """
    return " ".join(unicodedata.normalize("NFKC", label).casefold().replace("’", "'").split()).strip(" .:-–—,")


@lru_cache(maxsize=20_000)
def shape(label: str) -> Shape:
    """Tell what kind of label this could be, or "" when it is none.

    >>> [shape(x) for x in ("Tang Jie", "YK", "SPEAKER_00", "ekr", "7", "AWB, DH", "Several aspects determine it")]
    ['name', 'initials', 'generic', 'nick', 'number', 'joint', '']
    """
    text = label.strip()
    if not text or len(text) > 110:
        return ""
    if text.isdigit():
        return "number" if len(text) <= 3 else ""
    if is_generic(strip_affiliation(text)):
        return "generic"
    if _BAD.search(text):
        return ""
    core = strip_affiliation(text)
    folded = key(core)
    if core in {"Q", "A"}:
        return "generic"
    if _INITIALS.match(core) and (folded not in NOT_SPEAKERS or (len(core) <= 3 and core not in _ABBREVIATIONS)):
        return "initials"
    if folded in NOT_SPEAKERS or _numbered_thing(core):
        return ""
    if _is_name(core):
        return "name"
    if is_office(core) or _is_addressed(core):
        return "office"
    if folded.startswith("the ") and _is_name(core[4:].strip()):
        return "nick"
    parts = [p for p in _JOINT.split(core) if p]
    if 1 < len(parts) <= 6 and all(_is_part(p) for p in parts):
        return "joint"
    wide = sum("\u3040" <= c <= "\u9fff" for c in core)
    # Without blanks a sentence looks like one word.
    if _NICK.match(core) and core[0] not in "-." and folded not in _NOT_IN_NAMES and wide <= _LONGEST_WIDE:
        return "nick"
    return "nick" if _opens_oddly(core) else ""


def _opens_oddly(core: str) -> bool:
    """`An Nguyen`, `Will Hart`, `He Lan`: names that begin as a sentence might; to be believed they must return."""
    first, _, rest = core.partition(" ")
    return (
        key(first) in _ALSO_NAMES
        and first[:1].isupper()
        and 1 <= len(rest.split()) <= 3
        and _is_name(rest)
        and all(map(_capitalised, rest.split()))
    )


def is_office(label: str) -> bool:
    """Tell whether a label names an office: `The Minister for Works`, `Parliamentary Under-Secretary of State`.

    >>> is_office("The Minister for Works"), is_office("The LEADER OF THE OPPOSITION"), is_office("Letter to the Minister")
    (True, True, False)
    """
    words = label.split()
    if words and key(words[0]) == "the":
        words = words[1:]
    folded = [key(w).strip(",") for w in words]
    if not words or len(words) > 18 or not words[0][:1].isupper() or folded[0] in NOT_SPEAKERS:
        return False
    small = next((i for i, w in enumerate(words) if w.islower() or key(w) in {"of", "for"}), len(words))
    if small and folded[small - 1] in NOT_SPEAKERS:
        return False
    core = {part for w in folded[:small] for part in (w, *w.split("-"))}
    return bool(core & (TITLES | OFFICE_WORDS | GENERIC)) and all(
        w[:1].isupper() or f in PARTICLES | _OF_OFFICES for w, f in zip(words, folded, strict=True)
    )


def _is_addressed(label: str) -> bool:
    """A title, an article and an office, as the chair is written in many languages: `Mevrouw de voorzitter`, `M. le président`.

    >>> _is_addressed("Mme la présidente"), _is_addressed("Mme la présidente parle"), _is_addressed("Minister de la")
    (True, False, False)
    """
    title, *rest = label.split()
    folded = [key(w) for w in rest]
    return (
        title[:1].isupper()
        and key(title) in TITLES
        and 1 <= len(rest) <= 4
        and folded[-1] in GENERIC | OFFICE_WORDS
        and all(f in PARTICLES | GENERIC | OFFICE_WORDS | {"le", "el", "il"} for f in folded)
    )


def _is_part(part: str) -> bool:
    return bool(_INITIALS.match(part)) or is_generic(part) or (_is_name(part) and key(part) not in NOT_SPEAKERS)


def joint_parts(label: str) -> tuple[str, ...]:
    """Return the labels inside a joint one, or the label alone.

    >>> joint_parts("AWB, DH and BE"), joint_parts("Smith, John")
    (('AWB', 'DH', 'BE'), ('Smith, John',))
    """
    if shape(label) != "joint":
        return (label,)
    return tuple(p for p in _JOINT.split(strip_affiliation(label)) if p)


def is_generic(label: str) -> bool:
    """Tell whether a label names a part (`Speaker 1`, `Host`, `Unknown`), not a person."""
    if len(label) > 80:
        return False
    # `AudienceMember 20210318QT12` is an audience member with a number of the editor's.
    parted = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", label.strip())
    label = re.sub(r"(?<!\s)\s++(?=[^\d\s]*+\d)[\w-]++$", " 1", parted) if " " in parted else parted
    words = key(label).replace("_", " ").split()
    if not words or len(words) > 4:
        return False
    if len(words) > 1 and {"unknown", "unidentified", "unnamed"} & set(words):
        return True
    counted = _NUMBERED.search(label.strip())
    before = label.strip()[: counted.start()] if counted else ""
    if before.strip():
        words = key(before).replace("_", " ").split() or words
    stripped = [w.strip("#.-()") for w in words]
    head, rest = stripped[-1], stripped[:-1]
    if head not in GENERIC and stripped[0] in GENERIC and all(w.isdigit() or len(w) == 1 for w in stripped[1:]):
        return True
    return head in GENERIC and all(w in _QUALIFIER or w in GENERIC for w in rest)


def _numbered_thing(core: str) -> bool:
    """`Principle 2`, `Slide 3`, `Step A`: a thing that is counted, unless it is a person's part."""
    match = re.search(r"(?<!\d)(?<!\d[.-])(?:\d++[.-])*+\d++$", core)
    before = core[: match.start()].rstrip().removesuffix("#").removesuffix(".") if match else ""
    return bool(match and key(before).split(" ")[-1] in NOT_SPEAKERS | {""})


def strip_affiliation(label: str) -> str:
    """Return a label without what follows the name: `(role)`, `| Org`, ` - Org`, `[Org]`.

    >>> [strip_affiliation(x) for x in ("Dima | Lido", "Tang Jie (Zhipu AI)", "Ann Lee - Acme")]
    ['Dima', 'Tang Jie', 'Ann Lee']
    """
    text = re.sub(r"(?<!\s)\s*+[(（\[][^()（）\[\]]*+[)）\]]$", "", label.strip())
    head, *rest = re.split(r"(?:(?<!\s)\s++)?+\|\s*+|(?<!\s)\s++[-–—]\s++", text, maxsplit=1)
    # `Works - Room 3` is a place with its number, not somebody of Room 3.
    if rest and re.search(r"\d$", rest[0].strip()) and len(head.split()) == 1:
        return text
    return head.strip() or label.strip()


def _is_name(text: str) -> bool:
    if _HAN_NAME.match(text.replace(" ", "")):
        plain = text
        for honorific in HONORIFICS_HAN:
            plain = plain.removesuffix(honorific)
        return len(text) <= 12 and not _HAN_SENTENCE.search(plain) and key(text) not in NOT_SPEAKERS
    if "," in text:
        return _is_inverted(text)
    words = text.split()
    if sum("\u3040" <= c <= "\u9fff" for c in text) > _LONGEST_WIDE and any(c.isascii() and c.isalpha() for c in text):
        # A sentence of Chinese or Japanese that begins with a name in Latin letters.
        return False
    return _are_name(words)


def _are_name(words: list[str]) -> bool:
    """Tell whether words without a comma are a name."""
    # `A Sr.ª Ana Luz`: an article of Portuguese stands before a title only.
    if len(words) > 2 and key(words[0]) in {"a", "o"} and key(words[1]) in TITLES:
        words = words[1:]
    if not words or len(words) > 6:
        return False
    folded = [key(w) for w in words]
    if any(
        f in _NOT_IN_NAMES and (i == 0 or w.islower()) for i, (w, f) in enumerate(zip(words, folded, strict=True))
    ) or folded[0] in NOT_SPEAKERS - {"may", "april", "june", "august", "january"}:
        return False
    if len(words) > 1 and folded[-1] in NOT_SPEAKERS - {
        "may",
        "march",
        "day",
        "page",
        "rule",
        "case",
        "key",
        "august",
        "june",
        "april",
        "friday",
        "sunday",
    }:
        return False
    capital = [w for w in words if _capitalised(w)]
    # `El señor LÓPEZ`, `la señora Ruiz`: a title after an article may be small.
    small = PARTICLES | (TITLES if folded[0] in PARTICLES and len(words) > 2 else frozenset())
    others = [w for w, f in zip(words, folded, strict=True) if not _capitalised(w) and f not in small]
    return (
        bool(capital)
        and not others
        and (_capitalised(words[0]) or folded[0] in PARTICLES | TITLES)
        and _capitalised(words[-1])
    )


def _is_inverted(text: str) -> bool:
    """`Smith, John` and `Ann Lee, CEO of Acme`: a name, then the rest after one comma."""
    head, _, tail = text.partition(",")
    head_words, tail_words = head.split(), tail.split()
    if not 1 <= len(head_words) <= 4 or not 1 <= len(tail_words) <= 8 or not _is_name(head):
        return False
    if len(head_words) == 1 and len(tail_words) <= 2:
        return not (_INITIALS.match(head.strip()) and _INITIALS.match(tail.strip())) and _is_name(tail.strip())
    return (
        len(head_words) >= 2
        and len(tail_words) <= 8
        and not (
            len(tail_words) <= 3 and _is_name(tail.strip()) and len(tail_words) >= 2 and not _title_word(tail_words)
        )
    )


def _title_word(words: list[str]) -> bool:
    return any(key(w) in TITLES | GENERIC or w.isupper() for w in words)


def _capitalised(word: str) -> bool:
    bare = word.lstrip("'’\"(")
    if not bare:
        return False
    if bare[0].islower() and "-" in bare:
        # van-der-Zyl
        parts = bare.split("-")
        return all(p.casefold() in PARTICLES or p[:1].isupper() for p in parts) and parts[-1][:1].isupper()
    if bare[0].isupper() or (
        len(bare) > 2 and bare[:2].casefold() in {"d'", "l'", "o'", "d’", "l’"} and bare[2].isupper()
    ):
        return all(c.isalpha() or c in "'’.-‐·" for c in bare) or bool(
            re.match(r"^[A-Z]\w*$", bare) and not bare.isdigit()
        )
    # Scripts without case: Hebrew, Arabic, Devanagari, Han.
    return (
        bare[0].isalpha()
        and not bare[0].islower()
        and all(c.isalpha() or unicodedata.category(c)[0] == "M" or c in "'-·.\"״׳\u200c\u200d" for c in bare)
    )
