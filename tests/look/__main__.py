"""``make look``: every page, light and dark, in both languages, empty, normal and overfull, to PNG, with findings.

Each size runs in a process of its own, as Qt takes its scale once. ``ARGS="--only residents --house normal"`` narrows.
Exit status 1 when the machine sees cut words or overlaps.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "look"
SIZES = {"1366x768": (1366, 768, 1.0), "1920x1080": (1920, 1080, 1.5)}
FINDINGS = "findings.json"
README_PICTURE = ROOT / "resources" / "help" / "window.png"


def main() -> int:
    """Run each size, then say what was seen."""
    asked = arguments()
    if asked.child:
        from tests.look.showing import show_all

        return show_all(asked.child, asked)
    out = asked.out
    out.mkdir(parents=True, exist_ok=True)
    for size in asked.size:
        child(size, out)
    failed = [size for size in asked.size if not (out / size / FINDINGS).exists()]
    found = {size: json.loads((out / size / FINDINGS).read_text()) for size in asked.size if size not in failed}
    for size, pictures in found.items():
        for picture, lines in pictures.items():
            for line in lines:
                print(f"{size} {picture}: {line}")
    count = sum(len(lines) for pictures in found.values() for lines in pictures.values())
    print(f"{sum(len(pictures) for pictures in found.values())} pictures under {out}, {count} findings")
    if asked.readme:
        shutil.copyfile(out / "1366x768" / "today-normal-light-id.png", README_PICTURE)
    if failed:
        print(f"did not come to an end: {', '.join(failed)}")
    return 1 if count or failed else 0


def arguments() -> argparse.Namespace:
    """What to look at; everything where nothing is said."""
    parser = argparse.ArgumentParser(prog="make look")
    parser.add_argument("--size", nargs="*", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--house", nargs="*", default=["empty", "normal", "overfull"])
    parser.add_argument("--theme", nargs="*", default=["light", "dark"])
    parser.add_argument("--language", nargs="*", default=["id", "en"])
    parser.add_argument("--only", nargs="*", default=[], help="beginnings of names of scenes")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--readme", action="store_true", help="renew the picture of the README too")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def child(size: str, out: Path) -> subprocess.CompletedProcess[bytes]:
    """Look at one size in a process of its own, on a screen of that size."""
    width, height, scale = SIZES[size]
    screen = out / f"screen-{size}.json"
    (out / size / FINDINGS).unlink(missing_ok=True)
    plain = {
        "name": size,
        "x": 0,
        "y": 0,
        "width": width,
        "height": height,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    screen.write_text(json.dumps({"screens": [plain]}))
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": str(scale),
        "QT_ENABLE_HIGHDPI_SCALING": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.look", *sys.argv[1:], "--child", size],
        env=surroundings,
        check=False,
        cwd=ROOT,
    )


if __name__ == "__main__":
    sys.exit(main())
