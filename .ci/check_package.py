#!/usr/bin/env python3
"""Checks packages (bags of many captures) with tools that onrecord did not write.

    check_package.py [--only-stdlib] BAG...

For each BAG:
  * sha256sum -c agrees with both manifests, and bagit.py --validate with the whole;
  * about.txt, bag-info.txt and register.csv carry one marking, and it says all that any row's own does;
  * register.csv has one row for each folder of a capture in the payload, and no cell a spreadsheet runs;
  * the record.eml of every capture parses without defects;
  * fido names every file of the payload, and none is a format that the National Archives turn away;
  * metadata.csv, where there is one, has the National Archives' columns in their order, a row for every other
    file of the payload, and rows that their schema takes (needs the package jsonschema, and their schema beside
    the repository, said when absent). Open or closed is the department's to say: those cells must be empty.

Prints one line per check and exits 1 at the first thing that is not so.
"""
import argparse
import csv
import email
import email.policy
import hashlib
import io
import json
import pathlib
import subprocess
import sys

from check_lodged import check_bag, check_sums, fail, header_defects, ok, turned_away

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "shared" / "tna"
# What is left to the department; of these the schema wants some, so the rest of a row is judged without them.
CLOSURE = {"closure_type", "closure_start_date", "closure_period", "foi_exemption_code", "foi_exemption_asserted",
           "title_closed", "title_alternate", "description_closed", "description_alternate"}
# Lists that the schema names in a file of its own; the words used here are among them.
LISTS = {"language": ["English", "Welsh"], "rights_copyright": ["Crown", "Third party", "UK Parliament", "Unknown"]}


def rows_of(path):
    raw = path.read_bytes()
    if b"\n" in raw.replace(b"\r\n", b""):
        raise ValueError("a line of it does not end with CRLF")
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))


def check_register(bag):
    head, *rows = rows_of(bag / "data" / "register.csv")
    at = head.index("folder")
    named = {row[at] for row in rows} - {""}
    found = {p.name for p in (bag / "data").iterdir() if p.is_dir()}
    if named != found or len({row[0] for row in rows}) != len(rows):
        fail(bag, f"register.csv names {sorted(named)}, the payload holds {sorted(found)}")
    for row in rows:
        if len(row) != len(head) or any(cell.lstrip()[:1] in set("=+-@") and cell for cell in row):
            fail(bag, f"register.csv has a row a spreadsheet would run or misread: {row}")
    for folder in sorted(found):
        message = email.message_from_bytes((bag / "data" / folder / "record.eml").read_bytes(),
                                           policy=email.policy.default)
        defects = list(header_defects(message))
        if defects:
            fail(bag, f"{folder}/record.eml has defects: {defects}")
    ok(bag, f"register.csv has {len(rows)} rows, {len(found)} with records; their mails parse without defects")


def check_marking(bag):
    head, *rows = rows_of(bag / "data" / "register.csv")
    about = (bag / "data" / "about.txt").read_text(encoding="utf-8").replace("\n  ", " ")
    info = (bag / "bag-info.txt").read_text(encoding="utf-8")
    said = {line.split(": ", 1)[1] for text, label in [(about, "Marking: "), (info, "Onrecord-Marking: ")]
            for line in text.split("\n") if line.startswith(label)}
    said |= {row[head.index("marking of the package")] for row in rows}
    if len(said) != 1 or not about.rstrip().endswith(f"\nMarking: {next(iter(said))}"):
        fail(bag, f"the package carries {sorted(said)}")
    level, *parts = next(iter(said)).split(" - ")
    levels = ["not stated", "OFFICIAL", "OFFICIAL-SENSITIVE"]
    for row in rows:
        own, *more = row[head.index("marking")].split(" - ")
        lacking = {p for p in more if p not in {"FOR PUBLIC RELEASE", "REL EU"} and not p.startswith("EMBARGOED")}
        if levels.index(own.removeprefix("UK ")) > levels.index(level.removeprefix("UK ")) or lacking - set(parts):
            fail(bag, f"the package carries {said}, a capture in it {own} {more}")
    ok(bag, f"about.txt, bag-info.txt and register.csv carry {next(iter(said))}")


def check_sharepoint(bag):
    path = bag / "data" / "metadata-sharepoint.csv"
    if not (bag / "data" / "metadata.csv").exists():
        return
    head, *rows = rows_of(path)
    files = {str(p.relative_to(bag)) for p in (bag / "data").rglob("*") if p.is_file()}
    if {row[0] for row in rows} != files - {"data/metadata.csv", "data/metadata-sharepoint.csv"}:
        fail(bag, "metadata-sharepoint.csv has not one row for each file of the payload")
    for row in rows:
        raw = (bag / row[0]).read_bytes()
        if row[-2:] != [str(len(raw)), hashlib.sha256(raw).hexdigest()]:
            fail(bag, f"metadata-sharepoint.csv has another length or sum for {row[0]}")
    if SCHEMA.exists():
        items = json.loads((SCHEMA / "config.json").read_text(encoding="utf-8"))["configItems"]
        tags = {key["sharePointTag"] for item in items for key in item.get("alternateKeys", []) if "sharePointTag" in key}
        if set(head) - tags:
            fail(bag, f"metadata-sharepoint.csv has columns that the National Archives do not name: {set(head) - tags}")
    ok(bag, f"metadata-sharepoint.csv has {len(rows)} rows, lengths and sums agree")


