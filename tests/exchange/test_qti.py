"""Items of QTI in, as a teacher with a file notices."""

import copy
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange import formats, services
from exchange.questions import ITSELF
from quizzes import kinds
from tests.exchange.files import png
from tests.exchange.qti_items import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    NAMESPACES,
    choices,
    declaration,
    item,
    made_of,
    ours,
    package,
    reason_of,
)
from tests.quizzes.strategies import steady

patient = settings(steady, suppress_health_check=list(HealthCheck))
CHOICES = choices("simpleChoice", A="Tell", B="Wait", C="Hide")
CHOICE = (
    "<p>Somebody asks for your street.</p>"
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">'
    f"<prompt>What do you do?</prompt>{CHOICES}</choiceInteraction>"
)
SEVERAL = CHOICE.replace('maxChoices="1"', 'maxChoices="0"')


def score(made, response) -> float | None:
    return kinds.get(made.question.kind).grade(made.key, response).score


@pytest.mark.parametrize("version", NAMESPACES)
class TestInEveryVersion:
    def test_a_single_choice(self, version):
        made = made_of(item(declaration("A"), CHOICE, version=version))
        value = made.question.value
        assert made.question.kind == "choice"
        assert made.question.title == "An item"
        assert value["prompt"] == "Somebody asks for your street.\nWhat do you do?"
        assert value["shuffle"] is True
        assert value["multiple"] is False
        texts = [(o["value"]["text"], o["value"]["correct"]) for o in value["options"]]
        assert texts == [("Tell", True), ("Wait", False), ("Hide", False)]
        assert made.question.source[ITSELF] == "item-1"
        assert score(made, {"choices": [ours(made)["A"]]}) == 1
        assert score(made, {"choices": [ours(made)["B"]]}) == 0

    def test_a_choice_of_several(self, version):
        declared = declaration("A", "B", cardinality="multiple")
        made = made_of(item(declared, SEVERAL, version=version))
        id_ = ours(made)
        assert score(made, {"choices": [id_["A"], id_["B"]]}) == 1
        assert "only when all of it is right" in made.notes[0]

    def test_an_order(self, version):
        declared = declaration("C", "A", "B", cardinality="ordered")
        body = (
            '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
            f"<prompt>What first?</prompt>{CHOICES}</orderInteraction>"
        )
        made = made_of(item(declared, body, version=version))
        id_ = ours(made)
        assert made.question.kind == "order"
        assert score(made, {"order": [id_["C"], id_["A"], id_["B"]]}) == 1

    def test_a_match_of_pairs(self, version):
        declared = declaration(
            "A Y", "B X", cardinality="multiple", base_type="directedPair"
        )
        made = made_of(item(declared, match(3), MATCH_CORRECT, version=version))
        id_ = ours(made)
        assert made.question.kind == "match"
        assert [d["value"]["text"] for d in made.question.value["decoys"]] == ["Pipe"]
        pairs = [[id_["A"], id_["Y"]], [id_["B"], id_["X"]]]
        assert score(made, {"pairs": pairs}) == 1

    def test_a_match_of_several_to_one_is_a_sort(self, version):
        declared = declaration(
            *("A X", "B X", "C Y"), cardinality="multiple", base_type="directedPair"
        )
        body = match(2, C="Game").replace('matchMax="1"', 'matchMax="0"')
        made = made_of(item(declared, body, version=version))
        id_ = ours(made)
        assert made.question.kind == "sort"
        bins = {id_["A"]: id_["X"], id_["B"]: id_["X"], id_["C"]: id_["Y"]}
        assert score(made, {"bins": bins}) == 1

    def test_pairs_among_one_set(self, version):
        declared = declaration("A P", "D L", cardinality="multiple", base_type="pair")
        body = (
            '<associateInteraction responseIdentifier="RESPONSE" maxAssociations="2">'
            "<prompt>Who goes with whom?</prompt>"
            + choices("simpleAssociableChoice", A="Ann", D="Dan", L="Lea", P="Pia")
            + "</associateInteraction>"
        )
        made = made_of(item(declared, body, version=version))
        id_ = ours(made)
        assert made.question.kind == "match"
        pairs = [[id_["A"], id_["P"]], [id_["D"], id_["L"]]]
        assert score(made, {"pairs": pairs}) == 1
        assert any("any two may be joined" in note for note in made.notes)

    def test_words_into_gaps(self, version):
        declared = declaration(
            "W G1", "S G2", cardinality="multiple", base_type="directedPair"
        )
        made = made_of(item(declared, GAP_MATCH, version=version))
        id_ = ours(made)
        value = made.question.value
        assert made.question.kind == "gap"
        assert value["prompt"] == "Which words are missing?"
        assert value["text"] == "Now is the {1} of our fear,\nmade (3) glorious {2}."
        assert [d["value"]["text"] for d in value["decoys"]] == ["spring"]
        assert score(made, {"gaps": {id_["G1"]: id_["W"], id_["G2"]: id_["S"]}}) == 1

    def test_choices_inside_a_text(self, version):
        body = (
            "<p>Which word fits?</p><blockquote><p>Keep your<br/>"
            f"password {inline('RESPONSE')}!</p></blockquote>"
        )
        made = made_of(item(declaration("Y"), body, version=version))
        value = made.question.value
        assert value["prompt"] == "Which word fits?"
        assert value["text"] == "Keep your\npassword {1}!"
        id_ = ours(made)
        assert score(made, {"gaps": {id_["RESPONSE"]: id_["Y"]}}) == 1
        assert score(made, {"gaps": {id_["RESPONSE"]: id_["G"]}}) == 0

    def test_words_to_mark(self, version):
        declared = declaration("B", cardinality="single")
        body = (
            "<p>Which words warn you?</p>"
            '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><p>'
            'Hello <hottext identifier="A">my friend</hottext>, <em>send me</em>'
            ' <hottext identifier="B">your code</hottext>.</p></hottextInteraction>'
        )
        made = made_of(item(declared, body, version=version))
        parts = [part["value"] for part in made.question.value["parts"]]
        assert [(part["text"], part["role"]) for part in parts] == [
            ("Hello", "plain"),
            ("my friend", "fine"),
            (", send me", "plain"),
            ("your code", "sign"),
            (".", "plain"),
        ]
        assert score(made, {"marks": [ours(made)["B"]]}) == 1

    def test_places_in_a_picture(self, version):
        data = item(declaration("B"), HOTSPOT, version=version)
        made = made_of(package({"items/one.xml": data}, {"my map.png": png(200, 100)}))
        value = made.question.value
        assert made.question.kind == "hotspot"
        assert value["picture"] == {"file": "my map.png", "alt": "A map"}
        assert made.question.pictures == {"my map.png": png(200, 100)}
        boxes = [list(part["value"]["box"].values()) for part in value["parts"]]
        assert boxes == [[10, 20, 10, 20], [45, 40, 10, 20], [75, 80, 25, 20]]
        assert score(made, {"spots": [ours(made)["B"]]}) == 1


