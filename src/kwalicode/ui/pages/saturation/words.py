"""Words of saturation: what is counted, what a rule came to, what disturbs the numbers."""

from collections.abc import Iterator

import streamlit as st
from babel.numbers import format_percent

from kwalicode.analysis.saturation import NewInformation, StoppingPoint
from kwalicode.errors import UndefinedError
from kwalicode.store.saturation import Choice
from kwalicode.store.study import Study
from kwalicode.ui.language import N_, _, current_language, decimal, error_sentence, number
from kwalicode.ui.parts import go_to, plain
from kwalicode.workflows.saturation.caveats import Caveats
from kwalicode.workflows.saturation.numbers import FEW_INTERVIEWS, Number, Rate
from kwalicode.workflows.saturation.state import Saturation, light


def kind_words() -> dict[str, str]:
    """Name what is counted over, by kind of source."""
    return {
        "interview": _("interviews"),
        "document": _("documents"),
        "survey answer": _("respondents of a survey"),
    }


def order_words() -> dict[str, str]:
    """Name the orders of interviews."""
    return {
        "date": _("by date"),
        "import": _("as they were imported"),
        "own": _("an order of our own"),
    }


def share(value: float) -> str:
    """Write a share from 0 to 1 as a percentage with one decimal at most.

    What is not all is never written as 100%, and what is not nothing never as 0%.
    """
    form = "#,##0.#\u00a0%" if current_language() == "nl" else "#,##0.#%"
    told = min(max(round(value, 3), 0.001), 0.999) if 0 < value < 1 else value
    return str(format_percent(told, format=form, locale=current_language()))


def said(value: Number, *, is_share: bool = False) -> str:
    """Write a number, or why there is none."""
    if isinstance(value, UndefinedError):
        return error_sentence(value)
    return share(value) if is_share else number(round(value, 1))


def rate_said(rate: Rate) -> str:
    """Say in a cell what the new information rate came to."""
    if isinstance(rate, UndefinedError):
        return error_sentence(rate)
    return rate.notation or _("not reached")


def stop_said(point: StoppingPoint | UndefinedError) -> str:
    """Say in a cell what the rule of ten and three came to."""
    if isinstance(point, UndefinedError):
        return error_sentence(point)
    if point.reached_at is None:
        return _("not reached")
    if point.reopened_at is None:
        return _("reached at {n}", n=point.reached_at)
    return _("reached at {n}, re-opened at {later}", n=point.reached_at, later=point.reopened_at)


def setting_said(choice: Choice) -> str:
    """Name a setting."""
    return _(
        "base {base}, run {run}, at most {threshold} new",
        base=choice.base_size,
        run=choice.run_length,
        threshold=share(choice.threshold),
    )


def finding(found: Saturation) -> str:
    """Say in one sentence what came of the chosen rule, and how much is covered."""
    rate, coverage = found.numbers.summary.rate, found.numbers.summary.coverage
    says = _rule(rate)
    if isinstance(coverage, UndefinedError):
        return says
    return _("{rule}; coverage {coverage}", rule=says, coverage=share(coverage))


def _rule(rate: Rate) -> str:
    if isinstance(rate, UndefinedError):
        return _("Too few to judge saturation yet")
    if not isinstance(rate, NewInformation) or not rate.notation:
        return _("Saturation is not reached yet")
    if rate.reopened_at:
        return _(
            "Saturation at {notation}, re-opened at {n}",
            notation=rate.notation,
            n=rate.reopened_at,
        )
    return _("Saturation at {notation}", notation=rate.notation)


def headlines(found: Saturation) -> Iterator[str]:
    """Say the numbers that matter most, a line each, the coverage first."""
    numbers, summary = found.numbers, found.numbers.summary
    if isinstance(summary.coverage, UndefinedError):
        yield error_sentence(summary.coverage)
        return
    yield _(
        "**Coverage: {share}** of the occurrences of codes is of codes that were seen (estimated). "
        "Codes seen once (Q1): {once}, twice (Q2): {twice}.",
        share=share(summary.coverage),
        once=number(summary.n_once),
        twice=number(summary.n_twice),
    )
    yield _by_rule(found)
    if isinstance(numbers.chao2, UndefinedError):
        yield error_sentence(numbers.chao2)
        return
    yield _(
        "In one more like these, about {rest} of the occurrences would be of codes that nobody "
        "gave yet.",
        rest=share(1 - summary.coverage),
    )
    yield _(
        "By estimate there are **at least {n} codes** (Chao2; 95%: {low} to {high}); {seen} were "
        "seen.",
        n=number(round(numbers.chao2.value, 1)),
        low=number(round(numbers.chao2.low, 1)),
        high=number(round(numbers.chao2.high, 1)),
        seen=number(summary.n_codes),
    )
    if not isinstance(numbers.next_codes, UndefinedError):
        yield _(
            "The next {n} would bring about **{codes} new codes**.",
            n=numbers.n_next,
            codes=decimal(numbers.next_codes),
        )


