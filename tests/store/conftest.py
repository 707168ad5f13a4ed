import pytest


@pytest.fixture
def db(key):
    """Inside one write of a reviewer."""
    with key.write("ana", "review") as db:
        yield db
