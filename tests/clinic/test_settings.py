"""Settings refuse what would be unsafe, and say what to set."""

import ast
import os
import re
import socket
import subprocess
import sys

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

KEY = "0123456789" * 4
PROGRAM = "from django.conf import settings; print({})"


def ask(expression: str, **environment: str) -> tuple[int, str]:
    """Evaluate something about the settings in a process of its own, as production starts."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "DATA_DIR", "LANG")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(expression)],
        env=kept | {"DJANGO_SETTINGS_MODULE": "clinic_cms.settings"} | environment,
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.strip() + done.stderr.strip().rpartition("\n")[2]


@pytest.mark.parametrize("key", ["", "short", KEY[1:], "x" * 60, "abcd" * 15])
def test_a_weak_key_is_refused(key) -> None:
    code, said = ask("settings.DEBUG", SECRET_KEY=key)
    assert code
    assert "Set SECRET_KEY to a random text of at least 40 characters." in said


@pytest.mark.parametrize("held", ["*", "www.clinic.example, *"])
def test_a_site_of_any_name_is_refused(held) -> None:
    code, said = ask("settings.DEBUG", SECRET_KEY=KEY, ALLOWED_HOSTS=held)
    assert code
    assert 'ALLOWED_HOSTS holds "*"' in said
    assert "Set it to the names by which readers reach it." in said


def test_a_site_of_all_names_below_its_own_is_taken() -> None:
    named = {"ALLOWED_HOSTS": ".clinic.example,clinic.example"}
    said = ask("settings.ALLOWED_HOSTS", SECRET_KEY=KEY, **named)
    assert said == (0, "['.clinic.example', 'clinic.example']")


def test_production_is_the_default() -> None:
    names = (
        "DEBUG SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECOND_FACTOR "
        "SESSION_COOKIE_HTTPONLY CSRF_COOKIE_HTTPONLY"
    ).split()
    wanted = ", ".join(f"settings.{name}" for name in names)
    assert ask(f"[{wanted}]", SECRET_KEY=KEY) == (
        0, "[False, True, True, True, True, True, True]",
    )  # fmt: skip


def test_attempts_are_counted_where_every_worker_sees_them() -> None:
    said = ask("settings.CACHES['default']['BACKEND']", SECRET_KEY=KEY)[1]
    assert said.endswith(("DatabaseCache", "RedisCache"))


def test_sqlite_waits_for_a_lock_and_keeps_triggers_for_replace(db) -> None:
    if connection.vendor == "postgresql":
        assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]
        return
    with connection.cursor() as cursor:
        for name, value in (("recursive_triggers", 1), ("foreign_keys", 1), ("synchronous", 1)):
            cursor.execute(f"PRAGMA {name}")
            assert cursor.fetchone() == (value,), name
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_connection_whose_network_is_gone_ends_before_nginx_gives_up() -> None:
    """The kernel is asked what the library has set on the line to a PostgreSQL at some address."""
    url = "postgres://clinic@db.example/clinic?connect_timeout=3"
    options = ast.literal_eval(
        ask("settings.DATABASES['default']['OPTIONS']", SECRET_KEY=KEY, DATABASE_URL=url)[1]
    )
    assert options["connect_timeout"] == 3, "what the address says counts"
    with socket.create_server(("127.0.0.1", 0)) as there:
        host, port = there.getsockname()
        line = psycopg2.connect(host=host, port=port, async_=True, **options)
        with socket.socket(fileno=os.dup(line.fileno())) as held:
            unanswered, idle, interval, count = (
                held.getsockopt(socket.IPPROTO_TCP, getattr(socket, f"TCP_{name}"))
                for name in ("USER_TIMEOUT", "KEEPIDLE", "KEEPINTVL", "KEEPCNT")
            )
        line.close()
    conf = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    [patience] = re.findall(r"proxy_read_timeout (\d+)s;", conf)
    assert 0 < unanswered / 1_000 <= int(patience) - 10  # for the next try
    assert 0 < idle + interval * count <= int(patience) - 10  # for the next try
