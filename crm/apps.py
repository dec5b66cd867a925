from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    verbose_name = "Samsyn"

    def ready(self) -> None:
        from simple_history.signals import pre_create_historical_record

        from crm.common.operations import name_operation
        from crm.extensions import register

        register()
        pre_create_historical_record.connect(name_operation, dispatch_uid="name_operation")
