"""What other rooms do when somebody ends their account.

The account stands on the lowest floor and knows nothing of plans. A higher app registers, in
``AppConfig.ready``, what it must end:

    from gebruikers.opheffen import bij_opheffen
    bij_opheffen.append(workflow.end_seats_of)

Each callable gets the account and ``now`` and runs inside the transaction that ends the account. It
may raise ``OpheffenKanNietError`` with a reason for the person who asked: then nothing is done.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from gebruikers.models import Gebruiker

Opheffing = Callable[[Gebruiker, datetime], None]

bij_opheffen: list[Opheffing] = []


class OpheffenKanNietError(Exception):
    """The account cannot end yet; the message says why and what to do first."""