def match(rights: int, **more: str) -> str:
    lefts = choices("simpleAssociableChoice", A="Name", B="Street", **more)
    texts = dict(list({"X": "Friends", "Y": "Everybody", "Z": "Pipe"}.items())[:rights])
    others = choices("simpleAssociableChoice", **texts)
    return (
        '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="0">'
        f"<prompt>Who may know it?</prompt><simpleMatchSet>{lefts}</simpleMatchSet>"
        f"<simpleMatchSet>{others}</simpleMatchSet></matchInteraction>"
    )


def inline(name: str, **texts: str) -> str:
    found = choices("inlineChoice", **(texts or {"G": "to a game", "Y": "to yourself"}))
    return (
        f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="false">'
        f"{found}</inlineChoiceInteraction>"
    )


GAP_MATCH = (
    '<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false">'
    "<prompt>Which words are missing?</prompt>"
    + choices("gapText", W="winter", P="spring", S="summer")
    + '<blockquote><p>Now is the <gap identifier="G1"/> of our fear,<br/>made {3}'
    ' glorious <gap identifier="G2"/>.</p></blockquote></gapMatchInteraction>'
)
HOTSPOT = (
    '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1">'
    "<prompt>Where is the trick?</prompt>"
    '<object type="image/png" data="../my%20map.png">A map</object>'
    '<hotspotChoice shape="rect" coords="20,20,40,40" identifier="A"/>'
    '<hotspotChoice shape="circle" coords="100,50,10" identifier="B"/>'
    '<hotspotChoice shape="poly" coords="150,80,180,80,999,190" identifier="C"/>'
    "</hotspotInteraction>"
)


