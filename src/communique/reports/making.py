"""From an item to a Report: decode, take off markup, mark what is not the report, say what is known of it.

Invariant: `report` never raises and keeps no state. A Report's `removed` spans are sorted, inside the
text, free of overlaps and never empty; its id is the item's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.model import Removed, Report, Unread
from communique.reports.dating import date_report
from communique.reports.deadline import deadline
from communique.reports.debris import mark_debris
from communique.reports.decoding import decode, tidy
from communique.reports.given_dates import given_day
from communique.reports.item import Item, Limits, UnreadableError
from communique.reports.languages import language_name, language_of
from communique.reports.mail import read_mail
from communique.reports.pages import Page, read_fragment, read_page, refuse_long
from communique.reports.pdfs import read_pdf
from communique.reports.publishing import agency_of, find_agency, find_publisher, find_title

_META_CHARSET = re.compile(rb"<meta[^<>]{1,300}?charset\s{0,5}=\s{0,5}[\"']?([\w\-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^<>]{1,200}?encoding\s{0,5}=\s{0,5}[\"']([\w\-]{2,40})", re.IGNORECASE)
_LIMITS = Limits()


def report(item: Item, limits: Limits = _LIMITS) -> Report | Unread:
    """The report that `item` holds, or why it cannot be read.

    Takes at most `limits.seconds` where the process can be interrupted (see `deadline`).
    """
    try:
        with deadline(limits.seconds):
            return _report(item, limits)
    except UnreadableError as error:
        return Unread(item.uri, tidy(str(error)))
    except MemoryError:
        return Unread(item.uri, "too much for this machine's memory")
    except Exception as error:
        return Unread(item.uri, tidy(f"could not be read ({type(error).__name__}: {str(error)[:120]})"))


def _report(item: Item, limits: Limits) -> Report:
    page = _page(item, limits)
    text = page.text
    refuse_long(text, limits.max_chars)
    given = {**page.given, **{name: value for name, value in item.given.items() if value}}
    given = {name: tidy(value) for name, value in given.items()}
    title, url = given.get("title"), given.get("url")
    removed = united(page.outside, mark_debris(_blanked(text, page.outside), title=title), text)
    kept = _kept(text, removed)
    left = len("".join(kept.split()))
    if left < limits.min_chars:
        raise UnreadableError(f"too little text to read ({left} characters besides debris)")
    language = language_of(kept)
    if language not in {"en", None}:
        raise UnreadableError(f"written in {language_name(str(language))}; communique reads English")
    publisher = find_publisher(text, removed, given.get("publisher"), url)
    published, basis = date_report(text, removed, given_day(given.get("published")))
    return Report(
        id=item.id,
        uri=item.uri,
        text=text,
        title=title or find_title(text, removed),
        removed=removed,
        published=published,
        published_basis=basis,
        publisher=publisher,
        agency=find_agency(text, removed) or agency_of(publisher),
        language=language,
        url=url,
    )


def _page(item: Item, limits: Limits) -> Page:
    """The item's text by its kind of content, with what the content says of itself."""
    if item.data is None:
        text = item.text or ""
        refuse_long(text, limits.max_bytes)
        return read_fragment(text) if item.media == "fragment" else Page(tidy(text))
    if len(item.data) > limits.max_bytes:
        raise UnreadableError(f"{len(item.data) / 1e6:,.1f} MB; the limit is {limits.max_bytes / 1e6:,.1f} MB")
    if item.media == "pdf":
        text, title = read_pdf(item.data, limits)
        return Page(text, given={"title": title} if title else {})
    if item.media == "mail":
        return _mail(item.data, limits)
    if item.media == "html":
        return _markup(decode(item.data, item.charset or _declared(item.data)), limits)
    if item.media == "fragment":
        return read_fragment(decode(item.data, item.charset))
    return Page(decode(item.data, item.charset))


def _markup(markup: str, limits: Limits) -> Page:
    """A page; a file that only calls itself one and holds no tag is plain text, whose line breaks count."""
    return read_page(markup, limits.max_chars) if "<" in markup else Page(markup)


def _mail(data: bytes, limits: Limits) -> Page:
    mail = read_mail(data)
    if not mail.marked_up:
        return Page(mail.body, given=mail.given)
    page = read_page(mail.body, limits.max_chars) if mail.saved_page else read_fragment(mail.body)
    return Page(page.text, page.outside, {**mail.given, **page.given} if mail.saved_page else mail.given)


def _declared(data: bytes) -> str | None:
    """The charset that a page declares in its first kilobytes."""
    found = _META_CHARSET.search(data[:4096]) or _XML_CHARSET.search(data[:512])
    return found[1].decode("ascii") if found else None


def united(outside: Iterable[Removed], debris: Sequence[Removed], text: str) -> tuple[Removed, ...]:
    """Both kinds of spans as one sorted tuple without overlaps; debris, whose reasons say more, goes first."""
    taken: list[Removed] = []
    here = 0
    for span in sorted(debris, key=lambda s: (s.start, -s.end)):
        start, end = max(span.start, here, 0), min(span.end, len(text))
        if start < end:
            taken.append(Removed(start, end, span.reason))
            here = end
    rest = [piece for span in outside for piece in _without(span, taken, text)]
    return tuple(sorted([*taken, *rest], key=lambda s: s.start))


def _blanked(text: str, spans: Iterable[Removed]) -> str:
    """The text with empty lines in place of `spans`, each offset as it was.

    What a page's markup has set aside should not sway how plain debris marking, which judges a line by
    its neighbours, reads the article itself.
    """
    parts: list[str] = []
    here = 0
    for span in spans:
        parts += [text[here : span.start], "\n" * (span.end - span.start)]
        here = span.end
    return "".join([*parts, text[here:]])


def _without(span: Removed, taken: Sequence[Removed], text: str) -> list[Removed]:
    """What of a span the sorted spans `taken` leave over, white space at the edges left off."""
    pieces: list[tuple[int, int]] = []
    here = span.start
    for other in taken:
        if other.end <= here:
            continue
        if other.start >= span.end:
            break
        pieces.append((here, other.start))
        here = other.end
    pieces.append((here, span.end))
    found = []
    for start, end in pieces:
        body = text[start:end].strip() if start < end else ""
        if body:
            low = text.index(body, start)
            found.append(Removed(low, low + len(body), span.reason))
    return found


def _kept(text: str, removed: Sequence[Removed]) -> str:
    parts: list[str] = []
    here = 0
    for span in removed:
        parts.append(text[here : span.start])
        here = span.end
    parts.append(text[here:])
    return " ".join(parts)
