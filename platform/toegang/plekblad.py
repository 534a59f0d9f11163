"""One seat as its page shows it: who and why, what I may choose, what follows.

Built from the rows of the whole table, so that the drawing and the choice cost no query twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from toegang import beeindigen, policy, wie, woorden
from toegang.aan_tafel import Aantafel, Rij, aan_tafel
from toegang.access import Plek
from toegang.beslissers import Beslisgroep, doorslaggevend
from toegang.forms.plekken import Zichtform
from toegang.kijkje import Kijkje
from toegang.models import Antwoord, Deelname, Plekstatus, Wijze
from toegang.policy import Handeling
from toegang.preview import zo_ziet
from toegang.zicht import Zicht
from vormgeving.zinnen import opsomming


@dataclass
class Plekblad:
    """What the page of one seat needs; ``data`` is what was posted, if anything was."""

    plek: Plek
    tafel: Aantafel
    deelname: Deelname
    data: Any = None

    @cached_property
    def stand(self) -> wie.Stand:
        """How the answers stand."""
        return wie.stand(self.plek, self.deelname)

    @property
    def naam(self) -> str:
        """How the person is called in a sentence."""
        return woorden.voornaam(self.deelname.naam)

    @property
    def kop(self) -> str:
        """The heading: a question while there is one, else the name."""
        if self.te_kiezen and self.is_jim and self.deelname.jim_van:
            return _("Mag %(naam)s de JIM van %(jongere)s worden?") % {
                "naam": self.naam,
                "jongere": self.deelname.jim_van.voornaam,
            }
        if self.te_kiezen:
            return _("Mag %(naam)s aan tafel komen?") % {"naam": self.naam}
        return self.deelname.naam

    @property
    def wat(self) -> str:
        """Function, role and organisation."""
        return woorden.wat_iemand_is(self.deelname)

    @property
    def over(self) -> str:
        """Whom of the family it is about."""
        betreft = {lid.pk for lid in self.deelname.betreft.all()}
        over = [lid.voornaam for lid in self.plek.leden if lid.pk in betreft]
        return _("het hele gezin") if len(over) == len(self.plek.leden) else opsomming(over)

    @cached_property
    def rij(self) -> Rij:
        """The person as in the list."""
        soort = "netwerk" if self.deelname.rol in policy.VAN_HET_NETWERK else "professional"
        if self.deelname.rol in policy.ZONDER_INSTEMMING:
            soort = "gezin"
        return self.tafel.rij(self.deelname, "voorstel" if self.te_kiezen else soort)

    @property
    def te_kiezen(self) -> bool:
        """Whether those who decide have not finished."""
        return self.deelname.status in wie.TE_KIEZEN

    @property
    def toegelaten(self) -> bool:
        """Whether the family agreed, or a legal ground carries it, and it has not ended."""
        return self.deelname.status in wie.TOEGELATEN

    @property
    def is_mijn_plek(self) -> bool:
        """Whether the reader sits here."""
        return self.deelname.pk == self.plek.deelname.pk

    @cached_property
    def mag_kiezen(self) -> bool:
        """Whether the reader is asked, or may change what they answered."""
        return (
            wie.vraagt_instemming(self.deelname)
            and self.deelname.status in wie.LOPEND
            and self.plek.mag(Handeling.PLEK_INSTEMMEN, self.deelname)
            and bool(self.stand.van(self.plek))
        )

    @property
    def mijn_antwoord(self) -> wie.Stem | None:
        """What the reader answered, or None."""
        return next((stem for stem in self.stand.van(self.plek) if stem.antwoord), None)

    @cached_property
    def form(self) -> Zichtform:
        """What may be seen and until when, as the reader chose, as was proposed, or as it is."""
        mijn = self.mijn_antwoord
        eerder = mijn.instemming if mijn else None
        return Zichtform(self.plek, self.deelname, self.tafel.gebieden, self.data, eerder)

    @cached_property
    def kijkje(self) -> Kijkje:
        """What the person would see with what is switched on now."""
        leefgebieden, secties = self.form.gekozen
        return zo_ziet(self.plek, self.stand, leefgebieden, secties, self.tafel.gebieden)

    @property
    def mag_stoppen(self) -> bool:
        """Whether the reader may end this seat, or take the invitation back."""
        return self.toegelaten and self.plek.mag(Handeling.PLEK_BEEINDIGEN, self.deelname)

    @property
    def mag_intrekken(self) -> bool:
        """Whether the reader may take the proposal back."""
        mijn = self.deelname.voorgesteld_door_id == self.plek.deelname.pk
        return self.te_kiezen and (mijn or self.plek.is_coordinator)

    @property
    def mag_vastleggen(self) -> bool:
        """Whether the reader may write down what others chose on paper or in a conversation."""
        vraagt = wie.vraagt_instemming(self.deelname) and self.deelname.status in wie.LOPEND
        return vraagt and self.plek.mag(Handeling.PLAN_BEHEREN)

    @property
    def mag_grondslag(self) -> bool:
        """Whether the reader may record the legal basis."""
        nodig = Handeling.GEZAG_WIJZIGEN if self.deelname.wettelijk else Handeling.PLAN_BEHEREN
        return self.deelname.status in wie.LOPEND and self.plek.mag(nodig)

    @property
    def mag_beperken(self) -> bool:
        """Whether the reader may ask that this parent sees less or does not decide."""
        van_ouder = self.deelname.rol in policy.KAN_BEPERKT
        zit = self.deelname.status == Plekstatus.ACTIEF
        return van_ouder and zit and self.plek.mag(Handeling.PLEK_BEPERKEN)

    @property
    def mag_uitnodigen(self) -> bool:
        """Whether the reader may send or print the invitation (again)."""
        wacht = self.deelname.status in (Plekstatus.GOEDGEKEURD, Plekstatus.UITGENODIGD)
        return wacht and self.plek.mag(Handeling.PLEK_UITNODIGEN)

    @property
    def mag_kaart(self) -> bool:
        """Whether the invitation can be a printed card.

        For people, and for an interpreter or another professional without organisation or address.
        """
        op_papier = not self.deelname.email and self.deelname.organisatie_id is None
        return self.mag_uitnodigen and (self.deelname.rol in policy.VAN_HET_NETWERK or op_papier)

    @property
    def mag_inlogbrief(self) -> bool:
        """Whether who sits here and has no address can get a new code on paper."""
        gebruiker = self.deelname.gebruiker
        zit = self.deelname.status == Plekstatus.ACTIEF and self.deelname.lid_id is None
        if not zit or gebruiker is None or gebruiker.email:
            return False
        return self.plek.mag(Handeling.PLEK_UITNODIGEN) and self.plek.mag(Handeling.PLAN_BEHEREN)

    @property
    def mag_stand_zien(self) -> bool:
        """Whether the reader may know who chose what."""
        kiest = wie.vraagt_instemming(self.deelname) and self.deelname.status in wie.LOPEND
        return kiest and (self.mag_kiezen or self.plek.is_coordinator)

    @property
    def mag_zicht_lezen(self) -> bool:
        """Whether the reader may know what this seat sees."""
        return self.toegelaten and (self.is_mijn_plek or self.tafel.mag_namen)

    @property
    def stemmen(self) -> list[dict[str, str]]:
        """Who chooses and what each chose; of others only the answer, not what they switched on."""
        return [
            {
                "naam": stem.beslisser.naam,
                "heet": capfirst(woorden.heet(stem.beslisser, self.plek)),
                "staat": woorden.antwoord_in_woorden(stem, toegelaten=self.toegelaten)[0],
                "tekst": woorden.antwoord_in_woorden(stem, toegelaten=self.toegelaten)[1],
                "hoe": _hoe(stem),
            }
            for stem in self.stand.stemmen
        ]

    @property
    def wie_kiezen(self) -> str:
        """Whose yes it takes: "u en Mark", or "u of Mark" where the gemeente lets one decide."""
        return opsomming(self._wie_nodig)

    @property
    def aantal_kiezers(self) -> int:
        """How many have to say yes."""
        return len(self._wie_nodig)

    @property
    def _wie_nodig(self) -> list[str]:
        vereist = {b for groep in self._beslissend for b in groep.vereist}
        zelf = [s for s in self.stand.stemmen if s.nodig and s.beslisser in vereist]
        gezag = [s for s in self.stand.stemmen if s.nodig and s.beslisser not in vereist]
        namen = [woorden.heet(stem.beslisser, self.plek) for stem in gezag]
        if self.plek.een_beslist and len(namen) > 1:
            namen = [_("%(een)s of %(ander)s") % {"een": ", ".join(namen[:-1]), "ander": namen[-1]}]
        return [*namen, *(woorden.heet(stem.beslisser, self.plek) for stem in zelf)]

    @cached_property
    def _beslissend(self) -> list[Beslisgroep]:
        return doorslaggevend(self.stand.groepen, self.plek.vandaag)

    @property
    def anderen(self) -> str:
        """Who else must say yes before this person comes, once the reader does."""
        ja = {stem.beslisser for stem in self.stand.zei(Antwoord.JA)} | self.plek.als_beslisser()
        wacht = {b for groep in self._beslissend for b in groep.ontbreekt(ja)}
        tegen = self.stand.zei(Antwoord.NEE, Antwoord.PRATEN)
        wacht |= {stem.beslisser for stem in tegen if stem.nodig} - self.plek.als_beslisser()
        return woorden.namen([s for s in self.stand.stemmen if s.beslisser in wacht], self.plek)

    @property
    def anderen_kiezen(self) -> str:
        """The others who choose, whatever they said."""
        return woorden.namen(self._anderen, self.plek)

    @property
    def aantal_anderen(self) -> int:
        """How many others choose."""
        return len(self._anderen)

    @property
    def kiest_alleen(self) -> bool:
        """Whether the reader's answer is the only one that counts."""
        return not any(stem.nodig for stem in self._anderen)

    @property
    def _anderen(self) -> list[wie.Stem]:
        zelf = self.plek.als_beslisser()
        return [stem for stem in self.stand.stemmen if stem.beslisser not in zelf]

    @property
    def samen(self) -> str:
        """What those who decide allow together, once more than one of them chose."""
        if not self.toegelaten or len(self.stand.stemmen) < 2:
            return ""
        zicht = Zicht(self.deelname.leefgebieden, self.deelname.secties)
        return woorden.zicht_in_woorden(zicht, self.plek.leden, self.tafel.gebieden)

    @property
    def voorgesteld(self) -> list[str]:
        """What was proposed to show, by name."""
        codes, secties = self.deelname.voorstel_leefgebieden, self.deelname.voorstel_secties
        return [*woorden.namen_van(codes, self.tafel.gebieden), *woorden.sectie_namen(secties)]

    @property
    def ziet(self) -> list[str]:
        """What the seat sees now, in lines."""
        if self.deelname.is_zorgcoordinator:
            return [_("Alles: deze persoon is zorgcoördinator")]
        zicht = Zicht(self.deelname.leefgebieden, self.deelname.secties)
        gebieden = woorden.zicht_in_woorden(zicht, self.plek.leden, self.tafel.gebieden)
        delen = [capfirst(gebieden)] if gebieden else []
        delen += woorden.sectie_namen(zicht.secties)
        return delen or [_("Alleen wie er zit, wanneer de tafel is en de eigen acties")]

    @property
    def grondslag(self) -> str:
        """The legal basis, as the family reads it."""
        return str(woorden.GRONDSLAG_UITLEG[self.deelname.grondslag])

    @property
    def coordinator(self) -> str:
        """First name of who coordinates, for "Linda belt u"."""
        namen = [d.naam for d in self.tafel.zittend if d.is_zorgcoordinator]
        return woorden.voornaam(namen[0]) if namen else _("De zorgcoördinator")

    @property
    def voorsteller(self) -> str:
        """Who proposed, and what they are: "Aisha Karimi, behandelaar, GGZ De Kade"."""
        door = self.deelname.voorgesteld_door
        return f"{door.naam}, {woorden.wat_iemand_is(door)}" if door else ""

    @property
    def voorsteller_kort(self) -> str:
        """First name of who proposed."""
        door = self.deelname.voorgesteld_door
        return woorden.voornaam(door.naam) if door else self.coordinator

    @property
    def zegt_het_gezin(self) -> bool:
        """Whether the reason is in the family's own words."""
        door = self.deelname.voorgesteld_door
        return door is not None and door.rol in policy.ZONDER_INSTEMMING

    @property
    def mag_gegevens(self) -> bool:
        """Whether the reader may know how to reach this person."""
        mijn = self.deelname.voorgesteld_door_id == self.plek.deelname.pk
        buiten = self.deelname.rol not in policy.ZONDER_INSTEMMING
        return self.plek.is_coordinator or (buiten and (self.tafel.mag_namen or mijn))

    @property
    def toon_grondslag(self) -> bool:
        """Whether to say on what legal basis: to those who decide, and to who sits here."""
        buiten = self.deelname.rol not in policy.ZONDER_INSTEMMING
        return buiten and self.toegelaten and (self.tafel.mag_namen or self.is_mijn_plek)

    @property
    def is_jim(self) -> bool:
        """Whether this is a young person's own mentor."""
        return self.deelname.rol in policy.EINDIGT_DOOR_JONGERE

    @property
    def gevolgen(self) -> Sequence[str]:
        """What ending this seat does, said before it is done."""
        zinnen = [_("De naam van %(naam)s blijft staan in oude verslagen.") % {"naam": self.naam}]
        if self.deelname.status == Plekstatus.ACTIEF:
            zinnen.insert(0, _("%(naam)s ziet dan meteen niets meer.") % {"naam": self.naam})
            return [*zinnen, *beeindigen.zinnen(self.deelname)]
        return [_("De uitnodiging werkt dan niet meer.")]


