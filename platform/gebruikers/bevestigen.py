"""Who changes the ways in to an account proves once more who they are, shortly before.

allauth asks this of who has a password, an app or a passkey. Who has none of these came in by a
code in a mail, a code in a letter, or a provider: they do that again. Without this, somebody who
finds an unlocked telephone could lead all mail elsewhere and keep the account.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from gebruikers.access import ik
from gebruikers.models import Gebruiker

View = Callable[..., HttpResponseBase]
KEY = "bevestigcode"
MAX_TRIES = 3


@dataclass
class Gestuurd:
    """A code that is on its way by mail; only its keyed hash is kept."""

    hash: str
    tot: float
    pogingen: int = 0


def recently_proved(view: View) -> View:
    """Ask once more who somebody is, unless they came in, or said so, a short while ago."""

    @wraps(view)
    def asks(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        zelf = ik(request)
        # Who has one of allauth's own ways is asked by allauth, in the view itself.
        if get_reauthentication_flows(zelf) or proved_recently(request, zelf):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else reverse("mfa_index")
        return redirect_to_login(back, reverse("bevestigen_code"))

    return asks


def proved_recently(request: HttpRequest, gebruiker: Gebruiker) -> bool:
    """Whether the last proof in this session is younger than allauth's own limit."""
    records = get_authentication_records(request, gebruiker)
    last: float = max((record.get("at", 0.0) for record in records), default=0.0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def send_code(request: HttpRequest, gebruiker: Gebruiker) -> None:
    """Mail a code to who has an address; an earlier one stops working."""
    adapter = get_adapter()
    code = adapter.generate_login_code()
    until = time.time() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    request.session[KEY] = asdict(Gestuurd(_hash(gebruiker, code), until))
    adapter.send_mail("account/email/bevestigcode", gebruiker.email or "", {"code": code})


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code was mailed that still works."""
    return _sent(request) is not None


def check_code(request: HttpRequest, gebruiker: Gebruiker, code: str) -> bool:
    """Count a try and say whether it is the code; after three, or when it was right, it is gone."""
    sent = _sent(request)
    if sent is None:
        return False
    right = constant_time_compare(sent.hash, _hash(gebruiker, code))
    sent.pogingen += 1
    if right or sent.pogingen >= MAX_TRIES:
        request.session.pop(KEY)
    else:
        request.session[KEY] = asdict(sent)
    return right


def _sent(request: HttpRequest) -> Gestuurd | None:
    kept = request.session.get(KEY)
    sent = Gestuurd(**kept) if kept else None
    return sent if sent is not None and time.time() < sent.tot else None


def _hash(gebruiker: Gebruiker, code: str) -> str:
    bare = "".join(code.split())
    value = f"{gebruiker.pk}:{bare}"
    return salted_hmac("gebruikers.bevestigen", value, algorithm="sha256").hexdigest()
