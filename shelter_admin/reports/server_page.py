"""The page for whoever installs PostgreSQL on the office's computer: one sheet of A4, in order, to be ticked off."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import _
from shelter_admin.reports.page import ACCENT, LINE, STRIP, WIDTH, Paper, build, grid, words

_NUMBER: Final = 22
_CERTIFICATE: Final = (
    "MSYS_NO_PATHCONV=1 openssl req -new -x509 -days 3650 -nodes -newkey rsa:2048 -keyout server.key -out server.crt "
    '-subj "/CN=kantor" -addext "subjectAltName=DNS:kantor,IP:192.168.1.10"'
)
_DEBIAN_KEY: Final = "sudo install -o postgres -g postgres -m 600 server.key server.crt /etc/postgresql/15/main/"
_TLS: Final = "listen_addresses = '*'\nssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'"
_ADMITTED: Final = "hostssl  panti  all  192.168.1.0/24  scram-sha-256"
_WINDOWS_WALL: Final = (
    "netsh advfirewall firewall add rule name=PostgreSQL dir=in action=allow protocol=TCP localport=5432 "
    "remoteip=localsubnet"
)
_DEBIAN_WALL: Final = "sudo ufw allow from 192.168.1.0/24 to any port 5432 proto tcp"
_DATABASE: Final = (
    "CREATE ROLE pemilik LOGIN CREATEROLE PASSWORD '…';\n"
    "CREATE DATABASE panti OWNER pemilik ENCODING 'UTF8' TEMPLATE template0;"
)


def server_page(imprint: Imprint) -> Document:
    """Print the page: computer, PostgreSQL, TLS, who is admitted, firewall, database, handing over."""
    title = _("PostgreSQL on the office computer")
    told = _("For whoever installs the server · about one hour · then the program does the rest")
    paper = Paper(f"{_('server-page')}.pdf", title, told, imprint, personal=False)
    rows: list[list[object]] = []
    for number, (heading, parts) in enumerate(_steps(), start=1):
        cell: list[Flowable] = [words(heading, "cell-strong"), *parts]
        rows.append([words(str(number), "cell-head-mid"), cell])
    table = grid(
        rows,
        [_NUMBER, WIDTH - _NUMBER],
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
        splitInRow=0,
    )
    return build(paper, [table, Spacer(1, 3), words(_examples(), "muted")])


def _examples() -> str:
    return _(
        "kantor, 192.168.1.10, 192.168.1.0/24, panti and pemilik are examples: write your own in their place, the same "
        "everywhere."
    )


def _steps() -> list[tuple[str, list[Flowable]]]:
    return [*_the_computer(), _the_certificate(), *_the_network(), *_the_program()]


def _the_computer() -> list[tuple[str, list[Flowable]]]:
    return [
        (
            _("The computer"),
            _told(
                _(
                    "It stays on, at night too: the gate and the roll-call need it. Switch standby off; a UPS is worth "
                    "its price. Give it a name (kantor) and an address that does not change (192.168.1.10, reserved in "
                    "the router). Encrypt its disk with BitLocker (Windows) or LUKS (Debian): the server keeps the "
                    "tables readable on it."
                )
            ),
        ),
        (
            _("PostgreSQL 15 or newer"),
            _told(
                _("Windows: the installer from postgresql.org/download; keep the password it asks for. Debian:"),
                "sudo apt install postgresql",
            ),
        ),
    ]


def _the_certificate() -> tuple[str, list[Flowable]]:
    return (
        _("A certificate, and TLS on"),
        [
            *_told(
                _(
                    "Debian as it stands; on Windows in “Git Bash” of Git for Windows. It is good for ten years "
                    "and holds the name and the address by which the other computers reach this one."
                ),
                _CERTIFICATE,
            ),
            *_told(_("Debian, to where the server may read it:"), _DEBIAN_KEY),
            *_told(
                _(
                    "Windows: copy both files into C:\\Program Files\\PostgreSQL\\15\\data. Then in "
                    "postgresql.conf (Windows: in the same folder; Debian: /etc/postgresql/15/main, "
                    "with that folder before both file names):"
                ),
                _TLS,
            ),
        ],
    )


def _the_network() -> list[tuple[str, list[Flowable]]]:
    return [
        (
            _("Who is admitted"),
            _told(
                _(
                    "In pg_hba.conf, in the same folder, one line at the end: only the office's network, only with TLS "
                    "and a password. No line with “trust”, “md5” or 0.0.0.0/0 may be there."
                ),
                _ADMITTED,
            ),
        ),
        (
            _("Start anew, and the firewall"),
            [
                *_told(_("Windows: restart “postgresql-x64-15” under Services, then as administrator:"), _WINDOWS_WALL),
                *_told(_("Debian: sudo systemctl restart postgresql, then:"), _DEBIAN_WALL),
                *_told(_("In the router no port is passed on: the server must not be reached from the internet.")),
            ],
        ),
    ]


def _the_program() -> list[tuple[str, list[Flowable]]]:
    return [
        (
            _("An owner and an empty database"),
            _told(
                _("Windows: in “SQL Shell (psql)” as postgres. Debian: sudo -u postgres psql. A long password:"),
                _DATABASE,
            ),
        ),
        (
            _("Hand over"),
            _told(
                _(
                    "To the head of the shelter: the name kantor, the database panti, the file server.crt (never "
                    "server.key), and pemilik with its password in a sealed envelope beside the recovery sheet. In the "
                    "program: Settings, Several computers. It makes tables, guards and its own users, copies and "
                    "compares everything; pemilik is then needed only to move again."
                )
            ),
        ),
        (
            _("Afterwards"),
            _told(
                _(
                    "Install updates of PostgreSQL and the system once a month, at noon, never at night. Copies go on "
                    "being made by the program. When the server is off the gate goes on writing and sends it later."
                )
            ),
        ),
    ]


def _told(sentence: str, typed: str = "") -> list[Flowable]:
    return [words(sentence, "small"), *([_typed(typed)] if typed else [])]


def _typed(line: str) -> Flowable:
    """A command or a line of a file, to be typed as it stands."""
    return grid(
        [[words(line, "small")]],
        [WIDTH - _NUMBER - 4],
        [
            ("BACKGROUND", (0, 0), (-1, -1), STRIP),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ],
    )
