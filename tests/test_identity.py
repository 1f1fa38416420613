"""One person, many labels: joined when exactly one fits, left apart with a warning when two do."""

from __future__ import annotations

import pytest

from kg.model import Speaker, SpeakerLabel
from kg.people.identity import Declared, Identities, Meant, joint_names, resolve, who_is
from kg.people.introductions import guessed_roles, suggested_names
from kg.people.labels import joint_parts, shape

ONE_PERSON = {
    "case": ("Lightclient", "lightclient"),
    "capitals": ("ADA PARK", "Ada Park"),
    "accents": ("Raul Kripa", "Raúl Kripa"),
    "title": ("Dr. Ada Park", "Ada Park"),
    "honorific": ("Mr Osei", "Ben Osei"),
    "middle name": ("Ada Maria Park", "Ada Park"),
    "middle initial": ("Mark S. Miller", "Mark Miller"),
    "initials": ("MT", "Martin Thomson"),
    "initial and last name": ("M. Thomson", "Martin Thomson"),
    "lower-case initials": ("mt", "MT"),
    "first name": ("Ada", "Ada Park"),
    "last name": ("PARK", "Ada Park"),
    "organization after a bar": ("Dima Moroz | Lido", "Dima Moroz"),
    "organization in brackets": ("Dima Moroz (Lido)", "Dima Moroz"),
    "role after a comma": ("Ada Park, Chief of Things", "Ada Park"),
    "last name first": ("Park, Ada", "Ada Park"),
    "letters swapped": ("Tim Bieko", "Tim Beiko"),
    "a letter more": ("Angsgar Dietz", "Ansgar Dietz"),
    "user name": ("gkellogg", "Gregg Kellogg"),
    "underscore of a second connection": ("juuso-aut_", "juuso-aut"),
    "particle": ("Marius Van Der Wijden", "Marius van der Wijden"),
}


