"""Text from papers, goals and files is shown, never obeyed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coscientist.cli.views.plain import one_line, plain, shortened
from coscientist.cli.views.terminal import SafeConsole, joined, styled

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANYTHING)
def test_no_control_character_but_line_ends_and_tabs_is_left(text: str) -> None:
    left = {unicodedata.category(each) for each in plain(text) if each not in "\n\t"}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}


@given(ANYTHING)
def test_what_is_shown_can_be_encoded(text: str) -> None:
    plain(text).encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_usual_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_an_escape_sequence_is_written_out() -> None:
    assert plain("\x1b[31mred\x1b[0m") == r"\x1b[31mred\x1b[0m"


def test_characters_that_reorder_text_are_written_out() -> None:
    assert plain("abc\u202ecod.exe") == r"abc\u202ecod.exe"


@given(ANYTHING)
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)


@given(ANYTHING, st.integers(min_value=2, max_value=60))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert len(shortened(text, width)) <= width


def test_the_console_interprets_neither_markup_nor_emoji_codes(capsys: object) -> None:
    console = SafeConsole()
    with console.capture() as captured:
        console.print("[red]tau[/red] :smile: [link=http://x]y[/link]")
        console.print(joined("[bold]", styled("[/bold]\x07", "red")))
    assert captured.get().splitlines() == ["[red]tau[/red] :smile: [link=http://x]y[/link]", r"[bold][/bold]\x07"]
