from advocacy import models
from crm.common.admin import show

show(*(getattr(models, name) for name in models.__all__))
