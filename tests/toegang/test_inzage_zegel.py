"""The seals: what is sealed, in what order, and that no change to the log goes unseen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test import override_settings

from toegang.inzage import controle, verzegelen
from toegang.inzage.keten import bereiken, tussen
from toegang.inzage.models import Inzage, Zegel
from toegang.inzage.schrijven import VELDEN, Regel, schrijf
from toegang.inzage.slot import haal_slot_weg

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
T = TypeVar("T")
NAMEN = ["Peter Hendriks", "Aisha Karimi", "Tom van Dijk", "Fatma Öztürk"]


@pytest.fixture
def koppen(tmp_path: Path, settings: Any) -> Path:
    settings.INZAGE_KOPPEN = str(tmp_path / "log" / "koppen")
    return Path(settings.INZAGE_KOPPEN)


def regel(minuut: int, nummer: int) -> Regel:
    return Regel(
        op=NU + timedelta(minutes=minuut, seconds=nummer),
        gebeurtenis="lezen",
        uitkomst="gelukt",
        weg="pagina",
        plan_id=UUID(int=nummer % 3 + 1),
        onderdeel="plan",
        actor_id=UUID(int=nummer % 4 + 100),
        actor_naam=NAMEN[nummer % 4],
        ip="192.0.2.7",
        verzoek=f"{minuut:016}{nummer:016}",
        route="overzicht:plan",
        status=200,
    )


def vul(minuten: int = 8, per_minuut: int = 12) -> datetime:
    """A log of some minutes, sealed every minute; the moment after the last seal."""
    for minuut in range(minuten):
        schrijf(*(regel(minuut, n) for n in range(per_minuut)))
        verzegelen.seal(now=NU + timedelta(minutes=minuut + 1))
    return NU + timedelta(minutes=minuten, seconds=1)


# --- sealing ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_line_is_under_one_seal_and_every_seal_on_the_one_before(koppen: Path) -> None:
    now = vul()
    zegels = list(Zegel.objects.all())
    assert [z.nummer for z in zegels] == list(range(1, 9))
    assert [z.vorige for z in zegels] == ["", *(z.zegel for z in zegels[:-1])]
    ids = [pk for z in zegels for begin, eind in z.regels for pk in range(begin, eind + 1)]
    assert ids == list(Inzage.objects.order_by("id").values_list("id", flat=True))
    uit = controle.verify(now=now)
    assert (uit.fout, uit.zegels, uit.regels, uit.wachten) == ("", 8, 96, 0)


@pytest.mark.django_db
def test_nothing_new_makes_no_seal(koppen: Path) -> None:
    now = vul(minuten=1)
    assert verzegelen.seal(now=now) == 0
    assert Zegel.objects.count() == 1


@pytest.mark.django_db
def test_many_lines_are_sealed_in_batches(koppen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verzegelen, "PER_ZEGEL", 10)
    schrijf(*(regel(0, n) for n in range(25)))
    assert verzegelen.seal(now=NU + timedelta(minutes=1)) == 25
    assert [z.aantal for z in Zegel.objects.all()] == [10, 10, 5]
    assert controle.verify(now=NU + timedelta(minutes=1)).fout == ""


@pytest.mark.django_db
def test_lines_that_wait_are_counted_and_those_that_wait_long_are_wrong(koppen: Path) -> None:
    now = vul(minuten=2)
    schrijf(regel(2, 0))
    assert (controle.verify(now=now).wachten, controle.verify(now=now).fout) == (1, "")
    assert "wachten te lang" in controle.verify(now=now + timedelta(minutes=20)).fout


@pytest.mark.django_db
def test_a_new_key_signs_and_the_old_one_still_proves(koppen: Path) -> None:
    with override_settings(INZAGE_KEYS=["oud"]):
        vul(minuten=2)
    with override_settings(INZAGE_KEYS=["nieuw", "oud"]):
        schrijf(regel(2, 0))
        verzegelen.seal(now=NU + timedelta(minutes=3))
        assert controle.verify(now=NU + timedelta(minutes=3)).fout == ""
        assert len(set(Zegel.objects.values_list("sleutel", flat=True))) == 2
    with override_settings(INZAGE_KEYS=["nieuw"]):
        uit = controle.verify(now=NU + timedelta(minutes=3))
        assert (uit.zegel, "sleutel" in uit.fout) == (1, True)


@pytest.mark.django_db
def test_the_command_says_so_and_answers_one_when_something_is_wrong(
    koppen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vul(minuten=3)
    call_command("verify_inzagelog")
    assert "onveranderd: 36 regels onder 3 zegels, 0 wachten nog" in capsys.readouterr().out
    with Los() as voer_uit:
        voer_uit("UPDATE inzage_inzage SET actor_naam = 'x' WHERE id = %s", [ids()[15]])
    with pytest.raises(CommandError, match="klopt niet bij zegel 2: een of meer regels"):
        call_command("verify_inzagelog")


def test_ranges() -> None:
    assert bereiken([1, 2, 3, 5, 9, 10]) == [[1, 3], [5, 5], [9, 10]]
    assert tussen([[2, 3], [5, 5]], 1, 7) == [[1, 1], [4, 4], [6, 7]]
    assert tussen([], 4, 3) == []


# --- tampering --------------------------------------------------------------------------------


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


class Los:
    """The lock taken off, as the owner of the table can."""

    def __enter__(self) -> Callable[[str, list[Any]], None]:
        haal_slot_weg(connection)
        return self.voer_uit

    def __exit__(self, *fout: object) -> None:
        return None

    @staticmethod
    def voer_uit(zin: str, waarden: list[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(zin, waarden)


def ids() -> list[int]:
    return list(Inzage.objects.order_by("id").values_list("id", flat=True))


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


# --- more at once -----------------------------------------------------------------------------


def in_een_draad(wat: Callable[[], None]) -> Thread:
    def doe() -> None:
        # SQLite in memory does not wait for its turn; it says so.
        with suppress(OperationalError):
            wat()
        connection.close()

    draad = Thread(target=doe)
    draad.start()
    return draad


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_do_no_harm(koppen: Path) -> None:
    schrijf(*(regel(0, n) for n in range(12)))
    now = NU + timedelta(minutes=1)
    draden = [in_een_draad(lambda: void(verzegelen.seal(now=now))) for _ in range(4)]
    for draad in draden:
        draad.join()
    verzegelen.seal(now=now)
    assert [z.nummer for z in Zegel.objects.all()] == [1]
    assert controle.verify(now=now).fout == ""


def void(_: object) -> None:
    """Drop a result."""


@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_committed_late_is_sealed_later_and_breaks_nothing(koppen: Path) -> None:
    """On PostgreSQL a transaction that still runs leaves a gap; SQLite lets nobody else write."""
    begonnen, klaar = Event(), Event()

    def laat() -> None:
        with transaction.atomic():
            schrijf(regel(0, 5))
            begonnen.set()
            klaar.wait(20)

    schrijf(regel(0, 0))
    draad = in_een_draad(laat)
    assert begonnen.wait(20)
    if connection.vendor == "postgresql":
        schrijf(regel(0, 6))
        assert verzegelen.seal(now=NU + timedelta(minutes=1)) == 2
        zegel = Zegel.objects.get()
        assert [b - a for a, b in zegel.regels] == [0, 0]
        assert len(gaten(zegel)) == 1
        assert controle.verify(now=NU + timedelta(minutes=1)).fout == ""
    klaar.set()
    draad.join()
    schrijf(regel(1, 1))
    verzegelen.seal(now=NU + timedelta(minutes=2))
    uit = controle.verify(now=NU + timedelta(minutes=2))
    assert (uit.fout, uit.regels, uit.wachten) == ("", Inzage.objects.count(), 0)
    assert gaten(Zegel.objects.get(nummer=2 if connection.vendor == "postgresql" else 1)) == []


def gaten(zegel: Zegel) -> list[list[Any]]:
    """The gaps among the lines; numbers go on where the test before stopped."""
    return [gat for gat in zegel.gaten if gat[0] > ids()[0]]


@pytest.mark.django_db(transaction=True)
def test_a_gap_that_nobody_fills_is_closed_and_a_line_in_it_is_found(koppen: Path) -> None:
    """What was rolled back leaves a gap on PostgreSQL only."""
    schrijf(regel(0, 0))
    with transaction.atomic():
        schrijf(regel(0, 1))
        transaction.set_rollback(True)
    schrijf(regel(0, 2))
    verzegelen.seal(now=NU + timedelta(minutes=1))
    morgen = 25 * 60
    schrijf(regel(morgen, 3))
    verzegelen.seal(now=NU + timedelta(minutes=morgen + 1))
    assert Zegel.objects.get(nummer=2).gaten == []
    if connection.vendor == "postgresql":
        schrijf(regel(morgen, 4))
        with Los() as voer_uit:
            nieuw, vrij = ids()[-1], ids()[0] + 1
            voer_uit("UPDATE inzage_inzage SET id = %s WHERE id = %s", [vrij, nieuw])
        assert "tussen gezet" in controle.verify(now=NU + timedelta(minutes=morgen + 1)).fout
