from django.apps import AppConfig


class CrmConfig(AppConfig):
    name = "crm"
    verbose_name = "Samsyn"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_migrate
        from simple_history.signals import pre_create_historical_record

        from crm.common.locks import know_features
        from crm.common.operations import name_operation
        from crm.common.search.index import after_migrate
        from crm.extensions import register

        register()
        connection_created.connect(know_features, dispatch_uid="know_features")
        pre_create_historical_record.connect(name_operation, dispatch_uid="name_operation")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="search_indexes")
