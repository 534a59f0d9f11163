# syntax=docker/dockerfile:1
# One image for web, worker and beat. No secret and no setting is in it: those come at start.

# --- what the browser loads -------------------------------------------------------------------
FROM node:20-bookworm-slim AS voorkant
WORKDIR /bouw
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run bouw

# --- Python packages, by their hashes ---------------------------------------------------------
FROM python:3.11-slim-bookworm AS pakketten
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt ./
RUN /opt/venv/bin/pip install --require-hashes -r requirements.txt

# --- the platform -----------------------------------------------------------------------------
FROM python:3.11-slim-bookworm
RUN apt-get update \
  && apt-get install --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --home-dir /app gezinsplan \
  && install --directory --owner gezinsplan /data
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/data \
    XDG_CACHE_HOME=/tmp/cache \
    STATIC_ROOT=/app/verzameld
WORKDIR /app
COPY --from=pakketten /opt/venv /opt/venv
COPY . .
COPY --from=voorkant /bouw/static/gebouwd static/gebouwd
# The installation is a pointer to this folder: templates and translations lie beside the code.
RUN pip install --no-deps --no-build-isolation --editable . \
  && python script/vertalingen \
  && python -m compileall -q platform rondetafel netwerk acties notifications \
  && VAR_DIR=/tmp/var python manage.py collectstatic --noinput
USER gezinsplan
VOLUME /data
EXPOSE 8000
ENV BIND=0.0.0.0:8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
  CMD ["python", "manage.py", "gezond", "web"]
CMD ["gunicorn", "config.wsgi", "--config", "python:config.gunicorn"]
