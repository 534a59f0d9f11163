"""Addresses of logging in and of one's own account.

allauth's own views at Dutch addresses under the names allauth looks for, each with its door: the
list below is all of allauth that can be reached.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as noodcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as usersessions
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from gebruikers.bevestigen import recently_proved
from gebruikers.deur import ingelogd, openbaar
from gebruikers.views import bevestigen, broker, collegas, inloggen, methoden, mijn

View = Callable[..., HttpResponseBase]


def _open(route: str, view: View, name: str) -> URLPattern:
    declared = openbaar("Een stap van het inloggen; toont niets van een gezin.")(view)
    return path(route, declared, name=name)


def _eigen(route: str, view: View, name: str) -> URLPattern:
    return path(route, ingelogd("Gaat over het eigen account.")(view), name=name)


def _vers(route: str, view: View, name: str) -> URLPattern:
    """One's own ways in: changed only by who proved a short while ago who they are."""
    return _eigen(route, recently_proved(view), name)


urlpatterns: list[URLPattern] = [
    _open("inloggen/", account.login, "account_login"),
    _open("inloggen/code/", account.confirm_login_code, "account_confirm_login_code"),
    _open("inloggen/wachtwoord/", inloggen.Wachtwoord.as_view(), "inloggen_wachtwoord"),
    _open("inloggen/passkey/", webauthn.login_webauthn, "mfa_login_webauthn"),
    _open("inloggen/tweede-stap/", mfa.authenticate, "mfa_authenticate"),
    _open("inloggen/adres/", account.email_verification_sent, "account_email_verification_sent"),
    _open("inloggen/gesloten/", account.account_inactive, "account_inactive"),
    _open("inloggen/aanmelden/", account.signup, "account_signup"),
    _open("inloggen/vergeten/", account.password_reset, "account_reset_password"),
    _open(
        "inloggen/vergeten/code/",
        account.confirm_password_reset_code,
        "account_confirm_password_reset_code",
    ),
    _open(
        "inloggen/vergeten/nieuw/",
        account.complete_password_reset,
        "account_complete_password_reset",
    ),
    _open(
        "inloggen/vergeten/klaar/",
        account.password_reset_from_key_done,
        "account_password_reset_completed",
    ),
    _open("uitloggen/", account.logout, "account_logout"),
    path("inloggen/brief/", inloggen.brief, name="brief"),
    path("inloggen/brief/klaar/", inloggen.brief_klaar, name="brief_klaar"),
    path("inloggen/taal/", inloggen.kies_taal, name="kies_taal"),
    path("inloggen/uw-tekst/", inloggen.getypte_tekst, name="getypte_tekst"),
    path("inloggen/via/<slug:broker_id>/", broker.start, name="broker_login"),
    path("inloggen/via/<slug:broker_id>/terug/", broker.callback, name="broker_callback"),
    path("inloggen/uitgenodigd/", broker.invited, name="broker_uitgenodigd"),
    path("collegas/", collegas.collegas, name="collegas"),
    path("collegas/herstel/", collegas.vraag, name="herstel_vraag"),
    path("collegas/herstel/<uuid:verzoek_id>/", collegas.beslis, name="herstel_beslis"),
    path("mijn/", mijn.mijn, name="mijn"),
    path("mijn/werk/<uuid:werk_id>/", mijn.mijn_werk, name="mijn_werk"),
    path("mijn/opheffen/", mijn.account_opheffen, name="account_opheffen"),
    path("mijn/tweede-stap/", inloggen.tweede_factor, name="tweede_factor"),
    _eigen("mijn/apparaten/", usersessions.list_usersessions, "usersessions_list"),
    path("mijn/apparaten/<int:sessie_id>/uit/", mijn.apparaat_uit, name="apparaat_uit"),
    _vers("mijn/adres/", account.email, "account_email"),
    _vers("mijn/wachtwoord/", account.password_change, "account_change_password"),
    _vers("mijn/wachtwoord/kiezen/", account.password_set, "account_set_password"),
    path("mijn/bevestigen/code-per-mail/", bevestigen.code, name="bevestigen_code"),
    path("mijn/bevestigen/via/", broker.via_broker, name="via_broker"),
    path("mijn/bevestigen/via/<slug:broker_id>/", broker.confirm, name="broker_confirm"),
    path("mijn/inloggen/via/<slug:broker_id>/", broker.connect, name="broker_connect"),
    path("mijn/inloggen/via/<int:pk>/los/", broker.disconnect, name="broker_los"),
    _eigen("mijn/bevestigen/", account.reauthenticate, "account_reauthenticate"),
    _eigen("mijn/bevestigen/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    _eigen(
        "mijn/bevestigen/passkey/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"
    ),
    _eigen("mijn/inloggen/", mfa.index, "mfa_index"),
    _vers("mijn/inloggen/app/", methoden.Appkoppelen.as_view(), "mfa_activate_totp"),
    _vers("mijn/inloggen/app/weg/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _eigen("mijn/inloggen/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    _vers("mijn/inloggen/passkeys/maken/", methoden.Passkeymaken.as_view(), "mfa_add_webauthn"),
    _eigen("mijn/inloggen/passkeys/<int:pk>/naam/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    _vers(
        "mijn/inloggen/passkeys/<int:pk>/weg/",
        methoden.Passkeyweg.as_view(),
        "mfa_remove_webauthn",
    ),
    _eigen("mijn/inloggen/noodcodes/", noodcodes.view_recovery_codes, "mfa_view_recovery_codes"),
    _eigen(
        "mijn/inloggen/noodcodes/nieuw/",
        noodcodes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    _eigen(
        "mijn/inloggen/noodcodes/bestand/",
        noodcodes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
]