@pytest.mark.parametrize(("a", "b"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_labels_of_one_person(a: str, b: str) -> None:
    """Two ways of writing one name are one speaker."""
    found = resolve({a: 1, b: 5, "Someone Else": 3})

    assert found.names[a] == found.names[b]
    assert found.warnings == ()
    assert [set(p.labels) for p in found.people] == [{a, b}, {"Someone Else"}]


TWO_PERSONS = {
    "two of one last name": ("Barbara Moro", "Isabella Moro"),
    "numbers": ("Speaker 1", "Speaker 2"),
    "diarised": ("SPEAKER_00", "SPEAKER_01"),
    "initials that differ": ("MT", "MD"),
    "short names": ("Dan", "Don"),
    "first names that differ by an ending": ("Maria Silva", "Mario Silva"),
    "brothers": ("Philip Davies", "Philip Dawson"),
    "middle names that differ": ("Ada Maria Park", "Ada Rosa Park"),
    "unknown and known": ("Unknown Speaker", "Ada Park"),
    "Brian and Bryan": ("Brian", "Bryan"),
    "letters": ("Speaker A", "Speaker B"),
}


@pytest.mark.parametrize(("a", "b"), TWO_PERSONS.values(), ids=TWO_PERSONS)
def test_labels_of_two_persons(a: str, b: str) -> None:
    """Names that merely look alike stay two speakers."""
    assert resolve({a: 4, b: 5}).names == {a: a, b: b}


def test_two_fit() -> None:
    """A label that two people fit is nobody's, and a warning says so."""
    assert resolve({"Yang Zhilin": 5, "Yang Qiang": 6, "Professor Yang": 1}) == Identities(
        names={"Yang Zhilin": "Yang Zhilin", "Yang Qiang": "Yang Qiang", "Professor Yang": "Professor Yang"},
        people=(
            SpeakerLabel(name="Yang Zhilin", labels=("Yang Zhilin",)),
            SpeakerLabel(name="Yang Qiang", labels=("Yang Qiang",)),
            SpeakerLabel(name="Professor Yang", labels=("Professor Yang",)),
        ),
        warnings=(
            "speaker label 'Professor Yang' could be Yang Zhilin or Yang Qiang: left apart (say which in event.yaml)",
        ),
    )


def test_spelling_then_initials() -> None:
    """Misspelt full names are joined before initials look for theirs, so that they find one and not two."""
    found = resolve({"Roni Even": 4, "Romi Even": 1, "RE": 7, "Roni": 1})

    assert set(found.names.values()) == {"Roni Even"}


def test_declared_people() -> None:
    """What a list of attendees declares decides; who is declared and never speaks is nobody here."""
    people = [
        Declared(name="Ada Park", short="AP", role="host"),
        Declared(name="Alma Pohl", short="ALP"),
        Declared(name="Silent Sam", short="SS"),
    ]

    found = resolve({"AP": 3, "ALP": 2}, declared=people)

    assert found.names == {"AP": "Ada Park", "ALP": "Alma Pohl"}
    assert [(p.name, p.role) for p in found.people] == [("Ada Park", "host"), ("Alma Pohl", "unknown")]


def test_joint_labels() -> None:
    """A joint label names its people, joined; `Last, First` of one person is none."""
    found = resolve({"Ada Park": 3, "Ben Osei": 3, "Ada/Ben": 1, "Gorry, Ian": 1, "Gorry": 2, "Ian": 2, "Dee, Cy": 1})

    assert found.names["Ada/Ben"] == "Ada Park / Ben Osei"
    assert found.names["Gorry, Ian"] == "Gorry / Ian"
    assert found.names["Dee, Cy"] == "Cy Dee"
    assert joint_parts("AWB, DH and BE") == ("AWB", "DH", "BE")
    assert joint_names("AP/BO", {"ap": "Ada Park", "bo": "Ben Osei"}) == "Ada Park / Ben Osei"


ROOM = [
    Speaker(id="1", name="Tang Jie"),
    Speaker(id="2", name="Yang Zhilin", aliases=("Kimi's founder",)),
    Speaker(id="3", name="Yang Qiang"),
    Speaker(id="4", name="Yao Shunyu"),
    Speaker(id="5", name="Lin Junyang", aliases=("Justin",)),
    Speaker(id="6", name="王小明"),
]
MENTIONS = {
    "Tang Jie": "Tang Jie",
    "Professor Tang Jie": "Tang Jie",
    "Professor Tang": "Tang Jie",
    "Professor Tang's": "Tang Jie",
    "Junyang": "Lin Junyang",
    "Shunyu": "Yao Shunyu",
    "Professor Yang Qiang": "Yang Qiang",
    "Zhilin": "Yang Zhilin",
    "Justin": "Lin Junyang",
    "junyang": "Lin Junyang",
    "Junyan": "Lin Junyang",
    "Jun Yang": None,
    "王教授": "王小明",
    "Sam Altman": None,
    "Lin Dan": None,
    "the host": None,
    "OpenAI": None,
    "": None,
}


@pytest.mark.parametrize(("surface", "name"), MENTIONS.items(), ids=MENTIONS)
def test_who_is(surface: str, name: str | None) -> None:
    """A spoken name means the one participant that it fits, or nobody."""
    if name is None:
        assert who_is(surface, ROOM).name == ""
    else:
        assert who_is(surface, ROOM) == Meant(status="one", name=name, candidates=(name,))


def test_who_is_never_guesses() -> None:
    """Two Yangs in the room: `Professor Yang` is ambiguous, and an alias makes it one."""
    told = [ROOM[1], Speaker(id="3", name="Yang Qiang", aliases=("Professor Yang",))]

    assert who_is("Professor Yang", ROOM) == Meant(status="ambiguous", candidates=("Yang Zhilin", "Yang Qiang"))
    assert who_is("Professor Zhilin", ROOM).name == "Yang Zhilin"
    assert who_is("Yang", told).status == "ambiguous"


SHAPES = {
    "Tang Jie": "name", "Marie van-der-Zyl": "name", "Ludwig van Beethoven": "name", "O’Neil": "name", "李雷": "name", "Анна": "name", "MT": "initials", "A.B.": "initials", "IS": "initials",
    "SPEAKER_00": "generic", "Unknown Speaker": "generic", "Q": "generic", "THE COURT": "generic", "AudienceMember 20210318QT12": "generic", "ekr": "nick", "ben_osei": "nick", "12": "number",
    "AWB, DH": "joint", "YK/DC": "joint", "Note": "", "Principle 2": "", "From Jabber": "", "http": "", "The thing is": "", "Several aspects determine it": "", "NB": "", "x" * 80: "", "Agenda": "", "Slide 12": "",
}  # fmt: skip


@pytest.mark.parametrize(("label", "expected"), SHAPES.items(), ids=[k[:20] for k in SHAPES])
def test_shapes(label: str, expected: str) -> None:
    """What stands before a colon is told by its words: a name, initials, a part, a nickname, or nothing."""
    assert shape(label) == expected


INTRODUCTIONS = {
    "two": ([("S1", "Hi, I'm Erin, and with me is Josh."), ("S2", "Hello.")], {"S1": "Erin", "S2": "Josh"}),
    "full name": ([("SPEAKER_01", "Um, my name is Jason King and I am excited.")], {"SPEAKER_01": "Jason King"}),
    "guest": ([("0", "Our guest today is Ada Park."), ("1", "Thanks."), ("0", "So?")], {"1": "Ada Park"}),
    "no name": ([("0", "I'm Sorry, this is New York."), ("1", "I am Very happy. This is Radio Lind.")], {}),
    "two guests: no guess": (
        [("0", "With me are Ada Park."), ("0", "and we have Ben Osei."), ("1", "Hi."), ("2", "Ho.")],
        {},
    ),
    "named speakers stay": ([("Ada Park", "I'm Ben Osei's friend.")], {}),
    "two of one name": ([("0", "I'm Ada."), ("1", "I'm Ada.")], {}),
    "German": ([("Sprecher 1", "Ich heiße Jürgen Groß.")], {"Sprecher 1": "Jürgen Groß"}),
    "Chinese": ([("SPEAKER_00", "大家好，我是王小明。")], {"SPEAKER_00": "王小明"}),
}


@pytest.mark.parametrize(("turns", "names"), INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_introductions(turns: list[tuple[str, str]], names: dict[str, str]) -> None:
    """Names are heard where people introduce themselves or the one who speaks next, and nowhere else."""
    assert suggested_names(turns) == names


def test_the_host_asks() -> None:
    """Who asks most, briefly and early, is guessed to host; where nobody stands out, no one is."""
    long = "We open the sluice early, as we did last year, and the year before that, when it rained."
    turns = [
        ("Ada", "Who begins?"),
        ("Ben", long),
        ("Ada", "And you?"),
        ("Cy", long),
        ("Ada", "Why is that?"),
        ("Ben", long),
        ("Cy", long),
    ]
    people = [SpeakerLabel(name=n) for n in ("Ada", "Ben", "Cy")]

    assert guessed_roles(turns, people) == {"Ada": "host", "Ben": "panelist", "Cy": "panelist"}
    assert guessed_roles([(n, long) for n in ("Ada", "Ben", "Cy") * 3], people) == {
        "Ada": "panelist",
        "Ben": "panelist",
        "Cy": "panelist",
    }


def test_who_presides_over_an_assembly() -> None:
    """The Speaker whom members address is the chair; a president who answers at length is not, nor who is addressed once."""
    members = ("Mr A Bell", "Ms C Dean")
    house = [
        ("The SPEAKER", "Order, please!"),
        (members[0], "Madam Speaker, the bridge has been shut for a year, and the village is cut off by it."),
        ("The DEPUTY SPEAKER", "Hon member, your time has expired."),
        (members[1], "Hon Speaker, the bridge was shut for good reason, and the ferry runs every hour."),
    ]
    press = [
        (
            "THE PRESIDENT",
            "We have opened the harbour again, and it will stay open through the winter, as I promised in May.",
        ),
        (members[0], "Mr. President, why now?"),
        (
            "THE PRESIDENT",
            "Because the ice has gone, because the crews came back, and because the money was there at last.",
        ),
        (members[1], "Mr. President, who pays?"),
    ]

    def roles(turns: list[tuple[str, str]]) -> dict[str, str]:
        return dict(guessed_roles(turns, [SpeakerLabel(name=n) for n in dict.fromkeys(n for n, _ in turns)]))

    assert roles(house) == dict.fromkeys(members, "panelist") | dict.fromkeys(
        ("The SPEAKER", "The DEPUTY SPEAKER"), "host"
    )
    assert "THE PRESIDENT" not in {name for name, role in roles(press).items() if role == "host"}
    assert roles(house[:2]).get("The SPEAKER") != "host"


def test_titles_that_are_spoken_are_titles() -> None:
    """One list says what a title is; those by which people are called aloud are some of it."""
    from kg.people.roles import HOST_WORDS, ROLE_WORDS, SPOKEN_TITLES, TITLES

    assert {t.casefold().split()[0] for t in SPOKEN_TITLES} <= TITLES | {"board", "council"}
    assert {word for word, role in ROLE_WORDS.items() if role == "host"} <= HOST_WORDS
