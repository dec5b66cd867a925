from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    verbose_name = "Samsyn"

    def ready(self) -> None:
        from crm.extensions import register

        register()
