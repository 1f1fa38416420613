"""Who stands where in a draft by rules: clauses that name who holds them, what others take up, what is said again turned round."""

from __future__ import annotations

import pytest

from kg.drafting import draft
from kg.drafting.english.sentences import sentences
from kg.drafting.english.standalone import is_standalone
from kg.drafting.rules.replies import exchange
from kg.readers import read

_HOST = (
    "Host: Welcome to the debate. With me are Ada Berg, Bruno Lind and Cara Voss. Let us begin.\n"
    "Ada Berg: Good evening.\nBruno Lind: Good evening.\nCara Voss: Good evening.\n"
)


def stances(talk: str) -> set[tuple[str, str, str, str]]:
    """Return speaker, side, basis and proposition of every stance of a draft."""
    event = draft(read((_HOST + talk + "\n").encode()))
    texts = {p.id: p.text for p in event.propositions}
    return {(s.speaker, s.stance, s.basis, texts[s.proposition]) for s in event.stances}


def test_who_is_said_to_be_right_about_a_clause_holds_it_as_well() -> None:
    """The speaker's own word is explicit, the other's side is reported."""
    talk = "Host: Cara, your view?\nCara Voss: Ada is right that the dam silts up every spring. It was built too low."

    dam = "The dam silts up every spring."
    assert {s for s in stances(talk) if s[3] == dam} == {
        ("Ada Berg", "agrees", "reported", dam),
        ("Cara Voss", "agrees", "explicit", dam),
    }


def test_who_is_said_to_be_wrong_about_a_clause_holds_it_alone() -> None:
    """The one who says so stands on the other side."""
    talk = "Host: Bruno?\nBruno Lind: Ada is wrong that the night ferry runs at a loss. The books say otherwise."

    assert {s[:3] for s in stances(talk) if s[3] == "The night ferry runs at a loss."} == {
        ("Ada Berg", "agrees", "reported"),
        ("Bruno Lind", "disagrees", "explicit"),
    }


@pytest.mark.parametrize(
    "said",
    [
        "If Ada says that the night ferry runs at a loss, let her show the books.",
        "Nobody told Ada that the night ferry runs at a loss.",
        "Ada asked me about the ferry.",
    ],
)
def test_what_nobody_is_said_to_hold_is_no_stance(said: str) -> None:
    """A condition, a denial and a question tell no view."""
    assert not {s for s in stances(f"Host: Bruno?\nBruno Lind: {said}") if s[0] == "Ada Berg"}


def test_a_host_tells_what_somebody_argues_and_takes_no_side() -> None:
    """The view is reported, and the host has none."""
    talk = "Bruno Lind: Children learn there.\nHost: Ada, Bruno argues that zoos keep rare animals from dying out. What do you say?"

    assert {s[:3] for s in stances(talk)} == {("Bruno Lind", "agrees", "reported")}


def test_who_contradicts_a_doubt_says_that_it_is_so() -> None:
    """ "I don't think that P" and a plain P stand against each other on P."""
    talk = (
        "Host: What of the airport?\nCara Voss: I don't think that the airport needs a second runway.\n"
        "Ada Berg: The airport needs a second runway, or the firms will leave."
    )

    runway = "The airport needs a second runway."
    assert {s[:2] for s in stances(talk) if s[3] == runway} == {("Cara Voss", "disagrees"), ("Ada Berg", "agrees")}


def test_agreement_goes_to_the_point_of_a_short_turn() -> None:
    """Where the last sentence cannot be signed, the one that argues is meant."""
    talk = (
        "Ada Berg: Every child should learn to swim before the age of ten. It is a scandal that they don't.\n"
        "Bruno Lind: I completely agree. My own daughter could not swim at twelve."
    )

    swim = "Every child should learn to swim before the age of ten."
    assert {s[:3] for s in stances(talk) if s[3] == swim} == {
        ("Ada Berg", "agrees", "explicit"),
        ("Bruno Lind", "agrees", "inferred"),
    }


