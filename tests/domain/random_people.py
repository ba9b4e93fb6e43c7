"""Different people as a house takes them in: names as common as they are, births and origins known as far as they are."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known

_MEN = (
    "Agus Ahmad Budi Slamet Joko Suparman Hendra Iwan Yanto Rudi Bambang Eko Dedi Asep Supriyadi Herman Sutrisno Andi "
    "Rahmat Yusuf Usman Mulyadi Suwarno Wahyudi Hasan Ali Umar Fauzi Rizki Dodi Ujang Darto Sugeng Syahrul Anwar Kasim "
    "Petrus Yohanes Markus Lukas Stefanus Yakobus Samuel Daniel Ketut Wayan Made Nyoman Ngah Itak Lawing Jalung Ubang "
    "Muhammad Abdul Tarmizi Burhan Syamsudin Rusli Basri Hairul Rahmadi Saputra Kurnia Arif Dani Jamal Sabri Udin Tono"
)
_WOMEN = (
    "Siti Sri Dewi Nur Sumiati Wahyuni Yuliana Rahayu Aminah Fatimah Kartini Lestari Maria Marlina Halimah Aisyah Ratna "
    "Nurhayati Rosmala Saodah Endang Tuti Yanti Rina Ani Lina Suharti Sulastri Juminten Painem Ngatinah Tumini Sarinah "
    "Magdalena Elisabet Theresia Kristina Martha Yohana Hibau Lencau Bulan Purnama Rusminah Mariani Hadijah Zubaidah "
    "Misnah Norlaila Jumiati Sumarni Kasmi Rubiyah Wagiyem Tukinah Dwi Tri Indah Ayu Putri Fitri Mega Susi Yeni Ida"
)
_LAST = (
    "Santoso Wijaya Hidayat Saputra Kusuma Pratama Nugroho Setiawan Rahman Hasan Lubis Siregar Simanjuntak Effendi "
    "Gunadi Hartono Irawan Kurniawan Maulana Nasution Pangestu Ramadhan Salim Tanjung Utomo Wibowo Yusuf Zainal Basri "
    "Arifin Susanto Susilo Sulistyo Prasetyo Purnomo Purwanto Handoko Haryanto Hermawan Gunawan Firmansyah Siswanto Mulyono "
    "Suryadi Suryanto Supriyanto Sudirman Sukarno Karim Latif Hamid Malik Aziz Hakim Fadli Noor Husin Sulaiman Ismail Idris "
    "Usman Bakri Jafar Mansyur Thamrin Alamsyah Sitorus Ginting Manurung Pasaribu Tampubolon Lempang Ding Bilung Lahang Ngau"
)
_WOMENS_LAST = (
    "Wahyuni Lestari Rahayu Handayani Astuti Puspitasari Kusumawati Wulandari Anggraini Safitri Permatasari Susanti Aminah "
    "Hartati Setyowati Ningsih Utami Maulida Agustina Oktaviani Rahmawati Fitriani Yulianti Suryani Hidayati Kurniasih "
    "Mardiana Norhayati Rosita Yuningsih Sundari Purwanti Rukmini Pertiwi Nurjanah Khotimah Zulaikha Maryam Salamah Jamilah"
)
MEN, WOMEN, LAST, WOMENS_LAST = (words.split() for words in (_MEN, _WOMEN, _LAST, _WOMENS_LAST))
REGIONS = (
    ("64.72", 18), ("64.02", 12), ("64.71", 9), ("64.08", 8), ("64.01", 6), ("64.03", 5), ("64.09", 4), ("64.74", 4),
    ("64.07", 3), ("64.11", 2), ("63.71", 6), ("63.03", 3), ("63.72", 2), ("63.09", 2), ("62.03", 3), ("62.71", 3),
    ("65.71", 2), ("65.03", 2), ("73.71", 5), ("73.14", 3), ("73.08", 3), ("76.04", 2), ("35.78", 4), ("35.09", 3),
    ("35.24", 2), ("35.17", 2), ("33.74", 2), ("33.10", 2), ("33.29", 2), ("32.04", 2), ("31.74", 1), ("53.01", 2),
    ("52.01", 2), ("12.71", 2), ("16.71", 1), ("71.71", 2), ("72.71", 2), ("74.71", 2), ("51.08", 1), ("18.71", 1),
)  # fmt: skip
_CODES = [code for code, _ in REGIONS]
_WEIGHTS = [weight for _, weight in REGIONS]


def random_people(count: int, seed: int) -> list[Known]:
    """So many different people. Nobody of them is somebody else of them, whatever they are called."""
    chance = Random(seed)
    return [_somebody(chance, f"random-{no}") for no in range(count)]


def _somebody(chance: Random, person_id: str) -> Known:
    woman = chance.random() < 0.42
    region = chance.choices(_CODES, _WEIGHTS)[0] if chance.random() < 0.9 else None
    born = _born(chance)
    nik = None
    if region and born.as_day and chance.random() < 0.35:
        day = born.as_day
        nik = f"{region.replace('.', '')}{chance.randrange(1, 16):02}{day.day + 40 * woman:02}{day:%m%y}"
        nik += f"{chance.randrange(1, 40):04}"
    sex = Sex.FEMALE if woman else Sex.MALE
    return Known(person_id, _name(chance, woman=woman), "", sex, born, nik, region)


def _name(chance: Random, *, woman: bool) -> str:
    first = WOMEN if woman else MEN
    kind = chance.random()
    if kind < 0.22:
        return chance.choice(first)
    last = chance.choice(WOMENS_LAST if woman and chance.random() < 0.75 else LAST)
    if kind < 0.3 and not woman:
        return f"{chance.choice(('Muhammad', 'M.', 'Moh.', 'Abdul', 'Ahmad'))} {last}"
    if kind < 0.36 and woman:
        return f"{chance.choice(('Siti', 'Sri', 'Nur', 'Hj.'))} {last}"
    if kind > 0.85:
        return f"{chance.choice(first)} {chance.choice(first)} {last}"
    return f"{chance.choice(first)} {last}"


def _born(chance: Random) -> PartialDate:
    day = date(1938, 1, 1) + timedelta(days=int(chance.triangular(0, 30_000, 16_000)))
    kind = chance.random()
    if kind < 0.55:
        return PartialDate.exact(day)
    if kind < 0.62:
        return PartialDate.exact(date(day.year, *chance.choice(((1, 1), (12, 31), (7, 1)))))
    if kind < 0.76:
        return PartialDate.of_year(day.year)
    return PartialDate.about(day.year) if kind < 0.93 else PartialDate.unknown()
