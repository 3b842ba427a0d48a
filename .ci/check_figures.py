#!/usr/bin/env python3
"""Makes the lines of 2,000 registers, and counts again what was collected of them, from the lines alone.

    check_figures.py make FOLDER
    check_figures.py check FOLDER TOLD PARQUET_AS_CSV
"""
import collections
import csv
import datetime
import hashlib
import json
import os
import random
import sys

REGISTERS, DAYS, FEWEST = 2000, 12, 5
FIRST = datetime.date(2026, 11, 1)
UNITS = ["Private offices", "Transport policy", "Legal", "Finance", None]
SUMS = ["waiting", "vanishing", "overdue", "unconfirmed", "references_to_come", "exceptional_uses", "departures_open",
        "departures_late", "reviews_done", "reviews_missed", "holds", "requests_open", "requests_late"]


def make(folder):
    rng = random.Random(20261130)
    os.makedirs(folder)
    for i in range(REGISTERS):
        register = hashlib.sha256(b"register %d" % i).hexdigest()[:16]
        unit = UNITS[i % len(UNITS)]
        if i in (11, 12):
            unit = "A unit of few %d" % i
        if i == 13:
            unit = "Another of few"
        days = DAYS - 9 if i % 20 == 3 else DAYS  # 5 % silent
        events = rng.randint(5, 50)
        lines = []
        for d in range(days):
            events += rng.randint(0, 9)
            if i == 777 and d == 8:
                events = 3  # rolled back
            line = {"register": register, "unit": unit, "as_of": "%sT18:00:00+00:00" % (FIRST + datetime.timedelta(d)),
                    "version": "0.2.0", "policy": "uk-nccc-2023", "digest": "ab" * 32,
                    "people": 1 if unit and "few" in unit else rng.randint(1, 4), "events": events}
            for name in SUMS:
                line[name] = rng.randint(0, 9)
            if i % 50 == 7:
                line["reviews_missed"] = None
            line["reports_unsent"] = {"0-7": rng.randint(0, 2), "8-30": rng.randint(0, 2), "31+": rng.randint(0, 1)}
            line["damaged"] = i % 100 == 7 and d == days - 1  # 1 % damaged
            line["missing"] = 2 if i == 500 and d == days - 1 else 0
            line["channels"] = {"whatsapp": rng.randint(1, 90), "signal": rng.randint(0, 20)}
            line["reasons"] = {"speed": rng.randint(0, 4)}
            line["heads"] = [hashlib.sha256(b"%d %d" % (i, d)).hexdigest()]
            lines.append(json.dumps(line))
        if i == 40:  # a later version, which says something that a person typed
            lines[0] = lines[0][:-1] + ', "remark": "canary"}'
        if i == 41:  # half copied
            lines.append(lines[-1].replace("T18", "T19")[:200])
        if i == 42:  # a day twice; the later one counts
            again = json.loads(lines[-1])
            again["as_of"], again["waiting"] = again["as_of"].replace("T18", "T20"), 4000
            lines.append(json.dumps(again))
        with open(os.path.join(folder, register + ".jsonl"), "w") as file:
            file.write("\n".join(lines) + "\n")
        if i == 43:
            with open(os.path.join(folder, register + ".sync-conflict-20261112.jsonl"), "w") as file:
                file.write(lines[-1] + "\n")
    with open(os.path.join(folder, "notes.jsonl"), "w") as file:
        file.write('{"canary": "canary"}\n')
    with open(os.path.join(folder, "0" * 16 + ".jsonl"), "wb") as file:
        file.write(b"[" * 100000 + b"\n\x00\xff canary\n")


def read(folder):
    """Of each register and day the latest line."""
    known = {}
    for name in os.listdir(folder):
        if len(name) < 22 or name.startswith("0" * 16):
            continue
        with open(os.path.join(folder, name)) as file:
            for text in file:
                try:
                    line = json.loads(text)
                except ValueError:
                    continue
                key = (line["register"], line["as_of"][:10])
                if key not in known or known[key]["as_of"] < line["as_of"]:
                    known[key] = line
    return known


def same(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got} where {wanted} was counted")