def test_what_others_take_up_is_at_issue_and_said_again_turned_round_is_against_it() -> None:
    """No question was asked; the two sentences are one proposition with two sides, under one question for all such."""
    talk = (
        "Ada Berg: The parish should sell the old bell to pay for the roof.\nHost: Cara.\n"
        "Cara Voss: The parish should not sell the old bell. It was cast by our grandfathers."
    )
    bell = "The parish should sell the old bell to pay for the roof."

    assert {s[:2] for s in stances(talk)} == {("Ada Berg", "agrees"), ("Cara Voss", "disagrees")}
    event = draft(read((_HOST + talk + "\n").encode()))
    assert [(p.text, p.question) for p in event.propositions] == [(bell, "what-else-is-at-issue")]


def test_what_nobody_takes_up_is_no_proposition() -> None:
    """A claim that stands alone in the talk is a claim and nothing more."""
    talk = "Ada Berg: Every storm takes out the power lines of a village.\nBruno Lind: I came by bicycle this morning."

    assert stances(talk) == set()


@pytest.mark.parametrize(
    ("said", "held"), [("open the library on Sunday evenings", True), ("move on to the library", False)]
)
def test_we_should_is_a_proposition_unless_it_leads_the_talk(said: str, held: bool) -> None:
    """What is to be done outside the room can be signed."""
    talk = f"Host: What about the library?\nAda Berg: We should {said}. Students have nowhere to go."

    assert (f"We should {said}." in {s[3] for s in stances(talk)}) is held


def test_sides_are_dealt_out_with_the_side_in_front() -> None:
    """ "Against it is Bruno" puts Bruno against the motion."""
    talk = "Host: Our motion is: zoos should be closed. Arguing for the motion is Ada Berg. Against it is Bruno Lind."

    assert {s[:3] for s in stances(talk)} == {
        ("Ada Berg", "agrees", "assigned"),
        ("Bruno Lind", "disagrees", "assigned"),
    }


@pytest.mark.parametrize(
    ("before", "reply", "verdict"),
    [
        ("In Norway, correct me if I am wrong, you can't.", "Yes. You can.", "disagrees"),
        ("The ships need a minimum wage.", "So do I.", "agrees"),
        ("That is the question.", "Yes. The clinics were always open.", "neutral"),
        ("We should pay the nurses more.", "So you are saying we should not pay the cooks.", "neutral"),
        ("It is open for guests.", "Yes, for guests. Not for children.", "neutral"),
    ],
)
def test_replies_that_were_misread(before: str, reply: str, verdict: str) -> None:
    """A yes cut from its verb, assent by "so do I", a paraphrase, a limit: each as it is meant."""
    assert exchange(sentences(before), sentences(reply)).verdict == verdict


def test_who_is_right_is_right_in_what_was_said_last() -> None:
    """ "I think Bo's right" with nothing else is of Bo's last words, and not of what he said turns ago on another matter."""
    talk = (
        "Ada: We talk about schools tonight.\n\nBo: We use slates ten minutes a day for the slow readers, and it works.\n\n"
        "Cy: The mill pays for them, I believe, and it should.\n\n"
        "Ada: Another question. Tom from Varde asks, should parents be allowed to sit in class?\n\nBo: No. Once a year, maybe.\n\n"
        "Ada: Yes, of course they should.\n\nCy: I think Bo's right. Forty parents in a room is a circus.\n"
    )
    event = draft(read(talk.encode()))
    quotes = {c.id: c.quote for c in event.claims}
    meant = [quotes[r.to_claim] for r in event.relations if quotes[r.from_claim].startswith("I think Bo's right")]

    assert not [q for q in meant if "slates" in q]
    parents = [p.id for p in event.propositions if p.text == "Parents should be allowed to sit in class."]
    assert [(s.speaker, s.stance) for s in event.stances if s.proposition in parents] == [("Bo", "disagrees")]
    assert meant


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The harbour should open in May.", True),
        ("Farmers who grow barley pay less.", True),
        ("The wall that the council built has a crack.", True),
        ("If the tide turns, the ferry leaves without the mail.", True),
        ("The crew left before the storm broke.", True),
        ("The number of people who row to the island instead of the ferry.", False),
        ("All the small harbours that the county has closed over the years.", False),
        ("If the tide is high enough.", False),
        ("Even though the ferry takes the longer way.", False),
        ("The crew, if they had known how many boats were out.", False),
        ("For the island's schools, how to find teachers and keep them.", False),
        ("Last year the harbour inspector said.", False),
        ("The report calls the wall “a danger to small boats.", False),
        ("Has to be willing to pull the boats out.", False),
        ("Means the island gets poorer and poorer.", False),
        ("The other trouble is the price of diesel.", False),
        ("The new timetable: https://example.org/ferry is out now.", False),
    ],
)
def test_what_can_be_signed_says_something_of_something(text: str, alone: bool) -> None:
    """A sentence has a subject and a verb of its own; half of one, a note without a subject and a lead-in have not."""
    assert is_standalone(sentences(text)[0]) == alone


