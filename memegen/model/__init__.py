"""What a template, a brand, a platform and a card are, and the kinds of value they hold."""
