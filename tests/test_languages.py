"""Talks in other languages than English: concepts that an index would hold, references, questions, and what was not tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.build import command
from kg.drafting import draft
from kg.drafting.rules.other_languages import not_tried
from kg.model import AnnotatedEvent
from kg.readers import read

ZH = """主持人：大家晚上好，今天我们讨论渡轮码头的未来。张伟先生，渡轮码头应该关闭吗？

张伟：我认为渡轮码头不应该关闭。旅游收入每年增加，旅游收入的一半来自渡轮码头。

刘梅：我不同意张伟的看法。维修费用太高了，旅游收入不够支付维修费用。

张伟：维修费用可以由旅游收入支付，渡轮码头是城市的历史。
"""
TW = """主持人：大家晚上好，今天我們討論渡輪碼頭的未來。王大明，渡輪碼頭應該關閉嗎？

王大明：我認為渡輪碼頭不應該關閉。觀光收入每年增加，觀光收入的一半來自渡輪碼頭。

林小玲：觀光收入不夠，渡輪碼頭太貴了。觀光收入會減少。
"""
JA = """司会：皆さん、こんばんは。今日は連絡船の運航について議論します。田中さん、連絡船は必要だと思いますか？

田中：はい、連絡船は島の生活に必要です。連絡船がなければ、島の子どもは学校に行けません。

鈴木：田中さんに反対です。連絡船の維持費は高く、町の負担が増えています。町の負担を減らすべきです。
"""
DE = """Moderator: Guten Abend. Heute geht es um die alte Fähre. Frau Weber, soll die Stadt die alte Fähre stilllegen?

Anna Weber: Nein, die alte Fähre ist für den Schulweg der Kinder wichtig, und der Inselverkehr hängt an ihr. Der Inselverkehr wächst.

Jonas Koch: Der Inselverkehr wächst, aber die Betriebskosten wachsen schneller. Die Betriebskosten zahlt die Stadt.

Anna Weber: Die Betriebskosten sind gesunken, und der Inselverkehr bringt Geld.
"""
FR = """Animatrice : Bonsoir. Ce soir, nous parlons du droit de passage et de la pêche artisanale. Madame Roux, faut-il garder le droit de passage ?

Claire Roux : Oui, le droit de passage est ancien, et la pêche artisanale en vit. Nous savons vraiment que cela compte.

Marc Petit : La pêche artisanale en vit mal, et le droit de passage coûte cher. Vraiment, nous savons cela.

Claire Roux : Vraiment, non. Nous savons que le droit de passage vaut ce prix, vraiment.
"""


def drafted(talk: str) -> AnnotatedEvent:
    return draft(read(talk.encode()))


def labels(event: AnnotatedEvent) -> set[str]:
    return {concept.label for concept in event.concepts}


@pytest.mark.parametrize(
    ("talk", "language", "wanted", "unwanted"),
    [
        (ZH, "zh", {"渡轮码头", "旅游收入"}, {"我们", "张伟", "每年", "应该"}),
        (TW, "zh", {"渡輪碼頭", "觀光收入"}, {"我們", "應該", "每年"}),
        (JA, "ja", {"連絡船"}, {"今日", "議論", "田中"}),
        (DE, "de", {"alte Fähre", "Inselverkehr", "Betriebskosten"}, {"wächst", "die Stadt"}),
        (FR, "fr", {"droit de passage", "pêche artisanale"}, {"passage", "vraiment", "savons"}),
    ],
    ids=["zh", "zh-Hant", "ja", "de", "fr"],
)
def test_concepts_are_those_of_an_index(talk: str, language: str, wanted: set[str], unwanted: set[str]) -> None:
    """Terms as the language writes them, whole; no words of every talk, no names, no verbs. Each is mentioned where it stands."""
    event = drafted(talk)

    assert event.event.language == language
    assert wanted <= labels(event)
    assert not labels(event) & unwanted
    text = event.transcript.text
    for label in wanted:
        ids = {c.id for c in event.concepts if c.label == label}
        assert len([m for m in event.mentions if m.entity in ids]) == text.lower().count(label.lower())


def test_names_without_spaces_are_heard() -> None:
    """Who is named in a script without spaces is referred to, and what is asked is a question."""
    event = drafted(ZH)

    assert ("刘梅", "张伟") in {(r.speaker, r.refers_to) for r in event.references}
    assert [q.text for q in event.questions] == ["张伟先生，渡轮码头应该关闭吗？"]
    assert len({c.id for c in event.concepts}) == len(event.concepts)


def test_what_was_not_tried_is_said_as_it_is(tmp_path: Path) -> None:
    """Where words cannot be told, no concepts are drafted, and terminal and report say so."""
    km = tmp_path / "talk.txt"
    km.write_text(
        "Host: តើទីក្រុងគួរបិទស្ពានចាស់ទេ? យើងពិភាក្សាអំពីស្ពានចាស់នៅយប់នេះ។\n\nDara: ទីក្រុងមិនគួរបិទស្ពានចាស់ទេ ព្រោះប្រជាជនត្រូវការវា។\n\n"
        "Host: ហេតុអ្វី?\n\nDara: ព្រោះប្រជាជនត្រូវការវា។\n",
        encoding="utf-8",
    )
    run = CliRunner().invoke(command, [str(km), "-o", str(tmp_path / "out"), "--no-page"])
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")

    assert run.exit_code == 0, run.output
    assert "tried no concepts, no claims and no stances" in run.stderr
    assert "tried no concepts, no claims and no stances" in report
    assert "concepts and questions" in not_tried("zh")