@pytest.mark.parametrize(
    ("before", "reply", "verdict"),
    [
        ("The lake is clean.", "The lake is anything but clean.", "disagrees"),
        ("The lake is clean.", "The lake is far from clean.", "disagrees"),
        ("You can't keep a shop without a cellar.", "No, you can't, not on this street.", "agrees"),
        ("The park must not be lit at night.", "No, it must not be lit at night.", "agrees"),
        ("The guides want the trail shut.", "I don't agree with the guides.", "neutral"),
        ("The trail should be shut in winter.", "I don't agree with that.", "disagrees"),
        ("The course was well taught.", "Sure, if you call four teachers in a year well taught.", "neutral"),
        ("The valley can feed itself.", "The valley is unable to feed itself.", "disagrees"),
        ("Bees need more hedges along the roads.", "That just isn't so.", "disagrees"),
        ("Bees need more hedges along the roads.", "I beg to differ.", "disagrees"),
        ("The new road halved the traffic.", "That is disputed. Our own counts show no change.", "disagrees"),
        ("The lane is too narrow for lorries.", "You've got it the wrong way round. The lorries are too wide.", "disagrees"),
    ],
)  # fmt: skip
def test_replies_that_turn_on_a_small_word(before: str, reply: str, verdict: str) -> None:
    """Anything but, far from, a no before a no, somebody of whom the other only told, a yes on a condition."""
    assert exchange(sentences(before), sentences(reply)).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "reply"),
    [
        ("The village is full of empty houses.", "The notion that the village is full of empty houses is wishful thinking."),
        ("The dredger will open the channel.", "I very much doubt that the dredger will open the channel."),
        ("The dredger will open the channel.", "I would dispute that the dredger will open the channel."),
        ("We should teach rowing again.", "I'm against teaching rowing again."),
    ],
)  # fmt: skip
def test_a_clause_that_is_doubted_is_denied(claim: str, reply: str) -> None:
    """To doubt or to dispute that something is so is to be against it, and so is to call it wishful thinking."""
    found = stances(f"Host: Ada, please.\nAda Berg: {claim}\nBruno Lind: {reply}")

    assert ("Bruno Lind", "disagrees", "explicit", claim) in found


def test_sides_named_short_and_what_is_wanted() -> None:
    """ "… and Bruno against it" deals out a side; what one is asked to want done is a statement."""
    dealt = stances(
        "Host: Our motion tonight is: the town should ban bonfires. Ada speaks for the motion and Bruno against it.\n"
        "Ada Berg: Smoke is smoke.\nBruno Lind: One night a year is nothing."
    )
    opposed = stances(
        "Host: The motion before us is that the state should own the ports. Speaking for the motion is Ada Berg, and opposing it, Bruno "
        "Lind.\nAda Berg: A port is a public good.\nBruno Lind: A port is a business."
    )
    short = stances(
        "Host: We debate tonight whether the county should buy the forest. Ada is for, Bruno is against.\nAda Berg: It gives us our water.\n"
        "Bruno Lind: It costs more than it gives."
    )
    shrugged = stances("Host: Cara, should voting be compulsory?\nCara Voss: Why not? I think so, yes.")
    wanted = stances("Host: Cara, do you want the tunnel to be built?\nCara Voss: Absolutely.")

    assert ("Bruno Lind", "disagrees", "assigned", "The town should ban bonfires.") in dealt
    assert {s[0::3] for s in opposed} == {(n, "The state should own the ports.") for n in ("Ada Berg", "Bruno Lind")}
    assert {(who, side) for who, side, _, text in short if text == "The county should buy the forest."} == {
        ("Ada Berg", "agrees"),
        ("Bruno Lind", "disagrees"),
    }
    assert ("Cara Voss", "agrees", "explicit", "Voting should be compulsory.") in shrugged
    assert ("Cara Voss", "agrees", "explicit", "The tunnel should be built.") in wanted
