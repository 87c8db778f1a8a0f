#!/usr/bin/env python3
"""Validates corridor folders with frictionless, a Data Package tool that knows nothing of Landbridge.

    .tools/venv/bin/python tools/validate_package.py corridors/tiny corridors/eurasia

Each problem is one line: file, row (the header is row 1), field, what is wrong. Exit 0 when every folder is valid,
1 when one is not, 2 when it cannot be read. Nothing is fetched: a package that points outside its folder is refused.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from frictionless import Package

PROBLEMS_SHOWN = 50


def outside(descriptor: dict) -> list[str]:
    """Names every resource that is not a file inside the folder."""
    paths = [resource.get("path", "") for resource in descriptor.get("resources", [])]
    return [path for path in paths if not isinstance(path, str) or "://" in path or ".." in Path(path).parts]


def absent(descriptor: dict, folder: Path) -> list[str]:
    """Names tables on disk that the descriptor does not know: nobody would validate them."""
    known = {resource.get("path") for resource in descriptor.get("resources", [])}
    return sorted(path.name for path in folder.glob("*.csv") if path.name not in known)


def problems(report) -> list[str]:
    lines = [f"datapackage.json: {error.note}" for error in report.errors]
    for task in report.tasks:
        for error in task.errors:
            row = getattr(error, "row_number", None)
            field = getattr(error, "field_name", None) or ", ".join(getattr(error, "field_names", None) or [])
            where = f"{task.place}" + (f": row {row}" if row else "") + (f": {field}" if field else "")
            lines.append(f"{where}: {error.title.lower()}: {error.note}")
        lines += [f"{task.place}: {warning}" for warning in task.warnings]
    return lines


def check(folder: Path) -> bool:
    started = time.monotonic()
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    found = [f"datapackage.json: expected a file inside the folder, found {name}" for name in outside(descriptor)]
    found += [f"{name}: expected a resource in datapackage.json, found none" for name in absent(descriptor, folder)]
    rows = 0
    if not found:
        report = Package(str(path)).validate(limit_errors=PROBLEMS_SHOWN)
        rows = sum(task.stats.get("rows") or 0 for task in report.tasks)
        found = problems(report)
        if not report.valid and not found:
            found.append("datapackage.json: not valid, for a reason that frictionless does not give")
    for line in found[:PROBLEMS_SHOWN]:
        print(f"{folder}/{line}")
    if len(found) > PROBLEMS_SHOWN:
        print(f"{folder}: and {len(found) - PROBLEMS_SHOWN} more")
    seconds = time.monotonic() - started
    print(f"{folder}: {len(descriptor.get('resources', []))} tables, {rows} rows, {len(found)} problems, {seconds:.1f} s")
    return not found


def main(folders: list[str]) -> int:
    if not folders:
        print(__doc__)
        return 2
    valid = True
    for folder in folders:
        try:
            valid &= check(Path(folder))
        except (OSError, ValueError) as fault:
            print(f"{folder}: cannot be read: {fault}")
            return 2
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
