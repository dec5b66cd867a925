from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvocacyConfig(AppConfig):
    name = "advocacy"
    verbose_name = _("Påverkan")

    def ready(self) -> None:
        from advocacy.extensions.register import register

        register()