class TestScoring:
    def test_points_for_a_wrong_choice_are_noted(self):
        declared = declaration("A", mapping={"A": 2, "B": 1})
        made = made_of(item(declared, CHOICE, MAP_RESPONSE))
        assert "The file gives 50 % of the points for “Wait”" in made.notes[0]

    def test_parts_that_weigh_differently_are_noted(self):
        declared = declaration(
            "A", "B", cardinality="multiple", mapping={"A": 3, "B": 1}
        )
        made = made_of(item(declared, SEVERAL, MAP_RESPONSE))
        assert any("weighs the parts differently" in note for note in made.notes)

    def test_our_own_rule_is_not_noted(self):
        declared = declaration(
            "A",
            "B",
            cardinality="multiple",
            mapping={"A": 1, "B": 1},
            bounds='defaultValue="-1" lowerBound="0"',
        )
        made = made_of(item(declared, SEVERAL, MAP_RESPONSE))
        assert not [note for note in made.notes if "The file" in note]

    def test_wrong_choices_that_cost_nothing_are_noted(self):
        declared = declaration(
            "A", "B", cardinality="multiple", mapping={"A": 1, "B": 1}
        )
        made = made_of(item(declared, SEVERAL, MAP_RESPONSE))
        assert any("counts wrong choices differently" in note for note in made.notes)

    def test_the_mapping_tells_what_is_right_where_nothing_else_does(self):
        declared = declaration(cardinality="multiple", mapping={"A": 1, "B": 0, "C": 1})
        made = made_of(item(declared, SEVERAL, MAP_RESPONSE))
        right = [o["value"]["correct"] for o in made.question.value["options"]]
        assert right == [True, False, True]

    def test_the_processing_tells_it_where_not_even_a_mapping_does(self):
        processing = (
            "<responseProcessing><responseCondition><responseIf><match>"
            '<variable identifier="RESPONSE"/>'
            '<baseValue baseType="identifier">B</baseValue></match>'
            '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
            "</baseValue></setOutcomeValue></responseIf></responseCondition>"
            "</responseProcessing>"
        )
        made = made_of(item(declaration(), CHOICE, processing))
        assert score(made, {"choices": [ours(made)["B"]]}) == 1

    def test_without_a_right_answer_it_is_left_out(self):
        assert "which answer is right" in reason_of(item(declaration(), CHOICE))

    def test_a_right_answer_that_is_not_there_is_told(self):
        assert "names something" in reason_of(item(declaration("Q"), CHOICE))


class TestFeedback:
    SHOWS = (
        '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" '
        'baseType="identifier"/>'
    )
    SETS = (
        "<responseProcessing><responseCondition><responseIf><match>"
        '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition>"
        '<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/>'
        "</setOutcomeValue></responseProcessing>"
    )

    def modal(self, identifier: str, text: str, outcome: str = "FEEDBACK") -> str:
        return (
            f'<modalFeedback outcomeIdentifier="{outcome}" identifier="{identifier}" '
            f'showHide="show">{text}</modalFeedback>'
        )

    def test_inside_a_choice(self):
        inside = (
            'Wait<feedbackInline outcomeIdentifier="FEEDBACK" identifier="B" '
            'showHide="show">It will not <em>stop</em>.</feedbackInline>'
        )
        body = CHOICE.replace("Wait", inside)
        made = made_of(item(declaration("A"), body, self.SETS, before=self.SHOWS))
        option = made.question.value["options"][1]["value"]
        assert (option["text"], option["feedback"]) == ("Wait", "It will not stop.")

    def test_that_a_choice_brings_up(self):
        after = self.modal("A", "They can help.") + self.modal("B", "It goes on.")
        data = item(declaration("A"), CHOICE, self.SETS, before=self.SHOWS, after=after)
        value = made_of(data).question.value
        said = [o["value"]["feedback"] for o in value["options"]]
        assert said == ["They can help.", "It goes on.", ""]

    def test_that_ends_a_right_and_a_wrong_answer(self):
        verdict = (
            "<responseProcessing><responseCondition><responseIf><match>"
            '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
            '<setOutcomeValue identifier="V"><baseValue baseType="identifier">ok'
            "</baseValue></setOutcomeValue></responseIf><responseElse>"
            '<setOutcomeValue identifier="V"><baseValue baseType="identifier">no'
            "</baseValue></setOutcomeValue></responseElse></responseCondition>"
            "</responseProcessing>"
        )
        after = self.modal("ok", "Yes!", "V") + self.modal("no", "Look again.", "V")
        for right, body in (("A", CHOICE), ("B X", None)):
            declared = declaration(right)
            if body is None:
                declared = declaration(
                    *("A Y", "B X"), cardinality="multiple", base_type="directedPair"
                )
                body = match(2)
            data = item(declared, body, verdict, before=self.SHOWS, after=after)
            value = made_of(data).question.value
            assert (value["right"], value["wrong"]) == ("Yes!", "Look again.")

    def test_with_a_number_that_is_printed_anew_is_left_aside(self):
        after = self.modal("B", '<printedVariable identifier="SCORE"/> points')
        data = item(declaration("A"), CHOICE, self.SETS, before=self.SHOWS, after=after)
        assert made_of(data).question.value["options"][1]["value"]["feedback"] == ""


