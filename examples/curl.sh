#!/bin/sh
# Has a photograph enhanced by the HTTP API of Azulejo, with curl, and python3 to read JSON.
#
#   export AZULEJO_SERVER=http://127.0.0.1:8787 AZULEJO_KEY=azl_…
#   ./curl.sh photo.jpg enhanced.jpg '{"recipe": "auto", "scale": 4}'
set -eu

[ $# -ge 2 ] || { echo "usage: $0 FILE RESULT [OPTIONS]" >&2; exit 2; }
file=$1
result=$2
[ -f "$file" ] || { echo "$file: there is no such file" >&2; exit 1; }
options=${3:-'{}'}
server=${AZULEJO_SERVER:-http://127.0.0.1:8787}
usual=$(umask)
umask 077 # for the key; the result is written as usual
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
# In a file, because other users of the machine can see command lines.
printf 'Authorization: Bearer %s\n' "${AZULEJO_KEY:-}" >"$work/key"

# Prints a value of the last answer: field results 0 url
field() {
  python3 -c '
import json, sys
value = json.load(open(sys.argv[1]))
for step in sys.argv[2:]:
    value = value[int(step)] if isinstance(value, list) else value[step]
print(value)' "$work/answer" "$@"
}

# Says what an answer that is no was about.
explain() {
  python3 -c '
import json, sys
text = open(sys.argv[1], errors="replace").read()
try:
    problem = json.loads(text)
    print("azulejo said no (%s): %s" % (problem["status"], problem["detail"]))
    for error in problem.get("errors", []):
        print("  %s %s" % (error["pointer"], error["detail"]))
except (ValueError, TypeError, KeyError):
    print("the server said no: " + text[:300])' "$work/answer" >&2
  exit 1
}

# Sends a request and keeps the answer; sends it again if the server is busy. All of these may be sent twice.
request() {
  status=$(curl --silent --show-error --retry 5 --retry-connrefused \
    --output "$work/answer" --write-out '%{http_code}' "$@") || exit 1
  case $status in 2*) ;; *) is_there || explain ;; esac
}

# Bytes are taken once: this is what is said when they are sent again, as the answer was lost.
is_there() {
  test "$status" = 412 || grep -q /v1/problems/not-possible-now "$work/answer"
}

# A request to the API, with the key.
api() {
  path=$1
  shift
  request --header "@$work/key" --header 'Content-Type: application/json' "$@" "$server$path"
}

# 1. Announce the file, and put its bytes where the answer says, without the key.
python3 -c '
import json, os, sys
print(json.dumps({"name": os.path.basename(sys.argv[1]), "bytes": os.path.getsize(sys.argv[1])}))' "$file" >"$work/body"
api /v1/uploads --data "@$work/body"
upload=$(field id)
python3 -c '
import json, sys
offset = 0
for part in json.load(open(sys.argv[1] + "/answer"))["parts"]:
    url = part["url"] if "://" in part["url"] else sys.argv[2] + part["url"]
    with open("%s/part-%d" % (sys.argv[1], part["number"]), "w") as config: # as curl reads it
        print("url = %s" % json.dumps(url), file=config)
        for header in part.get("headers", {}).items():
            print("header = %s" % json.dumps("%s: %s" % header), file=config)
    print(part["number"], offset, part["bytes"])
    offset += part["bytes"]' "$work" "$server" >"$work/parts"
while read -r number offset bytes; do
  tail -c "+$((offset + 1))" "$file" | head -c "$bytes" >"$work/piece"
  request --config "$work/part-$number" --upload-file "$work/piece"
done <"$work/parts"

# 2. Start the job. Sent again with the same Idempotency-Key, it is the same job.
python3 -c '
import json, sys
try:
    options = json.loads(sys.argv[2])
except ValueError as e:
    sys.exit("the options are not JSON: %s" % e)
print(json.dumps({"input": {"upload": sys.argv[1]}, "options": options}))' "$upload" "$options" >"$work/body"
api /v1/jobs --data "@$work/body" --header "Idempotency-Key: $upload"
id=$(field id)

# 3. Wait. The stream of events ends when the job does; in the cloud it ends after 20 seconds, so look and wait again.
while api "/v1/jobs/$id" && job=$(field status) && { [ "$job" = queued ] || [ "$job" = running ]; }; do
  curl --silent --max-time 60 --output /dev/null --header "@$work/key" "$server/v1/jobs/$id/events" || sleep 1
done
if [ "$job" != succeeded ]; then
  echo "the job is $job: $(field problem detail) ($(field problem reason))" >&2
  exit 1
fi

# 4. Save the result, whole or not at all.
url=$(field results 0 url)
case $url in /*) url=$server$url ;; esac
bytes=$(field results 0 bytes)
request "$url"
[ "$(wc -c <"$work/answer")" -eq "$bytes" ] || { echo "the result broke off" >&2; exit 1; }
umask "$usual"
cat "$work/answer" >"$result.part"
mv "$result.part" "$result"
echo "$result"
