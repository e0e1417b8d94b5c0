"""Two granian masters and two workers on one PostgreSQL and one Redis: they know the same."""

import os
import time

from clinic_cms.processors import share
from tests.deployment.files import HOST
from tests.deployment.visitor import plain
from tests.deployment.waiting import until
from tests.deployment.withdrawal import BOUND, Readers, marker, trial


def ask(port, path):
    return plain(port, path, Host=HOST, X_Forwarded_Proto="https")


def test_a_publish_is_seen_by_both_masters_within_the_bound(clinic):
    clinic.do("publish", slug="changing", says="Seen by one.")
    tags = {port: ask(port, "/articles/changing/").headers["ETag"] for port in clinic.ports.webs}
    committed = clinic.do("publish", slug="changing", says="Seen by both.")["committed"]
    for port in clinic.ports.webs:
        until(
            lambda port=port: ask(port, "/articles/changing/").headers["ETag"] != tags[port],
            BOUND, f"port {port} shows the old edition",
        )  # fmt: skip
    assert time.time() - committed <= BOUND


def test_two_workers_send_each_mail_once(clinic):
    before = [len(service.log.read_text().splitlines()) for service in clinic.workers]
    for number in range(20):
        visitor = clinic.visitor(f"127.0.1.{number + 1}")
        answer = visitor.reply(
            "/articles/page-2/", f"Many mails, {number}.", f"m{number}@a.example"
        )
        assert answer.status == 303
    wanted = {f"m{number}@a.example" for number in range(20)}
    until(lambda: wanted <= {m["To"] for m in clinic.post.messages()}, 30, "not all mails came")
    time.sleep(1)
    assert clinic.post.doubled() == []
    took = [
        len(service.log.read_text().splitlines()) - had
        for service, had in zip(clinic.workers, before, strict=True)
    ]
    assert all(took), f"lines that each worker logged: {took}"


def test_replies_are_counted_whichever_master_takes_them(clinic):
    """nginx asks the masters in turn; the sixth from one address is one too many for both."""
    visitor = clinic.visitor("127.0.0.40")
    statuses = [
        visitor.reply("/articles/page-3/", f"In turn, {number}.", "turn@a.example").status
        for number in range(6)
    ]
    assert statuses == [303] * 5 + [429]


def test_what_is_taken_back_is_gone_within_two_seconds(clinic):
    """Four trials of the hundred that `make withdrawals` makes under full load."""
    with Readers(clinic) as readers:
        done = [trial(readers, 1_000 + number) for number in range(4)]
    assert not readers.errors
    assert all(one.met for one in done), [marker(one.number) for one in done]
    assert max(one.age for one in done) <= BOUND, done


def test_the_workers_of_a_master_share_the_processors(clinic):
    """Started as the unit starts them: by name and number each knows which are its own."""
    there = sorted(os.sched_getaffinity(0))
    for web in clinic.webs:
        threads = [
            {
                frozenset(os.sched_getaffinity(int(thread)))
                for thread in os.listdir(f"/proc/{pid}/task")
            }
            for pid in web.pids[1:]
        ]
        assert len(threads) == 2
        assert {frozenset(share(n, 2, there)) for n in (1, 2)} == set().union(*threads)
