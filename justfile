# Shorthands. Each is one plain command that works without just.

# every gate: formatting, compiler and null checks, unit and integration tests
check:
    ./mvnw -ntp verify

# unit tests only
test:
    ./mvnw -ntp test

# while working, under two minutes: unit tests but those of the deployment and those tagged slow
fast:
    ./mvnw -ntp -pl lab/quality,gpu-batch-worker -am test -DexcludedGroups=slow

# one test class: just only TileGridTest
only NAME:
    ./mvnw -ntp test -Dtest={{NAME}} -Dsurefire.failIfNoSpecifiedTests=false

# formats all Java
format:
    ./mvnw -q -ntp spotless:apply

# the command, built where needed: just run enhance photo.jpg
run *ARGS:
    ./azulejo {{ARGS}}

# the whole cloud on this machine, until Ctrl-C: docs/demo.md
demo:
    ./demo

# Azulejo beside its peers, on a quiet machine
bench:
    benchmarks/compare.sh

# checks the shell scripts
scripts:
    shellcheck -x mvnw azulejo demo .ci/run .mvn/find-jdk.sh .mvn/run-java.sh release/finish release/src/main/launcher/azulejo fuzz/run simulator/run gpu-batch-worker/src/main/*/*.sh gpu-batch-worker/src/main/distribution/bin/*

# removes everything that was built
clean:
    ./mvnw -q -ntp clean
