"""The artwork that is drawn, not photographed. ``python assets/draw.py`` rebuilds all of it, byte for byte."""
