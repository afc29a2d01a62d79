#!/usr/bin/env bash
# How well noise, traces of JPEG and blur are measured in the photographs of a folder: looks.sh PHOTOGRAPHS. See looks.py.
# Build first: ./mvnw -ntp -pl core -am test-compile
set -euo pipefail
photographs=$(realpath "${1:?a folder of photographs as lossless PNG}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/environment.sh"
source "$here/../.mvn/find-jdk.sh"
find_jdk
classes="$here/../core/target/classes:$here/../core/target/test-classes"
exec "$python" "$here/looks.py" "$photographs" "$JAVA_HOME/bin/java" -cp "$classes" dev.azulejo.core.look.LooksTable
