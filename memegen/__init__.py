"""memegen: quotes, photographs and branding into graphics sized for every platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.core.environment import __version__

if TYPE_CHECKING:
    from memegen.api import render, render_series
    from memegen.core.diagnostics import Diagnostic, DiagnosticError
    from memegen.renderer import Renderer
    from memegen.rendering.rendered import Rendered
    from memegen.rendering.series import Series

__all__ = ["Diagnostic", "DiagnosticError", "Rendered", "Renderer", "Series", "__version__", "render", "render_series"]

# The module of each public name.
_MODULES = {
    "render": "memegen.api",
    "render_series": "memegen.api",
    "Series": "memegen.rendering.series",
    "Rendered": "memegen.rendering.rendered",
    "Renderer": "memegen.renderer",
    "Diagnostic": "memegen.core.diagnostics",
    "DiagnosticError": "memegen.core.diagnostics",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: `memegen --help` needs none of these modules.
    if name not in _MODULES:
        raise AttributeError(f"module 'memegen' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)
