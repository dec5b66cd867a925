"""What the scripts of the field page say. They are with the page, since they must be there without network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# By the name that the scripts use; {0}, {1} are filled in there.
TEXTS = {
    # The network and what waits
    "online": _("Uppkopplad"),
    "offline": _("Utan nät"),
    "waiting_none": _("Inget väntar"),
    "waiting_some": _("{0} väntar"),
    "saved": _("Sparad i telefonen."),
    "sent_one": _("1 kontakt är skickad."),
    "sent_many": _("{0} kontakter är skickade."),
    "out": _("Du är utloggad. Det du har loggat ligger kvar i telefonen och skickas när du har loggat in igen."),
    "log_in": _("Logga in"),
    "refused": _("Du får inte längre registrera kontakter. Det som var hämtat är borttaget ur telefonen."),
    "busy": _("Servern svarar inte som den ska. Det du har loggat ligger kvar och skickas senare."),
    "others": _("I telefonen finns osända kontakter som någon annan har loggat ({0}). Du kan inte se dem."),
    "nobody": _("Telefonen är tom. Logga in med nät och hämta en kontaktlista innan du ger dig ut."),
    "cannot_seal": _(
        "Webbläsaren kan inte kryptera på den här adressen. Därför hämtas inget till telefonen, och det du loggar "
        "ligger okrypterat tills det har skickats. Öppna Samsyn med https."
    ),
    "cannot_keep": _("Webbläsaren kan inte spara något i telefonen. Registrera kontakten i Samsyn i stället."),
    # Who
    "add_name": _("Lägg till ”{0}” som nytt namn"),
    "new_name": _("nytt namn"),
    "quiet": _("vill inte bli kontaktad"),
    "take_away": _("Ta bort {0}"),
    "hits_none": _("Ingen i telefonen heter så."),
    "hits_one": _("1 förslag"),
    "hits_many": _("{0} förslag"),
    "chosen": _("{0} är vald."),
    "taken_away": _("{0} är borttagen."),
    # The form
    "need_person": _("Ange minst en person."),
    "name_left": _("”{0}” är inte valt. Välj ett av förslagen, lägg till namnet eller sudda det."),
    "need_day": _("Ange vilken dag."),
    "day_ahead": _("Dagen ligger framåt i tiden."),
    "bad_worth": _("Skriv värdet i hela kronor, till exempel 150."),
    "errors": _("Rätta det som är markerat."),
    "save": _("Spara"),
    "save_change": _("Spara ändringen"),
    "more_priorities": _("Fler sakfrågor"),
    "no_event": _("Inget arrangemang"),
    # The queue
    "state_waiting": _("Väntar på nät"),
    "state_wrong": _("Behöver rättas"),
    "state_conflict": _("Behöver ditt svar"),
    "state_late": _("Redan skickad"),
    "late": _("Den hann skickas innan du ändrade den. Öppna kontakten och ändra där."),
    "open_contact": _("Öppna kontakten"),
    "edit": _("Ändra"),
    "remove": _("Ta bort"),
    "removed": _("Kontakten är borttagen ur telefonen."),
    "remove_sure": _("Ta bort kontakten ur telefonen? Den har inte skickats."),
    "join": _("Slå ihop med den"),
    "anyway": _("Registrera ändå"),
    "keep_names": _("Behåll {0} som namn"),
    "nobody_named": _("Ingen angiven"),
    # What is carried
    "carried": _("{0}: {1}. Finns kvar i telefonen till {2}."),
    "people_one": _("1 person"),
    "people_many": _("{0} personer"),
    "not_carried": _("Inget är hämtat till telefonen."),
    "begin": _("Hämta en kontaktlista till telefonen, så kan du söka personer också utan nät."),
    "to_carry": _("Välj vad du tar med"),
    "carry_help": _(
        "Namn, uppdrag och parti för högst {0} personer ligger krypterade i telefonen i {1} dagar. "
        "Hämtningen loggas som en export."
    ),
    "fetched": _("Hämtat till telefonen: {0}."),
    "fetch_failed": _("Det gick inte att hämta. Kontrollera nätet och försök igen."),
    "empty_sure": _("Allt som är hämtat tas bort ur telefonen."),
    "empty_unsent": _("Osända kontakter försvinner också ({0}) och går inte att få tillbaka."),
    "emptied": _("Telefonen är tömd."),
}


def texts() -> dict[str, str]:
    """The same in the language of the moment."""
    return {name: str(text) for name, text in TEXTS.items()}
