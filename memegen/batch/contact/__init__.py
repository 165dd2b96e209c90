"""The contact sheet: an HTML page, or an image, with every graphic of a batch."""
