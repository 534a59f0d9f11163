"""The family: its name, its homes and its members. A coordinator writes; all may correct their own.

Every change of who is in the family runs through ``herzie_gezinsplekken``: seats follow it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from gebruikers.workflow import expect_taal
from gezinsplan.forms import Contact, Lidgegevens
from gezinsplan.models import Gezinslid, Huishouden, Planstatus
from gezinsplan.versies import schrijf
from toegang.gezinsleden import mag_contact_wijzigen, mag_huishouden_wijzigen
from toegang.models import Deelname, Plekstatus
from toegang.overgangen import KanNietError, write
from toegang.policy import Handeling
from toegang.workflow.gezinsplekken import (
    LOPEND,
    VOOR_HET_ANTWOORD,
    Gezinsbeeld,
    herzie_gezinsplekken,
)
from toegang.workflow.uitnodiging import trek_in

if TYPE_CHECKING:
    from toegang.access import Plek


@transaction.atomic
def hernoem_gezin(*, naam: str, versie: int, actor: Plek, now: datetime) -> None:
    """Give the family another name."""
    actor.eis(Handeling.PLAN_BEHEREN)
    schrijf(actor.plan.gezin, versie, naam=naam)


@transaction.atomic
def voeg_huishouden_toe(*, naam: str, adres: str, actor: Plek, now: datetime) -> Huishouden:
    """Add a home of the family."""
    actor.eis(Handeling.PLAN_BEHEREN)
    return Huishouden.objects.create(gezin=actor.plan.gezin, naam=naam, adres=adres)


@transaction.atomic
def wijzig_huishouden(
    huishouden: Huishouden, *, naam: str, adres: str, versie: int, actor: Plek, now: datetime
) -> None:
    """Change a home's name or address: the coordinator, and the adults who live there."""
    if not mag_huishouden_wijzigen(actor, huishouden):
        raise PermissionDenied
    schrijf(huishouden, versie, naam=naam, adres=adres)


@transaction.atomic
def verwijder_huishouden(huishouden: Huishouden, *, actor: Plek, now: datetime) -> None:
    """Remove a home in which nobody lives (any more)."""
    actor.eis(Handeling.PLAN_BEHEREN)
    if huishouden.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    if huishouden.leden.exists():
        raise KanNietError(_("Hier wonen nog mensen. Kies eerst voor hen een ander adres."))
    huishouden.delete()


@transaction.atomic
def voeg_lid_toe(gegevens: Lidgegevens, *, actor: Plek, now: datetime) -> Gezinslid:
    """Add a member; who has a seat by themselves gets it when gezag is recorded."""
    actor.eis(Handeling.PLAN_BEHEREN)
    was = Gezinsbeeld.van(actor)
    laatste = actor.plan.gezin.leden.aggregate(laatste=Max("volgorde"))["laatste"]
    lid = Gezinslid.objects.create(
        gezin=actor.plan.gezin, volgorde=0 if laatste is None else laatste + 1, **gegevens
    )
    actor.deelname.betreft.add(lid)
    herzie_gezinsplekken(was, actor=actor, now=now)
    return lid


@transaction.atomic
def wijzig_lid(
    lid: Gezinslid, gegevens: Lidgegevens, *, versie: int, actor: Plek, now: datetime
) -> None:
    """Correct what is recorded about a member.

    Raises:
        VerouderdError: somebody else changed this member first.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    if lid.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    # A date of birth, and being a child of the family, say who decides: not for a relative alone.
    if any(gegevens[veld] != getattr(lid, veld) for veld in ("geboortedatum", "verwantschap")):
        actor.eis(Handeling.GEZAG_WIJZIGEN)
    was = Gezinsbeeld.van(actor)
    schrijf(lid, versie, **gegevens)
    herzie_gezinsplekken(was, actor=actor, now=now)
    _volg_contact(lid, now)


@transaction.atomic
def corrigeer_geboortedatum(lid: Gezinslid, dag: date, *, actor: Plek, now: datetime) -> None:
    """Correct a birth date a second professional confirmed (``toegang.beperking``).

    Asks no right: who confirms is no coordinator.
    """
    if lid.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    was = Gezinsbeeld.van(actor)
    schrijf(lid, lid.versie, geboortedatum=dag)
    herzie_gezinsplekken(was, actor=actor, now=now)


@transaction.atomic
def wijzig_contact(
    lid: Gezinslid, contact: Contact, *, versie: int, actor: Plek, now: datetime
) -> None:
    """Correct how somebody is reached: themselves, a parent for a minor child, the coordinator.

    Raises:
        VerouderdError: somebody else changed this member first.
    """
    if not mag_contact_wijzigen(actor, lid):
        raise PermissionDenied
    schrijf(lid, versie, **contact)
    _volg_contact(lid, now)


@transaction.atomic
def verwijder_lid(lid: Gezinslid, *, actor: Plek, now: datetime) -> None:
    """Take back a member who was added by mistake, while the plan is in concept.

    Somebody about whom anything was written, or who was invited, stays: history keeps the name.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    if lid.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    plekken = Deelname.objects.filter(lid=lid)
    in_gebruik = plekken.exclude(status=Plekstatus.GOEDGEKEURD).exists()
    if actor.plan.status != Planstatus.CONCEPT or in_gebruik:
        raise KanNietError(_("%(naam)s hoort al bij het plan.") % {"naam": lid.voornaam})
    was = Gezinsbeeld.van(actor)
    plekken.filter(instemmingen__isnull=True).delete()
    try:
        with transaction.atomic():
            lid.delete()
    except ProtectedError as fout:
        raise KanNietError(
            _("Over %(naam)s is al iets opgeschreven in het plan.") % {"naam": lid.voornaam}
        ) from fout
    herzie_gezinsplekken(was, actor=actor, now=now)


def _volg_contact(lid: Gezinslid, now: datetime) -> None:
    """Carry a corrected name, address and language over to the seat.

    An invitation that went to an address that turns out wrong must not open the plan to whoever
    has that address: it is withdrawn, and the account is no longer theirs.
    """
    for deelname in Deelname.objects.filter(lid=lid, status__in=LOPEND):
        velden: dict[str, Any] = {
            "naam": lid.naam,
            "email": lid.email,
            "telefoon": lid.telefoon,
            "taal": lid.taal,
        }
        ander_adres = deelname.email.lower() != lid.email.lower()
        if ander_adres and deelname.status in VOOR_HET_ANTWOORD and lid.gebruiker_id is None:
            trek_in(deelname, now=now)
            velden["gebruiker"] = None
        elif deelname.gebruiker is not None:
            expect_taal(deelname.gebruiker, lid.taal)
        write(deelname, **velden)
