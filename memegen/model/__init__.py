"""The data model: template, brand, platform and card, and the kinds of value in them."""
