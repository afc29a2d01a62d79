"""How Sphinx makes the documentation's site: each page of docs/ and what the folders of code say of themselves, the
contents by the tables of docs/README.md, and a search. Offline: nothing in it is loaded from elsewhere."""

import re
import shutil
from pathlib import Path

project = "Azulejo"
html_title = "Azulejo"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "*/README.md", "*/*/README.md", "lab/quality/reference/README.md"]
exclude_patterns = ["**/target", "**/node_modules", ".*", "shared"]
myst_enable_extensions = ["html_image"]
myst_heading_anchors = 5
html_theme = "furo"
html_theme_options = {"top_of_page_buttons": []}
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
suppress_warnings = [
    "misc.highlighting_failure",  # output of commands, not of a language
    "toc.not_included",  # LinksTest holds that the index names each page of docs/
]


def add_contents(app, name, source):
    """An index lists its pages in tables, a heading for each part: that is the site's navigation, too."""
    if name == "README":
        text, place = Path(app.srcdir, "docs/README.md").read_text(encoding="utf-8"), "docs/"
    elif name == "docs/adr/README":
        text, place = source[0], ""
    else:
        return
    for title, part in re.findall(r"(?ms)^## (.+?)$(.*?)(?=^## |\Z)", text):
        pages = dict.fromkeys(place + page for page in re.findall(r"\]\(([\w/-]+)\.md\)", part))
        if pages:
            lines = ["```{toctree}", ":hidden:", f":caption: {title}", "", *pages, "```"]
            source[0] += "\n" + "\n".join(lines) + "\n"


def add_index(app, failure):
    """Browsers open index.html."""
    if failure is None:
        shutil.copyfile(Path(app.outdir, "README.html"), Path(app.outdir, "index.html"))


def setup(app):
    app.connect("source-read", add_contents)
    app.connect("build-finished", add_index)
