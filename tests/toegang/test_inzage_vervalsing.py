"""No change to the log goes unseen: a hundred ways to change it, a hundred found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.toegang.inzagelog import NU, Los, ids, regel, vul
from toegang.inzage import controle, verzegelen
from toegang.inzage.models import Zegel
from toegang.inzage.schrijven import VELDEN, schrijf

T = TypeVar("T")


@dataclass
class Loting:
    """Chance that is the same every time."""

    poging: int
    trekking: int = 0

    def randrange(self, van: int, tot: int | None = None) -> int:
        laagste, hoogste = (0, van) if tot is None else (van, tot)
        self.trekking += 1
        som = sha256(f"{self.poging}:{self.trekking}".encode()).digest()
        return laagste + int.from_bytes(som[:8]) % (hoogste - laagste)

    def choice(self, uit: Sequence[T]) -> T:
        return uit[self.randrange(len(uit))]

    def twee(self, uit: Sequence[T]) -> tuple[T, T]:
        een = self.randrange(len(uit) - 1)
        return uit[een], uit[self.randrange(een + 1, len(uit))]


def _verander_een_veld(r: Loting) -> None:
    veld, waarde = r.choice(
        [
            ("actor_naam", "Niemand"),
            ("uitkomst", "geweigerd"),
            ("onderdeel", "acties"),
            ("op", NU - timedelta(days=3)),
            ("ip", "198.51.100.9"),
            ("status", 404),
            ("verzoek", ""),
            ("route", "overzicht:meer"),
            ("gebeurtenis", "wijzigen"),
        ]
    )
    kolom = next(v for v in VELDEN if v.name == veld)
    nieuw = kolom.get_db_prep_save(waarde, connection)
    with Los() as voer_uit:
        zin = "UPDATE inzage_inzage SET veld = %s WHERE id = %s".replace("veld", veld)
        voer_uit(zin, [nieuw, r.choice(ids())])


def _haal_een_regel_weg(r: Loting) -> None:
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_inzage WHERE id = %s", [r.choice(ids())])


def _haal_een_heel_stuk_weg(r: Loting) -> None:
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_inzage WHERE id >= %s", [r.choice(ids())])


def _zet_er_een_bij_van_vroeger(r: Loting) -> None:
    schrijf(regel(-r.randrange(30, 3000), r.randrange(12)))


def _zet_er_een_voor(r: Loting) -> None:
    """A line before the first, with an id that was never given out."""
    schrijf(regel(1, 1))
    with Los() as voer_uit:
        voer_uit("UPDATE inzage_inzage SET id = 0 WHERE id = %s", [ids()[-1]])


def _verwissel_twee(r: Loting) -> None:
    een, ander = r.twee(ids())
    with Los() as voer_uit:
        for van, naar in ((een, -1), (ander, een), (-1, ander)):
            voer_uit("UPDATE inzage_inzage SET id = %s WHERE id = %s", [naar, van])


def _vervang_er_een(r: Loting) -> None:
    """Taken away, and another in its place with the same id."""
    weg = r.choice(ids()[:-1])
    schrijf(regel(r.randrange(8), r.randrange(12)))
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_inzage WHERE id = %s", [weg])
        voer_uit("UPDATE inzage_inzage SET id = %s, ip = NULL WHERE id = %s", [weg, ids()[-1]])


def _verander_een_zegel(r: Loting) -> None:
    veld, waarde = r.choice(
        [
            ("inhoud", "0" * 64),
            ("vorige", "0" * 64),
            ("zegel", "0" * 64),
            ("aantal", 1),
            ("tot", 10**9),
            ("regels", "[[1, 1]]"),
            ("gaten", '[[1, 1000000, "2026-11-23T09:00:00+00:00", 0]]'),
            ("sleutel", "0" * 16),
            ("nummer", 99),
        ]
    )
    with Los() as voer_uit:
        zin = "UPDATE inzage_zegel SET veld = %s WHERE nummer = %s".replace("veld", veld)
        voer_uit(zin, [waarde, r.randrange(1, 9)])


def _haal_een_zegel_weg(r: Loting) -> None:
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_zegel WHERE nummer = %s", [r.randrange(1, 8)])


def _haal_de_laatste_zegels_weg(r: Loting) -> None:
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_zegel WHERE nummer > %s", [r.randrange(0, 8)])


def _knip_het_einde_eraf(r: Loting) -> None:
    """Seals and lines: what is left holds, but for what was kept elsewhere."""
    zegel = Zegel.objects.get(nummer=r.randrange(1, 8))
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_zegel WHERE nummer > %s", [zegel.nummer])
        voer_uit("DELETE FROM inzage_inzage WHERE id > %s", [zegel.tot])


def _verzegel_opnieuw_zonder_sleutel(r: Loting) -> None:
    """Change a line and make every seal anew, as who has the database and not the key."""
    _verander_een_veld(r)
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_zegel", [])
    with override_settings(INZAGE_KEYS=["geraden"], INZAGE_KOPPEN="/dev/null"):
        verzegelen.seal(now=NU + timedelta(minutes=8))


def _knip_en_laat_opnieuw_verzegelen(r: Loting) -> None:
    """Take the last seals away, change a line under them, and let beat seal it."""
    zegel = Zegel.objects.get(nummer=r.randrange(1, 8))
    with Los() as voer_uit:
        voer_uit("DELETE FROM inzage_zegel WHERE nummer > %s", [zegel.nummer])
        voer_uit("UPDATE inzage_inzage SET actor_naam = 'x' WHERE id = %s", [zegel.tot + 1])
    verzegelen.seal(now=NU + timedelta(minutes=8))


INBRAKEN = [
    _verander_een_veld,
    _haal_een_regel_weg,
    _haal_een_heel_stuk_weg,
    _zet_er_een_bij_van_vroeger,
    _zet_er_een_voor,
    _verwissel_twee,
    _vervang_er_een,
    _verander_een_zegel,
    _haal_een_zegel_weg,
    _haal_de_laatste_zegels_weg,
    _knip_het_einde_eraf,
    _verzegel_opnieuw_zonder_sleutel,
    _knip_en_laat_opnieuw_verzegelen,
]


@pytest.mark.django_db
def test_a_hundred_tamperings_a_hundred_found(koppen: Path) -> None:
    now, gemist = vul(), []
    bewaard = koppen.read_text()
    for poging in range(100):
        r = Loting(poging)
        inbraak = INBRAKEN[poging % len(INBRAKEN)]
        with transaction.atomic():
            inbraak(r)
            if not controle.verify(now=now).fout:
                gemist.append((poging, inbraak.__name__))
            transaction.set_rollback(True)
        koppen.write_text(bewaard)
    assert gemist == []
    assert controle.verify(now=now).fout == ""


@pytest.mark.django_db
def test_the_first_batch_that_broke_is_named(koppen: Path) -> None:
    now = vul()
    zegel = Zegel.objects.get(nummer=5)
    with Los() as voer_uit:
        voer_uit("UPDATE inzage_inzage SET status = 0 WHERE id = %s", [zegel.regels[0][0]])
        voer_uit("DELETE FROM inzage_inzage WHERE id = %s", [zegel.tot + 1])
    assert controle.verify(now=now).zegel == 5


@pytest.mark.django_db
def test_heads_kept_elsewhere_prove_the_end(koppen: Path, tmp_path: Path) -> None:
    """Without them, who cuts the end off leaves a log that holds."""
    now = vul()
    elders = tmp_path / "elders"
    elders.write_text(koppen.read_text())
    _knip_het_einde_eraf(Loting(1))
    koppen.unlink()
    assert controle.verify(now=now).fout == ""
    assert "koppen" not in controle.verify(now=now, koppen=elders).fout
    assert "elders" in controle.verify(now=now, koppen=elders).fout
