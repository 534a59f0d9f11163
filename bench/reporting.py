"""Reports: how long making one takes over WeasyPrint alone, and what it does to memory."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from datetime import datetime

import pikepdf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.environment import ROOT
from rondetafel.models import Verslag, Verslagexemplaar
from rondetafel.report import pdf
from rondetafel.report.weergave import zicht_hash
from toegang.access import Plek, plekken_aan_tafel
from vormgeving.druk import LETTERS, STATIC

REPORTS = 20
ROUNDS = 7


def compare(verslag: Verslag, plek: Plek) -> dict[str, float]:
    """Return how long our PDF takes, and WeasyPrint alone on the same HTML and style sheets."""
    fonts = FontConfiguration()
    bladen = [
        CSS(string=LETTERS.read_text(encoding="utf-8"), font_config=fonts),
        CSS(filename=str(STATIC / "druk" / "verslag.css"), font_config=fonts),
    ]
    html = pdf.html(verslag, plek)
    ours, alone, made = [], [], b""
    for _ in range(ROUNDS):
        started = time.perf_counter()
        made = pdf.maak(verslag, plek)
        between = time.perf_counter()
        HTML(string=html).write_pdf(stylesheets=bladen, font_config=fonts, pdf_variant="pdf/ua-1")
        ours.append(between - started)
        alone.append(time.perf_counter() - between)
    with pikepdf.open(io.BytesIO(made)) as document:
        pages = len(document.pages)
    mine, theirs = statistics.median(ours[1:]), statistics.median(alone[1:])
    return {
        "ms": round(mine * 1000, 1),
        "weasyprint_ms": round(theirs * 1000, 1),
        "ratio": round(mine / theirs, 2),
        "pages": pages,
    }


def ask_for_copies(verslagen: list[Verslag], now: datetime) -> list[Verslagexemplaar]:
    """Write that seats asked for their copy, as their page does."""
    zetels = plekken_aan_tafel(verslagen[0].tafel.plan, now=now)
    paren = [(verslag, plek) for verslag in verslagen for plek in zetels][:REPORTS]
    return Verslagexemplaar.objects.bulk_create(
        Verslagexemplaar(
            verslag=verslag,
            deelname=plek.deelname,
            zicht_hash=zicht_hash(verslag, plek),
            gevraagd_op=now,
        )
        for verslag, plek in paren
    )


def make_copies(exemplaren: list[Verslagexemplaar]) -> float:
    """Make these copies one after another as a worker does; return its memory then, in MB."""
    ids = [str(exemplaar.pk) for exemplaar in exemplaren]
    command = [sys.executable, "-m", "bench.copies", *ids]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return round(float(done.stdout), 1)
