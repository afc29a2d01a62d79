#!/bin/sh
# CPU time and peak memory of `enhance --recipe resize` for each file of a folder: hostile.sh FOLDER [OPTION...]
# A good file follows each, and must be done. Fails above 10 s of CPU or 600 MB, or where the command ends otherwise than
# with a result or a refusal. Needs GNU time.
set -u
files=${1:?a folder of files}
shift
root=$(cd "$(dirname "$0")/.." && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# The smallest picture there is: a GIF of one pixel.
printf 'GIF89a\001\000\001\000\200\000\000\000\000\000\377\377\377\054\000\000\000\000\001\000\001\000\000\002\002D\001\000;' > "$tmp/zz-good.gif"
failed=0
printf '%7s %6s  %s\n' 'CPU, s' 'MB' 'file'
for file in "$files"/*; do
    [ -f "$file" ] || continue
    rm -rf "$tmp/out"
    /usr/bin/time -o "$tmp/time" -f '%U %S %M' timeout 300 "$root/azulejo" enhance --recipe resize --percent 100 \
        --format png -o "$tmp/out" --work-dir "$tmp/work" "$@" "$file" "$tmp/zz-good.gif" > "$tmp/said" 2>&1
    code=$?
    tail -n 1 "$tmp/time" | awk -v name="$(basename "$file")" -v code="$code" \
        -v good="$(ls "$tmp/out" 2> "$tmp/none" | grep -c '^zz-good')" '{
            cpu = $1 + $2; mb = $3 / 1000
            bad = cpu > 10 || mb > 600 || (code != 0 && code != 65) || good == 0
            printf "%7.1f %6.0f  %s%s\n", cpu, mb, name, bad ? sprintf("  FAILED (exit %d, %d good)", code, good) : ""
            exit bad }' || failed=1
    grep -v 'zz-good' "$tmp/said" | grep -m 1 "$(basename "$file")" | cut -c 1-200 | sed 's/^/                /'
done
exit "$failed"
