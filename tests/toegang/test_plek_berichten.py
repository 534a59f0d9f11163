"""The notices about seats: each says what is so at the moment of reading, or nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netwerk.models import Netwerklid
from notifications import soorten
from notifications.access import berichten_van
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.toegang.voorstellen import goedgekeurd, herlaad, stand, stel_voor, zeg
from toegang import wie
from toegang.models import Deelname, Plekstatus
from toegang.overgangen import KanNietError
from toegang.preview import zo_ziet
from toegang.workflow.coordinatie import accept_opvolging, propose_opvolger
from toegang.workflow.plekken import end_plek, withdraw_voorstel

NAAM = "Jolanda Mulder KANARIE-NAAM"


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def leest(cast: Cast, naam: str) -> list[tuple[str, str]]:
    """Titles and lines that somebody reads, oldest first."""
    regels = berichten_van(cast.gebruiker[naam], now=cast.now)
    return sorted((r.tekst.titel, r.tekst.regel) for r in regels)


def test_the_question_is_gone_once_answered_decided_or_withdrawn(cast: Cast) -> None:
    vraag = (f"Mag {NAAM} aan tafel komen?", "Aisha Karimi stelt dit voor.")
    jolanda = stel_voor(cast)
    assert leest(cast, "samira") == [vraag]
    zeg(cast, "samira", jolanda)
    assert leest(cast, "samira") == []
    assert leest(cast, "mark") == [vraag]
    withdraw_voorstel(jolanda, actor=cast.plek("aisha"), now=cast.now)
    assert leest(cast, "mark") == []


def test_who_proposed_reads_what_became_of_it(cast: Cast) -> None:
    jolanda = goedgekeurd(cast, email="", telefoon="06 1")
    mag = (f"{NAAM} mag aan tafel komen", "Er is nog geen uitnodiging verstuurd.")
    assert leest(cast, "aisha") == [mag]
    Deelname.objects.filter(pk=jolanda.pk).update(status="uitgenodigd")
    assert leest(cast, "aisha") == [(mag[0], "")]
    Deelname.objects.filter(pk=jolanda.pk).update(status="afgewezen")
    assert leest(cast, "aisha") == [(f"{NAAM} komt niet aan tafel", "")]
    Deelname.objects.filter(pk=jolanda.pk).update(status="beeindigd", beeindigd_op=cast.now)
    assert leest(cast, "aisha") == []


def test_the_coordinator_reads_that_a_conversation_is_needed_while_it_is(cast: Cast) -> None:
    jolanda = zeg(cast, "mark", stel_voor(cast), "praten")
    nodig = (f"Er is een gesprek nodig over {NAAM}", "Niet iedereen die kiest, heeft ja gezegd.")
    assert leest(cast, "linda") == [nodig]
    zeg(cast, "mark", jolanda)
    assert leest(cast, "linda") == []


def test_the_question_to_take_over_is_gone_once_answered(cast: Cast) -> None:
    propose_opvolger(cast.deelname["peter"], actor=cast.plek("linda"), now=cast.now)
    assert leest(cast, "peter") == [
        ("Wilt u zorgcoördinator worden?", "Linda Brouwer vraagt het u.")
    ]
    accept_opvolging(actor=cast.plek("peter"), now=cast.now)
    assert leest(cast, "peter") == []
    assert leest(cast, "mark") == [("Mag Peter Hendriks zorgcoördinator worden?", "")]
    end_plek(cast.deelname["peter"], actor=cast.plek("peter"), now=cast.now)
    assert leest(cast, "mark") == [("Peter Hendriks zit niet meer aan tafel", "")]


def test_many_notices_cost_as_many_queries_as_one(cast: Cast) -> None:
    stel_voor(cast)
    soort = soorten.get("toegang.plek_gevraagd")

    def aantal() -> tuple[int, int]:
        rijen = list(Bericht.objects.filter(soort=soort.code))
        with CaptureQueriesContext(connection) as vragen:
            teksten = soort.teksten(rijen, cast.now)
        return len(teksten), len(vragen)

    een = aantal()
    for nummer in range(8):
        stel_voor(cast, email=f"v{nummer}@voorbeeld.test")
    assert aantal() == (een[0] * 9, een[1])


def test_an_address_of_somebody_else_at_the_table_stops_the_invitation_not_the_yes(
    cast: Cast,
) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda)
    Deelname.objects.filter(pk=jolanda.pk).update(email="peter@voorbeeld.test")
    assert zeg(cast, "mark", jolanda).status == Plekstatus.GOEDGEKEURD


def test_an_answer_to_what_ended_meanwhile_is_refused(cast: Cast) -> None:
    jolanda = goedgekeurd(cast)
    end_plek(herlaad(jolanda), actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(KanNietError, match="gestopt"):
        zeg(cast, "samira", jolanda)


def test_what_waits_for_an_answer_is_listed_for_who_decides(cast: Cast) -> None:
    jolanda = stel_voor(cast)
    wacht = {
        naam: [s.deelname.pk for s in wie.te_beslissen(cast.plek(naam))]
        for naam in ("samira", "mark", "noor", "linda", "aisha")
    }
    assert wacht == {
        "samira": [jolanda.pk],
        "mark": [jolanda.pk],
        "noor": [],
        "linda": [],
        "aisha": [],
    }
    zeg(cast, "mark", jolanda, "praten")
    assert wie.te_beslissen(cast.plek("mark")) == []


def test_the_preview_names_some_of_the_people_around_the_family(cast: Cast) -> None:
    samira = cast.plek("samira")
    gebieden = list(cast.gemeente.leefgebieden.all())
    jolanda = stand(cast, stel_voor(cast), "samira")

    def kijkje(*secties: str) -> list[str]:
        return list(zo_ziet(samira, jolanda, [], secties, gebieden).ziet)

    assert "De mensen om u heen, als u die opschrijft" in kijkje("netwerk")
    for naam in ("Oma", "Opa", "Rik", "Hanneke", "Yara"):
        Netwerklid.objects.create(plan=cast.plan, naam=naam, relatie="x", gemaakt_op=cast.now)
    [regel] = [r for r in kijkje("netwerk") if r.startswith("De mensen om u heen: ")]
    assert regel.endswith(" en anderen")
    assert not [r for r in kijkje() if "mensen" in r]
