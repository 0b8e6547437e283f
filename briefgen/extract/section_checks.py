"""A profile's own rules on their own examples, both ways: what `briefgen check PROFILE` runs."""

from collections.abc import Iterator

from briefgen.extract.section_rules import Matcher, build_matcher, split_words
from briefgen.model import Problem
from briefgen.profile import Profile, Rule


def check_profile(profile: Profile) -> tuple[Problem, ...]:
    """Everything wrong with a profile's rules and references; empty when all examples hold.

    Each rule must match its `examples` and none of its `counter_examples`, must have both, and its terms must begin
    with a word. The section keys of `default_section`, `gate.fallback`, `classify.prior` and `classify.types` must be
    sections of the profile.
    """
    return (*_check_references(profile), *_check_rules(profile))


def _check_references(profile: Profile) -> Iterator[Problem]:
    named = {
        "default_section": profile.default_section,
        "gate.fallback": profile.gate.fallback,
        **{f"classify.prior.{key}": key for key in profile.classify.prior},
        **{f"classify.types.{key}": section for key, section in profile.classify.types.items()},
    }
    for place, section in named.items():
        if section and section not in profile.sections:
            known = ", ".join(profile.sections)
            message = f"there is no section {section!r}; the profile has {known or 'none'}"
            yield Problem("no-such-section", message, f"{profile.name}.{place}")


def _check_rules(profile: Profile) -> Iterator[Problem]:
    for section, table in profile.sections.items():
        for name, rule in table.rules.items():
            yield from _check_rule(rule, f"{profile.name}.sections.{section}.rules.{name}")


def _check_rule(rule: Rule, place: str) -> Iterator[Problem]:
    try:
        matcher = build_matcher((place, term) for term in rule.terms)
    except ValueError as error:
        yield Problem("bad-term", str(error), place)
        return
    if not rule.examples or not rule.counter_examples:
        yield Problem("no-examples", "a rule needs examples and counter_examples", place)
    for text in rule.examples:
        if not _fires(matcher, text):
            yield Problem("example-missed", f"no term of the rule stands in its example {text!r}", place)
    for text in rule.counter_examples:
        if _fires(matcher, text):
            yield Problem("counter-example-matched", f"the rule matches its counter-example {text!r}", place)


def _fires(matcher: Matcher, text: str) -> bool:
    return any(matcher.find(split_words(text)))