def _hoe(stem: wie.Stem) -> str:
    """How an answer came, when somebody else wrote it down."""
    i = stem.instemming
    if i is None or i.wijze == Wijze.SCHERM:
        return ""
    hoe = _("op papier") if i.wijze == Wijze.PAPIER else _("in een gesprek")
    return _("%(hoe)s, erbij: %(wie)s") % {"hoe": hoe, "wie": i.aanwezig}


def get_blad(plek: Plek, deelname_id: UUID, data: Any = None) -> Plekblad:
    """Return the page of a seat at this plan.

    Raises:
        Http404: when this seat does not know of it.
    """
    tafel = aan_tafel(plek)
    for deelname in tafel.deelnames:
        if deelname.pk == deelname_id:
            wie.load_antwoorden([deelname], plek.leden)
            return Plekblad(plek, tafel, deelname, data)
    raise Http404("Deze plek bestaat niet.")


def bericht_na(deelname: Deelname, antwoord: Antwoord, plek: Plek) -> str:
    """What to say after an answer: what follows, and on whom it waits."""
    naam = woorden.voornaam(deelname.naam)
    stand = wie.stand(plek, wie.met_antwoorden(Deelname.objects.filter(pk=deelname.pk)).get())
    if deelname.status == Plekstatus.ACTIEF:
        return _("Bewaard. Dit geldt meteen.")
    if deelname.status == Plekstatus.UITGENODIGD:
        return _("%(naam)s mag komen en krijgt een uitnodiging.") % {"naam": naam}
    if deelname.status == Plekstatus.GOEDGEKEURD:
        return _("%(naam)s mag komen. De uitnodiging moet nog worden verstuurd.") % {"naam": naam}
    if deelname.status == Plekstatus.AFGEWEZEN:
        return _("%(naam)s komt niet aan tafel.") % {"naam": naam}
    if antwoord == Antwoord.PRATEN:
        return _("We praten er eerst over. Tot die tijd verandert er niets.")
    if deelname.status == Plekstatus.IN_GESPREK:
        return _("Uw keuze is bewaard. U bent het nog niet eens. De zorgcoördinator hoort dat.")
    wacht = opsomming([woorden.heet(b, plek) for b in stand.wacht_op])
    return _("Uw keuze is bewaard. We wachten nog op %(wie)s.") % {"wie": wacht}
