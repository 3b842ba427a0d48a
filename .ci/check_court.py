#!/usr/bin/env python3
"""Reads a court page with Python's own parser of HTML.

    check_court.py --items FILE FOLDER

FILE has JSON lines as `onrecord show ID --json` gives them. The numbers of the lines run from 1 without a gap; every
text of every item stands on the page, line for line (what could hide is shown as <U+XXXX>); every exhibit has its own
sum, and each file beside the page is one.
"""
import argparse
import hashlib
import html.parser
import json
import pathlib
import re
import sys
import unicodedata

from check_lodged import fail, ok


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.articles, self.lines, self.next, self.said, self.links = [], None, 1, None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "article":
            self.articles.append([])
        elif tag == "ol" and attrs.get("class") == "lines":
            if int(attrs["start"]) != self.next:
                raise ValueError(f"line {attrs['start']} follows line {self.next - 1}")
        elif tag == "span" and attrs.get("dir") == "auto":
            self.said = ""
        elif tag == "a":
            self.links.append(attrs["href"])

    def handle_data(self, data):
        if self.said is not None:
            self.said += data

    def handle_endtag(self, tag):
        if tag == "span" and self.said is not None:
            self.articles[-1].append(self.said)
            self.said = None
            self.next += 1


def shown(text):
    """A text as a page shows it: no mark that hides or turns, tabs as blanks."""
    text = text.replace("\r\n", "\n")
    return [" ".join(re.sub("<U\\+[0-9A-F]{4,6}>", "", "".join(
        c for c in line.replace("\t", "        ") if unicodedata.category(c) not in ("Cc", "Cf"))).split())
        for line in text.split("\n")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=pathlib.Path, required=True)
    parser.add_argument("folder", type=pathlib.Path)
    args = parser.parse_args()
    page = Page()
    raw = (args.folder / "page.html").read_text(encoding="utf-8")
    page.feed(raw)
    found = sorted([" ".join(re.sub("<U\\+[0-9A-F]{4,6}>", "", line).replace("(blank)", "").split()) for line in a]
                   for a in page.articles if a)
    wanted = []
    for line in args.items.read_text(encoding="utf-8").splitlines():
        wanted += [shown(m["text"]) for m in json.loads(line)["all"] if m["text"]]
    missing = [text for text in wanted if text not in found]
    if missing:
        fail(args.folder, f"these texts are not on the page, line for line: {missing[:2]}")
    files = {str(p.relative_to(args.folder)) for p in args.folder.rglob("*") if p.is_file()} - {"page.html", "SHA256SUMS"}
    if files != set(page.links) or len(page.links) != len(files):
        fail(args.folder, "the exhibits that the page names are not the files beside it")
    for file in files:
        if hashlib.sha256((args.folder / file).read_bytes()).hexdigest() not in raw:
            fail(args.folder, f"the page has not the sum of {file}")
    ok(args.folder, f"{len(page.articles)} messages, {page.next - 1} lines numbered without a gap, {len(files)} exhibits")


if __name__ == "__main__":
    try:
        main()
    except (ValueError, OSError, KeyError) as error:
        print(f"NOT SO  {error}", file=sys.stderr)
        sys.exit(1)
