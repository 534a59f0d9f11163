"""What of this floor can be hidden: who sits there, members, homes, schools and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from gebruikers.models import Organisatie
from gezinsplan.models import Gezinslid, Huishouden, Verwantschap
from toegang import policy
from toegang.afscherming.bronnen import Bron, register
from toegang.beslissers import VOLWASSEN
from toegang.models import Deelname
from toegang.namen import adreswoorden, noemwoorden
from toegang.zetels import deelnames_voor

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from toegang.access import Plek


def _plekken(plek: Plek) -> QuerySet[Deelname]:
    """Who sits there or is to come; not who coordinates, and no parent or child of the family."""
    rijen = deelnames_voor(plek).exclude(rol__in=policy.ZONDER_INSTEMMING)
    return rijen.filter(is_zorgcoordinator=False).prefetch_related("betreft")


def _leden(plek: Plek) -> QuerySet[Gezinslid]:
    """Adults of the family who carry no gezag over a child in it."""
    houders = {g.lid_id for g in plek.gezag if g.geldt(plek.vandaag)}
    groot = [
        lid.pk
        for lid in plek.zichtbare_leden
        if lid.leeftijd(plek.vandaag) >= VOLWASSEN and lid.pk not in houders
    ]
    return Gezinslid.objects.filter(pk__in=groot)


def _huizen(plek: Plek) -> QuerySet[Huishouden]:
    """The homes whose address this seat knows."""
    rijen = plek.plan.gezin.huishoudens.exclude(adres="")
    if not plek.is_coordinator:
        thuis = plek.lid.huishouden_id if plek.lid else None
        rijen = rijen.filter(pk=thuis) if thuis else rijen.none()
    return rijen.filter(plek.schild.q())


def _organisaties(plek: Plek) -> QuerySet[Organisatie]:
    """The schools and organisations of who sits there, but the coordinator's own."""
    zetels = _plekken(plek).filter(organisatie__isnull=False)
    eigen = Deelname.objects.filter(plan=plek.plan, is_zorgcoordinator=True)
    eigen = eigen.filter(organisatie__isnull=False)
    rijen = Organisatie.objects.filter(pk__in=zetels.order_by().values("organisatie"))
    return rijen.exclude(pk__in=eigen.values("organisatie"))


def _wie(rij: Any, plek: Plek) -> Sequence[str]:
    anderen = [lid.naam for lid in plek.leden if lid.pk not in (rij.pk, getattr(rij, "lid_id", 0))]
    return noemwoorden(rij.naam, anderen)


def _over_plek(rij: Deelname, leden: Sequence[Gezinslid]) -> Sequence[Gezinslid]:
    betreft = {lid.pk for lid in rij.betreft.all()}
    return [lid for lid in leden if lid.pk in betreft]


def _bewoners(rij: Huishouden, leden: Sequence[Gezinslid]) -> Sequence[Gezinslid]:
    """The grown-ups who live there; a child has its address from them."""
    thuis = [lid for lid in leden if lid.huishouden_id == rij.pk]
    return [lid for lid in thuis if lid.verwantschap != Verwantschap.KIND] or thuis


def _allen(rij: Any, leden: Sequence[Gezinslid]) -> Sequence[Gezinslid]:
    return leden


register(
    Bron(
        "plek",
        _("Mensen aan tafel"),
        _plekken,
        lambda rij: rij.naam,
        _wie,
        _over_plek,
    )
)
register(
    Bron(
        "gezinslid",
        _("Iemand van het gezin"),
        _leden,
        lambda rij: rij.naam,
        _wie,
        lambda rij, leden: [lid for lid in leden if lid.pk == rij.pk],
    )
)
register(
    Bron(
        "huishouden",
        _("Adressen"),
        _huizen,
        lambda rij: f"{rij.naam}: {rij.adres}",
        lambda rij, plek: adreswoorden(rij.adres),
        _bewoners,
    )
)
register(
    Bron(
        "organisatie",
        _("Scholen en organisaties"),
        _organisaties,
        lambda rij: rij.naam,
        lambda rij, plek: [rij.naam],
        _allen,
    )
)
