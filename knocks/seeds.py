"""What fuzzing begins from: a few small inputs of every kind that is read, all in our own words.

Invariant: each seed is offered under the name that its kind has in the wild, and is read without a fault as it is.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from tests.reports.offered import FRENCH, STORY, TEXT, TITLE, page, pdf, wacz, warc

TOKENS = (
    b"<div>", b"</div>", b"<", b">", b"<!--", b"<![CDATA[", b"<table><tr><td>", b"&#x110000;", b"&amp;",
    b"<!ENTITY a 'b'>", b"<script>", b"<meta charset=utf-16>", b"<time datetime='9999-99-99'>", b'"', b"'", b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"\n", b"\r", b"\xe2\x80\xa8", b"From \n",
    b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Transfer-Encoding: base64\n", b"=?utf-8?b?",
    b"WARC/1.0\r\n", b"Content-Length: 99999999999999999999\r\n", b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"{", b"[[[[[[[[", b"\\ud800", b"1e999999",
    b"NaN", b"endobj", b"stream\n", b"/FlateDecode", b"/Kids [2 0 R]", b"startxref\n0\n", b"99999999999",
    b"\x1b[2J\x1b]0;owned\x07", b"' OR 1=1; DROP TABLE report; --", b"../../../etc/passwd", b"=cmd|' /C calc'!A0",
    b"\x1f\x8b\x08", b"PK\x03\x04", b"\xe2\x80\xae", b"Tuesday", b" 31 February 2019", b"0000-00-00", b",", b"\t",
    b";",
)  # fmt: skip
"""What is put into inputs: marks of the formats, numbers that lie, and what other programs would stumble over."""

_MAIL = f"""From: Harbour Times <desk@harbour.example>
To: readers@harbour.example
Subject: {TITLE}
Date: Tue, 14 May 2019 08:30:00 +1200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="cut"

--cut
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{TEXT}

--cut
Content-Type: text/html; charset="utf-8"

<p>{STORY[0]}</p><p>{STORY[1]}</p>
--cut--
"""
_SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://harbour.example/2019/05/14/fish
Subject: {TITLE}
Date: Tue, 14 May 2019 08:30:00 +1200
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="cut"

--cut
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

{page().replace("=", "=3D")}
--cut--
"""
_RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Times</title>
<item><title>{TITLE}</title><link>https://harbour.example/1</link><guid>1</guid>
<pubDate>Tue, 14 May 2019 08:30:00 GMT</pubDate><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item>
</channel></rss>"""
_ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title>
<entry><title>{TITLE}</title><id>urn:1</id><updated>2019-05-14T08:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>"""


def seeds() -> Mapping[str, tuple[tuple[str, bytes], ...]]:
    """By kind, names and bytes."""
    row = {"id": "a1", "text": TEXT, "title": TITLE, "publisher": "Harbour Times", "published": "2019-05-14"}
    rows = "\n".join(json.dumps({**row, "id": str(number)}) for number in range(3))
    listed = "id,title,published,text\n" + f'1,"{TITLE}",2019-05-14,"{TEXT}"\n2,,,"{STORY[0]}"\n'
    archive = warc({
        "https://harbour.example/fish": ("text/html; charset=utf-8", page().encode()),
        "https://harbour.example/plain": ("text/plain", TEXT.encode()),
        "https://harbour.example/paper.pdf": ("application/pdf", pdf()),
    }, packed=False)  # fmt: skip
    linked = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-05-14"}</script>'
    return MappingProxyType({
        "html": (
            ("x.html", page(head=linked).encode()),
            ("x.htm", page(STORY[:1], top="<time>14 May 2019</time>").encode()),
        ),
        "mhtml": (("x.mhtml", _SAVED.encode()),),
        "pdf": (("x.pdf", pdf()), ("y.pdf", pdf(STORY[:2], title=STORY[0]))),
        "eml": (("x.eml", _MAIL.encode()), ("y.eml", f"Subject: {TITLE}\n\n{TEXT}".encode("cp1252"))),
        "mbox": (("x.mbox", f"From a Tue May 14 08:30:00 2019\n{_MAIL}\nFrom b\nSubject: x\n\n{TEXT}\n".encode()),),
        "jsonl": (("x.jsonl", rows.encode()),),
        "json": (("x.json", json.dumps({"articles": [row, row]}).encode()),),
        "csv": (("x.csv", listed.encode()), ("x.tsv", f"id\ttext\n1\t{STORY[0]}\n".encode("utf-16"))),
        "feed": (("x.rss", _RSS.encode()), ("x.atom", _ATOM.encode())),
        "warc": (("x.warc", archive),),
        "wacz": (("x.wacz", wacz(gzip.compress(archive, mtime=0))), ("y.wacz", _stored(archive))),
        "gzip": (
            ("x.txt.gz", gzip.compress(TEXT.encode(), mtime=0)),
            ("x.jsonl.gz", gzip.compress(rows.encode(), mtime=0)),
        ),
        "text": (("x.txt", f"{TITLE}\n\n14 May 2019\n\n{TEXT}".encode()), ("y.txt", FRENCH.encode("cp1252"))),
    })  # fmt: skip


def _stored(inner: bytes) -> bytes:
    """A WACZ whose WARC is not packed, so that a changed byte reaches its reader."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc", inner)
    return out.getvalue()
