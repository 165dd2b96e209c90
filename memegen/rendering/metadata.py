"""What a picture file says of itself: an XMP packet with title, alternative text, creator, credit and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from memegen.model.entities import Card

# What a title is cut to; it is what a list of files shows.
TITLE = 80
# A JPEG has 65,502 bytes for a packet. Where texts make it longer, each is cut to so many characters, or so many.
ROOM = 60_000
CUTS = (4000, 1000, 250)
# Characters that XML has no way to write, not even as a number; and halves of pairs, which UTF-8 has none for.
UNWRITABLE = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
# The packet's beginning is the same in every file: it marks the encoding (U+FEFF) and what follows (a fixed word).
BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
END = '<?xpacket end="r"?>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@frozen
class Metadata:
    """What is told of a picture; what is empty is left out. ``language`` is that of its texts."""

    title: str = ""
    alt: str = ""
    caption: str = ""
    creator: str = ""
    publisher: str = ""
    credit: str = ""
    rights: str = ""
    source: str = ""
    language: str = ""

    def packet(self) -> bytes:
        """The XMP packet in UTF-8; none where there is nothing to tell. The same each time."""
        packet = self._packet(None)
        for cut in CUTS:
            if len(packet) <= ROOM:
                break
            packet = self._packet(cut)
        return packet

    def _packet(self, cut: int | None) -> bytes:
        told = (
            ("dc:title", "Alt", self.title),
            ("dc:description", "Alt", self.caption),
            ("dc:creator", "Seq", self.creator),
            ("dc:publisher", "Bag", self.publisher),
            ("dc:rights", "Alt", self.rights),
            ("dc:source", "", self.source),
            ("photoshop:Credit", "", self.credit),
            ("Iptc4xmpCore:AltTextAccessibility", "Alt", self.alt),
        )
        cleaned = ((name, kind, _writable(text).strip()[:cut]) for name, kind, text in told)
        lines = [self._property(name, kind, text) for name, kind, text in cleaned if text]
        if not lines:
            return b""
        spaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in SPACES.items())
        head = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""{spaces}>'
        tail = "</rdf:Description></rdf:RDF></x:xmpmeta>"
        return "\n".join((BEGIN, head, *lines, tail, END)).encode()

    def _property(self, name: str, kind: str, text: str) -> str:
        """One property: a plain text, a list of one, or a text in one language that is the default too."""
        escaped = escape(text)
        if not kind:
            return f"<{name}>{escaped}</{name}>"
        if kind != "Alt":
            return f"<{name}><rdf:{kind}><rdf:li>{escaped}</rdf:li></rdf:{kind}></{name}>"
        languages = dict.fromkeys(("x-default", self.language))
        entries = "".join(f'<rdf:li xml:lang="{escape(word)}">{escaped}</rdf:li>' for word in languages if word)
        return f"<{name}><rdf:Alt>{entries}</rdf:Alt></{name}>"


def escape(text: str) -> str:
    """The text as XML has it; what XML cannot say is left out."""
    return _writable(text).translate(ESCAPES)


def _writable(text: str) -> str:
    # Of what prints nothing is unwritable; to compile the expression takes longer than to write a picture's metadata.
    return text if text.isprintable() else UNWRITABLE.sub("", text)


def metadata_of(card: Card) -> Metadata:
    """What is told of a card: its brand made it, its imprint answers for it, its photos' rights are theirs."""
    brand = card.brand
    return Metadata(
        title=_short(card.alt_text or card.caption),
        alt=card.alt_text,
        caption=card.caption,
        creator=brand.title,
        publisher=brand.imprint,
        credit=card.credit,
        rights=", ".join(filter(None, (card.credit, card.licence))),
        source=card.source,
        language=brand.language,
    )


def _short(text: str) -> str:
    """One line, cut between words where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1].rsplit(' ', 1)[0].rstrip()}…"
