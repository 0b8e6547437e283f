"""Make styles/fonts/ from the npm packages @fontsource/source-serif-4 and @fontsource/source-sans-3 (both 5.3.1).

    npm install @fontsource/source-serif-4@5.3.1 @fontsource/source-sans-3@5.3.1
    python training/fonts.py node_modules/@fontsource

The subsets of each face are merged into one TTF for print (WeasyPrint reads TTF six times faster than WOFF2);
the screen gets the untouched WOFF2 subsets. The merged fonts are renamed: 'Source' is a reserved font name of
the OFL, and a name of our own can never be answered by a font that happens to be installed.
"""

import re
import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FAMILIES = {"source-serif-4": ("serif", "Briefgen Serif"), "source-sans-3": ("sans", "Briefgen Sans")}
FACES = (("400", "normal"), ("400", "italic"), ("600", "normal"), ("700", "normal"))
PRINT_SUBSETS = ("latin", "latin-ext", "cyrillic", "greek")
SCREEN_SUBSETS = ("latin", "latin-ext", "cyrillic")
TARGET = Path(__file__).resolve().parents[1] / "styles" / "fonts"


def unwrapped(source: Path, scratch: Path) -> str:
    font = TTFont(source)
    font.flavor = None
    place = scratch / f"{source.stem}.ttf"
    font.save(place)
    return str(place)


def rename(font: TTFont, family: str, weight: str, style: str) -> None:
    full = f"{family} {weight}{' Italic' if style == 'italic' else ''}"
    names = {1: full, 2: "Regular", 3: f"{full}; merged for briefgen", 4: full, 6: full.replace(" ", "-"), 16: family}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 5, 7, 13, 14}]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


def make_face(package: Path, face: tuple[str, str], scratch: Path) -> None:
    weight, style = face
    short, family = FAMILIES[package.name]
    stem = f"{short}-{weight}{'-italic' if style == 'italic' else ''}"
    files = [package / "files" / f"{package.name}-{subset}-{weight}-{style}.woff2" for subset in PRINT_SUBSETS]
    font = Merger().merge([unwrapped(file, scratch) for file in files])
    rename(font, family, weight, style)
    font["head"].created = font["head"].modified = 3_800_000_000
    font.recalcTimestamp = False
    font.save(TARGET / f"{stem}.ttf")
    for subset in SCREEN_SUBSETS:
        shutil.copyfile(files[PRINT_SUBSETS.index(subset)], TARGET / f"{stem}.{subset}.woff2")


def ranges(package: Path) -> str:
    css = (package / "400.css").read_text(encoding="utf-8")
    found = re.findall(rf"/\* {package.name}-([a-z-]+)-400-normal \*/.*?unicode-range: ([^;]+);", css, re.DOTALL)
    return "".join(f'{subset} = "{value}"\n' for subset, value in found if subset in SCREEN_SUBSETS)


def main(packages: Path) -> None:
    scratch = Path("/tmp/briefgen-fonts")
    scratch.mkdir(exist_ok=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (short, _) in FAMILIES.items():
        for face in FACES:
            make_face(packages / name, face, scratch)
        shutil.copyfile(packages / name / "LICENSE", TARGET / f"OFL-{short}.txt")
    (TARGET / "subsets.toml").write_text(
        "# Characters of each screen subset, from the style sheets of @fontsource.\n"
        + ranges(packages / "source-sans-3"),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
