from contacts.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads Riksdagen's list of people (personlista, JSON)."
    source = "riksdagen"
