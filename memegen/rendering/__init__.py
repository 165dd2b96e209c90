"""Scene to pixels, and pixels to the bytes of a picture file."""
