"""Who published an article: the outlet of its link or contact address, or the name it signs with."""

from collections.abc import Mapping
from functools import cache

from briefgen.data import load_lexicon
from briefgen.sources.links import link_host


def publisher_of_url(url: str | None) -> str | None:
    """The outlet of a link: its name in `data/publishers.toml`, else its registrable domain; None for a platform."""
    return publisher_of_host(link_host(url)) if url else None


def publisher_of_host(host: str) -> str | None:
    """The outlet of a host name; None for a platform that carries anyone's text and for an address of figures."""
    labels = host.strip(".").lower().split(".")
    table = load_lexicon("publishers")
    names: Mapping[str, str] = table["domains"]
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        if domain in names:
            return names[domain]
        if domain in table["platforms"]:
            return None
    return registrable_domain(host)


def registrable_domain(host: str) -> str | None:
    """The part of a host name that its owner registered ("news.example.co.uk" -> "example.co.uk"); None for no name."""
    labels = [label for label in host.strip(".").lower().split(".") if label]
    if len(labels) < 2 or labels[-1].isdigit():
        return None
    second = load_lexicon("publishers")["second_level"]
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in second else 2
    return ".".join(labels[-keep:])


def publisher_named(words: str) -> str | None:
    """The outlet that a label names ("Source: Reuters", "BBC News", "bbc.com"): its listed name, else the words given."""
    words = words.strip(" .|-–—")
    if "." in words and " " not in words and "/" not in words:
        return publisher_of_host(words)
    return _by_name().get(_key(words), words or None)


def listed_publisher(words: str) -> str | None:
    """The outlet of the lexicon that goes by exactly these words, or None."""
    return _by_name().get(_key(words))


def _key(words: str) -> str:
    return words.strip(" .|-–—").casefold().removeprefix("the ")


@cache
def _by_name() -> dict[str, str]:
    return {_key(name): name for name in load_lexicon("publishers")["domains"].values()}
