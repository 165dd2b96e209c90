"""How AI had a part in a photo, and how metadata say so."""

from __future__ import annotations

# The values of a photo's `ai`, and the digital source type of each (IPTC, NewsCodes "Digital Source Type").
AI_ORIGINS = {"generated": "trainedAlgorithmicMedia", "modified": "compositeWithTrainedAlgorithmicMedia"}
NO_AI = "no"
AI_MARKS = (*AI_ORIGINS, NO_AI)
