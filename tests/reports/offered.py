"""Things to read, made for the tests: pages, mails, PDFs, archives, all in our own words."""

from __future__ import annotations

import gzip
import io
import zipfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

STORY = (
    "Fiji's prime minister arrived in Wellington on Tuesday for a three-day visit, his first since the election,"
    " and was met at the airport by the foreign minister.",
    "He will hold talks with New Zealand's prime minister on Wednesday morning, and the two are expected to sign a"
    " treaty on fisheries that officials have worked on for two years.",
    "The visit had been planned for March but was put off, the ministry said in a statement late last week.",
    "On Thursday he travels on to Auckland, where he will address the Fijian community before he flies home.",
)
TEXT = "\n\n".join(STORY)
TITLE = "Fiji's prime minister lands in Wellington for talks on fish"
FRENCH = (
    "Le ministre des affaires étrangères est arrivé mardi dans la capitale pour une visite de trois jours. Il doit"
    " rencontrer le président mercredi matin et signer un accord sur la pêche, selon un communiqué du ministère."
)


def page(story: tuple[str, ...] = STORY, head: str = "", top: str = "", within: str = "") -> str:
    """A news page with a menu, a cookie notice, a share bar, related stories and a foot around the story."""
    paragraphs = "\n".join(f"<p>{words}</p>" for words in story)
    first, _, rest = paragraphs.partition("\n")
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Harbour Times</title>{head}
<style>p {{ color: black }}</style><script>var words = "<p>not shown</p>";</script></head><body>
<a href="#main">Skip to content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/m">Markets</a></li></ul></nav>
<div class="cookies">We use cookies to make this site better. <button>Accept all</button></div>
<main id="main"><article><h1>{TITLE}</h1>{top}
<ul class="share"><li>Share on Facebook</li><li>Email</li></ul>
{first}{within}{rest}</article>
<section class="more"><h2>More from World</h2>
<div class="card"><a href="/3"><h3>Tonga counts its votes</h3><p>Results are expected by Friday.</p></a></div>
<div class="card"><a href="/4"><h3>Vanuatu: a storm turns away</h3><p>The worst is over for now.</p></a></div></section>
</main><footer><p>Sign up for our daily newsletter</p><p>© 2019 Harbour Times Ltd. All rights reserved.</p></footer>
</body></html>"""


def pdf(lines: tuple[str, ...] = STORY, title: str = "") -> bytes:
    """A PDF of one page, written by hand: one line of text under the other."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 12 TL 50 750 Td {shown}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) /CreationDate (D:20240101120000Z) >>" % title.encode(),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def warc(pages: dict[str, tuple[str, bytes]], packed: bool = True, status: str = "200 OK") -> bytes:
    """A WARC of responses: address -> (content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, (kind, body) in pages.items():
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return out.getvalue()


def wacz(inner: bytes, name: str = "archive/data.warc.gz") -> bytes:
    """A WACZ around a WARC."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr(name, inner)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """Gzip that unpacks to so many megabytes of one letter."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        for _ in range(megabytes):
            packed.write(b"a" * 1_000_000)
    return out.getvalue()
