from communique.claims.contexts import contexts_of


def test_contexts_are_told_by_whole_words() -> None:
    assert contexts_of("The ministry eased its tariffs on oil before the election.") == (
        "economic",
        "resource",
        "government",
        "election",
    )
    assert contexts_of("He was startled by the gasp of the crowd.") == ()
