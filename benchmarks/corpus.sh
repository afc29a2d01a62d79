#!/bin/sh
# Decodes other people's test images, and says of each what became of it: corpus.sh FOLDER [RESULTS]. Needs Python 3.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?a folder of images}
results=${2:-$(mktemp -d)}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/azulejo
mkdir -p "$results"
rm -f "$results"/*.raw "$results/lines.json"
find "$folder" -type f | sort >"$results/files"
cd "$here/.."
./mvnw -q -o -ntp -pl imaging -am test-compile dependency:build-classpath -Dmdep.outputFile="$results/classpath" -Dmdep.includeScope=runtime
classes=imaging/target/classes:core/target/classes:storage/api/target/classes:$(cat "$results/classpath")
java=$(./mvnw -v | sed -n 's/.*runtime: //p')/bin # the JDK that the build has found
"$java/javac" -d "$results" -cp "$classes" benchmarks/corpus/DecodeFolder.java
done=0
total=$(wc -l <"$results/files")
while [ "$done" -lt "$total" ]; do # a file that ends the process costs itself
    "$java/java" -Xmx512m -Xss512k -XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED \
        -cp "$results:$classes" DecodeFolder "$cache" "$results/files" "$results" "$done" 2>>"$results/errors" || true
    done=$(($(tail -1 "$results/lines.json" | sed 's/{"number": \([0-9]*\).*/\1/') + 1))
done
python3 -m venv "$results/python"
"$results/python/bin/pip" install -q -r benchmarks/corpus/requirements.txt
"$results/python/bin/python" benchmarks/corpus/judge.py "$results" | tee "$results/judged.tsv"
