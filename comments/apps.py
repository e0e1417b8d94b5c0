"""The comments app: replies from readers, held until a person decides."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from typing_extensions import override


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = "Replies"

    @override
    def ready(self) -> None:
        # Inside ready(): models can be imported only once the app registry is full.
        from comments import (
            checks,  # noqa: F401 - registers the system checks
            letters,
        )
        from comments.triggers import install_after_migrate

        letters.register()
        post_migrate.connect(install_after_migrate, sender=self)
