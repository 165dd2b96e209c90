"""Text: read, broken, fitted and set, with no font file and no pixel in sight."""
