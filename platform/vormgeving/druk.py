"""From HTML to a PDF that fetches nothing: everything it shows is in the HTML it is given."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
LETTERS = STATIC / "gebouwd" / "druk-letters.css"


@cache
def beeld(naam: str) -> str:
    """Return a picture of ``static/beeld/`` as a ``data:`` address."""
    inhoud = b64encode((STATIC / "beeld" / naam).read_bytes()).decode()
    return f"data:image/svg+xml;base64,{inhoud}"


def maak_pdf(html: str, *, opmaak: Sequence[str]) -> bytes:
    """Return the PDF/UA of a whole HTML document.

    The maker is loaded with the first one: it costs a process 33 MB, and a web worker that only
    shows pages never needs it.

    Args:
        html: the document, with ``lang`` and ``title``; links and pictures only as ``data:``.
        opmaak: names of style sheets in ``static/druk/``; they may use "Noto Sans Druk".
    """
    pdf: bytes = import_module("vormgeving.pers").druk_af(html, opmaak)
    return pdf