def _by_rule(found: Saturation) -> str:
    rate = found.numbers.summary.rate
    if isinstance(rate, UndefinedError):
        return error_sentence(rate)
    if rate.reached_at is None:
        return _("By the chosen rule saturation is **not reached** yet.")
    reached = _(
        "By the chosen rule saturation is reached **after {n}**: the new codes of the {run} that "
        "follow are at most {threshold} of the codes of the base.",
        n=rate.reached_at,
        run=rate.run_length,
        threshold=share(rate.threshold),
    )
    if rate.reopened_at is None:
        return reached
    later = _("It is **re-opened at {n}**, which brought new codes again.", n=rate.reopened_at)
    return f"{reached} {later}"


def caveat_lines(caveats: Caveats) -> Iterator[str]:
    """Say what disturbs the numbers, a line each."""
    if caveats.n_interviews < FEW_INTERVIEWS:
        yield _("With fewer than {n} all these numbers may change much.", n=FEW_INTERVIEWS)
    if caveats.is_undated:
        yield _("None has a date, so they stand in order of import.")
    counted = (
        (
            caveats.n_uncoded,
            N_(
                "{n} is not coded yet, so it does not count.",
                "{n} are not coded yet, so they do not count.",
                caveats.n_uncoded,
            ),
        ),
        (
            caveats.n_kept_out,
            N_(
                "{n} does not count: nothing else is coded in it than what may not be used.",
                "{n} do not count: nothing else is coded in them than what may not be used.",
                caveats.n_kept_out,
            ),
        ),
        (
            0 if caveats.is_undated else caveats.n_undated,
            N_(
                "{n} has no date and comes last; give it one on the page Sources.",
                "{n} have no date and come last, in order of import; give them one on the page "
                "Sources.",
                caveats.n_undated,
            ),
        ),
        (
            caveats.n_repeats,
            N_(
                "{n} repeats another one; what it repeats does not count.",
                "{n} repeat another one; what they repeat does not count.",
                caveats.n_repeats,
            ),
        ),
        (
            caveats.n_merged,
            N_(
                "{n} code was merged into another one; the numbers follow the codebook as it is "
                "now, the table 'Codebook then' shows them as it was.",
                "{n} codes were merged into others; the numbers follow the codebook as it is now, "
                "the table 'Codebook then' shows them as it was.",
                caveats.n_merged,
            ),
        ),
    )
    yield from (line for n, line in counted if n)
    yield from _uneven(caveats)
    yield _(
        "The estimates take it that the next ones are like these. Who is chosen on purpose, and a "
        "codebook that still changes, go against that."
    )


def _uneven(caveats: Caveats) -> Iterator[str]:
    if caveats.longest:
        yield _(
            "{title} is {times} times as long as the middle one; {n} codes stand in it alone.",
            title=plain(caveats.longest.title),
            times=decimal(caveats.longest.times),
            n=caveats.longest.n_once,
        )
    if caveats.n_coders > 1 and caveats.n_partly:
        yield N_(
            "{n} was coded by fewer than {coders} coders.",
            "{n} were coded by fewer than {coders} coders.",
            caveats.n_partly,
            coders=caveats.n_coders,
        )


def show_light(study: Study, coder: str) -> None:
    """Say on the page Overview in one line where saturation stands, if it is tracked."""
    found = light(study, coder=coder)
    if found is None:
        return
    brought = N_(
        "the last {last} brought {n} new code",
        "the last {last} brought {n} new codes",
        found.n_new,
        last=found.n_last,
    )
    covered = "" if isinstance(found.coverage, UndefinedError) else share(found.coverage)
    line = _("coverage {share}; {brought}.", share=covered, brought=brought)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{_('Saturation')}** ({kind_words()[found.kind]}): {line if covered else brought}",
            width="content",
        )
        if st.button(_("See saturation"), type="tertiary", icon=":material/show_chart:"):
            go_to("saturation")
