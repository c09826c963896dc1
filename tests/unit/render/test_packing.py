import io

import pikepdf
import pytest

from gapanalysis.render import pdf
from gapanalysis.render.pdf import render_pdf


def plain(item):
    """A PDF object without how its stream is compressed."""
    if isinstance(item, pikepdf.Stream):
        rest = {key: value for key, value in item.stream_dict.items() if key not in ("/Length", "/Filter")}
        return item.read_bytes(), pikepdf.Dictionary(rest).unparse()
    return item.unparse()


@pytest.fixture
def packed(report, materials):
    return render_pdf(report, materials).content


@pytest.fixture
def unpacked(report, materials, monkeypatch):
    monkeypatch.setattr(pdf, "pack", lambda _pdf: None)
    monkeypatch.setattr(pdf, "pack_when_painted", lambda _pages: None)
    return render_pdf(report, materials).content


def test_packing_changes_nothing_but_the_compression(packed, unpacked):
    with pikepdf.open(io.BytesIO(packed)) as ours, pikepdf.open(io.BytesIO(unpacked)) as theirs:
        kinds = {"/ObjStm", "/XRef"}
        mine, others = (
            [
                plain(item)
                for item in file.objects
                if not (isinstance(item, pikepdf.Stream) and item.get("/Type") in kinds)
            ]
            for file in (ours, theirs)
        )
    assert mine == others
    assert len(mine) > 1000


def test_every_stream_stays_compressed_and_nearly_as_short(packed, unpacked):
    with pikepdf.open(io.BytesIO(packed)) as file:
        streams = [item for item in file.objects if isinstance(item, pikepdf.Stream)]
        assert all(item.get("/Filter") == "/FlateDecode" for item in streams)
    assert len(packed) < 1.04 * len(unpacked)
