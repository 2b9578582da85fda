#!/usr/bin/env python3
"""How long a correction takes to reach the top: hands in one unit of a generated store again and consolidates.

    incremental.py BINARY STORE [--year 2024] [--runs 5]

Prints, for each run, the seconds that handing in took, the seconds until the consolidated sums stood, and those of the whole
process with its nine tables; and whether the corrected totals equal those of a full run over all records.
"""

import argparse
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path


def run(*command):
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True).stdout


def tables(binary, store, year, *extra):
    with tempfile.TemporaryDirectory() as out:
        begin = time.monotonic()
        output = run(binary, "consolidate", "--data", store, "--year", year, "--out", out, *extra)
        whole = time.monotonic() - begin
        figures = json.loads((Path(out) / "决算表.json").read_text())["figures"]
    return figures, float(re.search(r"汇总 ([0-9.]+) 秒", output)[1]), whole


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("store", type=Path)
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    binary, store, year = arguments.binary, arguments.store, arguments.year
    before, _, _ = tables(binary, store, year)
    for edition in range(1, arguments.runs + 1):
        with tempfile.TemporaryDirectory() as books:
            unit = run(binary, "example-unit", "--data", store, "--edition", edition, "--out", books).strip()
            begin = time.monotonic()
            run(binary, "hand-in", "--data", store, "--year", year, "--region", unit.split("-")[0], books)
            handed = time.monotonic() - begin
        after, added, whole = tables(binary, store, year)
        assert after != before, "the correction did not arrive"
        before = after
        print(f"{unit}: handed in {handed:.3f} s, sums {added:.3f} s, nine tables {whole:.3f} s")
    full, seconds, _ = tables(binary, store, year, "--recount")
    assert full == before, "differs from the full run"
    print(f"equal to the full run over all records, which took {seconds:.3f} s")


if __name__ == "__main__":
    main()
