"""The nouns: tables by area, and the engine where the two databases' differences live."""
