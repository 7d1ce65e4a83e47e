"""Figures in a model's words are looked up in what it was shown."""

from coscientist.agents.figures import figures_in, states_number, untraced


def test_a_figure_is_a_number_with_a_unit() -> None:
    said = "At 10 µM for 24 h it fell by 35 % and 2.5-fold in 12 patients."
    assert figures_in(said) == ["10", "24", "35", "2.5", "12"]


def test_names_years_and_bare_numbers_are_none() -> None:
    assert figures_in("GSK3B, IL-6, Ser396, p53, in 2019, three of 4 models, CD4+ T cells") == []


def test_a_figure_is_traced_however_it_is_written() -> None:
    assert untraced(["It took 1,000 mg and 2.50 %."], ["doses of 1000 mg", "a rise of 2.5 percent"]) == []
    assert untraced(["It took 30 mg."], ["doses of 300 mg"]) == ["30"]


def test_the_sign_of_a_change_is_said_in_words() -> None:
    assert states_number("reduced by 40%", -40.0)
    assert not states_number("reduced by 400 units", 40.0)
