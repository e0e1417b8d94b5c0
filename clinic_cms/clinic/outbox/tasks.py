"""Tasks of the release before, of which each sent one mail. To be taken out with the next release."""

from django_tasks import task


@task()
def deliver(mail_id: int) -> None:
    """Do nothing: the queue runner sends the mail. Web servers of before write these until they end."""
