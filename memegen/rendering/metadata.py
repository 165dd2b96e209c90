"""Metadata of a picture file: an XMP packet with title, alternative text, creator, credit and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from memegen.core.frozen import frozen
from memegen.core.regex import lazy_pattern

if TYPE_CHECKING:
    from memegen.model.card import Card

# Maximum characters of a title, as lists of files show it.
MAX_TITLE = 80
# Maximum bytes of a packet: a JPEG has room for 65,502.
MAX_PACKET = 60_000
# Maximum characters of each text in a packet that would be longer, tried in order.
TEXT_LIMITS = (4000, 1000, 250)
# Characters that XML cannot represent, not even as references (XML 1.0, 2.2), and unpaired surrogates.
INVALID_XML = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
AI_NAMESPACE = {"Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"}
# The vocabulary of digital source types.
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# The wrapper of a packet (XMP specification, part 1, 7.3.2): U+FEFF marks the encoding, and the id is fixed.
BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
END = '<?xpacket end="r"?>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@frozen
class Metadata:
    """Metadata of a picture; empty texts are omitted.

    Attributes:
        origin: a digital source type, e.g. ``trainedAlgorithmicMedia``.
        language: language of the texts, as in BCP 47.
    """

    title: str = ""
    alt: str = ""
    caption: str = ""
    creator: str = ""
    publisher: str = ""
    credit: str = ""
    rights: str = ""
    source: str = ""
    origin: str = ""
    language: str = ""

    def to_xmp(self) -> bytes:
        """Return the XMP packet in UTF-8, empty if there is no metadata; equal metadata gives equal bytes."""
        packet = self._packet(None)
        for limit in TEXT_LIMITS:
            if len(packet) <= MAX_PACKET:
                break
            packet = self._packet(limit)
        return packet

    def _packet(self, limit: int | None) -> bytes:
        """Return the XMP packet with texts of at most *limit* characters; None for no limit."""
        properties = (
            ("dc:title", "Alt", self.title),
            ("dc:description", "Alt", self.caption),
            ("dc:creator", "Seq", self.creator),
            ("dc:publisher", "Bag", self.publisher),
            ("dc:rights", "Alt", self.rights),
            ("dc:source", "", self.source),
            ("photoshop:Credit", "", self.credit),
            ("Iptc4xmpExt:DigitalSourceType", "", f"{SOURCE_TYPES}{self.origin}" if self.origin else ""),
            ("Iptc4xmpCore:AltTextAccessibility", "Alt", self.alt),
        )
        cleaned = ((name, kind, _remove_invalid(text).strip()[:limit]) for name, kind, text in properties)
        lines = [self._property(name, kind, text) for name, kind, text in cleaned if text]
        if not lines:
            return b""
        known = NAMESPACES | (AI_NAMESPACE if self.origin else {})
        namespaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in known.items())
        description = f'<rdf:Description rdf:about=""{namespaces}>'
        head = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{description}'
        tail = "</rdf:Description></rdf:RDF></x:xmpmeta>"
        return "\n".join((BEGIN, head, *lines, tail, END)).encode()

    def _property(self, name: str, kind: str, text: str) -> str:
        """Return a property as RDF.

        Args:
            name: The property's name, with its prefix.
            kind: "Seq" or "Bag" for an array of one text; "Alt" for a text by language, which is also the default; ""
                for a plain text.
            text: The value.
        """
        escaped = _escape_xml(text)
        if not kind:
            return f"<{name}>{escaped}</{name}>"
        if kind != "Alt":
            return f"<{name}><rdf:{kind}><rdf:li>{escaped}</rdf:li></rdf:{kind}></{name}>"
        languages = dict.fromkeys(("x-default", self.language))
        items = "".join(f'<rdf:li xml:lang="{_escape_xml(tag)}">{escaped}</rdf:li>' for tag in languages if tag)
        return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _escape_xml(text: str) -> str:
    """Return the text as XML; characters that XML cannot represent are removed."""
    return _remove_invalid(text).translate(XML_ESCAPES)


def _remove_invalid(text: str) -> str:
    # All printable characters are valid; compiling the pattern takes longer than writing a picture's metadata.
    return text if text.isprintable() else INVALID_XML.sub("", text)


def card_metadata(card: Card) -> Metadata:
    """Return the metadata of a card.

    The creator is its brand, the publisher its imprint; credit, rights and source are those of its photos.
    """
    brand = card.brand
    return Metadata(
        title=_shorten(card.alt_text or card.caption),
        alt=card.alt_text,
        caption=card.caption,
        creator=brand.title,
        publisher=brand.imprint,
        credit=card.credit,
        rights=", ".join(filter(None, (card.credit, card.licence))),
        source=card.source,
        origin=next(iter(card.ai_photos.values()), ""),
        language=brand.language,
    )


def _shorten(text: str) -> str:
    """Return the text as one line of at most :data:`MAX_TITLE` characters, truncated between words."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_TITLE else f"{line[: MAX_TITLE - 1].rsplit(' ', 1)[0].rstrip()}…"
