import stat

import pytest

from shelter_admin.persistence import witness as witness_module
from shelter_admin.persistence.witness import Witness

KEY = bytes(range(32))


def digest(number):
    return number.to_bytes(32, "big")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "panti.store.head"


@pytest.fixture
def witness(path):
    witness = Witness(path, KEY)
    yield witness
    witness.close()


def test_that_the_newest_entry_is_found_again(path, witness):
    for number in range(1, 6):
        witness.write(number, digest(number))
        assert Witness(path, KEY).read() == (number, digest(number))


def test_that_no_file_means_no_witness(path, witness):
    assert witness.read() is None
    assert not witness.exists


def test_that_a_witness_in_another_process_goes_on_from_the_older_record(path, witness):
    witness.write(1, digest(1))
    witness.write(2, digest(2))
    later = Witness(path, KEY)
    later.write(3, digest(3))
    later.close()
    assert path.read_bytes()[:8] == (3).to_bytes(8, "big")
    assert later.read() == (3, digest(3))


def test_that_a_spoilt_newest_record_leaves_the_one_before(path, witness):
    witness.write(1, digest(1))
    witness.write(2, digest(2))
    whole = path.read_bytes()
    for at in range(512, 512 + 72):
        spoilt = bytearray(whole)
        spoilt[at] ^= 4
        path.write_bytes(spoilt)
        assert Witness(path, KEY).read() == (1, digest(1))


@pytest.mark.parametrize("content", [b"", b"x", bytes(2000), b"\xff" * 584])
def test_that_a_spoilt_file_is_no_witness_and_is_made_anew(path, witness, content):
    path.write_bytes(content)
    assert witness.read() is None
    assert witness.exists
    witness.write(9, digest(9))
    assert witness.read() == (9, digest(9))


def test_that_nobody_without_the_store_key_can_write_one(path, witness):
    witness.write(1, digest(1))
    assert Witness(path, bytes(32)).read() is None


def test_that_the_file_never_grows_and_only_its_owner_reads_it(path, witness):
    for number in range(50):
        witness.write(number, digest(number))
    assert path.stat().st_size == 512 + 72
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_a_write_that_fails_lets_the_witness_lag_and_no_more(path, witness, monkeypatch):
    witness.write(1, digest(1))

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(witness_module, "_put", full)
    witness.write(2, digest(2))
    assert witness.read() == (1, digest(1))
    Witness(path.parent / "none" / "x.head", KEY).write(1, digest(1))


def test_that_only_a_whole_hash_is_taken(witness):
    with pytest.raises(ValueError, match="32"):
        witness.write(1, b"short")
