"""Who may log in, as what. Only administrators decide, and never about their own role."""

from __future__ import annotations

import smtplib

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from knox.models import AuthToken

from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User


@transaction.atomic
def add(*, actor: User, email: str, name: str, role: str, language: str = "sv") -> User:
    """Make an account that has no password yet: `invite` gives the link that sets one."""
    require(actor, Role.ADMIN)
    user = User(email=email.strip().lower(), name=name.strip(), language=language)
    if User.objects.filter(email=user.email).exists():
        raise ValidationError({"email": _("Det finns redan ett konto med den e-postadressen.")})
    user.set_unusable_password()
    writes.save(user, actor=actor, reason=_role_text(None, Role(role)))
    user.groups.set([Group.objects.get(name=Role(role).value)])
    return user


@transaction.atomic
def edit(
    *, actor: User, user: User, name: str, role: str, language: str, is_active: bool, version: int | None = None
) -> User:
    """Change an account. Who may no longer log in is put out at once: sessions and tokens end.

    Raises ValidationError when it would take away the actor's own or the last administrator, Conflict when somebody
    else has changed the account since `version`. Changing nothing leaves no trace.
    """
    require(actor, Role.ADMIN)
    if user.is_system:
        raise PermissionDenied(_("Systemkontot ändras inte."))
    # One at a time: two administrators who demote each other would otherwise leave none.
    admins = Group.objects.select_for_update().get(name=Role.ADMIN.value)
    writes.check_version(user, version)
    user = writes.locked(user)
    before, after = role_of_account(user), Role(role)
    if actor.pk == user.pk and not is_active:
        raise ValidationError({"is_active": _("Du kan inte stänga ditt eget konto.")})
    if before == Role.ADMIN and user.is_active and (after != Role.ADMIN or not is_active):
        _check_admin_left(actor, user, admins, "role" if after != Role.ADMIN else "is_active")
    changed = writes.assign(user, {"name": name.strip(), "language": language, "is_active": is_active})
    if changed or before != after:
        writes.save(user, actor=actor, reason=_role_text(before, after) if before != after else "")
    if before != after:
        user.groups.set([Group.objects.get(name=after.value)])
    if not is_active:
        AuthToken.objects.filter(user=user).delete()
    return user


@transaction.atomic
def set_language(*, actor: User, language: str) -> None:
    """The language that a user chose for the pages."""
    if language not in dict(settings.LANGUAGES):
        raise ValidationError(_("Språket finns inte."))
    if actor.language != language:
        actor.language = language
        writes.save(actor, actor=actor)


def invite(*, actor: User, user: User, site: str) -> str:
    """Make the link with which `user` sets a password, and mail it where mail is set up. `site` is 'https://host'.

    The link works once and for three days, and ends when another password is set. Raises ValidationError when the
    mail could not be handed over.
    """
    require(actor, Role.ADMIN)
    if user.is_system or not user.is_active:
        raise ValidationError(_("Kontot får inte logga in."))
    link = site + reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)},
    )
    if has_mail():
        _mail(actor, user, link)
    return link


def has_mail() -> bool:
    """Whether this installation sends mail to people, and not to its own log."""
    return settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2] not in ("console", "dummy", "filebased")


def role_of_account(user: User) -> Role | None:
    """The role that an account has, whether or not it may log in."""
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role.value in names), None)


def _check_admin_left(actor: User, user: User, admins: Group, field: str) -> None:
    if actor.pk == user.pk:
        raise ValidationError({"role": _("Du kan inte ta ifrån dig själv rollen som administratör.")})
    if not admins.user_set.filter(is_active=True, is_system=False).exclude(pk=user.pk).exists():
        raise ValidationError({field: _("Det måste finnas minst en administratör.")})


def _role_text(before: Role | None, after: Role) -> str:
    with translation.override("sv"):
        return f"Roll: {before.label if before else '–'} → {after.label}"


def _mail(actor: User, user: User, link: str) -> None:
    with translation.override(user.language):
        subject = _("Välj lösenord till Samsyn")
        text = _(
            "Hej %(name)s!\n\n%(actor)s har gett dig ett konto i Samsyn. Välj ett lösenord här:\n\n%(link)s\n\n"
            "Länken gäller i tre dagar och kan användas en gång. Du loggar in med din e-postadress, %(email)s.\n"
        ) % {"name": user.get_short_name(), "actor": actor, "link": link, "email": user.email}
    try:
        send_mail(subject, text, None, [user.email])
    except (OSError, smtplib.SMTPException) as error:
        raise ValidationError(_("Det gick inte att skicka e-post: %(why)s") % {"why": error}) from error
