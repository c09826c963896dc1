"""The assessment that a report carries inside: files attached to a PDF, which may come from anybody."""

from io import BytesIO

from gapanalysis.errors import ExchangeError
from gapanalysis.exchange.assessment_data import DATA_NAME

SIGNATURE = b"%PDF-"
"""How a PDF begins."""


def is_pdf(content: bytes) -> bool:
    """Whether these are the bytes of a PDF."""
    return content.startswith(SIGNATURE)


def attached_data(content: bytes, source: str) -> bytes:
    """The assessment attached to a report.

    Args:
        content: the PDF.
        source: its name, for complaints.

    Raises:
        ExchangeError: it cannot be read, or no assessment is attached to it.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        attached = PdfReader(BytesIO(content)).attachments.get(DATA_NAME, [])
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ExchangeError(
            f"{source} cannot be read as a PDF: {error}", hint="take the file as it was written"
        ) from error
    if not attached:
        raise ExchangeError(
            f"No assessment is attached to {source}.",
            hint="write the report with: gapanalysis report NAME -f pdf --attach-data",
        )
    return attached[0]
