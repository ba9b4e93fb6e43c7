"""A server that comes and goes, on any store: acts and questions fail as they do when it does not answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shelter_admin.domain.errors import Unavailable
from shelter_admin.operations.link import Gone, Here, Link
from shelter_admin.persistence.store import Store


class Plug:
    """What connects the stores of a test to their database."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.out = False
        self.lost_answer = False
        acting, asking = Store.acting, Store.asking

        @contextmanager
        def act(store, stamp) -> Iterator[object]:
            self._require()
            with acting(store, stamp) as session:
                yield session
            if self.lost_answer:
                self.out, self.lost_answer = True, False
                raise Unavailable("server_away_unsure")

        @contextmanager
        def ask(store) -> Iterator[object]:
            self._require()
            with asking(store) as session:
                yield session

        patch.setattr(Store, "acting", act)
        patch.setattr(Store, "asking", ask)

    def _require(self) -> None:
        if self.out:
            raise Unavailable("server_away")

    def pull(self) -> None:
        """The server answers no longer."""
        self.out = True

    def put_back(self, link: Link) -> None:
        """The server answers again, and the listener has found that out."""
        self.out = False
        link.take(Here(link.state.ahead))

    def told_gone(self, link: Link) -> None:
        """The listener has found out that the server is away."""
        self.out = True
        link.take(Gone(Unavailable("server_away")))
