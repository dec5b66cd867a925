from contacts.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads Valmyndigheten's file of those elected (JSON)."
    source = "election"