class TestWords:
    def test_markup_goes_and_hidden_content_too(self):
        body = CHOICE.replace(
            "your street",
            "<script>alert(1)</script>your <em onclick='x()'>st</em>reet &lt;b&gt; "
            "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        )
        prompt = made_of(item(declaration("A"), body)).question.value["prompt"]
        assert prompt.startswith("Somebody asks for your street <b> 漢(kan).")

    def test_a_formula_is_written_on_one_line(self):
        math = (
            '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mi>a</m:mi>'
            "<m:mrow><m:mn>1</m:mn><m:mo>-</m:mo><m:msup><m:mi>r</m:mi><m:mn>2</m:mn>"
            "</m:msup></m:mrow></m:mfrac><m:annotation>\\frac</m:annotation></m:math>"
        )
        made = made_of(item(declaration("A"), CHOICE.replace("Wait", math)))
        assert made.question.value["options"][1]["value"]["text"] == "a/(1-r^2)"
        assert any("Formulas" in note for note in made.notes)

    def test_rubrics_for_learners_are_read_and_others_noted(self):
        body = (
            '<rubricBlock view="candidate"><p>Read with care.</p></rubricBlock>'
            '<rubricBlock view="scorer"><p>Two points.</p></rubricBlock>' + CHOICE
        )
        made = made_of(item(declaration("A"), body))
        assert made.question.value["prompt"].startswith("Read with care.\nSomebody")
        assert "Two points" not in str(made.question.value)
        assert any("those who score" in note for note in made.notes)

    def test_a_stimulus_comes_before_and_is_cut_where_it_is_long(self):
        before = '<assessmentStimulusRef identifier="S" href="text.xml"/>'
        stimulus = (
            f'<assessmentStimulus xmlns="{NAMESPACES["2.2"]}"><stimulusBody><p>'
            + "Long ago. " * 100
            + "</p></stimulusBody></assessmentStimulus>"
        ).encode()
        data = item(declaration("A"), CHOICE, before=before)
        made = made_of(package({"one.xml": data}, {"text.xml": stimulus}))
        prompt = made.question.value["prompt"]
        assert prompt.startswith("Long ago.")
        assert prompt.endswith("…\nWhat do you do?")
        assert len(prompt) <= 600
        assert any("shortened" in note for note in made.notes)

    def test_too_many_options_lose_wrong_ones(self):
        more = choices("simpleChoice", **{f"X{n}": f"No {n}" for n in range(8)})
        body = CHOICE.replace("</choiceInteraction>", f"{more}</choiceInteraction>")
        made = made_of(item(declaration("X7"), body))
        texts = [o["value"]["text"] for o in made.question.value["options"]]
        assert len(texts) == 8
        assert texts[-1] == "No 7"
        assert any("No 4, No 5, No 6" in note for note in made.notes)


class TestPictures:
    BODY = CHOICE.replace("<p>Somebody", '<p><img src="a.png" alt="A door"/>Somebody')

    def test_of_the_question_and_of_options(self):
        body = self.BODY
        for letter, word in (("A", "Tell"), ("B", "Wait"), ("C", "Hide")):
            body = body.replace(word, f'<img src="{letter}.png" alt="{word}"/>')
        files = {f"{name}.png": png(9, n) for n, name in enumerate("aABC", 3)}
        made = made_of(package({"one.xml": item(declaration("A"), body)}, files))
        value = made.question.value
        assert value["picture"] == {"file": "a.png", "alt": "A door"}
        assert value["layout"] == "pictures"
        assert value["options"][0]["value"]["picture"] == {
            "file": "A.png",
            "alt": "Tell",
        }
        assert made.question.pictures == files

    def test_that_are_missing_are_noted(self):
        made = made_of(item(declaration("A"), self.BODY))
        assert (
            "picture" not in made.question.value or not made.question.value["picture"]
        )
        assert any("“a.png” is not in the file" in note for note in made.notes)

    def test_from_elsewhere_are_never_fetched(self):
        body = self.BODY.replace("a.png", "https://example.org/a.png")
        data = package({"one.xml": item(declaration("A"), body)})
        assert any("is not in the file" in note for note in made_of(data).notes)

    def test_places_without_the_picture_still_become_a_draft(self):
        made = made_of(item(declaration("B"), HOTSPOT))
        assert score(made, {"spots": [ours(made)["B"]]}) == 1
        assert any("set the places" in note for note in made.notes)


class TestLeftOut:
    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            (
                '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>',
                "typed in",
            ),
            ('<extendedTextInteraction responseIdentifier="RESPONSE"/>', "is written"),
            ('<uploadInteraction responseIdentifier="RESPONSE"/>', "handed in"),
            ('<drawingInteraction responseIdentifier="RESPONSE"/>', "is drawn"),
            ('<graphicOrderInteraction responseIdentifier="RESPONSE"/>', "in order"),
            ('<graphicAssociateInteraction responseIdentifier="RESPONSE"/>', "lines"),
            ('<graphicGapMatchInteraction responseIdentifier="RESPONSE"/>', "places"),
            ('<selectPointInteraction responseIdentifier="RESPONSE"/>', "Any point"),
            (
                "<positionObjectStage><positionObjectInteraction "
                'responseIdentifier="RESPONSE"/></positionObjectStage>',
                "a point of another",
            ),
            ('<sliderInteraction responseIdentifier="RESPONSE"/>', "on a scale"),
            ('<mediaInteraction responseIdentifier="RESPONSE"/>', "Sound and film"),
            ('<customInteraction responseIdentifier="RESPONSE"/>', "never run"),
            (
                '<portableCustomInteraction responseIdentifier="RESPONSE"/>',
                "never run",
            ),
            ('<newInteraction responseIdentifier="RESPONSE"/>', "not known"),
            ("<p>Only a text.</p>", "asks nothing"),
        ],
    )
    @pytest.mark.parametrize("version", ["2.2", "3.0"])
    def test_each_with_its_reason(self, body, reason, version):
        data = item(declaration("A"), body, version=version)
        assert reason in reason_of(data)

    def test_numbers_that_are_drawn_anew(self):
        before = (
            '<templateDeclaration identifier="N" cardinality="single" '
            'baseType="integer"/>'
        )
        data = item(declaration("A"), CHOICE, before=before)
        assert "drawn anew" in reason_of(data)

    def test_an_order_of_only_some(self):
        declared = declaration("A", "B", cardinality="ordered")
        body = (
            '<orderInteraction responseIdentifier="RESPONSE" maxChoices="2">'
            f"{CHOICES}</orderInteraction>"
        )
        assert "Only some" in reason_of(item(declared, body))

    def test_pictures_put_into_gaps(self):
        body = GAP_MATCH.replace("winter", '<img src="w.png" alt="winter"/>')
        assert "Pictures are put" in reason_of(item(declaration("W G1"), body))

    def test_a_gap_that_stays_empty(self):
        declared = declaration("W G1", cardinality="multiple", base_type="directedPair")
        assert "takes no word" in reason_of(item(declared, GAP_MATCH))

    def test_partners_that_cannot_be_told(self):
        declared = declaration(
            *("A X", "A Y", "B X", "B Y"),
            cardinality="multiple",
            base_type="directedPair",
        )
        assert "no partner" in reason_of(item(declared, match(2)))

    def test_steps_that_follow_from_each_other(self):
        second = CHOICE.replace('"RESPONSE"', '"SECOND"')
        declared = declaration("A") + declaration("B", name="SECOND")
        data = item(declared, CHOICE + second, attributes='adaptive="true"')
        assert "Its steps" in reason_of(data)


