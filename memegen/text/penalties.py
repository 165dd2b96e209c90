"""The cost of a line break to the reader: low after punctuation, high after "the".

Costs are on the scale of `memegen.text.linebreak.RAG`, chosen by eye; a negative one is a gain.
"""

from __future__ import annotations

from collections.abc import Sequence

from memegen.text.shape import ShapedParagraph

NORWEGIAN = (
    "en ei et den det de i på av til for fra med om og eller men å at som er var vi du dere jeg vår min sin ikke"
)
# Function words that belong to the next word, by language.
FUNCTION_WORDS = {
    "en": "a an the of to in on at by for from with and or nor but as if that than is are was our your their his her "
    "its my no not we i you they he she it who which this these those be will can into so too very",
    "cy": "y yr a ac i o ar am at yn ei eu ein eich fy dy na nac neu dan dros gan heb tra mae",
    "fr": "le la les l un une des du de d à au aux et ou ni en dans par pour sur que qui ne se sa son ses leur nos ce",
    "de": "der die das den dem des ein eine einen einem einer und oder in im an am auf zu zum zur von vom mit für bei "
    "als",
    "es": "el la los las un una unos unas de del a al y e o u en con por para que se su sus mi no lo",
    "it": "il lo la i gli le un uno una di del della dei a al alla e o in con per che si da dal su non",
    "pt": "o a os as um uma de do da dos das e ou em no na por para com que se ao à não",
    "nl": "de het een en of in op aan bij van voor met te dat die om naar uit is",
    "pl": "i a o w z u na do od po za że nie się to",
    "ga": "an na a i ar ag le do de is go agus nó",
    "gd": "an na a am nam nan i air aig le do de is gu agus no tha",
    "sv": "en ett den det de i på av till för från med om och eller men att som är var vi du ni jag vår min sin inte",
    "da": "en et den det de i på af til for fra med om og eller men at som er var vi du jeg vor min sin ikke",
    "nb": NORWEGIAN,
    "nn": NORWEGIAN,
    "no": NORWEGIAN,
    "fi": "ja tai on ei se ne me te he kun jos että joka mutta niin kuin",
    "cs": "a i o u v z s k ve ze se si na do od po za pro při je že by ne to",
    "sk": "a i o u v z s k vo zo so sa si na do od po za pre pri je že by ne to",
    "ro": "un o al a ai ale și sau în la de din cu pe pentru prin că să nu se ce este sunt cel cea cei",
    "hu": "a az egy és vagy de hogy ha nem ne is",
    "el": "ο η το οι τα τον την τη του της των τους τις ένα ένας μια μία και ή να θα σε με για από που πως δεν μη μην "
    "ότι στο στη στην στον στα στις στους",
    "ru": "и а но или в во на с со к ко о об у от из за по до для без не ни что как это мы вы он она они я",
    "uk": "і й та а але або в у на з із до від за по для без про не ні що як це ми ви він вона вони я",
    "tr": "bir ve veya ya da bu şu o ne her en çok için",
    "vi": "và hoặc của là các những một với cho trong ở từ đến không để mà thì",
    "is": "og eða að í á af til frá með um en sem er við ekki ég þú hann hún það",
    "hr": "i a ili u na s sa od za po do bez ne da je se su kao što koji",
    "sr": "и а или у на с са од за по до без не да је се су као што који i a ili u na s sa od za po do bez ne da je",
    "bg": "и а но или в във на с със от за по до без не ни че да се са как което",
    "ar": "في من على إلى عن مع أن إن لا ما لم لن هو هي يا كل بين أو ثم هذا هذه الذي التي",
    "fa": "و از به در با بر که تا هر این آن یک نه یا برای بی",
    "ur": "اور و یہ وہ نہ ہر ایک یا کہ جو",
    "he": "של את על אל עם לא כל זה זו הוא היא הם אם כי או גם בין",
    "hi": "और या यह वह कि एक हर न जो व",
    "ca": "el la els les l un una uns unes d de del dels al als a i o en amb per que se es no ho",
}
# After the end of a sentence, and of a clause.
AFTER_SENTENCE, AFTER_CLAUSE = -0.45, -0.3
# After a function word.
AFTER_FUNCTION_WORD = 0.6
# Inside a compound ("well-|known"), and inside a word.
INSIDE_COMPOUND, INSIDE_WORD = 0.4, 4.0
# One word after a clause begins, and one short word before it ends.
EARLY, LATE, SHORT_WORD = 0.4, 0.2, 8
# Inside a marked phrase of fewer than MAX_PHRASE characters.
INSIDE_PHRASE, MAX_PHRASE = 0.5, 24
# A line of a single word with fewer letters than FEW, or than SOME.
LONE_FEW, LONE_SOME = 2.0, 0.4
FEW, SOME = 6, 8
# The first scripts without spaces between words follow this character.
FIRST_UNSPACED = "\u0e00"
SENTENCE, CLAUSE = tuple(".!?…:。．！？：।॥؟۔։።"), tuple(",;—–،؛、，；·")
CLOSING = "\"'”’“»)]›«‹」』）】》〉"
QUOTES = "\"'“”‘«‹»›([„‚¿¡*「『（"


