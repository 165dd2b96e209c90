"""The Unicode Bidirectional Algorithm (UAX #9)."""
