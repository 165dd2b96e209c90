"""memegen: quotes, photographs and branding into graphics sized for every platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memegen.core.environment import __version__

if TYPE_CHECKING:
    from memegen.api import render
    from memegen.core.diagnostics import Diagnostic, DiagnosticError
    from memegen.renderer import Renderer
    from memegen.rendering.rendered import Rendered

__all__ = ["Diagnostic", "DiagnosticError", "Rendered", "Renderer", "__version__", "render"]

# The module of each public name.
_MODULES = {
    "render": "memegen.api",
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
