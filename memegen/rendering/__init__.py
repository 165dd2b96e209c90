"""From a scene to pixels: a painter for each kind of item, and what they share."""
