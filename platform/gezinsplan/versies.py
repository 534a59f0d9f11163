"""The version predicate: two people write, and neither text is lost.

Every write of content says which version it was based on. Who was slower gets
:class:`VerouderdError`;
the view answers 409 and shows both texts (``componenten/samenvoegen.html``).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F


class VerouderdError(Exception):
    """Somebody else wrote first. ``huidig`` is the row as it is now, ``velden`` what was typed."""

    def __init__(self, huidig: models.Model, velden: dict[str, Any]) -> None:
        super().__init__("somebody else changed this row first")
        self.huidig = huidig
        self.velden = velden


def schrijf(rij: models.Model, versie: int, **velden: Any) -> None:
    """Write ``velden`` of ``rij`` if its version is still ``versie``, and raise the version.

    ``rij`` gets the new values. Call it inside the transaction of the workflow function.

    Raises:
        VerouderdError: when the row changed since; nothing is written.
    """
    model = type(rij)
    gelukt = model._default_manager.filter(pk=rij.pk, versie=versie).update(
        versie=F("versie") + 1, **velden
    )
    if not gelukt:
        raise VerouderdError(model._default_manager.get(pk=rij.pk), velden)
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    vars(rij)["versie"] = versie + 1
