from contacts.services.imports import Plan


def plan(data):
    return Plan(source="Kontaktlista")