class TestSeveralInteractions:
    def test_each_becomes_a_question(self):
        second = CHOICE.replace('"RESPONSE"', '"SECOND"')
        declared = declaration("A") + declaration("B", name="SECOND")
        entry = '<p><textEntryInteraction responseIdentifier="T"/></p>'
        report = services.examine(item(declared, CHOICE + entry + second), "i.xml")
        right = [
            next(
                o["value"]["text"]
                for o in m.question.value["options"]
                if o["value"]["correct"]
            )
            for m in report.made
        ]
        assert right == ["Tell", "Wait"]
        assert report.made[1].question.where == "question 1, part 3"
        assert [left.where for left in report.left_out] == ["question 1, part 2"]
        assert len({id_ for m in report.made for id_ in m.question.source}) == 7

    def test_choices_in_one_text_share_a_bank(self):
        texts = {"C": "castle", "F": "family", "H": "horse"}

        def one(n: int) -> str:
            return inline(f"R{n}", **{f"{key}{n}": text for key, text in texts.items()})

        declared = declaration("F1", name="R1") + declaration("C2", name="R2")
        body = f"<p>She left her {one(1)} in the {one(2)}.</p>"
        made = made_of(item(declared, body))
        value, id_ = made.question.value, ours(made)
        assert value["text"] == "She left her {1} in the {2}."
        assert value["prompt"] == "Fill in the gaps."
        assert [d["value"]["text"] for d in value["decoys"]] == ["horse"]
        right = {id_["R1"]: id_["F1"], id_["R2"]: id_["C2"]}
        assert score(made, {"gaps": right}) == 1

    def test_choices_of_their_own_are_merged_and_noted(self):
        declared = declaration("A1", name="R1") + declaration("B1", name="R2")
        body = (
            f"<p>It {inline('R1', A1='is', A2='are')} a "
            f"{inline('R2', B1='trick', B2='gift')}.</p>"
        )
        made = made_of(item(declared, body))
        assert any("each gap has its own words" in note for note in made.notes)

    def test_choices_of_their_own_that_overlap_are_left_out(self):
        declared = declaration("A1", name="R1") + declaration("B1", name="R2")
        body = (
            f"<p>It {inline('R1', A1='is', A2='are')} as it "
            f"{inline('R2', B1='is', B2='was')}.</p>"
        )
        assert "do not go together" in reason_of(item(declared, body))

    def test_a_hint_button_does_not_count(self):
        body = CHOICE + '<p><endAttemptInteraction responseIdentifier="HINT"/></p>'
        made = made_of(item(declaration("A"), body, attributes='adaptive="true"'))
        assert any("several steps" in note for note in made.notes)
        assert any("button" in note for note in made.notes)


