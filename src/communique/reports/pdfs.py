"""A PDF's text, page after page.

Invariant: the text is what pypdf reads, pages apart by a blank line. The file's own creation date is
when somebody made a PDF, not when a report was published, and is not taken.
"""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from communique.reports.decoding import tidy
from communique.reports.item import Limits, UnreadableError

logging.getLogger("pypdf").addHandler(logging.NullHandler())

_MOST_PAGES = 500


def read_pdf(data: bytes, limits: Limits) -> tuple[str, str | None]:
    """Text and title of a PDF; the title only if the text itself begins with it. Raises UnreadableError."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("an encrypted PDF; save it without a password")
        text = _text(reader, limits)
        title = _title(reader, text)
    except DependencyError as error:
        raise UnreadableError("an encrypted PDF; save it without a password") from error
    except UnreadableError:
        raise
    except (PyPdfError, Exception) as error:
        raise UnreadableError(f"a broken PDF ({type(error).__name__}: {str(error)[:100]})") from error
    if not text.strip():
        raise UnreadableError("a PDF without text (a scan?); run it through text recognition first")
    return text, title


def _text(reader: pypdf.PdfReader, limits: Limits) -> str:
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableError(f"a PDF of {len(reader.pages):,} pages; the limit is {_MOST_PAGES}")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(tidy(page.extract_text()).strip("\n"))
        size += len(pages[-1])
        if size > limits.max_chars:
            raise UnreadableError(f"text of more than {limits.max_chars:,} characters")
    return "\n\n".join(page for page in pages if page.strip())


def _title(reader: pypdf.PdfReader, text: str) -> str | None:
    title = reader.metadata.title if reader.metadata else None
    words = " ".join(str(title or "").split())
    return words if words and words.lower() in " ".join(text[:2000].split()).lower() else None
