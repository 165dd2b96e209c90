"""The layer kinds. A new one is a file here and a name in ``KINDS``."""

from memegen.layout.layers.backgrounds import Colour, Gradient, Scrim
from memegen.layout.layers.base import Layer
from memegen.layout.layers.hashtag import Hashtag
from memegen.layout.layers.image import Image, Logo
from memegen.layout.layers.ornament import Ornament
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.shapes import Circle, Confetti, LineLayer, Rectangle
from memegen.layout.layers.stack import Column, Row
from memegen.layout.layers.text import TextLayer

KINDS: dict[str, type[Layer]] = {
    layer.kind: layer
    for layer in (
        Colour,
        Gradient,
        Photo,
        Scrim,
        TextLayer,
        Hashtag,
        Row,
        Column,
        Image,
        Logo,
        Rectangle,
        Circle,
        LineLayer,
        Ornament,
        Confetti,
    )
}
