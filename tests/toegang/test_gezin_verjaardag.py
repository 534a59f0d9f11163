"""What birthdays change: twelve, eighteen, and the days beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from gezinsplan.models import Gezag, Gezinslid
from tests.cast import Cast, zet_cast
from tests.toegang.familie import Familie, jaren_geleden, start_kowalczyk
from toegang.models import Antwoord, Deelname, Instemming
from toegang.tasks import vier_verjaardagen
from toegang.workflow.gezinsplekken import Gezinsbeeld, default_zicht, rol_van
from toegang.workflow.verjaardag import geef_plek_bij_twaalf, verval_bij_volwassen

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


@pytest.fixture
def familie() -> Familie:
    return start_kowalczyk(timezone.now())


class TestVerjaardagen:
    """Twelve, eighteen, and the days beside them."""

    def beeld(self, familie: Familie, dag: date) -> Gezinsbeeld:
        return Gezinsbeeld(
            list(familie.plan.gezin.leden.all()),
            list(Gezag.objects.select_related("lid", "gebruiker", "organisatie")),
            dag,
        )

    @pytest.mark.parametrize(
        ("jaren", "dagen", "rol"),
        [(12, -1, None), (12, 0, "jeugdige"), (18, -1, "jeugdige"), (18, 0, "jeugdige")],
    )
    def test_a_child_has_a_seat_from_twelve(
        self, familie: Familie, jaren: int, dagen: int, rol: str | None
    ) -> None:
        zofia = familie.lid["zofia"]
        jarig = zofia.geboortedatum.replace(year=zofia.geboortedatum.year + jaren)
        beeld = self.beeld(familie, jarig + timedelta(days=dagen))
        assert rol_van(zofia, beeld) == rol

    def test_who_is_born_on_the_29th_of_february_is_twelve_on_the_first_of_march(
        self, familie: Familie
    ) -> None:
        Gezinslid.objects.filter(pk=familie.lid["zofia"].pk).update(geboortedatum=date(2016, 2, 29))
        for dag, rol in ((date(2028, 2, 28), None), (date(2028, 2, 29), "jeugdige")):
            beeld = self.beeld(familie, dag)
            assert rol_van(beeld.leden[1], beeld) == rol

    @pytest.mark.parametrize(("dagen", "ziet"), [(-1, True), (0, False)])
    def test_at_eighteen_a_parent_has_no_default_view_of_a_child(
        self, familie: Familie, dagen: int, ziet: bool
    ) -> None:
        zofia = familie.lid["zofia"]
        jarig = zofia.geboortedatum.replace(year=zofia.geboortedatum.year + 18)
        beeld = self.beeld(familie, jarig + timedelta(days=dagen))
        zicht = default_zicht(familie.lid["agnieszka"], beeld)
        assert (str(zofia.pk) in zicht.leefgebieden) is ziet

    def test_a_young_person_sees_the_family_themselves_and_the_other_minors(
        self, cast: Cast
    ) -> None:
        beeld = Gezinsbeeld.van(cast.plek("linda"))
        zicht = default_zicht(cast.lid["noor"], beeld)
        noor, daan = str(cast.lid["noor"].pk), str(cast.lid["daan"].pk)
        assert (set(zicht.leefgebieden), zicht.secties) == ({"gezin", noor, daan}, ["*"])

    def moment(self, dag: date) -> datetime:
        return timezone.make_aware(datetime(dag.year, dag.month, dag.day, 0, 5))

    def test_on_the_eighteenth_birthday_the_parents_seats_follow(self, cast: Cast) -> None:
        noor, sleutel = cast.lid["noor"], str(cast.lid["noor"].pk)
        jarig = noor.geboortedatum.replace(year=noor.geboortedatum.year + 18)
        assert verval_bij_volwassen(now=self.moment(jarig - timedelta(days=1))) == 0
        assert verval_bij_volwassen(now=self.moment(jarig)) == 3  # Esther's measure too
        assert verval_bij_volwassen(now=self.moment(jarig)) == 0
        for wie in ("samira", "mark"):
            cast.deelname[wie].refresh_from_db()
            assert sleutel not in cast.deelname[wie].leefgebieden
            assert str(cast.lid["daan"].pk) in cast.deelname[wie].leefgebieden
        cast.deelname["noor"].refresh_from_db()
        assert cast.deelname["noor"].leefgebieden[sleutel] == ["*"]

    def test_what_the_young_adult_allowed_since_stays(self, cast: Cast) -> None:
        noor, sleutel = cast.lid["noor"], str(cast.lid["noor"].pk)
        jarig = noor.geboortedatum.replace(year=noor.geboortedatum.year + 18)
        Instemming.objects.create(
            deelname=cast.deelname["samira"],
            gever=noor,
            gever_naam="Noor de Wit",
            antwoord=Antwoord.JA,
            leefgebieden=["*"],
            gegeven_op=self.moment(jarig),
        )
        assert verval_bij_volwassen(now=self.moment(jarig + timedelta(days=3))) == 2
        cast.deelname["samira"].refresh_from_db()
        assert sleutel in cast.deelname["samira"].leefgebieden

    def test_at_twelve_there_is_a_seat_that_the_coordinator_invites_for(self, cast: Cast) -> None:
        daan = cast.lid["daan"]
        jarig = daan.geboortedatum.replace(year=daan.geboortedatum.year + 12)
        assert geef_plek_bij_twaalf(now=self.moment(jarig - timedelta(days=1))) == 0
        assert geef_plek_bij_twaalf(now=self.moment(jarig)) == 1
        assert geef_plek_bij_twaalf(now=self.moment(jarig)) == 0
        plek = Deelname.objects.get(lid=daan)
        assert (plek.rol, plek.status) == ("jeugdige", "goedgekeurd")

    def test_the_worker_does_both(self, cast: Cast) -> None:
        vandaag = timezone.localdate()
        Gezinslid.objects.filter(pk=cast.lid["noor"].pk).update(
            geboortedatum=jaren_geleden(vandaag + timedelta(days=40), 18)
        )
        Gezinslid.objects.filter(pk=cast.lid["daan"].pk).update(
            geboortedatum=jaren_geleden(vandaag + timedelta(days=40), 12)
        )
        vier_verjaardagen()
        assert Deelname.objects.get(lid=cast.lid["daan"]).status == "goedgekeurd"
        cast.deelname["mark"].refresh_from_db()
        assert str(cast.lid["noor"].pk) not in cast.deelname["mark"].leefgebieden

    def test_a_leap_day_birthday_and_a_leap_day_run(self, cast: Cast) -> None:
        noor = cast.lid["noor"]
        Gezinslid.objects.filter(pk=noor.pk).update(geboortedatum=date(2010, 3, 1))
        assert verval_bij_volwassen(now=self.moment(date(2028, 2, 29))) == 0
        Gezinslid.objects.filter(pk=noor.pk).update(geboortedatum=date(2012, 2, 29))
        assert verval_bij_volwassen(now=self.moment(date(2030, 2, 28))) == 0
        assert verval_bij_volwassen(now=self.moment(date(2030, 3, 1))) == 3
