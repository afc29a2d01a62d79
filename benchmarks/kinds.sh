#!/usr/bin/env bash
# How often is a region of a photograph taken for a drawing, or the other way round? kinds.sh FOLDER-OF-PHOTOGRAPHS [--list]. See kinds.py.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
folder=$(realpath "$1")
cd "$here/.."
./mvnw -ntp -q -pl core -am compile
JAVA_HOME=$(./mvnw -v | sed -n 's/.*runtime: //p') # the JDK that the build has found
export JAVA_HOME
exec "$python" "$here/kinds.py" "$folder" "${@:2}"