def check(folder, told, parquet):
    lines, told = read(folder), json.load(open(told))
    made = told["path"]
    newest = max(day for _, day in lines)
    last = {}
    for (register, day), line in sorted(lines.items()):
        last[register] = (day, line)
    week = (datetime.date.fromisoformat(newest) - datetime.timedelta(7)).isoformat()
    silent = {r for r, (day, _) in last.items() if day < week}
    reporting = {r: line for r, (_, line) in last.items() if r not in silent}

    people = collections.Counter()
    for line in reporting.values():
        people[line["unit"] or "No unit named"] += line["people"]
    together, count = set(), 0
    for unit, n in sorted(people.items(), key=lambda u: (u[1], u[0])):
        if n < FEWEST or 0 < count < FEWEST:
            together.add(unit)
        count += n
    shown = lambda line: "Small units together" if (line["unit"] or "No unit named") in together else (line["unit"] or "No unit named")

    figures = collections.defaultdict(collections.Counter)
    for line in reporting.values():
        row = figures[shown(line)]
        row["registers"] += 1
        row["people"] += line["people"]
        for name in SUMS:
            row[name] += line[name] or 0
        row["reports_unsent"] += sum(line["reports_unsent"].values())
        row["reports_unsent_31"] += line["reports_unsent"]["31+"]
    rows = {row.pop("unit"): {k: int(v) for k, v in row.items()} for row in csv.DictReader(open(made + "/units.csv"))}
    same("units", sorted(rows), sorted(figures))
    for unit, row in rows.items():
        same(unit, row, {k: figures[unit][k] for k in row})
    same("units of few", {u for u in rows if "few" in u}, set())
    same("registers", told["registers"], len(reporting))
    same("people", told["people"], sum(people.values()))
    same("lines", told["lines"], len(lines))

    days = collections.defaultdict(collections.Counter)
    both = collections.defaultdict(collections.Counter)
    for (_, day), line in lines.items():
        for row in (days[day], both[day, shown(line)]):
            row["registers"] += 1
            row["people"] += line["people"]
            for name in SUMS:
                row[name] += line[name] or 0
            row["reports_unsent"] += sum(line["reports_unsent"].values())
    for row in csv.DictReader(open(made + "/days.csv")):
        day = row.pop("day")
        same(day, {k: int(v) for k, v in row.items()}, {k: days.get(day, {})[k] for k in row})
    seen = 0
    for row in csv.DictReader(open(parquet)):
        key = (row.pop("day"), row.pop("unit"))
        seen += 1
        same(key, {k: int(v) for k, v in row.items()}, {k: both.get(key, {})[k] for k in row})
    same("rows of the Parquet file", seen, sum(1 for row in both.values() if row["people"] >= FEWEST))

    fell = {}
    before = {}
    for (register, day), line in sorted(lines.items()):
        if before.get(register, 0) > line["events"]:
            fell[register] = (before[register], line["events"])
        before[register] = line["events"]
    wanted = [("silent", r) for r in silent]
    wanted += [("fewer entries than before", r) for r in fell]
    wanted += [("damaged", r) for r, (_, line) in last.items() if line["damaged"]]
    wanted += [("parts missing", r) for r, (_, line) in last.items() if line["missing"]]
    got = [(a["what"], a["register"]) for a in told["attention"]]
    same("what needs a look", sorted(got), sorted(wanted))
    same("one was rolled back", len(fell), 1)
    same("silent", len(silent), REGISTERS // 20)
    told_fall = [a for a in told["attention"] if a["entries"] is not None]
    same("by how much", [(a["entries_before"], a["entries"]) for a in told_fall], list(fell.values()))
    page = open(made + "/page.html").read()
    for unit, row in figures.items():
        cells = "".join(f"<td>{row[k]}</td>\n" for k in ("registers", "people", "waiting"))
        if f'<th scope="row">{unit}</th>\n{cells}' not in page:
            sys.exit(f"the page does not say of {unit} what was counted")
    for register in list(fell) + sorted(silent)[:20]:
        if register not in page:
            sys.exit(f"the page does not name {register}")
    for piece in ("notes.jsonl", "0" * 16 + ".jsonl, line 1", "the latest of each day counts", "2 files"):
        if not any(piece in said for said in told["said"]):
            sys.exit(f"{piece} was not told of")
    print(f"{len(lines):,} lines of {len(last):,} registers: {len(rows)} units, {len(silent)} silent, "
          f"{len(fell)} fell back, {sum(1 for w in wanted if w[0] == 'damaged')} damaged: all as counted here")


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "make" else check(*sys.argv[2:5])
