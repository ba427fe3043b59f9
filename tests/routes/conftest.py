"""The world every route is tried on."""

from tests.routes.world import world

__all__ = ["world"]
