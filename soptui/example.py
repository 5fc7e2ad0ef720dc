"""The made-up sessions that soptui ships: one to learn from, one as it should be."""

from soptui.model.session import Session
from soptui.resources import resource
from soptui.storage.tinydb_store import TinyStore

DEMO, EXAMPLE = "demo", "example"
SHIPPED = (DEMO, EXAMPLE)
"""Their ids, and what people say for them: in the demo there is something for every lens."""


def shipped(session_id: str) -> Session:
    """Return one of them.

    Raises:
        StoreError: it could not be read.
    """
    return TinyStore(resource("sessions")).open(session_id).session
