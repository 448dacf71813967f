"""Steps of the pipeline done quicker give what spaCy's own give."""

import time

import pytest
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Span

from communique.claims.parsing import MODEL, load
from communique.claims.parsing_steps import analysed

WHAT = [TAG, POS, MORPH, LEMMA, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]
TEXTS = [
    "President Maria Santos of the Republic of Chile met Norway's Foreign Minister Ola Berg in New York on 3 May 2016.",
    "There's no plan, and there are no talks. Let's see: they're gonna leave, ain't they? He can't, won't and shan't.",
    "",
    "  \n Two  spaces,\n\na break   ",
    "United\n\nNations. European Union",
    "Santos",
    "The ministers' 2nd meeting cost $3 million, 40% more than in the 1990s; nothin' doin', y'all said.",
    "Monday, " * 40,
    "France and Chile will co-chair the talks that Norway co-hosted; Co-hosting is dear.",
    "PARIS, LONDON AND THE UNITED STATES SIGN THE TREATY OF ROME TODAY ",
]


@pytest.fixture(scope="module")
def own() -> Language:
    return load.__wrapped__()


@pytest.fixture(scope="module")
def quick() -> Language:
    return load()


def test_numpy_multiplies_to_the_same_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {threads: _loaded_with(threads, monkeypatch) for threads in ("1", "2")}
    multipliers = {threads: kind.get_pipe("tok2vec").model.ops.use_blis for threads, kind in kinds.items()}
    assert multipliers == {"1": False, "2": True}
    one, two = (analysed(kind, TEXTS) for kind in kinds.values())
    for first, second in zip(one, two, strict=True):
        assert first.to_array(WHAT).tolist() == second.to_array(WHAT).tolist()


def _loaded_with(threads: str, monkeypatch: pytest.MonkeyPatch) -> Language:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", threads)
    return load.__wrapped__()


def test_texts_are_analysed_as_spacy_does(own: Language, quick: Language) -> None:
    for one, other in zip(own.pipe(TEXTS), analysed(quick, TEXTS), strict=True):
        assert one.text == other.text
        assert (one.to_array(WHAT) == other.to_array(WHAT)).all()


def test_rules_added_by_the_reader_leave_no_step_slow(quick: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of another form, added to the pipeline, once gave all of them back to spaCy's own step unseen."""
    text = ["France and Chile will co-chair the talks."]
    before = analysed(quick, text)
    monkeypatch.setattr(AttributeRuler, "__call__", None)
    assert (before[0].to_array(WHAT) == analysed(quick, text)[0].to_array(WHAT)).all()


def test_names_of_several_words_and_rules_for_several_are_among_them(quick: Language) -> None:
    docs = analysed(quick, TEXTS)
    assert any(len(name) > 2 for name in docs[0].ents)
    assert [token.lemma_ for token in docs[1] if token.lower_ in ("gon", "ai", "ca", "wo")] == [
        "go",
        "be",
        "can",
        "will",
    ]


def test_no_name_goes_over_a_sentence_or_begins_with_a_space(quick: Language) -> None:
    for doc in analysed(quick, TEXTS):
        for name in doc.ents:
            assert not name[0].is_space
            assert not any(token.is_sent_start for token in name[1:])


def test_much_text_is_analysed_in_portions_of_the_same_outcome(own: Language, quick: Language) -> None:
    many = TEXTS * 80
    made = analysed(quick, many)
    assert len(made) == len(many)
    assert (made[-len(TEXTS)].to_array(WHAT) == own(TEXTS[0]).to_array(WHAT)).all()


def test_steps_set_before_by_another_component_are_left_to_spacy(own: Language) -> None:
    changed = spacy.load(MODEL)

    @Language.component("communique_test_names")
    def named(doc):  # type: ignore[no-untyped-def]
        doc.set_ents([Span(doc, 0, 1, label="PERSON")] if len(doc) else [], default="missing")
        return doc

    changed.add_pipe("communique_test_names", before="ner")
    [doc] = analysed(changed, ["Oslo is quiet."])
    assert ("Oslo", "PERSON") in [(name.text, name.label_) for name in doc.ents]


def test_no_text_gives_nothing(quick: Language) -> None:
    assert analysed(quick, []) == ()


def test_names_without_end_take_no_time_without_end(quick: Language) -> None:
    begun = time.process_time()
    [doc] = analysed(quick, ["Monday, " * 2400])
    assert max(map(len, doc.ents)) > 1000
    assert time.process_time() - begun < 5
