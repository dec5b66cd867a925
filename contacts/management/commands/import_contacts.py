from contacts.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Reads a contact list (.xlsx, .xls, .ods or .csv)."
    source = "contacts"
