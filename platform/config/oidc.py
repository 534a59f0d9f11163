"""Logging in through others: a broker of DigiD or eHerkenning for families, Entra ID at work.

`docs/operations.md` says what stands in ``OIDC_PROVIDERS``; `gebruikers.broker` reads it.
"""

import json
from typing import Any

from config.environment import env

OIDC_PROVIDERS: list[dict[str, Any]] = json.loads(env.str("OIDC_PROVIDERS", default="") or "[]")
# Key the pseudonyms of who logs in through a provider; the newest first. Empty: SECRET_KEY.
SSO_KEYS: list[str] = env.list("SSO_KEYS", default=[])
# Asked for by name: families come in by a code or a letter, without a broker at substantieel.
ALLOW_FAMILIES_WITHOUT_BROKER = env.bool("ALLOW_FAMILIES_WITHOUT_BROKER", default=False)

SOCIALACCOUNT_ADAPTER = "gebruikers.sso_adapter.Ssoadapter"
# Who comes from a provider says nothing about an address here, and no address says who they are.
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
