"""The people of the clinic, as a process of their own. Acts are asked for and answered as lines of JSON.

`python -m tests.deployment.staff` in the clinic's own environment. Every act is the real verb.
"""

import json
import sys

import django

django.setup()

from django.db import close_old_connections, connection  # noqa: E402 - settings come first

from tests.deployment import staff_on_pages as pages  # noqa: E402
from tests.deployment import staff_on_replies as replies  # noqa: E402

ACTS = {
    act.__name__: act
    for act in (
        pages.open_clinic, pages.publish, pages.withdraw, pages.editions, pages.ready_to_publish,
        pages.picture, replies.show_reply, replies.remove_reply, replies.approve_oldest,
        replies.replies, replies.public, replies.mails, replies.age_mails, replies.attempts,
        replies.address_hash,
    )
}  # fmt: skip


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        close_old_connections()
        try:
            answer = {"answer": ACTS[asked["act"]](**asked["with"])}
        except Exception as error:  # noqa: BLE001 - told to whoever asked
            connection.close()
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
