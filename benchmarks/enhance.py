"""Runs `azulejo enhance` once on many files: starting Java for each would take longer than the models."""

import json
import shlex
import subprocess
import tempfile
from pathlib import Path


def enhance(azulejo: str, files: list[Path], results: Path, options: list[str]) -> dict[str, dict]:
    """Writes a PNG for each; returns the outcome by the name of the file without its ending, with the `path` of the result.

    In a new work folder, so that nothing is answered from what an earlier build has left.
    """
    results.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        command = [*shlex.split(azulejo), "enhance", *files, "-o", results, "--format", "png", "--overwrite", "--quiet", "--json", "--work-dir", work]
        run = subprocess.run([*command, *options], stdout=subprocess.PIPE, text=True)
    rows = [row for row in map(json.loads, run.stdout.splitlines()) if "file" in row]
    failed = [row["file"] for row in rows if row["outcome"]["kind"] != "succeeded"]
    if failed or len(rows) != len(files):
        raise SystemExit(f"{azulejo} enhance ended with {run.returncode} after {len(rows)} of {len(files)} files; failed: {', '.join(failed) or 'none'}")
    outcomes = {}
    for row in rows:
        path = results / f"{Path(row['file']).stem}.png"
        (results / row["outcome"]["result"]["uri"]["key"]).replace(path)
        outcomes[Path(row["file"]).stem] = {**row["outcome"], "path": path}
    return outcomes
