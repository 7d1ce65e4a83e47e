"""Whether two spellings can be one author."""

import pytest

from coscientist.literature.citations.names import family_of, same_person


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Smith, John A.", "Smith"),
        ("van der Berg, P.", "van der Berg"),
        ("John A. Smith", "Smith"),
        ("J. van der Berg", "van der Berg"),
        ("Lee MS", "Lee"),
        ("Van Hove L", "Van Hove"),
        ("Andrés M Bran", "Bran"),
        ("The Group", "Group"),
        ("Martin Luther King Jr.", "King"),
        ("Plato", "Plato"),
        ("", ""),
    ],
)
def test_family_names_are_found(author: str, family: str) -> None:
    assert family_of(author) == family


@pytest.mark.parametrize(
    ("cited", "author"),
    [
        ("Smith", "Smith, J."),
        ("SMITH", "J. Smith"),
        ("Müller", "Mueller, H."),
        ("Oeztuerk", "Öztürk, A."),
        ("Soren", "Søren, K."),
        ("Berg", "van der Berg, P."),
        ("Van der Berg", "P van der Berg"),
        ("Freeman", "Beane Freeman, Laura E"),
        ("Beane Freeman", "Laura E Beane Freeman"),
        ("Smith", "Smith-Jones, K."),
        ("O’Neill", "O'Neill, A."),
        ("Schwaler", "Schwaller, P."),
        ("Tenialon", "Tenailon, O."),
    ],
)
def test_spellings_of_one_name_agree(cited: str, author: str) -> None:
    assert same_person(cited, author)


@pytest.mark.parametrize(
    ("cited", "author"),
    [
        ("Smith", "Smyth, J."),
        ("Lee", "Li, X."),
        ("Martin", "Marton, X."),
        ("Wang", "Zhang, X."),
        ("John", "John Smith"),
        ("Berg", "Bergson, H."),
        ("Smith", ""),
    ],
)
def test_other_names_do_not(cited: str, author: str) -> None:
    assert not same_person(cited, author)
