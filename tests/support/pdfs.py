"""PDF files made by hand: small, real, and without any library but the one under test."""

from collections.abc import Sequence


def pdf(
    pages: Sequence[Sequence[tuple[float, str]]],
    *,
    title: str | None = None,
    author: str | None = None,
    subject: str = "",
) -> bytes:
    """Return a PDF whose pages hold lines of (type size, text)."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    parent = len(objects) + 2 * len(pages) + 1
    kids = []
    for lines in pages:
        drawn, height = [], 800.0
        for size, text in lines:
            height -= size * 1.4
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /F1 {size} Tf 1 0 0 1 50 {height:.1f} Tm ({escaped}) Tj ET")
        stream = "\n".join(drawn).encode("cp1252")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
        kids.append(add(f"{page} /Resources << /Font << /F1 {font} 0 R >> >> >>".encode()))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    assert add(f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()) == parent
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R >>".encode())
    stated = {"Title": title, "Author": author, "Subject": subject or None}
    about = add(("<< " + " ".join(f"/{name} ({value})" for name, value in stated.items() if value) + " >>").encode())
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root {root} 0 R /Info {about} 0 R >>\nstartxref\n{table}\n%%EOF\n"
    return bytes(out) + trailer.encode()


def body(*lines: str) -> list[tuple[float, str]]:
    """Return lines in the type size of running text."""
    return [(10.0, line) for line in lines]
