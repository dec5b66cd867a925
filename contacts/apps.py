from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = "Register"

    def ready(self) -> None:
        from contacts import extensions

        extensions.register()
