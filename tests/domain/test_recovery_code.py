import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain import recovery_code as code
from shelter_admin.domain.errors import Refused

SECRETS = st.binary(min_size=code.SECRET_BYTES, max_size=code.SECRET_BYTES)


@given(SECRETS)
def test_that_a_written_code_reads_back_as_the_same_secret(secret):
    assert code.read(code.written(secret)) == secret


def test_that_a_code_is_thirty_symbols_in_groups_of_five():
    assert [len(group) for group in code.written(bytes(15)).split("-")] == [5] * 6


def test_that_small_letters_spaces_and_look_alikes_read_the_same():
    secret = bytes(range(15))
    typed = code.written(secret)
    assert "0" in typed
    assert "1" in typed
    alike = typed.replace("-", "  ").replace("0", "o").replace("1", "l").lower()
    assert code.read(alike) == secret
    assert code.read(typed.replace("1", "I").replace("-", "")) == secret


@given(SECRETS, st.integers(0, 29), st.integers(1, 31))
def test_that_one_wrong_symbol_is_found_and_its_group_named(secret, at, off):
    symbols = list(code.written(secret).replace("-", ""))
    symbols[at] = code.ALPHABET[(code.ALPHABET.index(symbols[at]) + off) % 32]
    with pytest.raises(Refused) as refused:
        code.read("".join(symbols))
    assert refused.value.code == "recovery_code_group"
    assert refused.value.facts == {"groups": str(at // 5 + 1)}


@given(SECRETS, st.integers(0, 5), st.integers(0, 4), st.integers(0, 4))
def test_that_two_exchanged_symbols_of_a_group_are_found(secret, group, one, other):
    symbols = list(code.written(secret).replace("-", ""))
    a, b = group * 5 + one, group * 5 + other
    if symbols[a] == symbols[b]:
        return
    symbols[a], symbols[b] = symbols[b], symbols[a]
    with pytest.raises(Refused, match="recovery_code_group"):
        code.read("".join(symbols))


def test_that_exchanged_groups_are_both_named():
    groups = code.written(bytes(range(100, 115))).split("-")
    groups[1], groups[4] = groups[4], groups[1]
    with pytest.raises(Refused) as refused:
        code.read("-".join(groups))
    assert refused.value.facts == {"groups": "2, 5"}


@pytest.mark.parametrize("typed", ["", "ABCDE", code.written(bytes(15)) + "A"])
def test_that_a_code_of_another_length_is_refused_with_both_lengths(typed):
    with pytest.raises(Refused) as refused:
        code.read(typed)
    assert refused.value.code == "recovery_code_length"
    assert refused.value.facts["expected"] == 30


def test_that_a_letter_that_no_code_has_is_named_by_its_group():
    with pytest.raises(Refused) as refused:
        code.read("U" + code.written(bytes(15))[1:])
    assert refused.value.facts == {"groups": "1"}


def test_that_only_fifteen_bytes_make_a_code():
    with pytest.raises(ValueError, match="fifteen"):
        code.written(b"short")
