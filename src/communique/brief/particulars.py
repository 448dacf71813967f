"""What claims tell beside who, when and where: what was signed by whom, how a statement was made, what was said.

Invariant: every word given back stands in a claim of the event; claims of the event's own status come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.brief.naming import listed, wording
from communique.brief.plain import shortened
from communique.model import AgreementClaim, Claim, Event, Quotation

_PAPERS = 120
"""Characters of a paper's description that a sentence takes."""

_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozens several many both various numerous".split()  # noqa: SIM905
)


def signed(event: Event, claims: Iterable[Claim | AgreementClaim]) -> tuple[tuple[frozenset[str], str], ...]:
    """What was signed, with the actors who signed it (empty: all of the event's), in the order of being told.

    Batches of papers that reports count differently stand as "15 documents or 14 agreements".
    """
    if event.kind != "signing":
        return ()
    every = list(claims)
    told = [claim for claim in every if isinstance(claim, Claim)]
    told = [claim for claim in told if claim.status == event.status] or told
    labels = {c.event_claim: c.label for c in every if isinstance(c, AgreementClaim) and c.event_claim}
    found: dict[frozenset[str], dict[str, None]] = {}
    for claim in told:
        who = frozenset(part.actor for part in claim.participants if part.role == "signatory")
        for detail in claim.details:
            if detail.attribute == "papers":
                found.setdefault(who, {})[shortened(_about(detail.value, labels.get(claim.id, "")), _PAPERS)] = None
    if not found:
        bare = dict.fromkeys(_with_article(claim.label) for claim in every if isinstance(claim, AgreementClaim))
        found = {frozenset(): bare} if bare else {}
    return tuple((who, _joined(list(papers))) for who, papers in found.items())


def _about(papers: str, label: str) -> str:
    """The papers as a claim has them, with what they are on where the agreement's own label says it."""
    head, on, subject = label.partition(" on ")
    return f"{papers} on {subject}" if on and papers.endswith(head) else papers


def _joined(papers: Sequence[str]) -> str:
    """ "a treaty and two protocols"; counted batches of one signing are one batch, counted differently.

    "The agreements" only takes up what is told beside it, and "seven agreements" are "seven bilateral agreements".
    """
    batches: list[str] = []
    for words in (_lowered(each) for each in papers if _is_counted(each)):
        fuller = next((n for n, each in enumerate(batches) if _ends(each) == _ends(words)), None)
        if fuller is None:
            batches.append(words)
        else:
            batches[fuller] = max(batches[fuller], words, key=len)
    others = [words for words in papers if not _is_counted(words)]
    heads = {_ends(each)[1] for each in (*batches, *(each for each in others if not each.startswith("the ")))}
    others = [
        each for each in others if len(each.split()) != 2 or not each.startswith("the ") or _ends(each)[1] not in heads
    ]
    return listed([*([" or ".join(batches)] if batches else []), *others])


def _ends(words: str) -> tuple[str, str]:
    """The first and the last word: a batch's number and what it is of."""
    parts = words.split()
    return parts[0], parts[-1]


def _lowered(words: str) -> str:
    """A batch without the capitals of a sentence's first word or of a page's lead ("SEVEN agreements")."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}"


def _is_counted(words: str) -> bool:
    first = words.partition(" ")[0].lower()
    return first[:1].isdigit() or first in _NUMBERS


def _with_article(label: str) -> str:
    """A label as the object of "signed": a single paper takes an article."""
    head = label.partition(" on ")[0].partition(" of ")[0]
    if head.endswith("s") or label[:1].isdigit() or label.lower().startswith(("a ", "an ", "the ")):
        return label
    return f"{'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"


def form(event: Event, claims: Iterable[tuple[str, Claim | AgreementClaim]]) -> int | None:
    """Which of the wording's forms of this kind of event the reports name: a news conference, an agreement reached.

    `claims` come with the words around what names the event in each; a form is named by words there, or by what
    all claims are told as.
    """
    forms = wording()["kinds"].get(event.kind, {}).get("forms", ())
    told = [(words, claim) for words, claim in claims if isinstance(claim, Claim)]
    around = [words.casefold() for words, _ in told]
    for number, one in enumerate(forms):
        if any(word in words for word in one.get("words", ()) for words in around):
            return number
        if "told" in one and all(one["told"] in claim.reasons for _, claim in told):
            return number
    return None


def company_unnamed(claims: Iterable[Claim | AgreementClaim]) -> str:
    """The people without names whom somebody met, as the first report that says it has them; empty if none does."""
    details = (detail for claim in claims if isinstance(claim, Claim) for detail in claim.details)
    words = next((shortened(each.value, _PAPERS) for each in details if each.attribute == "with"), "")
    return f"the {words[4:]}" if words.startswith("The ") else words


def not_expected(event: Event, claims: Iterable[Claim | AgreementClaim]) -> bool:
    """Whether a signing that did not happen was said not to be expected."""
    papers = [claim for claim in claims if isinstance(claim, AgreementClaim) and claim.event_claim]
    denied = any(paper.stage == "expected" and paper.status == "denied" for paper in papers)
    return denied and event.status in ("possible", "denied")


def saying(who: str, quotation: Quotation) -> str:
    """Somebody's words as a sentence. What was not plainly said keeps the reporter's own verb: "denied", "promised"."""
    words = " ".join(quotation.text.split()).rstrip(",;: ")
    if quotation.form != "indirect":
        return f"{who}: “{words}”"
    stop = "" if words.endswith((".", "!", "?", "…", '"', "”")) else "."
    cue = (quotation.cue or "").casefold()
    if not cue or cue in wording()["saying"]["plain"]:
        return f"{who} said, in the reporter's words: {words}{stop}"
    return f"{who}, in the reporter's words: {cue} {words}{stop}"
