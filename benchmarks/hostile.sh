#!/usr/bin/env bash
# What do the files of a folder cost `enhance`, `watch` and the functions? hostile.sh FOLDER [--way enhance|watch|functions ...]
# [OPTION...]. Prints a table, and fails above 10 s of CPU or 600 MB; hostile.py makes such files. See hostile-cost.py.
set -euo pipefail
folder=$(realpath "${1:?a folder of files}")
cd "$(dirname "$0")/.."
case "$* " in
*" --way "*) case "$* " in *"--way functions "*) built=yes ;; *) built=no ;; esac ;;
*) built=yes ;;
esac
if [ "$built" = yes ] && [ -z "${FUNCTIONS:-}" ]; then
    ./mvnw -ntp -q -pl functions/pipeline -am test-compile dependency:build-classpath \
        -Dmdep.outputFile=target/classpath-test.txt -Dmdep.includeScope=test
    FUNCTIONS=$PWD/functions/pipeline/target/test-classes:$PWD/functions/pipeline/target/classes:$(cat functions/pipeline/target/classpath-test.txt)
    JAVA=$(./mvnw -v | sed -n 's/.*runtime: //p')/bin/java # of the JDK that the build has found
    export FUNCTIONS JAVA
fi
exec python3 benchmarks/hostile-cost.py "$folder" "${@:2}"