class TestPackages:
    def test_items_come_in_the_order_of_the_manifest(self):
        one = item(declaration("A"), CHOICE, title="One")
        two = item(declaration("B"), CHOICE, title="Two", version="3.0")
        report = services.examine(package({"z.xml": one, "sub/a.xml": two}), "p.zip")
        assert [m.question.title for m in report.made] == ["One", "Two"]

    def test_in_a_folder_of_the_zip_file(self):
        data = package(
            {"one.xml": item(declaration("A"), CHOICE)}, folder="my package/"
        )
        assert made_of(data, "p.zip")

    def test_without_a_manifest(self):
        data = package({"one.xml": item(declaration("A"), CHOICE)})
        data = data.replace(b"imsmanifest.xml", b"forgotten-1.txt")
        assert made_of(data, "p.zip")

    def test_a_file_that_is_missing_is_told(self):
        manifest = (
            b'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>'
            b'<resource identifier="r" type="imsqti_item_xmlv2p1" href="gone.xml"/>'
            b'<resource identifier="s" type="imsqti_xmlv1p2" href="old.xml"/>'
            b"</resources></manifest>"
        )
        report = services.examine(package({}, manifest=manifest), "p.zip")
        reasons = [left.reason for left in report.left_out]
        assert "not in the package" in reasons[0]
        assert "QTI 1.2" in reasons[1]

    def test_one_broken_item_sinks_no_other(self):
        good = item(declaration("A"), CHOICE)
        data = package({"bad.xml": good[:-9], "good.xml": good})
        report = services.examine(data, "p.zip")
        assert len(report.made) == 1
        assert "well-formed" in report.left_out[0].reason

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"<assessmentTest xmlns='x'/>", "whole package"),
            (b"<qti-assessment-item", "well-formed"),
            (
                b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                b"<assessmentItem>&b;</assessmentItem>",
                "entities",
            ),
            (b"<assessmentItem>" + b"<p>" * 5000, "nested too deeply"),
            (b"<other/>", "no item of QTI"),
        ],
    )
    def test_a_file_that_is_none_is_refused(self, data, reason):
        report = services.examine(data, "file.xml", "qti")
        assert reason in report.errors[0]

    def test_what_is_tried(self):
        qti = formats.get("qti")
        assert qti.sniff(item(declaration("A"), CHOICE), "item.xml")
        assert qti.sniff(item(declaration("A"), CHOICE, version="3.0"), "")
        assert qti.sniff(package({"one.xml": b"<a/>"}), "package.zip")
        assert not qti.sniff(b"<quiz/>", "moodle.xml")
        assert not qti.sniff(b"::A:: b {T}", "bank.gift")


