"""The product's settings on a database of the benchmarks, without flushing to disk; as its baseline's are."""

import os
from pathlib import Path

os.environ["SAMSYN_DATA"] = str(Path(os.environ["SAMSYN_BENCH_FOLDER"]) / "data")
os.environ.setdefault("LOG_LEVEL", "WARNING")

from crm.settings import *  # noqa: F403
from crm.settings import DATABASES, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

ALLOWED_HOSTS = ["localhost"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
