"""How gunicorn serves; every container and `manage.py draai` start it with this file."""

from django.conf import settings

from config.environment import env

bind = env.str("BIND", default=f"127.0.0.1:{env.int('PORT', default=8000)}")
# Threads wait for the database together; processes use the cores. Without Redis the embedded
# database has one writer at a time, and one process is enough.
workers = env.int("WEB_WORKERS", default=2 if settings.REDIS_URL else 1)
threads = env.int("WEB_THREADS", default=4 if settings.REDIS_URL else 8)
worker_class = "gthread"
timeout = 60
graceful_timeout = 15
keepalive = 15
# A fresh process now and then bounds what a leak in any library can take.
max_requests = 5000
max_requests_jitter = 500
# One line per request comes from the application, scrubbed; gunicorn's own would hold addresses.
accesslog = None
logconfig_dict = settings.LOGGING
control_socket_disable = True
