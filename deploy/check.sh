#!/bin/sh
# `make check`: every check runs, and all that fail are named at the end.
# The settings are production's, with a key and a folder that live for this run only.
set -u
bin=${BIN:-.venv/bin}
data=$(mktemp -d) || exit 1
trap 'rm -rf "$data"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

unset DATABASE_URL REDIS_URL EMAIL_URL DEBUG TLS SECOND_FACTOR
SECRET_KEY=$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(60))')
export SECRET_KEY DATA_DIR="$data" STATIC_ROOT="$data/static" ALLOWED_HOSTS=clinic.example
export SITE_URL=https://clinic.example CSRF_TRUSTED_ORIGINS=https://clinic.example

failed=""
check() {
    name=$1; shift
    printf -- '--- %s\n' "$name"
    "$@" || failed="$failed $name,"
}

check "ruff" "$bin/ruff" check --quiet .
check "format" "$bin/ruff" format --check --quiet .
check "types" "$bin/mypy" --strict
check "templates" "$bin/djlint" --lint --quiet templates
check "template format" "$bin/djlint" --check --quiet templates
check "migrations" "$bin/python" manage.py makemigrations --check --dry-run
check "production settings" "$bin/python" manage.py check --deploy --fail-level WARNING

if [ -n "$failed" ]; then
    printf 'Failed: %s\n' "${failed%,}"
    exit 1
fi
echo "All checks passed."