def break_penalties(paragraph: ShapedParagraph, starts: Sequence[int], ends: Sequence[int]) -> list[float]:
    """Return the cost of ending a line after each segment; negative where a break helps the reader.

    Args:
        paragraph: the text.
        starts: offset of each segment.
        ends: offset after each segment.
    """
    text = paragraph.plain
    function_words = frozenset(FUNCTION_WORDS.get(paragraph.language.partition("-")[0].lower(), "").split())
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    gains = [_clause_end(word) for word in words]
    phrases = [(span.start, span.end) for span in paragraph.styled.spans]
    costs = []
    for i, word in enumerate(words):
        if word[-1:] == "\n":
            costs.append(0.0)
            continue
        cost = gains[i]
        if not word[-1:].isspace():
            cost = _unspaced_break(text, ends[i])
        elif not cost:
            bare = word.strip().strip(QUOTES).lower().replace("’", "")
            cost = AFTER_FUNCTION_WORD if bare in function_words else 0.0
            cost += EARLY if i and gains[i - 1] else 0
            cost += LATE if i + 1 < len(words) and gains[i + 1] and len(words[i + 1].rstrip()) < SHORT_WORD else 0
        torn = any(a < ends[i] < b and b - a < MAX_PHRASE for a, b in phrases)
        costs.append(cost + INSIDE_PHRASE if torn else cost)
    return costs


def lone_penalties(
    paragraph: ShapedParagraph, starts: Sequence[int], ends: Sequence[int], last: Sequence[int]
) -> list[float]:
    """Return the cost of a line of each segment by itself: high for a short word, none for a paragraph of one word.

    In scripts without spaces a segment is not a word, and costs nothing.

    Args:
        paragraph: the text.
        starts: offset of each segment.
        ends: offset after each segment.
        last: index of the last segment of its paragraph.
    """
    text = paragraph.plain
    costs = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        letters = sum(map(str.isalnum, text[start:end]))
        only = last[i] == i and (i == 0 or last[i - 1] == i - 1)
        spaced = (letters and text[end - 1].isspace()) or end == len(text)
        costs.append(0.0 if only or not spaced else LONE_FEW if letters < FEW else LONE_SOME if letters < SOME else 0.0)
    return costs


def _clause_end(word: str) -> float:
    """Return the cost of a break after *word* if it ends a sentence or a clause, else 0."""
    bare = word.rstrip().rstrip(CLOSING)
    if bare.endswith(SENTENCE):
        return AFTER_SENTENCE
    return AFTER_CLAUSE if bare.endswith(CLAUSE) else 0.0


def _unspaced_break(text: str, at: int) -> float:
    """Return the cost of a break without a space at *at*: a gain after a dash, none in scripts without spaces."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if before in "—–":
        return AFTER_CLAUSE
    if before in "-/\u2010":
        return INSIDE_COMPOUND
    return INSIDE_WORD if before.isalnum() and after.isalnum() and before < FIRST_UNSPACED else 0.0
