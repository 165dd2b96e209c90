"""The display list, in absolute pixels, and its geometry."""
