"""An open AI co-scientist: research goals in, ranked and checked, lab-ready hypotheses out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coscientist.app.campaign import Campaign as Campaign

__version__ = "0.1.0"
__all__ = ["Campaign", "__version__"]

_checkout = Path(__file__).resolve().parent.parent
if (_checkout / "agents").is_dir() and (_checkout / "pyproject.toml").is_file():
    # In a checkout the root folders agents/, tools/ … are subpackages of this one; a wheel holds them inside.
    __path__.insert(0, str(_checkout))


def __getattr__(name: str) -> Any:
    """Load the notebook's entry point only when somebody asks for it, so that importing stays cheap."""
    if name == "Campaign":
        from coscientist.app.campaign import Campaign

        return Campaign
    raise AttributeError(f"module 'coscientist' has no attribute {name!r}")
