"""What a usual Django project would have: the same columns of a person as one plain model, the admin, offset paging,
django-import-export with its default settings and django-simple-history. An application and settings of its own,
which the product never loads.
"""
