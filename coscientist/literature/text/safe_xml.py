"""XML from strangers: no entities of its own, nothing fetched, and an end to depth and size."""

import html.entities
from typing import Any
from xml.etree import ElementTree as ET  # only to build and walk trees; parsing is done below
from xml.parsers import expat

from coscientist.domain.errors import CoscientistError

MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000
Element = ET.Element


class XmlError(CoscientistError):
    """The text is not XML, or is XML that no honest publisher writes."""


class _Builder:
    """Feeds a tree from expat's events and refuses what can hurt."""

    def __init__(self, max_depth: int, max_elements: int) -> None:
        self.tree = ET.TreeBuilder()
        self.depth = 0
        self.elements = 0
        self.max_depth = max_depth
        self.max_elements = max_elements

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > self.max_depth:
            raise XmlError(f"The XML nests more than {self.max_depth} elements.", "Hand in the publisher's original.")
        if self.elements > self.max_elements:
            raise XmlError(f"The XML has more than {self.max_elements} elements.", "Split the file.")
        pairs = dict(zip(map(_local, attributes[::2]), attributes[1::2], strict=True))
        self.tree.start(_local(name), pairs)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_local(name))

    def skipped_entity(self, name: str, is_parameter: bool) -> None:
        """Put in the character of a name such as `nbsp`, which JATS files use and only a DTD would declare."""
        if not is_parameter:
            self.tree.data(html.entities.html5.get(f"{name};", "\ufffd"))


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def _refuse_entity(name: str, *_: Any) -> None:
    raise XmlError(f"The XML declares an entity of its own ({name!r}).", "Remove its DOCTYPE subset; it is not needed.")


def _refuse_external(*_: Any) -> int:
    raise XmlError("The XML includes an external entity.", "Remove the inclusion; nothing is fetched for it.")


def parse_xml(data: bytes, *, max_depth: int = MAX_DEPTH, max_elements: int = MAX_ELEMENTS) -> Element:
    """Return the root element; names and attributes lose their namespaces.

    A DOCTYPE that only names a DTD is accepted, as PubMed and PubMed Central send one, and the DTD is not fetched.

    Raises:
        XmlError: not well-formed, empty, in an unknown encoding, with entity declarations (billion laughs, external
            files), or nested deeper or longer than allowed.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = _Builder(max_depth, max_elements)
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.tree.data
    parser.SkippedEntityHandler = builder.skipped_entity
    parser.EntityDeclHandler = _refuse_entity
    parser.UnparsedEntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_external
    try:
        parser.Parse(data, True)
        return builder.tree.close()
    except expat.ExpatError as error:
        raise XmlError(
            f"Not well-formed XML: {expat.ErrorString(error.code)} at line {error.lineno}.",
            "It may be cut off; fetch it again.",
        ) from error
    except (LookupError, ValueError) as error:
        raise XmlError(f"The XML's encoding cannot be read: {error}.", "Save it as UTF-8.") from error


def text_of(element: Element | None) -> str:
    """Return all text inside an element, or an empty string for none."""
    return "" if element is None else "".join(element.itertext())
