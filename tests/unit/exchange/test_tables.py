"""Decision tables from spreadsheets."""

import builtins
import subprocess
import sys
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from gapanalysis.engine.decisions import parse
from gapanalysis.errors import ExchangeError
from gapanalysis.exchange.tables import MOST_BYTES, MOST_UNPACKED, read_table

ROWS = """\
| Q9.1.2-1 | profile.buyers  | result |
| -------- | --------------- | ------ |
| open, 0  | -               | weak   |
| 2..3     | includes people | fine   |
"""


@pytest.fixture
def csv(tmp_path):
    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def xlsx(tmp_path):
    def write(*lines):
        workbook = Workbook()
        for line in lines:
            workbook.active.append(line)
        path = tmp_path / "table.xlsx"
        workbook.save(path)
        return path

    return write


class TestCsv:
    @pytest.mark.parametrize(
        "text",
        [
            'Q9.1.2-1,profile.buyers,result\n"open, 0",,weak\n2..3,includes people,fine\n',
            "\ufeffQ9.1.2-1;profile.buyers;result\r\nopen, 0; ;weak;\r\n;;\r\n2..3; includes  people ;fine\r\n",
            "\n\nQ9.1.2-1\tprofile.buyers\tresult\nopen, 0\t-\tweak\n2..3\tincludes people\tfine",
        ],
    )
    def test_whatever_separates(self, csv, text):
        assert read_table(csv(text)) == ROWS

    def test_what_comes_out_parses(self, csv):
        text = read_table(csv("profile.a,result\n'x | y',one\n'=1+1',=HYPERLINK(A1)\n"))
        grid, faults = parse(text)
        assert not faults
        assert grid is not None
        assert [row.result.text for row in grid.rows] == ["one", "=HYPERLINK(A1)"]
        assert grid.rows[0].cells[0].alternatives[0].value == "x | y"

    def test_a_missing_result_stays_missing(self, csv):
        assert [fault.message for fault in parse(read_table(csv("a,r\n1,\n")))[1]] == ["the row has no result"]

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"a,r\n\xff,x\n", "is not UTF-8 text"),
            ('a,r\n"1,x\n', "is no CSV"),
            ("\n \n,,\n", "holds no table"),
            ("a,r\n" + "1,x\n" * 501, "has more than 500 rows"),
            (",".join("a" * 22) + "\n", "has more than 20 inputs"),
            (b"a" * (MOST_BYTES + 1), "is larger than"),
        ],
    )
    def test_what_is_refused(self, csv, content, message):
        with pytest.raises(ExchangeError, match=message) as caught:
            read_table(csv(content))
        assert caught.value.hint

    def test_files_that_are_not_there_or_something_else(self, csv, tmp_path):
        (tmp_path / "folder.csv").mkdir()
        for name in ("none.csv", "folder.csv"):
            with pytest.raises(ExchangeError, match="cannot be read"):
                read_table(tmp_path / name)
        with pytest.raises(ExchangeError, match="neither CSV nor an Excel workbook"):
            read_table(csv("a", "table.ods"))


class TestExcel:
    def test_cells_are_taken_as_they_are_shown(self, xlsx):
        path = xlsx(
            ["profile.a", None, "result"],
            [None, None, None],
            [90.0, True, datetime(2026, 11, 23)],  # noqa: DTZ001  # a workbook knows no zones
            [0.1 + 0.2, "=1+1", date(2026, 11, 23)],
            ["  two\nwords ", "a | b", "fine"],
        )
        assert read_table(path).splitlines()[2:] == [
            "| 90        | yes    | 2026-11-23 |",
            "| 0.3       | =1+1   | 2026-11-23 |",
            "| two words | a \\| b | fine       |",
        ]

    def test_the_same_table_as_from_csv(self, xlsx):
        lines = [
            ["Q9.1.2-1", "profile.buyers", "result"],
            ["open, 0", None, "weak"],
            ["2..3", "includes people", "fine"],
        ]
        assert read_table(xlsx(*lines)) == ROWS

    def test_what_is_refused(self, xlsx, csv):
        for content in (b"no workbook", b"PK\x03\x04" + b"\0" * 40):
            with pytest.raises(ExchangeError, match="is no Excel workbook"):
                read_table(csv(content, "table.xlsx"))
        with pytest.raises(ExchangeError, match="has more than 500 rows"):
            read_table(xlsx(["a", "r"], *[[1, "x"]] * 501))
        with pytest.raises(ExchangeError, match="goes beyond line 1,000"):
            read_table(xlsx(["a", "r"], *[[None]] * 1000, [1, "x"]))

    def test_parts_broken_or_enormous_once_unpacked(self, xlsx, tmp_path):
        whole = xlsx(["a", "r"], [1, "x"])
        for name, broken in (("sheet1.xml", b"<worksheet><sheetData><row"), ("workbook.xml", b"<a/>")):
            path = tmp_path / "broken.xlsx"
            with ZipFile(whole) as source, ZipFile(path, "w") as target:
                for part in source.namelist():
                    target.writestr(part, broken if part.endswith(name) else source.read(part))
            with pytest.raises(ExchangeError, match="is no Excel workbook"):
                read_table(path)
        bomb = tmp_path / "bomb.xlsx"
        with ZipFile(bomb, "w", ZIP_DEFLATED) as target:
            target.writestr("xl/sharedStrings.xml", b"\0" * (MOST_UNPACKED + 1))
        with pytest.raises(ExchangeError, match="unpacks to more than"):
            read_table(bomb)

    def test_without_the_library_it_says_what_to_install(self, xlsx, monkeypatch):
        path = xlsx(["a", "r"])
        really = builtins.__import__

        def without(name, *args, **more):
            if name.startswith("openpyxl"):
                raise ImportError(name)
            return really(name, *args, **more)

        monkeypatch.setattr(builtins, "__import__", without)
        with pytest.raises(ExchangeError, match="not installed") as caught:
            read_table(path)
        assert "gapanalysis[excel]" in caught.value.hint


def test_the_command_prints_a_block_to_paste(csv):
    path = csv('Q9.1.2-1,profile.buyers,result\n"open, 0",,weak\n2..3,includes people,fine\n')
    code = "from gapanalysis.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "questionnaire", "table", path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "rows: |\n" + "".join(f"  {line}\n" for line in ROWS.splitlines())
