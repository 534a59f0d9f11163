"""Settings of logging in; `config.settings` takes over every name in capitals from here.

Families: a code by mail, a passkey, or a code from a letter. Professionals and every role outside
the table: any of these or a password, and a second factor (`gebruikers.middleware.TweedeFactor`).
"""

from config.environment import env

AUTHENTICATION_BACKENDS = ["gebruikers.backends.Inlogbackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("naam", "roepnaam", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

# Sign-up is closed (`gebruikers.adapter`); these fields say that an account has no user name, and
# that the login page asks for an address only, to which it sends a code.
ACCOUNT_ADAPTER = "gebruikers.adapter.Accountadapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "gebruikers.forms.Adresform",
    "confirm_login_code": "gebruikers.forms.Codeform",
    "add_email": "gebruikers.forms.NieuwAdresform",
    "confirm_email_verification_code": "gebruikers.forms.Adrescodeform",
    "reset_password": "gebruikers.forms.Wachtwoordvergetenform",
    "confirm_password_reset_code": "gebruikers.forms.Codeform",
    "reset_password_from_key": "gebruikers.forms.Wachtwoordherstelform",
    "change_password": "gebruikers.forms.Wachtwoordwijzigform",
    "set_password": "gebruikers.forms.Wachtwoordkiesform",
    "reauthenticate": "gebruikers.forms.Wachtwoordvraagform",
}

# Codes: eight digits, three tries, ten minutes. A stranger's address gets a mail too, so that page,
# time and number of mails are the same whether an account exists or not.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# On top of allauth's own; they are counted in the shared cache.
ACCOUNT_RATE_LIMITS = {
    "briefcode": "10/m/ip,60/h/ip",
    "bevestigcode": "5/m/user,20/h/user",
    "broker": "20/m/ip,120/h/ip",
}

MFA_ADAPTER = "gebruikers.mfa_adapter.Mfaadapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "gebruikers.forms.Appcodeform",
    "reauthenticate": "gebruikers.forms.Appcodevraagform",
    "activate_totp": "gebruikers.forms.Appkoppelform",
    "login_webauthn": "gebruikers.forms.Passkeyinlogform",
    "authenticate_webauthn": "gebruikers.forms.Passkeystapform",
    "reauthenticate_webauthn": "gebruikers.forms.Passkeyvraagform",
    "add_webauthn": "gebruikers.forms.Passkeyform",
    "edit_webauthn": "gebruikers.forms.Passkeynaamform",
}
# Encrypt the seeds of code apps; the newest key first, older ones behind it. Empty: SECRET_KEY.
MFA_KEYS: list[str] = env.list("MFA_KEYS", default=[])

# Activity is noted by the session limits, once a minute, not by allauth on every request.
USERSESSIONS_TRACK_ACTIVITY = False
