"""A letter for who cannot be reached by mail: an invitation on paper, and a code to log in with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from gebruikers.briefcode import GELDIG, GeenBriefcodeError, make_briefcode
from gebruikers.models import Gebruiker
from toegang.models import Deelname, Plekstatus, Plekuitnodiging, Welkomsoort
from toegang.overgangen import KanNietError, lock
from toegang.policy import Handeling
from toegang.workflow.uitnodiging import nodig_uit

if TYPE_CHECKING:
    from toegang.access import Plek


@dataclass(frozen=True)
class Brief:
    """What a letter says. ``code`` is shown in it and kept nowhere.

    ``uitnodiging`` is None in a letter for who sits at the table already and needs a new code;
    ``code`` is None for who has an e-mail address to log in with.
    """

    deelname: Deelname
    uitnodiging: Plekuitnodiging | None
    code: str | None
    soort: Welkomsoort
    geldig_tot: datetime
    now: datetime

    @property
    def bestandsnaam(self) -> str:
        """A name that says for whom the paper is."""
        return f"{self.soort.value}-{slugify(self.deelname.naam) or 'uitnodiging'}.pdf"


@transaction.atomic
def schrijf_brief(deelname: Deelname, *, soort: Welkomsoort, actor: Plek, now: datetime) -> Brief:
    """Invite somebody on paper, with a code when they have no address; earlier letters end.

    Whoever prints a letter holds a key to the account in it. So a code for a member of the family,
    or for who sits here already, is the zorgcoördinator's to print: no parent prints the key of the
    other, or of a child. Nor does a relative who coordinates.

    Raises:
        KanNietError: nothing was written; the message says why.
    """
    actor.eis(Handeling.PLEK_UITNODIGEN)
    rij = lock(deelname)
    zit_al = rij.status == Plekstatus.ACTIEF
    uitnodiging = None
    if not zit_al:
        uitnodiging = nodig_uit(rij, soort=soort, actor=actor, now=now)
        rij = lock(deelname)
    gebruiker = rij.gebruiker
    if gebruiker is None or rij.plan_id != actor.plan.pk:
        raise KanNietError(_("Voor deze plek kan geen brief worden gemaakt."))
    if gebruiker.email and zit_al:
        raise KanNietError(_("%(naam)s kan inloggen met een code per mail.") % {"naam": rij.naam})
    code = None
    if not gebruiker.email:
        if zit_al or rij.lid_id is not None:
            actor.eis(Handeling.PLAN_BEHEREN)
        if actor.lid is not None and rij.lid_id is not None:
            raise KanNietError(
                _("Een code voor iemand van uw eigen gezin kunt u niet zelf printen.")
            )
        code = _code(gebruiker, actor, now)
    return Brief(rij, uitnodiging, code, soort, now + GELDIG, now)


def _code(gebruiker: Gebruiker, actor: Plek, now: datetime) -> str:
    if actor.gebruiker is None:
        raise KanNietError(_("Voor deze plek kan geen brief worden gemaakt."))
    try:
        return make_briefcode(gebruiker, actor=actor.gebruiker, now=now)
    except GeenBriefcodeError as fout:
        raise KanNietError(str(fout)) from fout
