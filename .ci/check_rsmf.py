#!/usr/bin/env python3
"""Checks folders of RSMF files with tools that onrecord did not write.

    check_rsmf.py [--items FILE] FOLDER...

For each FOLDER:
  * sha256sum -c agrees with SHA256SUMS, which names every other file;
  * each .rsmf parses as a mail without defects, and has one attachment, rsmf.zip, in base64;
  * the zip is whole, stores what it holds, and has one date and sorted names;
  * its manifest is what is published of RSMF 2.0 (rsmf_facts.json), and valid by Relativity's own schema where that
    is beside the repository (said when absent);
  * whoever and whatever an event names is there: participants, the conversation, attachments with their sizes;
  * every event says its capture, marking and head, and falls on the file's day; the headers count them;
  * with --items, a file of JSON lines as `onrecord show ID --json` gives them: every message of every item is
    an event once, with its exact text, and nothing else is but records of substance.

Prints a line per check and exits 1 at the first thing that is not so.
"""
import argparse
import email
import email.policy
import io
import json
import pathlib
import sys
import zipfile

import jsonschema

from check_lodged import check_named, check_sums, fail, header_defects, ok

HERE = pathlib.Path(__file__).resolve().parent
FACTS = json.loads((HERE / "rsmf_facts.json").read_text(encoding="utf-8"))
THEIRS = HERE.parents[1] / "shared" / "rsmf" / "rsmf_schema_2_0_0.json"


def zip_of(path):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    defects = list(header_defects(message))
    if defects:
        fail(path, f"it has defects as a mail: {defects}")
    if message["X-RSMF-Version"] != "2.0.0":
        fail(path, "it does not say its version")
    parts = list(message.iter_attachments())
    if [p.get_filename() for p in parts] != ["rsmf.zip"] or parts[0]["Content-Transfer-Encoding"] != "base64":
        fail(path, "it has not one attachment called rsmf.zip, in base64")
    return message, parts[0].get_payload(decode=True)


def manifest_of(path, raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if archive.testzip() is not None:
            fail(path, "its zip is not whole")
        infos = archive.infolist()
        names = [i.filename for i in infos]
        if names != sorted(set(names)):
            fail(path, "the names in its zip are not sorted, or not each there once")
        if {(i.compress_type, i.date_time) for i in infos} != {(zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0))}:
            fail(path, "its zip compresses, or has a date")
        sizes = {i.filename: i.file_size for i in infos}
        manifest = json.loads(archive.read("rsmf_manifest.json").decode("utf-8"))
    sizes.pop("rsmf_manifest.json")
    return manifest, sizes


def check_manifest(path, message, manifest, sizes):
    schemas = [FACTS]
    if THEIRS.exists():
        schemas.append(json.loads(THEIRS.read_text(encoding="utf-8")))
    for schema in schemas:
        jsonschema.Draft7Validator.check_schema(schema)
        for error in jsonschema.Draft7Validator(schema).iter_errors(manifest):
            fail(path, f"{'/'.join(map(str, error.absolute_path))}: {error.message}")
    people = [p["id"] for p in manifest["participants"]]
    talk = manifest["conversations"][0]
    named = set(talk["participants"]) | {e["participant"] for e in manifest["events"] if "participant" in e}
    named |= {talk["custodian"]} if "custodian" in talk else set()
    if len(set(people)) != len(people) or named - set(people):
        fail(path, f"participants are named that are not there, or twice: {sorted(named - set(people))}")
    attached = [(a["id"], a["size"]) for e in manifest["events"] for a in e.get("attachments", [])]
    if dict(attached) != sizes or len(attached) != len(sizes):
        fail(path, "what the events attach is not what the zip holds")
    times = [e["timestamp"] for e in manifest["events"]]
    if len({e["id"] for e in manifest["events"]}) != len(times) or str(len(times)) != message["X-RSMF-EventCount"]:
        fail(path, "events share an id, or are not as many as the header says")
    day = path.name[:10]
    for event in manifest["events"]:
        said = {c["name"]: c["value"] for c in event["custom"]}
        if event["conversation"] != talk["id"] or event["timestamp"][:10] != day:
            fail(path, f"event {event['id']} is of another conversation or day")
        if not {"Id", "Marking", "Register head"} <= set(said):
            fail(path, f"event {event['id']} does not say its capture, marking or head")
    if message["X-RSMF-BeginDate"] not in times or message["X-RSMF-EndDate"] not in times:
        fail(path, "its first or last date is none of its events'")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=pathlib.Path)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    if not THEIRS.exists():
        print("note    Relativity's schema is not beside the repository: the manifests are judged by rsmf_facts.json alone")
    for folder in args.folders:
        check_named(folder, folder, check_sums(folder, "SHA256SUMS"))
        found, files = {}, sorted(folder.glob("*.rsmf"))
        if not files:
            fail(folder, "there is no RSMF file in it")
        for path in files:
            message, raw = zip_of(path)
            manifest, sizes = manifest_of(path, raw)
            check_manifest(path, message, manifest, sizes)
            for event in manifest["events"]:
                said = {c["name"]: c["value"] for c in event["custom"]}
                if not said.get("Kind", "").startswith("the substance"):
                    found[event["id"]] = event.get("body")
        ok(folder, f"{len(files)} RSMF files, {len(found)} events, valid")
        if args.items:
            wanted = {}
            for line in args.items.read_text(encoding="utf-8").splitlines():
                item = json.loads(line)
                for n, message in enumerate(item["all"]):
                    wanted[f"{item['id']}-{n + 1}"] = message["text"]
            if {k: v or None for k, v in found.items()} != {k: v or None for k, v in wanted.items()}:
                differ = [k for k in set(found) | set(wanted) if (found.get(k) or None) != (wanted.get(k) or None)]
                fail(folder, f"events are not the messages on record: {sorted(differ)[:5]}")
            ok(folder, f"each of {len(wanted)} messages is an event, text for text")


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError, KeyError, zipfile.BadZipFile) as error:
        print(f"NOT SO  {error}", file=sys.stderr)
        sys.exit(1)
