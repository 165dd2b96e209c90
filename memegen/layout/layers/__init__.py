"""The layer kinds, one module each; a new kind is a module here and its class in ``KINDS``."""

from memegen.layout.layers.backgrounds import Gradient, SolidColor
from memegen.layout.layers.base import Layer
from memegen.layout.layers.confetti import Confetti
from memegen.layout.layers.hashtag import Hashtag
from memegen.layout.layers.image import Image, Logo
from memegen.layout.layers.ornament import Ornament
from memegen.layout.layers.photo import Photo
from memegen.layout.layers.scrim import Scrim
from memegen.layout.layers.shapes import Circle, LineLayer, Rectangle
from memegen.layout.layers.stack import Column, Row
from memegen.layout.layers.text import TextLayer

# Layer classes by their name in YAML, in the order of the reference.
KINDS: dict[str, type[Layer]] = {
    layer.kind: layer
    for layer in (
        SolidColor,
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
