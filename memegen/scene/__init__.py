"""The display list: what is painted, in absolute pixels, and its geometry."""
