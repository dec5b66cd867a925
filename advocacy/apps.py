from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "advocacy"
    verbose_name = "Påverkan"

    def ready(self) -> None:
        from advocacy import extensions

        extensions.register()
