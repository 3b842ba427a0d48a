#!/usr/bin/env python3
"""The bill of materials as CycloneDX: every crate of Cargo.lock, with version, licence, checksum and what needs it.

    sbom.py FILE           writes it
    sbom.py --check FILE   holds it against Cargo.lock, and against CycloneDX's own schema where cyclonedx-python-lib is there

What is linked into the program is "required"; what only builds or tests it, or belongs to another system, is "excluded".
Nothing in it hangs on the machine or the clock: its time is SOURCE_DATE_EPOCH.
"""
import datetime
import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

TARGET = "x86_64-unknown-linux-musl"


def metadata(*more):
    said = subprocess.run(["cargo", "metadata", "--locked", "--format-version=1", *more], check=True, stdout=subprocess.PIPE)
    return json.loads(said.stdout)


def linked(whole):
    """The ids of what ends up in the program."""
    nodes = {n["id"]: n for n in whole["resolve"]["nodes"]}
    seen, todo = set(), [whole["resolve"]["root"]]
    while todo:
        this = todo.pop()
        if this not in seen:
            seen.add(this)
            todo += [d["pkg"] for d in nodes[this]["deps"] if any(k["kind"] is None for k in d["dep_kinds"])]
    return seen


def purl(name, version):
    return f"pkg:cargo/{name}@{version}"


def made():
    lock = tomllib.loads(Path("Cargo.lock").read_text())["package"]
    whole, here = metadata(), metadata(f"--filter-platform={TARGET}")
    packages = {p["id"]: p for p in whole["packages"]}
    required = {(packages[i]["name"], packages[i]["version"]) for i in linked(here)}
    by_name = {(p["name"], p["version"]): p for p in packages.values()}
    root = packages[whole["resolve"]["root"]]
    components = []
    for crate in lock:
        key = (crate["name"], crate["version"])
        if key == (root["name"], root["version"]):
            continue
        known = by_name.get(key, {})
        licence = re.sub(r" */ *", " OR ", known.get("license") or "")
        component = {
            "type": "library",
            "bom-ref": purl(*key),
            "name": key[0],
            "version": key[1],
            "scope": "required" if key in required else "excluded",
            "purl": purl(*key),
        }
        if "checksum" in crate:
            component["hashes"] = [{"alg": "SHA-256", "content": crate["checksum"]}]
        if licence:
            component["licenses"] = [{"expression": licence}]
        if known.get("repository"):
            component["externalReferences"] = [{"type": "vcs", "url": known["repository"]}]
        components.append(component)
    refs = {i: purl(p["name"], p["version"]) for i, p in packages.items()}
    graph = [
        {"ref": refs[n["id"]], "dependsOn": sorted({refs[d["pkg"]] for d in n["deps"]})}
        for n in whole["resolve"]["nodes"]
    ]
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    text = json.dumps([components, graph], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.datetime.fromtimestamp(epoch, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": purl(root["name"], root["version"]),
                "name": root["name"],
                "version": root["version"],
                "licenses": [{"expression": root["license"]}],
                "purl": purl(root["name"], root["version"]),
            },
        },
        "components": sorted(components, key=lambda c: c["bom-ref"]),
        "dependencies": sorted(graph, key=lambda n: n["ref"]),
    }


def check(path):
    bom = json.loads(path.read_text())
    lock = tomllib.loads(Path("Cargo.lock").read_text())["package"]
    named = {(c["name"], c["version"]) for c in bom["components"]}
    named.add((bom["metadata"]["component"]["name"], bom["metadata"]["component"]["version"]))
    missing = {(c["name"], c["version"]) for c in lock} ^ named
    if missing:
        sys.exit(f"NOT SO  {path} and Cargo.lock differ in {sorted(missing)}")
    required = [c for c in bom["components"] if c["scope"] == "required"]
    bare = [c["name"] for c in bom["components"] if "hashes" not in c or "licenses" not in c]
    if bare or not 50 < len(required) < len(bom["components"]):
        sys.exit(f"NOT SO  without a licence or a checksum: {bare}; required: {len(required)}")
    print(f"ok      {path}: all {len(lock)} crates of Cargo.lock, {len(required)} of them in the program")
    try:
        from cyclonedx.schema import OutputFormat, SchemaVersion
        from cyclonedx.validation import make_schemabased_validator
    except ImportError:
        print("note: cyclonedx-python-lib is not here, so the schema is not asked")
        return
    wrong = make_schemabased_validator(OutputFormat.JSON, SchemaVersion.V1_5).validate_str(path.read_text())
    if wrong:
        sys.exit(f"NOT SO  {path}: {wrong}")
    print(f"ok      {path}: CycloneDX's own schema has nothing to say")


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        check(Path(sys.argv[2]))
    else:
        Path(sys.argv[1]).write_text(json.dumps(made(), indent=1) + "\n")
