#!/usr/bin/env python3
"""The frame of the manual: puts the chapters of docs/ into one text, and what pandoc made of it into one page.

    manual.py join DOCS FOLDER     whole.md and man.md, in the order of DOCS/README.md
    manual.py page DOCS BODY PAGE  one HTML page, with contents, search and pictures in it
"""
import base64
import hashlib
import html
import re
import sys
from pathlib import Path

# The page that man shows has these from the program itself (onrecord.1).
NOT_FOR_MAN = {"keys.md", "commands-all.md"}


def groups(docs):
    """The contents: a heading, and its chapters as (title, file)."""
    found = []
    for line in (docs / "README.md").read_text().splitlines():
        if line.startswith("## "):
            found.append((line[3:], []))
        elif m := re.fullmatch(r"- \[(.+)\]\((.+\.md)\)", line):
            found[-1][1].append((m[1], m[2]))
    return found


def anchor(heading):
    plain = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return plain.replace(" ", "-")


def chapter(docs, name):
    """A chapter with an id for each heading that no other chapter has, and links that stay within the page."""
    own = name.removesuffix(".md")
    lines, fenced, seen = [], False, set()
    for line in (docs / name).read_text().splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and line.startswith("<!--"):
            continue
        if not fenced and (m := re.fullmatch(r"(#+) (.+)", line)):
            place = own if m[1] == "#" else f"{own}--{anchor(m[2])}"
            # Where a heading stands twice, the second is numbered as the forges number it.
            base, n = place, 0
            while place in seen:
                n += 1
                place = f"{base}-{n}"
            seen.add(place)
            line = f"#{m[1]} {m[2]} {{#{place}}}"
        elif not fenced:
            line = re.sub(r"\]\(([\w-]+)\.md\)", r"](#\1)", line)
            line = re.sub(r"\]\(([\w-]+)\.md#([\w-]+)\)", r"](#\1--\2)", line)
            line = re.sub(r"\]\(#((?!.*--)[\w-]+)\)", lambda m: m[0] if is_chapter(docs, m[1]) else f"](#{own}--{m[1]})", line)
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n\n"


def is_chapter(docs, name):
    return (docs / f"{name}.md").exists()


def join(docs, folder):
    files = [name for _, chapters in groups(docs) for _, name in chapters]
    (folder / "whole.md").write_text("".join(chapter(docs, name) for name in files))
    man = (chapter(docs, name) for name in files if name not in NOT_FOR_MAN)
    # man has no links within a page, and no use for pictures.
    text = re.sub(r"^!\[.*\n", "", "".join(man), flags=re.M)
    text = re.sub(r"\[([^\]]+)\]\(#[^)]+\)", r"\1", text)
    name = "# NAME\n\nonrecord-manual - the manual of onrecord, a chapter for each job\n\n"
    (folder / "man.md").write_text(name + text.replace("\n## ", "\n# ").replace("\n### ", "\n## ").removeprefix("#"))


def contents(docs):
    out = []
    for title, chapters in groups(docs):
        out.append(f"<h2>{html.escape(title)}</h2>\n<ul>")
        out += [f'<li><a href="#{name.removesuffix(".md")}">{html.escape(t)}</a></li>' for t, name in chapters]
        out.append("</ul>")
    return "\n".join(out)


def tidy(body, docs):
    """What pandoc writes, as html-validate and axe want it."""
    body = re.sub(r"<(br|hr|img|col)\b([^>]*?) ?/>", r"<\1\2>", body)
    body = re.sub(r"<colgroup>.*?</colgroup>\n?", "", body, flags=re.S)
    body = re.sub(r'<th(?: style="[^"]*")?>', '<th scope="col">', body)
    body = re.sub(r'<td style="[^"]*">', "<td>", body)
    body = re.sub(r'<tr class="[^"]*">', "<tr>", body)
    body = re.sub(r'<pre class="text"><code>', "<pre class=\"screen\" tabindex=\"0\"><code>", body)
    body = re.sub(r'<pre class="[a-z]+"><code>', "<pre><code>", body)
    body = re.sub(r"[ \t]+$", "", body, flags=re.M)

    def embedded(m):
        data = base64.b64encode((docs / m[1]).read_bytes()).decode()
        kind = "svg+xml" if m[1].endswith(".svg") else "png"
        return f'src="data:image/{kind};base64,{data}"'

    return re.sub(r'src="(pictures/[\w.-]+\.(?:svg|png))"', embedded, body)


def page(docs, body_file, page_file):
    frame = Path(__file__).with_name("manual.html").read_text()
    body = tidy(body_file.read_text(), docs)
    text = frame.replace("@CONTENTS@", contents(docs)).replace("@BODY@", body)
    for kind in ("script", "style"):
        inside = re.search(rf"<{kind}>(.*?)</{kind}>", text, re.S)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        text = text.replace(f"@{kind.upper()}@", f"'sha256-{digest}'")
    places = set(re.findall(r'\bid="([^"]+)"', text))
    nowhere = [to for to in re.findall(r'href="#([^"]*)"', text) if to not in places]
    outside = re.findall(r'(?:src|href)="(?!#|data:|https://)([^"]*)"', text)
    if nowhere or outside:
        sys.exit(f"links that lead nowhere in the page: {sorted(set(nowhere + outside))}")
    page_file.write_text(text)


if __name__ == "__main__":
    what, docs, *rest = sys.argv[1:]
    {"join": join, "page": page}[what](Path(docs), *map(Path, rest))
