"""One type of page and the replies under it, in the way of Wagtail's own tutorial."""

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page


class GuidePage(Page):
    """A guide for patients."""

    summary = models.CharField(max_length=300)
    body = StreamField([("text", blocks.RichTextBlock())])
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Take a reply, or show the page."""
        form = ReplyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            form.instance.page = self
            form.save()
            return redirect(self.get_url(request))
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.get_template(request), context)

    def get_context(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> dict[str, object]:
        context = super().get_context(request, *args, **kwargs)
        roots: dict[int, Reply] = {}
        for reply in self.replies.filter(approved=True).order_by("created_at", "pk"):
            reply.below = []
            if reply.root_id is None:
                roots[reply.pk] = reply
            else:
                roots[reply.root_id].below.append(reply)
        return {**context, "roots": list(roots.values())}


class Reply(models.Model):
    """A reader's reply."""

    page = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="replies")
    root = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    text = models.TextField(max_length=4_000)
    approved = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=("page", "approved", "created_at"), name="reply_of_page")]

    def __str__(self) -> str:
        return self.text[:40]

    def save(self, *args: object, **kwargs: object) -> None:
        from django.utils import timezone

        self.created_at = self.created_at or timezone.now()
        super().save(*args, **kwargs)


class ReplyForm(forms.ModelForm):
    """What a reader types."""

    class Meta:
        model = Reply
        fields = ("name", "email", "text")
