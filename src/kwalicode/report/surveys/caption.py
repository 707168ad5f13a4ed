"""What stands under a table of closed questions, so that it can be read on its own.

The scale with its anchors, what was turned, what is withheld and why, who did not answer, and the
tests with effect size, exact p and the significance level.
"""

from collections.abc import Iterator, Mapping

from kwalicode.model import Language
from kwalicode.report.surveys.numbers import JOINED, Compared, SurveyStatistics
from kwalicode.report.surveys.words import WORDS, number, told

# Letter of the statistic and of the effect size, as reports write them.
_TESTS = {
    "t": ("t", "Hedges"),
    "Welch": ("t", "Hedges"),
    "ANOVA": ("F", "η²"),
    "Welch ANOVA": ("F", "η²"),
    "Kruskal-Wallis": ("H", "ε²"),
    "chi-square": ("χ²", "Cramer"),
    "Fisher": ("", "odds ratio"),
}


def caption(table: SurveyStatistics, language: Language) -> Iterator[str]:
    """Give the sentences under a table."""
    words = WORDS[language]
    by = words["by"].format(group=table.group) if table.group else ""
    n_told = number(table.n_respondents, "#,##0", language)
    yield words["head"].format(kind=words[table.kind], survey=table.survey, by=by, n=n_told)
    if table.scale:
        low, high = _ends(table.scale, language)
        yield words["scale from"].format(low=low, high=high)
    yield from _turned(table, words)
    if table.mentions:
        mentions, persons = (number(one, "#,##0", language) for one in table.mentions)
        yield words["mentioned"].format(mentions=mentions, persons=persons)
    if table.alpha:
        alpha, n_whole = table.alpha
        yield words["alpha"].format(alpha=number(alpha, "0.00", language), n=n_whole)
        if alpha < 0:
            yield words["negative"]
        if any(value == "" for line in table.lines[:-1] for value in line.numbers):
            yield words["blank"]  # the last line, of all together, has no such numbers
    if table.kind == "joint":
        yield words["joint note"]
    yield from _withheld(table, words)
    yield from _missing(table, words)
    yield from _tests(table, language)


def _ends(scale: tuple[float, float, str, str], language: Language) -> list[str]:
    ends = [number(end, "0.##", language) for end in scale[:2]]
    return [f"{end} ({word})" if word else end for end, word in zip(ends, scale[2:], strict=True)]


def _turned(table: SurveyStatistics, words: Mapping[str, str]) -> Iterator[str]:
    if any(line.is_turned for line in table.lines):
        yield words["turned note"]
    if table.has_unturned:
        yield words["unturned note"]


def _withheld(table: SurveyStatistics, words: Mapping[str, str]) -> Iterator[str]:
    if any(value is None for line in table.lines for value in line.numbers):
        yield words["withheld"].format(k=table.least_shown)
    if JOINED in {*table.measures, *(line.group for line in table.lines)}:
        yield words["joined"].format(k=table.least_shown)


def _label(label: str) -> str:
    """Give a label that a colon may follow."""
    return label.rstrip(" :.")


def _missing(table: SurveyStatistics, words: Mapping[str, str]) -> Iterator[str]:
    for label, kinds in table.missing.items():
        n_missing = sum(kinds.values())
        said = ", ".join(f"{words[kind]} {n}" for kind, n in sorted(kinds.items()) if n)
        if any(0 < n < table.least_shown for n in kinds.values()):
            said = str(n_missing)  # the reasons of a few are told of nobody
        if n_missing:
            yield words["missing"].format(label=_label(label), kinds=said)


def _tests(table: SurveyStatistics, language: Language) -> Iterator[str]:
    words = WORDS[language]
    if not table.tests:
        return
    if n_tests := sum(bool(one.test) for one in table.tests):
        yield words["level"].format(level=number(table.level, "0.####", language))
        if n_tests > 1:
            yield words["many"].format(n=n_tests)
    for one in table.tests:
        if one.reason:
            key = "hidden" if one.reason == "withheld" else one.reason
            yield words[key].format(label=_label(one.label), least=table.least_compared)
        else:
            yield _outcome(one, table.level, language)
        if one.has_small_expected:
            yield words["expected"].format(label=_label(one.label))
    if left_out := list(dict.fromkeys(name for one in table.tests for name in one.left_out)):
        names = ", ".join(told(name, language) for name in left_out)
        yield words["left out"].format(least=table.least_compared, groups=names)


def _outcome(one: Compared, level: float, language: Language) -> str:
    words = WORDS[language]
    effect = _TESTS[one.test][1]
    effect = words.get(effect, effect)
    return words["test"].format(
        label=_label(one.label),
        test=words[one.test],
        statistic=_statistic(one, language),
        p=_probability(one.p, language),
        star="*" if one.p < level else "",
        effect=words["no effect"].format(effect=effect)
        if one.effect is None
        else f"{effect} = {number(one.effect, '0.00', language)}",
    )


def _statistic(one: Compared, language: Language) -> str:
    """Write the statistic with its degrees of freedom; empty for a test without one."""
    if one.statistic is None:
        return ""
    between = "; " if language == "nl" else ", "  # beside a decimal comma
    freedom = between.join(number(value, "0.##", language) for value in one.freedom)
    return f" {_TESTS[one.test][0]}({freedom}) = {number(one.statistic, '0.00', language)}"


def _probability(p: float, language: Language) -> str:
    """Write a p to three figures, never rounded to nought.

    >>> _probability(0.00001234, "nl"), _probability(0.5, "en"), _probability(0, "en")
    ('= 0,0000123', '= 0.5', '< 1E-300')
    """
    if p < 1e-300:
        return "< 1E-300"
    if p < 1e-12:
        return f"= {number(p, '0.00E0', language)}"
    return f"= {number(float(f'{p:.3g}'), '0.###############', language)}"
