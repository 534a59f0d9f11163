"""Logging in through a provider, tying one to an account, and letting go of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.ratelimit import consume, respond_429
from allauth.socialaccount.adapter import get_adapter as get_sso_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from gebruikers import koppelen, workflow
from gebruikers.access import ik
from gebruikers.bevestigen import recently_proved
from gebruikers.broker import Bewijs, Broker, brokers, get_broker
from gebruikers.deur import ingelogd, openbaar
from gebruikers.provider import Brokeradapter, Brokerprovider, Terugkomst
from gebruikers.tweede_factor import brokers_of, needs_second_factor, record_broker


@openbaar("Leidt naar de aanbieder waar iemand inlogt; toont niets.")
@never_cache
@require_POST
def start(request: HttpRequest, broker_id: str) -> HttpResponseBase:
    """Begin to log in through a provider."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or "/")
    return _leave(request, broker_id, AuthProcess.LOGIN, "/")


@ingelogd("Koppelt een inlog van elders aan het eigen account.")
@never_cache
@require_POST
@reauthentication_required
@recently_proved
def connect(request: HttpRequest, broker_id: str) -> HttpResponseBase:
    """Begin to tie an identity of a provider to one's own account."""
    return _leave(request, broker_id, AuthProcess.CONNECT, "/mijn/inloggen/")


@ingelogd("Vraagt de eigen aanbieder nog een keer wie iemand is.")
@never_cache
@require_POST
def confirm(request: HttpRequest, broker_id: str) -> HttpResponseBase:
    """Let the provider say once more who this is."""
    if broker_id not in {broker.id for broker in brokers_of(ik(request))}:
        raise Http404
    return _leave(request, broker_id, AuthProcess.REDIRECT, "/")


@openbaar("Hier komt iemand terug van de aanbieder; toont niets van een gezin.")
@never_cache
@require_safe
def callback(request: HttpRequest, broker_id: str) -> HttpResponseBase:
    """Take what the provider says, and let its owner in or say why not."""
    if get_broker(broker_id) is None:
        raise Http404
    make_view: Callable[..., Callable[..., HttpResponseBase]] = Terugkomst.adapter_view
    return make_view(Brokeradapter(request, broker_id))(request)


@ingelogd("Legt uit dat inloggen via de aanbieder nodig is, en leidt erheen.")
@require_safe
def via_broker(request: HttpRequest) -> HttpResponse:
    """Ask for the provider's proof that this session lacks."""
    zelf = ik(request)
    tied = brokers_of(zelf)
    families = [broker for broker in brokers() if broker.is_for_families]
    context = {
        "gekoppeld": tied,
        "te_koppelen": [] if tied or needs_second_factor(zelf) else families,
        "redirect_field_value": get_next_redirect_url(request),
    }
    return render(request, "gebruikers/via_broker.html", context)


@openbaar("Alleen voor wie net via een aanbieder en een uitnodiging kwam; toont geen namen.")
@never_cache
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """Ask who came with an invitation whether it was meant for them, and tie the account."""
    found = koppelen.look(request, now=timezone.now())
    broker = get_broker(found[0].provider) if found else None
    if found is None or broker is None:
        return redirect("account_login")
    if request.method == "GET":
        return render(request, "gebruikers/broker_uitgenodigd.html", {"broker": broker})
    koppelen.forget(request)
    if request.POST.get("voor_mij") != "ja":
        return redirect("account_login")
    waits, gebruiker = found
    try:
        account = koppelen.connect_invited(waits, actor=gebruiker, now=timezone.now())
    except koppelen.AlVerbondenError:
        return render(request, "gebruikers/broker_onbekend.html", {"broker": broker}, status=403)
    return _enter(request, account, broker, waits.next)


@ingelogd("Maakt een inlog van elders los van het eigen account.")
@require_http_methods(["GET", "POST"])
@reauthentication_required
@recently_proved
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of an identity, unless it is the only way in."""
    zelf = ik(request)
    account: SocialAccount = get_object_or_404(SocialAccount, pk=pk, user=zelf)
    broker = get_broker(account.provider)
    naam = broker.name if broker else account.provider
    if not workflow.may_disconnect(account):
        messages.error(request, _("Zo kunt u niet meer inloggen. Maak eerst een andere manier."))
        return redirect("mfa_index")
    if request.method == "GET":
        return render(request, "gebruikers/broker_los.html", {"naam": naam})
    workflow.disconnect(account, actor=zelf, now=timezone.now())
    get_adapter().send_notification_mail("gebruikers/email/broker_los", zelf, {"naam": naam})
    messages.success(request, _("U logt niet meer in met %(naam)s.") % {"naam": naam})
    return redirect("mfa_index")


def _leave(request: HttpRequest, broker_id: str, process: str, after: str) -> HttpResponseBase:
    """Show the way to the provider. A page, as no form may lead outside (form-action 'self')."""
    broker = get_broker(broker_id)
    if broker is None:
        raise Http404
    if not consume(request, action="broker"):
        return respond_429(request)
    provider = cast(Brokerprovider, get_sso_adapter().get_provider(request, broker_id))
    try:
        way = provider.start(request, process, get_next_redirect_url(request) or after)
    except (RequestException, OAuth2Error, ValueError):
        return render(request, "gebruikers/broker_mislukt.html", {"broker": broker}, status=503)
    if not isinstance(way, HttpResponseRedirect):
        return way
    url = way.url
    page = render(request, "gebruikers/broker_heen.html", {"broker": broker, "url": url})
    page.headers["Refresh"] = f"0;url={url}"
    return page


def _enter(
    request: HttpRequest, account: SocialAccount, broker: Broker, next_url: str
) -> HttpResponse:
    gebruiker = account.user
    record_broker(request, gebruiker, broker, Bewijs.from_claims(account.extra_data))
    login = Login(user=gebruiker, redirect_url=next_url, email_verification="none")
    response: HttpResponse = perform_login(request, login)
    get_adapter().send_notification_mail(
        "gebruikers/email/broker_gekoppeld", gebruiker, {"naam": broker.name}
    )
    return response
