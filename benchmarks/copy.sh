#!/bin/sh
# Copies a large file by `azulejo storage cp` with a heap of 64 MB, killed by -9 twice in the middle of a request: Dropbox to
# OneDrive, Google Drive to S3, disk to Google Drive, all of them doubles on this machine: copy.sh [MIB]. Fails where bytes are
# not the same, or more than one chunk for each death was sent twice. Prints a table. Needs three times as much room on the disk.
set -eu
cd "$(dirname "$0")/.."
rm -f integration-tests/target/copies.md
./mvnw -q -ntp -pl integration-tests -am verify -Dspotless.check.skip -Dtest=NoTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test="${COPIES:-LargeCopyIT,LargeMinioCopyIT}" -Dfailsafe.failIfNoSpecifiedTests=false -Dazulejo.copy.mib="${1:-2048}"
echo '| from → to | bytes | sent | fetched | peak of the heap | seconds |'
echo '|---|---|---|---|---|---|'
cat integration-tests/target/copies.md
