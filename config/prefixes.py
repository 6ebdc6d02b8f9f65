"""Where the parts of the site begin that are treated apart."""

API_PREFIX = "/api/"
COOKIELESS_PREFIXES = (
    *(API_PREFIX, "/static/", "/media/"),
    *("/healthz", "/readyz", "/metrics"),
)
# Where people who are signed in upload files.
UPLOAD_PREFIX = "/admin/"
