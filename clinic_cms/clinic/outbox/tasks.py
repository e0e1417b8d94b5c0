"""The worker's tasks about mails. `manage.py db_worker` runs them."""

from django_tasks import task

from clinic_cms.clinic.models.outbox import WAITING
from clinic_cms.clinic.outbox import sending


@task()
def deliver(mail_id: int) -> str:
    """Send one mail; where that fails, come back after a while. Return the state that it is left in."""
    mail = sending.try_once(mail_id)
    if mail is None:
        return "not due"
    if mail.state in WAITING:
        deliver.using(run_after=mail.due_at).enqueue(mail.pk)
    return mail.state


def hand_over_what_was_left() -> int:
    """Give every overdue mail a task again. Return how many there were. Each is sent once all the same."""
    left = sending.left_lying()
    for mail in left:
        deliver.enqueue(mail.pk)
    return len(left)
