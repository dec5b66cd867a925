"""Who uses the product."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.common.tracking import Tracked


class HistoryOfAccounts(Tracked):
    """A login is no change of the account: what only touches the fields left out of history leaves no trace there."""

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:
        touched = kwargs.get("update_fields")
        if not touched or not set(touched) <= set(self.excluded_fields):
            super().post_save(instance, created, using=using, **kwargs)


class UserQuerySet(models.QuerySet["User"]):
    def people(self) -> UserQuerySet:
        """Accounts of human beings."""
        return self.filter(is_system=False)

    def colleagues(self) -> UserQuerySet:
        """Active accounts that hold a role: those who can own a task or take part on our side."""
        return self.people().filter(is_active=True, groups__isnull=False).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    use_in_migrations = False

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def system(self) -> User:
        """The account that commands and jobs act as. It cannot log in."""
        user, _made = self.get_or_create(
            email="system@samsyn.invalid", defaults={"name": "Samsyn", "is_system": True, "password": "!"}
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A colleague with a login. The e-mail address is the name to log in with."""

    email = models.EmailField(_("e-post"), unique=True)
    name = models.CharField(_("namn"), max_length=150)
    is_active = models.BooleanField(_("får logga in"), default=True)
    is_staff = models.BooleanField(_("teknisk administration"), default=False)
    is_system = models.BooleanField(_("systemkonto"), default=False, editable=False)
    language = models.CharField(_("språk"), max_length=5, choices=settings.LANGUAGES, default="sv")
    wants_digest = models.BooleanField(
        _("dagligt brev"),
        default=False,
        help_text=_("Ett e-brev på morgonen de vardagar då något ska göras eller har hänt."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    date_joined = models.DateTimeField(_("tillagd"), auto_now_add=True)
    history = HistoryOfAccounts(excluded_fields=["password", "last_login"])

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("användare")
        verbose_name_plural = _("användare")
        ordering = ["name", "email"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email
