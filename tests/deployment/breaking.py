"""What can break, each as the way to break it and the way to mend it. ``DOWN`` seconds lie between them."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.people import Failed
from tests.deployment.production import Production
from tests.deployment.visitor import LOST
from tests.deployment.waiting import until

DOWN = 8.0
PUBLISHING = 0.6  # seconds, about twice what a publication takes
BALLAST = 64 * 1024  # bytes at a time


@dataclass(frozen=True)
class Fault:
    """``part``: under which name `manage.py doctor` tells of it; empty where there is nothing to tell."""

    name: str
    part: str
    breaks: Callable[[Production], str]
    mends: Callable[[Production], str]


def kill_database(clinic: Production) -> str:
    clinic.database.kill()
    return ""


def start_database(clinic: Production) -> str:
    clinic.database.start()
    return ""


def freeze_database(clinic: Production) -> str:
    """Let it take connections and answer nothing, as a machine whose disk hangs."""
    clinic.database.freeze()
    return ""


def thaw_database(clinic: Production) -> str:
    clinic.database.thaw()
    return ""


def fill_disk(clinic: Production) -> str:
    """Write until nothing more goes in. The database and DATA_DIR are on this disk."""
    with (_disk(clinic) / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"\0" * BALLAST)
        except OSError:
            return ""


def empty_disk(clinic: Production) -> str:
    (_disk(clinic) / "ballast").unlink()
    process = clinic.database.process
    if process is not None and process.poll() is not None:
        clinic.database.start()
        return "PostgreSQL had stopped itself and was started again"
    return ""


def _disk(clinic: Production) -> Path:
    return Path(clinic.env["DATA_DIR"]).parent


def kill_redis(clinic: Production) -> str:
    clinic.redis.stop()
    page = clinic.visitor("127.0.2.1").get("/accounts/login/")
    return f"the sign-in page answers {page.status}"


def start_redis(clinic: Production) -> str:
    clinic.redis.start()
    return ""


def close_post(clinic: Production) -> str:
    clinic.post.close()
    return ""


def open_post(clinic: Production) -> str:
    """Open it, and let the minute go by after which a refused mail is tried again."""
    clinic.post.open()
    return pass_time(clinic)


def pass_time(clinic: Production) -> str:
    """Let eleven minutes go by for the mails that wait, after which no dead worker's hand holds one."""
    clinic.do("age_mails", minutes=11)
    return ""


def kill_worker_before_the_mail_is_taken(clinic: Production) -> str:
    clinic.post.keeps_before_it_answers = False
    return _kill_worker(clinic)


def kill_worker_after_the_mail_is_taken(clinic: Production) -> str:
    clinic.post.keeps_before_it_answers = True
    return _kill_worker(clinic)


def _kill_worker(clinic: Production) -> str:
    """Kill the worker while a mail is between it and the mail server."""
    clinic.post.dawdle = 2.0
    clinic.post.in_hand.clear()
    try:
        if not clinic.post.in_hand.wait(20):
            raise Failed("no mail was on its way")
        time.sleep(0.3)
        clinic.workers[0].kill()
    finally:
        time.sleep(0.5)
        clinic.post.dawdle = 0.0
    return ""


def worker_is_back(clinic: Production) -> str:
    return pass_time(clinic)


def kill_web_while_it_publishes(clinic: Production) -> str:
    """Press "Publish" and kill one of the web workers at some moment meanwhile, ten times."""
    numbers, known = [], clinic.do("editions", slug="changing")
    for turn in range(10):
        ready = clinic.do("ready_to_publish", slug="changing", says=f"Publication {turn}.")
        token = os.urandom(16).hex()
        form = {"revision": ready["revision"], "csrfmiddlewaretoken": token}
        cookies = f"sessionid={ready['session']}; csrftoken={token}"
        killer = _later(random.uniform(0, PUBLISHING), clinic)
        visitor = clinic.visitor("127.0.2.2", timeout=10)
        try:
            answer = visitor.ask("POST", ready["path"], form, Cookie=cookies)
            said = answer.status
        except LOST as error:
            said = type(error).__name__
        killer.join()
        webs_are_back(clinic)
        now = clinic.do("editions", slug="changing")
        if said == 302 and now == known:
            raise Failed("a publication was acknowledged and is not there")
        if now != [*range(1, len(now) + 1)] or len(now) - len(known) not in (0, 1):
            raise Failed(f"editions {known} became {now}")
        numbers.append((said, len(now) - len(known)))
        known = now
        if not numbers[-1][1]:
            clinic.do("publish", slug="changing", says="Published by hand.")
            known = clinic.do("editions", slug="changing")
    checked = clinic.manage("verify_editions").stdout
    # The other pages are copies of one, whose seals cannot be right.
    if wrong := [line for line in checked.splitlines() if line.startswith("changing,")]:
        raise Failed(f"verify_editions: {wrong}")
    acknowledged = sum(said == 302 for said, _ in numbers)
    cut_off = sum(said != 302 for said, _ in numbers)
    there = sum(new for said, new in numbers if said != 302)
    return (
        f"{acknowledged} publications acknowledged and there, {cut_off} cut off, of which {there} are "
        "there whole; verify_editions finds nothing in their chain"
    )


def _later(seconds: float, clinic: Production) -> threading.Thread:
    def kill() -> None:
        time.sleep(seconds)
        alive = until(lambda: clinic.webs[0].pids[1:], 30, "no web worker is there")
        os.kill(random.choice(alive), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def webs_are_back(clinic: Production) -> str:
    until(lambda: len(clinic.webs[0].pids) >= 3, 30, "granian did not start its workers again")
    clinic.wait_for_webs()
    return ""


FAULTS = (
    Fault("PostgreSQL killed", "database", kill_database, start_database),
    Fault("PostgreSQL silent", "database", freeze_database, thaw_database),
    Fault("disk full", "disk", fill_disk, empty_disk),
    Fault("Redis gone", "cache", kill_redis, start_redis),
    Fault("mail server gone", "mail server", close_post, open_post),
    Fault(
        "worker killed before a mail was taken", "", kill_worker_before_the_mail_is_taken,
        worker_is_back,
    ),
    Fault(
        "worker killed after a mail was taken", "", kill_worker_after_the_mail_is_taken,
        worker_is_back,
    ),
    Fault("a web worker killed while it publishes", "", kill_web_while_it_publishes, webs_are_back),
)  # fmt: skip