def check_formats(bag):
    run = subprocess.run([sys.executable, "-m", "fido.fido", "-q", "-recurse",
                          "-matchprintf", "OK,%(info.puid)s,\"%(info.filename)s\"\n",
                          "-nomatchprintf", "KO,,\"%(info.filename)s\"\n", str(bag / "data")],
                         capture_output=True, text=True)
    if run.returncode:
        fail(bag, f"fido: {run.stderr}")
    found = {}
    for verdict, puid, name in csv.reader(io.StringIO(run.stdout)):
        if verdict != "OK":
            fail(bag, f"fido does not know {name}")
        found.setdefault(name, []).append(puid)
    files = {str(p) for p in (bag / "data").rglob("*") if p.is_file()}
    if files != set(found):
        fail(bag, f"fido named {len(found)} of {len(files)} files")
    for name, puids in found.items():
        if set(puids) <= turned_away():
            fail(bag, f"the National Archives turn {puids} away: {name}")
    ok(bag, f"fido names all {len(files)} files of the payload")


def typed(key, cell, rule):
    """A cell as the schema's JSON has it; None for an empty one."""
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if cell == "":
        return None
    if "array" in kinds:
        return cell.split(";")
    if "boolean" in kinds:
        return {"Yes": True, "No": False}[cell]
    return cell


def check_metadata(bag, only_stdlib):
    path = bag / "data" / "metadata.csv"
    if not path.exists():
        return
    head, *rows = rows_of(path)
    files = {str(p.relative_to(bag)) for p in (bag / "data").rglob("*") if p.is_file()} - {"data/metadata.csv"}
    if {row[0] for row in rows} != files or len(rows) != len(files):
        fail(bag, "metadata.csv has not one row for each other file of the payload")
    if only_stdlib or not SCHEMA.exists():
        print("note    the National Archives' schema is not used: only the files of metadata.csv were compared")
        return
    import jsonschema
    items = json.loads((SCHEMA / "config.json").read_text(encoding="utf-8"))["configItems"]
    places = {}
    for item in items:
        names = [key.get("tdrFileHeader") for key in item.get("alternateKeys", [])]
        for output in item.get("downloadFilesOutputs", []):
            if output["domain"] == "MetadataDownloadTemplate" and item["expectedTDRHeader"]:
                places[names[0]] = (output["columnIndex"], item["key"])
    wanted = sorted(places, key=lambda name: places[name][0])
    # Two columns share a number in what is published; either order of the two is theirs.
    if sorted(head) != sorted(wanted) or [places[n][0] for n in head] != sorted(p for p, _ in places.values()):
        fail(bag, f"metadata.csv has the columns {head}, not {wanted}")
    rules = json.loads((SCHEMA / "base.json").read_text(encoding="utf-8"))["properties"]
    kept = {}
    for name in head:
        key = places[name][1]
        rule = {k: v for k, v in rules[key].items() if k != "$ref"}
        if "items" in rule:
            rule["items"] = {"type": rule["items"]["type"]}
            if key in LISTS:
                rule["items"]["enum"] = LISTS[key]
        kept[key] = rule
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": kept}
    judge = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for row in rows:
        values = {}
        for name, cell in zip(head, row, strict=True):
            key = places[name][1]
            if key in CLOSURE:
                if cell:
                    fail(bag, f"metadata.csv says {name} of {row[0]}, which is the department's to say")
                continue
            values[key] = typed(key, cell, kept[key])
        problems = [f"{list(e.path)}: {e.message}" for e in judge.iter_errors(values)]
        if problems:
            fail(bag, f"metadata.csv, {row[0]}: {problems}")
    ok(bag, f"metadata.csv has {len(rows)} rows that the National Archives' schema takes, closure left open")


def main():
    parser = argparse.ArgumentParser(description="Checks packages of captures.")
    parser.add_argument("--only-stdlib", action="store_true", help="leave out bagit, fido and jsonschema")
    parser.add_argument("bag", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    for bag in given.bag:
        for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt"]:
            check_sums(bag, name)
        check_register(bag)
        check_marking(bag)
        check_metadata(bag, given.only_stdlib)
        check_sharepoint(bag)
        if not given.only_stdlib:
            check_bag(bag)
            check_formats(bag)


if __name__ == "__main__":
    main()
