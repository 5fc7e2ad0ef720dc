"""How long an example takes says nothing here: other tests run on the same machine."""

from os import environ

from hypothesis import HealthCheck, Phase, settings

IN_CI = environ.get("CI") == "true"

settings.register_profile("storage", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A quarter of the runs: they are made in four parts, on as many cores as there are. Making a
# failure short takes minutes, so that is for whoever looks for it.
settings.register_profile(
    "machine",
    max_examples=int(environ.get("EXAMPLES", "300" if IN_CI else "100")) // 4,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.reuse, Phase.generate) if IN_CI else tuple(Phase),
)
settings.load_profile("storage")
