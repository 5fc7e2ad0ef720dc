"""How long an example takes says nothing here: other tests run on the same machine."""

from hypothesis import HealthCheck, settings

settings.register_profile("storage", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("storage")
