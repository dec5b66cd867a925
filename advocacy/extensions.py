"""What advocacy adds to the register through the slots of `crm.common.extensions`."""


def register() -> None:
    """Called once, when the apps are ready."""
