"""Layout: a card in, a scene out. Pure: opens no file, paints no pixel."""
