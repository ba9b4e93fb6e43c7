"""The public keys for everybody: one page of paper and one of text, with how a certificate is checked.

Nothing on it is about anybody. The code of a certificate is a line of capital letters and digits that every telephone
shows; what it holds and how its signature is checked without this program stands here (RFC 4648, RFC 8032).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.page import Paper, build, section, words

_DER = bytes.fromhex("302a300506032b6570032100")  # what goes before an Ed25519 key in its standard form (RFC 8410)
READING = (
    "python3 -c \"import base64; k=open('kode.txt').read().strip()[6:]; "
    "b=base64.b32decode(k+'='*(-len(k)%8)); open('isi','wb').write(b'PSKT1-'+b[:-64]); "
    "open('ttd','wb').write(b[-64:]); print(b[:-64].decode())\""
)
CHECKING = "openssl pkeyutl -verify -pubin -inkey kunci.pem -rawin -in isi -sigfile ttd"


def pem_of(key: str) -> str:
    """A public key, given in hexadecimal, in the form other programs read."""
    return (
        "-----BEGIN PUBLIC KEY-----\n"
        f"{base64.b64encode(_DER + bytes.fromhex(key)).decode('ascii')}\n"
        "-----END PUBLIC KEY-----"
    )


def key_page(keys: Sequence[str], imprint: Imprint) -> Document:
    """Print the page; the newest key stands first."""
    paper = Paper(
        f"{_('public-key')}.pdf",
        p_("title of a paper", "Public key of the certificates"),
        _("How anybody checks a certificate or a letter of attendance of this shelter"),
        imprint,
        personal=False,
    )
    return build(paper, [*_keys(keys), *_ways()])


def _keys(keys: Sequence[str]) -> list[Flowable]:
    if not keys:
        return [words(_("No key yet: it is made when the first certificate is issued."))]
    told = _("Every code is signed with one of these Ed25519 keys. Compare the key here with the one you were given.")
    shown: list[Flowable] = [words(told)]
    for at, key in enumerate(keys, start=1):
        groups = " ".join(key[place : place + 8] for place in range(0, len(key), 8))
        name = _("Key {no}, the newest").format(no=number(at)) if at == 1 else _("Key {no}").format(no=number(at))
        shown += [words(name, "cell-strong"), words(groups, "small"), Spacer(1, 4)]
    return shown


def _ways() -> list[Flowable]:
    return [part for title, lines in ways() for part in (section(title), *(words(line, "small") for line in lines))]


def ways() -> list[tuple[str, list[str]]]:
    """Each way to check, with its steps."""
    return [
        (
            _("With this program, without the internet"),
            [
                _("Open Certificates, then Check. Scan the code, type number and 12 characters, or open the PDF."),
                _("The answer tells genuine, revoked, changed, duplicate or not genuine."),
            ],
        ),
        (
            _("With a telephone"),
            [
                _("Any camera that reads QR codes shows one line beginning with PSKT1-; it opens and sends nothing."),
                _(
                    "Send that line, or the number with the 12 characters under the QR code, to the shelter at the "
                    "address above. The shelter answers genuine or not; only the shelter knows what was revoked."
                ),
            ],
        ),
        (
            _("With a computer, without this program"),
            [
                _(
                    "Behind PSKT1- the line is base 32. It holds number, name, programme, lesson hours, final mark and "
                    "day of issue, one below the other, and then a signature of 64 bytes. A letter of attendance has "
                    "no mark."
                ),
                _("Put the line into kode.txt and the key from the text page into kunci.pem, then run:"),
                READING,
                CHECKING,
                _("It prints what the paper says and “Signature Verified Successfully” when it is genuine."),
            ],
        ),
    ]


def key_text(keys: Sequence[str], imprint: Imprint) -> Document:
    """The same as plain text, with the keys in the form other programs read."""
    unit = imprint.letterhead.unit or imprint.panti
    lines = [p_("title of a paper", "Public key of the certificates"), unit, short_date(imprint.printed_at.date()), ""]
    for key in keys:
        lines += [key, pem_of(key), ""]
    if not keys:
        lines += [_("No key yet: it is made when the first certificate is issued."), ""]
    for title, told in ways():
        lines += [title, *(f"- {line}" if line not in {READING, CHECKING} else f"  {line}" for line in told), ""]
    return Document(f"{_('public-key')}.txt", "\r\n".join(lines).encode("utf-8-sig"))
