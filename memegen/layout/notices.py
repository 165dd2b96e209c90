"""The notices that law wants on campaign material: who promotes it, the notice of an advertisement, and AI labels.

What is checked is whether the notices are there, not whether they are right; memegen gives no legal advice. Sources:

- uk: Elections Act 2022, part 6: material of parties, candidates and campaigners has an imprint, paid or not.
- us: 11 CFR 110.11: paid communications say who paid for them.
- eu: Regulation (EU) 2024/900, articles 11 and 12: a paid advertisement says that it is one and who is its sponsor, and
  leads to a notice. Regulation (EU) 2024/1689, article 50: images that are generated or changed by AI say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memegen.core.diagnostics import WARNING, Diagnostic, Where
from memegen.core.regex import lazy_pattern
from memegen.model.brand import EU, UK, US, Brand
from memegen.model.card import Card
from memegen.scene.scene import Scene
from memegen.text.addresses import URL

# What says that AI was used: in English, the Romance languages and Irish, German and the Nordic languages, Welsh.
AI_WORDS = lazy_pattern(r"\bA\.?I\b|\bI\.?A\b|\bKI\b|\bDA\b|artificial|künstlich", re.IGNORECASE)


def notice_findings(card: Card, scene: Scene) -> Iterator[Diagnostic]:
    """Yield a warning for each notice that the brand's jurisdiction wants and that a graphic lacks.

    Of a series, the first page is checked.
    """
    brand = card.brand
    if not brand.jurisdiction or card.page > 1:
        return
    drawn = [_folded(text.text) for text in scene.texts()]
    if _needs_imprint(brand):
        imprint = str(card.values.get("imprint") or brand.imprint)
        if not imprint:
            message = f"the brand {brand.title} has no imprint, which material in its jurisdiction needs"
            hint = "add `imprint:` to the brand: who promotes it, and from where"
            yield _warning("imprint-required", Where(), message, hint)
        elif not any(_folded(imprint) in text for text in drawn):
            message = "the imprint is not on the graphic"
            hint = "add a text with {imprint} to the template for this shape"
            yield _warning("imprint-hidden", Where(), message, hint)
        elif brand.jurisdiction == EU and not any(URL.search(text) for text in drawn):
            message = "a paid advertisement in the EU leads to its notice, and the graphic has no address"
            yield _warning("notice-required", Where(), message, "add the address of the notice to the imprint")
    if brand.jurisdiction != UK and card.ai_photos and not any(AI_WORDS.search(text.text) for text in scene.texts()):
        message = f"no text says that AI was used for {', '.join(card.ai_photos)}"
        hint = "add a text such as “Image: AI” to the graphic, e.g. as the photo's credit"
        yield _warning("ai-label-required", Where(), message, hint)


def _needs_imprint(brand: Brand) -> bool:
    return brand.jurisdiction == UK or (brand.paid and brand.jurisdiction in (US, EU))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _warning(code: str, where: Where, message: str, hint: str) -> Diagnostic:
    return Diagnostic(WARNING, code, where, message, hint)
