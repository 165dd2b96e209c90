"""The layer kinds. A new one is a file here and a name in ``KINDS``."""

from memegen.layers.base import Layer
from memegen.layers.confetti import Confetti
from memegen.layers.grounds import Colour, Gradient, Scrim
from memegen.layers.hashtag import Hashtag
from memegen.layers.image import Image, Logo
from memegen.layers.ornament import Ornament
from memegen.layers.photo import Photo
from memegen.layers.shapes import Circle, LineLayer, Rectangle
from memegen.layers.stack import Column, Row
from memegen.layers.text import TextLayer

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
