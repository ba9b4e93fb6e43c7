"""Signed papers judged by poppler's ``pdfsig`` beside our own verdict: ``python -m tests.bench.signatures``.

Run by hand where pdfsig is installed (poppler-utils); it says of each case what both find and ends with 1 where they
differ. Cases: as signed, signed twice, a byte changed in a dozen places, a page turned by an addition afterwards.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from shelter_admin.domain.certificates.signatures import Holder, SignatureState
from shelter_admin.operations.certificates import CertificatePdf
from shelter_admin.operations.certificates.electronic import SigningCredentials, SignPapers
from shelter_admin.persistence.certificates.paper_tables import PaperSignatureTable
from shelter_admin.reports.electronic_signature import signatures_in
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import House, a_house
from tests.operations.signing_house import WORD, a_credential, turned

PLACES = 12
SOUND = "Signature is Valid"


def signed_twice(house: House, certificate_id: str) -> list[bytes]:
    """The signed copies of a certificate: by the head, then by the shelter too."""
    head = a_credential(house)
    shelter = a_credential(house, Holder.PANTI, "Segel Elektronik UPT Uji", key=2)
    for credential in (head, shelter):
        house.head.do(SignPapers(credential, (certificate_id,), password=WORD))
    with house.head.store.asking() as session:
        rows = session.query(PaperSignatureTable).order_by(PaperSignatureTable.id).all()
        return [row.content for row in rows]


def cases(issued: bytes, once: bytes, twice: bytes) -> Iterator[tuple[str, bytes]]:
    """Each file with what it is called."""
    yield "as signed", once
    yield "signed twice", twice
    for at in range(20, len(issued), len(issued) // PLACES):
        yield f"byte {at} changed", once[:at] + bytes([once[at] ^ 1]) + once[at + 1 :]
    yield "page turned afterwards", turned(once)


def by_pdfsig(folder: Path, content: bytes) -> tuple[bool, str]:
    """Whether pdfsig finds every signature valid over the whole file, and what it said."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    done = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False)
    told = [line.strip(" -") for line in done.stdout.splitlines() if "Validation" in line or "document signed" in line]
    verdicts = [line for line in told if line.startswith("Signature Validation")]
    whole = any(line.startswith("Total document signed") for line in told)
    return bool(verdicts) and whole and all(SOUND in line for line in verdicts), "; ".join(told) or "no signature"


def main() -> int:
    """Judge every case twice."""
    differ = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = a_house(folder)
        (one,) = issue(house, a_graduate(house))
        issued = house.head.ask(CertificatePdf(one.certificate_id)).content
        began = perf_counter()
        once, twice = signed_twice(house, one.certificate_id)
        print(f"signed twice in {perf_counter() - began:.2f} s, pyHanko loaded with the first")
        print(f"issued bytes come first: {once.startswith(issued)} {twice.startswith(once)}")
        known = {credential.identity.sha256 for credential in house.head.ask(SigningCredentials())}
        for called, content in cases(issued, once, twice):
            found = [signature.state for signature in signatures_in(content, known)]
            ours = bool(found) and set(found) == {SignatureState.SOUND}
            theirs, told = by_pdfsig(folder, content)
            differ += ours != theirs
            print(f"{'same  ' if ours == theirs else 'DIFFER'} {called:24} ours {ours!s:5} pdfsig {theirs!s:5} {told}")
        house.head.close()
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
