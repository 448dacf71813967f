"""The status of events in sentences of our own, and what must hold of any sentence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from communique.claims.parsing import load
from communique.claims.status import outlook, status_of

CASES = """
denied|ceremony|Neither President Juan Soto of Chile nor President Luis Vega of Peru will be at the ceremony on Monday.
happened|signed|The president looks on as papers are signed by two banks.
planned|talks|President Rojas is to go to the border on Wednesday, May 3; after that the two hold bilateral talks there.
planned|meet|Otieno and Chai to meet in Bangkok on June 12
happened|met|He said he had spoken of scrapping it when he met the premier in June.
happened|talks|They agreed on a truce that is to take effect on Sunday, after hours of talks that ran all night.
denied|talks|He denied reports that the two were to hold talks in Geneva next week.
denied|met|He dismissed rumours that he had met the premier in Paris.
happened|met|He welcomed reports that they had met the premier.
happened|visit|She urged the king to call the premier during his visit to Oslo.
planned|talks|The talks are supposed to take place in July.
planned|met|They might announce a deal before he met the premier.
happened|met|He was happy when he met the premier.
happened|meet|She recently dispatched her foreign minister, Rui Prado, to meet with the premier.
happened|talks|The deal was not part of the talks.
happened|visit|He insisted that the visit was not an endorsement.
happened|meeting|There was no photo of the meeting.
planned|host|The president was Tuesday to host his counterpart for talks.
planned|talks|The president was Tuesday to host his counterpart for talks.
planned|travel|The minister will travel to Paris next week.
planned|meet|The two leaders are scheduled to meet on Friday.
planned|sign|He is expected to sign ten agreements.
planned|address|The king will meet the premier, lay a wreath at the tomb and address the house.
happened|trip|She stopped over in Honolulu on a trip to Tuvalu.
cancelled|trip|The trip, planned for May, had to be postponed.
planned|visit|The king plans to visit Ankara in May.
planned|visit|The king is due to visit Ankara in May.
planned|arrives|The secretary arrives in Cairo on Tuesday.
planned|travels|The premier travels to Delhi next week for talks with Modi.
planned|talks|The premier travels to Delhi next week for talks with Modi.
planned|meeting|He spoke ahead of a meeting with the premier.
planned|departing|Before departing for Rome the president spoke to reporters.
planned|visit|The upcoming visit will focus on trade.
planned|hold|Following the ceremony the two leaders will hold talks.
planned|signed|Several agreements are expected to be signed.
planned|ceremony|An official welcome ceremony is scheduled on Tuesday.
planned|discuss|He said the leaders would discuss regional issues.
planned|visit|He has agreed to visit Kyiv.
planned|meet|The two are set to meet in Geneva.
planned|meeting|The two will hold a meeting in Geneva.
planned|summit|Leaders are preparing for a summit in Vienna.
planned|visit|A visit to Washington is planned for June.
planned|meet|The president will fly to Riyadh and meet the king.
planned|visits|The prime minister will meet him when he visits London.
planned|visit|The president will be on a visit to Oman from Monday.
planned|meeting|The chancellor is meeting the premier on Friday.
planned|visit|Foreign minister to visit Baku next month.
planned|open|They signed a treaty and agreed to open embassies.
happened|met|Late on Monday the president met the prime minister.
happened|landed|The president has landed in Moscow for a two-day visit.
happened|meeting|He said after a meeting with the premier that he was glad.
happened|visit|During his visit to Rome last month he met the pope.
happened|attended|She attended the funeral.
happened|talks|They held talks in Geneva.
happened|signed|They signed a treaty and agreed to open embassies.
happened|visited|The prime minister met him when he visited London.
happened|visit|The visit did not produce any deal.
happened|visit|She was the first foreign leader to visit the island since the war.
happened|meeting|The envoy did not mention the islands at the meeting.
happened|visit|She is not the first leader to visit the island.
happened|visit|The king was in town on a previously scheduled visit.
happened|meeting|They discussed the meeting of the day before.
happened|talks|In London on Saturday for talks with him, the minister suggested that all was open.
denied|talks|They blamed each other rather than holding talks.
happened|received|He is a veteran, having received two medals.
happened|visit|That is not the goal of this visit.
happened|talks|The president has not taken past talks seriously.
happened|stops|The government has pulled out all the stops.
denied|attend|Neither Mr. Silva nor Mr. Berg is expected to attend the summit.
possible|restoration|Russia supports the restoration of the accord.
possible|renewal|They discussed the renewal of the treaty.
ongoing|visit|The king has landed in Lima for a two-day visit.
planned|talks|The king has landed in Lima for talks.
ongoing|talks|The talks are ongoing in Vienna.
planned|visit|He hopes to raise the issue during the visit.
planned|visit|The sides wish to use this visit to mend ties.
ongoing|visiting|The foreign minister is visiting Baghdad.
ongoing|visit|The president is on a visit to Oman.
cancelled|meet|They were initially scheduled to meet in September, but the president had to go into isolation.
cancelled|visit|The minister cancelled his visit to London.
cancelled|meeting|The meeting was called off at the last minute.
cancelled|trip|She postponed a trip to Japan after the quake.
cancelled|talks|The planned talks have been scrapped.
cancelled|met|He was to have met the premier on Monday.
cancelled|visit|The visit was postponed.
possible|visit|Cancelling the visit would be a sign of fear.
cancelled|meeting|Norway's Anna Berg cancels meeting with Russian President Vladimir Putin
planned|meeting|The meeting was previously scheduled, but it comes at a pivotal moment.
happened|meeting|She convened a meeting with the president on Monday.
cancelled|visit|The visit will be postponed.
denied|meet|He did not meet the ambassador.
denied|meet|The president refused to meet the envoy.
denied|visit|The ministry ruled out a visit to Israel.
denied|met|The spokesman denied that they met in secret.
denied|meeting|There was no meeting between the two ministers.
denied|finalised|The agreement is not expected to be finalised during the visit.
denied|visit|The president has no plans to visit Iran.
denied|visit|He does not plan to visit Iran.
denied|meet|The two will no longer meet.
possible|met|The envoy is said to have met the rebels.
denied|attend|The minister declined to attend the summit.
possible|meet|The two leaders may meet on the sidelines of the summit.
possible|visit|The pope could visit Cuba next year.
possible|meeting|He called for a meeting with the opposition.
possible|visit|Modi invited the king to visit Delhi.
possible|meet|He hopes to meet the chancellor soon.
possible|talks|The EU urged talks between the sides.
possible|meet|If they meet, the markets will calm.
possible|meeting|He did not rule out a meeting.
possible|visit|They discussed a visit to the north.
possible|summit|The two sides discussed a possible summit.
""".strip().splitlines()


def word(sentence: str, text: str) -> Token:
    return [token for token in load()(sentence) if token.text == text][-1]


@pytest.mark.parametrize("case", CASES)
def test_status(case: str) -> None:
    status, text, sentence = case.split("|")
    reading = status_of(word(sentence, text))
    assert reading.status == status, reading


def test_facets_say_what_one_word_cannot() -> None:
    reading = status_of(word("The delegation may not come.", "come"))
    assert reading.status == "denied"
    assert reading.uncertain
    assert reading.future
    expected = status_of(word("The delegation is expected to come.", "come"))
    assert (expected.status, expected.future, expected.uncertain) == ("planned", True, True)


def test_a_guess_scores_lower_than_a_plain_statement() -> None:
    plain = status_of(word("The minister met the envoy.", "met"))
    guess = status_of(word("The minister flew to Bonn to see the envoy.", "see"))
    assert guess.score < plain.score


@pytest.mark.parametrize(
    ("sentence", "text", "looks"),
    [
        ("The summit is expected in December.", "December", "planned"),
        ("The summit was held in December.", "December", "happened"),
        ("A meeting scheduled for Friday was brief.", "Friday", "planned"),
        ("The talks had been scheduled for Friday.", "Friday", "happened"),
        ("The guard has stood there since January.", "January", "happened"),
        ("The king will come on Friday.", "Friday", "planned"),
    ],
)
def test_outlook_is_the_way_a_time_looks(sentence: str, text: str, looks: str) -> None:
    assert outlook(word(sentence, text)) == looks


_PIECES = [
    "the",
    "president",
    "will",
    "not",
    "to",
    "meet",
    "visit",
    "was",
    "is",
    "scheduled",
    "but",
    "cancelled",
    "talks",
    "no",
    "plans",
    "if",
    "for",
    "of",
    "before",
    "after",
    "ahead",
    "hopes",
    "said",
    "that",
    "would",
    "have",
    "been",
    "refused",
    "call",
    "off",
    "and",
    "Tuesday",
    ",",
    "instead",
    "during",
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES), min_size=1, max_size=16).map(" ".join)))
def test_any_word_of_any_text_has_a_status_a_score_and_a_reason(text: str) -> None:
    for token in load()(text):
        reading = status_of(token)
        assert reading.status in ("planned", "ongoing", "happened", "cancelled", "denied", "possible")
        assert 0 < reading.score <= 1
        assert all(reading.reasons)
        assert reading.reasons
        assert outlook(token) in ("planned", "ongoing", "happened", "cancelled", "denied", "possible")
