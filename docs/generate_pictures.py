"""First pages of the sample set's briefs for the README: `python docs/generate_pictures.py` writes docs/pictures/*.png."""

from pathlib import Path

import pypdfium2

from briefgen.pipeline import Request, produce_edition, produce_situation
from briefgen.profile import load_profile
from briefgen.render.assets import find_audience
from briefgen.sources import read_articles

HERE = Path(__file__).resolve().parent
AUDIENCES = ("weekly", "executive", "digest")
DOTS_PER_INCH = 60
COLOURS = 256


def first_page(pdf: bytes, target: Path) -> None:
    """The first page of a PDF as a small PNG."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
    picture.quantize(COLOURS).save(target, optimize=True)


def main() -> None:
    """Make the briefs of seeds/ and picture the first page of each."""
    articles, _ = read_articles([HERE.parent / "seeds"])
    profile = load_profile("russia-ukraine")
    situation = produce_situation(articles, Request(profile))
    (HERE / "pictures").mkdir(exist_ok=True)
    for name in AUDIENCES:
        edition = produce_edition(situation, find_audience(name), profile, ("pdf",))
        first_page(edition.files["pdf"], HERE / "pictures" / f"{name}.png")


if __name__ == "__main__":
    main()
