#!/usr/bin/env python3
"""Consolidation of one store by juesuan-scale and by DuckDB: the same sums over the same Parquet files.

    compare.py BINARY STORE [--year 2024] [--runs 7] [--memory 8] [--threads 2]

Runs alternate, so that whatever else the machine does falls on both. Each run is a process of its own: prints the median of
seconds (for the sums, as each measures them itself), of user CPU seconds and of peak memory of the whole process, and checks
that both come to the same totals. Needs the Python package `duckdb`.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TABLES = ["payments", "receipts", "budget", "balances"]


def duckdb_run(store, year, memory, threads):
    """What a DuckDB process does: seconds for the sums, and what payments and receipts come to."""
    import time

    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit='{memory}GB'; SET threads={threads}")
    begin = time.monotonic()
    sums = {}
    for table in TABLES:
        files = f"read_parquet('{store}/{table}/year={year}/*/*.parquet', hive_partitioning=false)"
        sums[table] = connection.execute(f"SELECT line, SUM(amount) FROM {files} GROUP BY line").fetchall()
    seconds = time.monotonic() - begin
    print(seconds, *(sum(row[1] for row in sums[table]) for table in ("payments", "receipts")))


def timed(command):
    """Output, user CPU seconds and peak megabytes of a process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def scale_once(arguments, out, extra):
    command = [arguments.binary, "consolidate", "--data", arguments.store, "--year", str(arguments.year)]
    command += ["--memory", f"{arguments.memory}G", "--threads", str(arguments.threads), "--out", out, *extra]
    output, cpu, memory = timed(command)
    figures = json.loads((Path(out) / "决算表.json").read_text())["figures"]
    sums = [figures[f"T1/{row}/amount"]["value"]["yuan"] for row in ("expenditure-total", "income-total")]
    return float(re.search(r"汇总 ([0-9.]+) 秒", output)[1]), cpu, memory, sums


def duck_once(arguments):
    command = [sys.executable, __file__, "--inner", arguments.binary, arguments.store]
    command += ["--year", str(arguments.year), "--memory", str(arguments.memory), "--threads", str(arguments.threads)]
    output, cpu, memory = timed(command)
    seconds, *sums = output.split()
    return float(seconds), cpu, memory, sums


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--inner", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("binary")
    parser.add_argument("store")
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--memory", type=int, default=8)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    if arguments.inner:
        return duckdb_run(arguments.store, arguments.year, arguments.memory, arguments.threads)
    size = sum(path.stat().st_size for path in Path(arguments.store).rglob("*.parquet"))
    runs = {"duckdb": [], "records": [], "totals": []}
    with tempfile.TemporaryDirectory() as out:
        for _ in range(arguments.runs):
            runs["duckdb"].append(duck_once(arguments))
            runs["records"].append(scale_once(arguments, out, ["--recount", "--no-elimination"]))
            runs["totals"].append(scale_once(arguments, out, ["--no-elimination"]))
    sums = {tuple(row.pop()) for rows in runs.values() for row in map(list, rows)}
    if len(sums) != 1:
        sys.exit(f"sums differ: {sums}")
    print(f"{arguments.store}: {size / 1e6:.0f} MB, {arguments.runs} runs, {arguments.threads} threads")
    medians = {name: [statistics.median(column) for column in list(zip(*rows))[:3]] for name, rows in runs.items()}
    for name, (seconds, cpu, memory) in medians.items():
        ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in zip(runs[name], runs["duckdb"]))
        print(f"{name:8} {seconds:8.3f} s  {cpu:8.2f} s CPU  {memory:7.0f} MB  ×{ratio:.2f} of DuckDB")


if __name__ == "__main__":
    main()
