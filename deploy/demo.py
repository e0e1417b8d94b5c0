"""`make demo`: from a fresh clone to a clinic with content, on this machine only.

Standard library only, for the machine's own Python. Everything it writes is in `.demo/` (database,
pictures, secrets), `.venv/` and `.build/` (static files). A second start finds its own stamps there
and goes straight to serving; it never seeds twice and never resets what was written. To begin
afresh: stop it and delete `.demo/`.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import secrets
import sys
import time
from pathlib import Path

import demo_checks
import environment
import processes

HERE = environment.HERE
DEMO = HERE / ".demo"
STATIC = HERE / ".build" / "static"
MAIL = DEMO / "mail"
ACCOUNTS = ("author", "reviewer", "publisher", "moderator", "administrator")
# What would point the demo at somebody's real database, mail server or settings.
NOT_OURS = "DATABASE_URL REDIS_URL EMAIL_URL DEBUG DJANGO_SETTINGS_MODULE TRUSTED_PROXIES".split()


def main() -> int:
    port, problem = demo_checks.port_of(os.environ.get("PORT"))
    asked = (
        environment.python_problem(sys.version_info[:3]),
        problem,
        demo_checks.bad_password(os.environ.get("DEMO_PASSWORD")),
    )
    for problem in filter(None, asked):
        return refuse(problem, 2)
    found = (demo_checks.taken(port), *map(demo_checks.unwritable, (HERE, DEMO, STATIC.parent)))
    for problem in filter(None, found):
        return refuse(problem, 1)
    try:
        with processes.stoppable():
            python = environment.ensure(environment.RUN)
            kept = keep_secrets()
            env = settings(port, kept["SECRET_KEY"])
            prepare(python, env, kept["DEMO_PASSWORD"])
            return serve(python, env, port, kept["DEMO_PASSWORD"])
    except processes.Stopped:
        print("\nStopped. What was written is kept in .demo/ for the next start.", flush=True)
        return 0


def refuse(problem: str, code: int) -> int:
    print(problem, file=sys.stderr)
    return code


def keep_secrets() -> dict[str, str]:
    """Return the secrets of the first start, making them once, readable by their owner only."""
    path = DEMO / "secrets.json"
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return kept
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEMO_PASSWORD": os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12),
    }
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    private = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(private, "w", encoding="utf-8") as file:
        json.dump(made, file)
    draft.replace(path)  # whole or not at all, should the power fail here
    return made


def settings(port: int, secret_key: str) -> dict[str, str]:
    """Production's settings, but for TLS, the second factor and where things lie."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return {
        **inherited,
        "SECRET_KEY": secret_key,
        "DATA_DIR": str(DEMO),
        "STATIC_ROOT": str(STATIC),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "CSRF_TRUSTED_ORIGINS": f"http://127.0.0.1:{port},http://localhost:{port}",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": f"file:///{MAIL}",
        "TLS": "false",
        "SECOND_FACTOR": "false",
        "PYTHONUNBUFFERED": "1",
    }


def prepare(python: Path, env: dict[str, str], password: str) -> None:
    """Bring static files and database up to date; a step whose inputs did not change is skipped."""
    manage = [python, HERE / "manage.py"]
    if not (DEMO / "clinic.sqlite3").exists():
        for stamp in DEMO.glob("done-*"):
            stamp.unlink()
    quiet = ["--no-input", "--verbosity", "0"]
    steps: list[tuple[str, Path, str, list[list[str]]]] = [
        # name, where its stamp lies, the files it depends on ("" for once ever), its commands
        ("static files", STATIC.parent, "static/**/*", [["collectstatic", *quiet]]),
        (
            "database and roles",
            DEMO,
            "*.py",
            [["migrate", *quiet], ["createcachetable"], ["sync_roles"]],
        ),
        ("demo content", DEMO, "", [["seed_demo", f"--password={password}"]]),
    ]
    for name, folder, pattern, commands in steps:
        stamp = folder / f"done-{name.replace(' ', '-')}"
        seen = digest(pattern) if pattern else "once"
        if stamp.exists() and stamp.read_text() == seen:
            continue
        print(f"Preparing {name}", flush=True)
        for command in commands:
            processes.run([*manage, *command], env=env, cwd=HERE)
        stamp.write_text(seen)


def digest(pattern: str) -> str:
    """Hash the requirements and every file of the three apps that matches."""
    sums = hashlib.sha256((HERE / "requirements.txt").read_bytes())
    for app in ("clinic_cms", "articles", "comments"):
        for path in sorted((HERE / app).rglob(pattern)):
            if path.is_file():
                sums.update(str(path.relative_to(HERE)).encode() + path.read_bytes())
    return sums.hexdigest()


def serve(python: Path, env: dict[str, str], port: int, password: str) -> int:
    """Run the server and the task worker until they are stopped."""
    granian: list[str | Path] = [python.with_name("granian"), "--interface", "wsgi"]
    granian += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    granian += ["--workers", "1", "--blocking-threads", "8", "clinic_cms.wsgi:application"]
    worker: list[str | Path] = [python, HERE / "manage.py", "db_worker", "--verbosity", "0"]
    print("Starting the server", flush=True)
    children: list[processes.Child] = []
    try:
        for command in (granian, worker):
            children.append(processes.start(command, env=env, cwd=HERE))
        if ready(port, children):
            announce(port, password)
        elif all(child.poll() is None for child in children):
            return refuse("The server runs but is not ready: /readyz did not answer 200.", 1)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        ended = "server" if children[0].poll() is not None else "task worker"
        return refuse(f"The {ended} ended by itself; its last words are above.", 1)
    finally:
        processes.end(children)


def ready(port: int, children: list[processes.Child], patience: float = 60) -> bool:
    """Wait until the server answers /readyz with 200; False when a child died first."""
    deadline = time.monotonic() + patience
    refusals = 0
    while time.monotonic() < deadline and all(child.poll() is None for child in children):
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            server.request("GET", "/readyz")
            if server.getresponse().status == 200:
                return True
            refusals += 1
        except (OSError, http.client.HTTPException):  # not listening yet
            pass
        finally:
            server.close()
        if (
            refusals == 5
        ):  # everything was prepared before the start, so waiting longer helps nobody
            return False
        time.sleep(1 if refusals else 0.1)
    return False


def announce(port: int, password: str) -> None:
    given = os.environ.get("DEMO_PASSWORD")
    width = max(map(len, ACCOUNTS))
    print(f"\n  The clinic is open:  http://127.0.0.1:{port}/")
    print(f"  Staff sign in here:  http://127.0.0.1:{port}/admin/\n")
    for account in ACCOUNTS:
        print(f"    {account:<{width}}  {password}")
    if given and given != password:
        print("\n  The password is still the one of the first start, not this DEMO_PASSWORD.")
    print("\n  The password is kept in .demo/secrets.json, readable by you only.")
    print("  Mails are not sent; each becomes a file in .demo/mail/.")
    print("  Ctrl-C stops it; what you write is kept in .demo/ for the next start.\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
