"""What the database says, as the three kinds of failure that the rest of the program knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence import dialects


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database says into the three kinds of failure; the rest stays a fault of the program."""
    try:
        yield
    except DBAPIError as error:
        failure = dialects.failure_in(error)
        if failure is None:
            raise
        raise failure from error
    except UnicodeEncodeError as error:  # half a letter, as broken input methods and terminals give it
        raise Refused("letters_unreadable") from error
    except Exception as error:  # the raw driver's own errors at connecting carry no common base
        failure = dialects.trouble_in(error)
        if failure is not None:
            raise failure from error
        raise
