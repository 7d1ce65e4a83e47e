"""Structural formulas of compounds, in the page's own ink."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coscientist.app.report.drawing.svg import element
from coscientist.domain.errors import CoscientistError

if TYPE_CHECKING:
    from markupsafe import Markup

BOND = 26
"""Length of a bond, so that all compounds are drawn to one scale. Units: pixels."""
LARGEST = 90
"""Heavy atoms; what is larger cannot be read at this size."""


@lru_cache(maxsize=512)
def structure(smiles: str) -> "Markup | None":
    """Draw a structural formula; None where the text is no structure, or one too large to be read.

    Only the paths of RDKit's drawing are taken over: its own colours and styles would not follow the page.
    """
    from rdkit.Chem.Draw import rdMolDraw2D

    from coscientist.tools.chemistry.molecule import molecule

    try:
        drawn = molecule(smiles)
    except CoscientistError:
        return None
    if not 0 < drawn.GetNumHeavyAtoms() <= LARGEST:
        return None
    canvas = rdMolDraw2D.MolDraw2DSVG(-1, -1)
    options: Any = canvas.drawOptions()
    options.fixedBondLength = BOND
    options.padding = 0.03
    options.clearBackground = False
    options.singleColourWedgeBonds = True
    rdMolDraw2D.PrepareAndDrawMolecule(canvas, drawn)
    canvas.FinishDrawing()
    text = canvas.GetDrawingText()
    lines: list[str] = []
    areas: list[str] = []
    for path, style in re.findall(r"<path[^>]*? d='([^']*)'([^>]*)>", text):
        (lines if "fill:none" in style else areas).append(path.strip())
    return element(
        "svg",
        element("path", d=" ".join(lines), class_="bonds"),
        element("path", d=" ".join(areas), class_="atoms"),
        viewBox=f"0 0 {canvas.Width()} {canvas.Height()}",
        width=canvas.Width(),
        height=canvas.Height(),
        class_="structure",
        role="img",
        aria_label="structural formula",
    )