@pytest.mark.parametrize("number", ["1e400", "9" * 400, "NaN", "-inf", "x", ""])
def test_numbers_of_any_size_are_survived(number):
    declared = declaration(
        "A", cardinality="multiple", mapping={"A": 1}, bounds=f'lowerBound="{number}"'
    )
    declared = declared.replace('mappedValue="1"', f'mappedValue="{number}"')
    assert made_of(item(declared, SEVERAL, MAP_RESPONSE))
    places = HOTSPOT.replace("100,50,10", f"{number},50,10")
    assert made_of(item(declaration("B"), places))


def test_what_is_far_too_large_is_left_out_at_once():
    many = choices("simpleChoice", **{f"X{n}": f"No {n}" for n in range(5_000)})
    body = CHOICE.replace(CHOICES, many)
    assert "more than 100 choices" in reason_of(item(declaration("X1"), body))


SHAPES = {
    "choice": item(declaration("A"), CHOICE, TestFeedback.SETS),
    "several": item(
        declaration("A", "B", cardinality="multiple", mapping={"A": 1, "B": 1}),
        SEVERAL,
        MAP_RESPONSE,
        version="3.0",
    ),
    "match": item(
        declaration("A Y", "B X", cardinality="multiple", base_type="directedPair"),
        match(3),
    ),
    "gap": item(
        declaration("W G1", "S G2", cardinality="multiple", base_type="directedPair"),
        GAP_MATCH,
        version="3.0",
    ),
    "inline": item(declaration("Y"), f"<p>Keep it {inline('RESPONSE')}!</p>"),
    "hotspot": item(declaration("B"), HOTSPOT),
}
STRANGE = st.sampled_from(
    ["", " ", "A", "A B", "A B C", "G1", "-1", "1e9", "ordered", "pair", "float", "{1}"]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return an item in which some elements, attributes or words are exchanged."""
    root = ElementTree.fromstring(SHAPES[draw(st.sampled_from(sorted(SHAPES)))])
    for _time in range(draw(st.integers(1, 4))):
        parents = [element for element in root.iter() if len(element)]
        parent = draw(st.sampled_from(parents))
        child = parent[draw(st.integers(0, len(parent) - 1))]
        match draw(st.sampled_from(["drop", "repeat", "move", "word", "attribute"])):
            case "drop":
                parent.remove(child)
            case "repeat":
                parent.append(copy.deepcopy(child))
            case "move":
                draw(st.sampled_from(parents)).append(copy.deepcopy(child))
            case "word":
                child.text = draw(STRANGE)
            case "attribute" if child.attrib:
                child.set(draw(st.sampled_from(sorted(child.attrib))), draw(STRANGE))
        if not len(root):
            break
    return ElementTree.tostring(root)


@patient
@given(damaged())
def test_items_of_any_shape_are_survived(data):
    report = services.examine(data, "item.xml", "qti")
    # A fault of the reader itself would say this.
    said = [left.reason for left in report.left_out] + list(report.errors)
    assert not [reason for reason in said if "could not be read" in reason]
    for made in report.made:
        kind = kinds.get(made.question.kind)
        if kind.scored:
            assert kind.grade(made.key, kind.perfect(made.key)).score == 1
