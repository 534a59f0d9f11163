"""From HTML to a PDF that fetches nothing: everything it shows is in the HTML it is given."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

STATIC = Path(__file__).resolve().parents[2] / "static"
LETTERS = STATIC / "gebouwd" / "druk-letters.css"


class AlleenData(URLFetcher):
    """Opens ``data:`` addresses and refuses all others, files of this machine first of all."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)


@cache
def _letters() -> tuple[CSS, FontConfiguration]:
    """The print faces, read once: a quarter of a megabyte of fonts in ``data:`` addresses."""
    fonts = FontConfiguration()
    css = CSS(
        string=LETTERS.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=AlleenData()
    )
    return css, fonts


@cache
def beeld(naam: str) -> str:
    """Return a picture of ``static/beeld/`` as a ``data:`` address."""
    inhoud = b64encode((STATIC / "beeld" / naam).read_bytes()).decode()
    return f"data:image/svg+xml;base64,{inhoud}"


def maak_pdf(html: str, *, opmaak: Sequence[str]) -> bytes:
    """Return the PDF/UA of a whole HTML document.

    Args:
        html: the document, with ``lang`` and ``title``; links and pictures only as ``data:``.
        opmaak: names of style sheets in ``static/druk/``; they may use "Noto Sans Druk".
    """
    css, fonts = _letters()
    fetcher = AlleenData()
    bladen = [
        CSS(filename=str(STATIC / "druk" / naam), font_config=fonts, url_fetcher=fetcher)
        for naam in opmaak
    ]
    document = HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=[css, *bladen], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return pdf
