"""The press: WeasyPrint, with our print faces, and no way to fetch anything."""

from collections.abc import Sequence
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from vormgeving.druk import LETTERS, STATIC


def alleen_data() -> URLFetcher:
    """Return what opens ``data:`` addresses and refuses all others, files of this machine first."""
    return URLFetcher(allowed_protocols=["data"], allow_redirects=False)


@cache
def _letters() -> tuple[CSS, FontConfiguration]:
    """The print faces, read once: a quarter of a megabyte of fonts in ``data:`` addresses."""
    fonts = FontConfiguration()
    css = CSS(
        string=LETTERS.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=alleen_data()
    )
    return css, fonts


def druk_af(html: str, opmaak: Sequence[str]) -> bytes:
    """Return the PDF/UA of a document; see ``vormgeving.druk.maak_pdf``."""
    css, fonts = _letters()
    fetcher = alleen_data()
    bladen = [
        CSS(filename=str(STATIC / "druk" / naam), font_config=fonts, url_fetcher=fetcher)
        for naam in opmaak
    ]
    document = HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(
        stylesheets=[css, *bladen], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return pdf
