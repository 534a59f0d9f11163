"""What is exported, imported into an empty database and exported again is the same to the byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from gebruikers.models import Gebruiker, Organisatie
from gebruikers.uitwisselformaat import NIET_UITGEWISSELD, TABELLEN
from gezinsplan.models import Gezinslid, Gezinsplan
from tests.cast import zet_cast
from toegang.access import get_plek
from uitwisseling.demo import CASUS
from uitwisseling.lezen import importeer
from uitwisseling.schrijven import as_text

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 24)
CASUSSEN = sorted(CASUS.glob("[0-9]-*.json"))
ONZE = {
    "gebruikers",
    "gezinsplan",
    "notifications",
    "toegang",
    "doelen",
    "acties",
    "netwerk",
    "rondetafel",
}


def leeg() -> None:
    """Throw away every row of every table that travels, the dependent ones first."""
    for tabel in reversed(TABELLEN.values()):
        for veld in tabel.velden:
            if veld.is_relation and veld.null and veld.related_model is tabel.model:
                tabel.model._default_manager.update(**{veld.name: None})
    over = list(reversed(TABELLEN.values()))
    while over:
        rest = []
        for tabel in over:
            try:
                tabel.model._default_manager.all().delete()
            except Exception as fout:
                if type(fout).__name__ not in ("ProtectedError", "RestrictedError"):
                    raise
                rest.append(tabel)
        assert len(rest) < len(over)
        over = rest


@pytest.mark.parametrize("bestand", CASUSSEN, ids=lambda p: p.stem)
def test_a_case_travels_to_an_empty_database_and_back_unchanged(bestand: Path) -> None:
    plan = importeer(bestand.read_text(encoding="utf-8"), vandaag=VANDAAG)
    eerst = as_text(plan)
    leeg()
    assert not Gezinsplan.objects.exists()
    assert as_text(importeer(eerst, vandaag=date(2030, 1, 1))) == eerst


def test_the_commands_write_and_read_files(tmp_path: Path) -> None:
    call_command("importeer_plan", *CASUSSEN)
    call_command("exporteer_plan", "--all", "--out", str(tmp_path / "een"))
    leeg()
    call_command("importeer_plan", *sorted((tmp_path / "een").iterdir()))
    call_command("exporteer_plan", "--all", "--out", str(tmp_path / "twee"))
    een = {p.name: p.read_bytes() for p in (tmp_path / "een").iterdir()}
    twee = {p.name: p.read_bytes() for p in (tmp_path / "twee").iterdir()}
    assert een == twee
    assert len(een) == 3


def test_one_plan_alone_can_be_written(tmp_path: Path) -> None:
    plan = importeer(CASUSSEN[0].read_text(encoding="utf-8"), vandaag=VANDAAG)
    call_command("exporteer_plan", str(plan.pk), "--out", str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == [f"{plan.pk}.json"]


def test_a_plan_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Er is geen plan met id"):
        call_command(
            "exporteer_plan", "00000000-0000-0000-0000-000000000000", "--out", str(tmp_path)
        )


def test_one_wrong_file_writes_nothing_of_any(tmp_path: Path) -> None:
    fout = tmp_path / "fout.json"
    fout.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="Er is niets geschreven"):
        call_command("importeer_plan", CASUSSEN[0], fout)
    assert not Gezinsplan.objects.exists()


def test_every_table_travels_or_is_left_out_on_purpose() -> None:
    modellen = {m for m in apps.get_models() if m._meta.app_label in ONZE}
    bekend = {t.model for t in TABELLEN.values()} | NIET_UITGEWISSELD
    assert {m.__name__ for m in modellen - bekend} == set()


def test_the_export_of_one_family_holds_nothing_of_another() -> None:
    for bestand in CASUSSEN:
        importeer(bestand.read_text(encoding="utf-8"), vandaag=VANDAAG)
    tekst = as_text(Gezinsplan.objects.get(gezin__naam="De Wit – El Amrani"))
    for vreemd in ("Marieke", "Kowalczyk", "Bram", "Heuveldam", "Sem Bos"):
        assert vreemd not in tekst


def test_an_export_holds_no_way_to_log_in() -> None:
    plan = importeer(CASUSSEN[0].read_text(encoding="utf-8"), vandaag=VANDAAG)
    Gebruiker.objects.update(password="argon2$KANARIE")
    assert "KANARIE" not in as_text(plan)


def test_a_person_who_is_here_already_keeps_their_account() -> None:
    linda = Gebruiker.objects.create_user("linda@voorbeeld.test", "geheim", naam="Linda B.")
    plan = importeer(CASUSSEN[0].read_text(encoding="utf-8"), vandaag=VANDAAG)
    assert plan.actief_op is not None
    plek = get_plek(linda, plan.pk, now=plan.actief_op)
    assert plek.deelname.naam == "Linda Brouwer"
    linda.refresh_from_db()
    assert linda.naam == "Linda B."
    assert Gebruiker.objects.filter(email="linda@voorbeeld.test").count() == 1


def test_what_two_families_share_is_written_once() -> None:
    for bestand in CASUSSEN:
        importeer(bestand.read_text(encoding="utf-8"), vandaag=VANDAAG)
    assert Organisatie.objects.filter(code="wijkteam-noord").count() == 1
    assert Gebruiker.objects.filter(email="aisha@voorbeeld.test").count() == 1


def test_noor_turns_sixteen_forty_days_from_now() -> None:
    importeer(CASUSSEN[0].read_text(encoding="utf-8"), vandaag=VANDAAG)
    noor = Gezinslid.objects.get(voornaam="Noor")
    assert noor.leeftijd(date(2027, 1, 2)) == 15
    assert noor.leeftijd(date(2027, 1, 3)) == 16


def test_the_cast_travels_too() -> None:
    from django.utils import timezone

    cast = zet_cast(timezone.now())
    eerst = as_text(cast.plan)
    leeg()
    assert as_text(importeer(eerst, vandaag=VANDAAG)) == eerst
