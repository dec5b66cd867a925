"""The words that the search knows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchWord(models.Model):
    """A folded word that some row's `search_text` holds or held: what a misspelt word is compared with.

    Words are only added; one that no row holds any longer finds nothing, and is taken away by night.
    """

    word = models.CharField(_("ord"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("sökord")
        verbose_name_plural = _("sökord")

    def __str__(self) -> str:
        return self.word
