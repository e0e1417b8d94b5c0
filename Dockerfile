# One image for web, worker and release. Nothing in it is secret; all of that comes from the environment.
FROM python:3.11-slim-trixie AS packages
ARG EXTRAS=
COPY requirements.txt requirements-extras.txt /
# Every package is checked against its hash; a changed one stops the build.
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt \
    ${EXTRAS:+-r /requirements-extras.txt}

FROM python:3.11-slim-trixie
# The letters of the pictures that other sites show beside a link; what `manage.py backup` calls.
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-dejavu-core postgresql-client age \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /srv/clinic --shell /usr/sbin/nologin clinic \
    && mkdir -p /srv/clinic /srv/data /srv/static /srv/backups \
    && chown clinic: /srv/data /srv/static /srv/backups
COPY --from=packages /venv /venv
WORKDIR /srv/clinic
COPY manage.py ./
COPY clinic_cms clinic_cms
COPY articles articles
COPY comments comments
COPY templates templates
COPY deploy/healthcheck.py deploy/daily.sh deploy/
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/srv/data STATIC_ROOT=/srv/static
# One heap for each thread would be a seventh more memory; Python's threads take turns anyway.
ENV MALLOC_ARENA_MAX=2
# What a page was drawn in (up to 1 MiB at once) is kept for the next one, 8 MiB at the most: given back to the system
# and asked for again, it takes a tenth of a page's time.
ENV MALLOC_TRIM_THRESHOLD_=8388608 MALLOC_MMAP_THRESHOLD_=1048576
# Nothing can be written once it runs, and compiling at each start would take seconds.
RUN python -m compileall -q clinic_cms articles comments
USER clinic
# The key lives for this one command: collecting files signs nothing.
RUN SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=localhost \
    SITE_URL=https://localhost python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
# As many workers; by their number and their name each takes its share of the processors.
ENV GRANIAN_WORKERS=2
CMD ["granian", "--process-name", "clinic-web", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--blocking-threads", "8", "--respawn-failed-workers", "--workers-kill-timeout", "25", \
     "clinic_cms.wsgi:application"]
