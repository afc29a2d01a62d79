# shellcheck shell=sh
# Sourced by ./azulejo and by bin/azulejo of a release: how the command is started on the Java that either has found.
# They set JAVA_HOME, `main` and `classpath`, `natives` (the folder of unpacked libraries) and `here`, where models are.

# Java takes the encoding of file names from the locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in *[Uu][Tt][Ff]*8*) ;; *) export LC_ALL=C.UTF-8 ;; esac

# What serves, and what speaks to buckets and drives, has libraries that nothing else needs.
needs_server() { # ARGUMENT...
  case ${1:-} in
    serve | keys | tenants | storage) return 0 ;;
    jobs) for argument; do case $argument in --bucket* | --queue*) return 0 ;; esac; done ;;
    watch | batch) for argument; do case $argument in [a-z]*[a-z0-9]:/*) return 0 ;; esac; done ;;
  esac
  return 1
}

# What measures, compares and decides is a wing of its own, which what enhances does not carry.
needs_quality() { # ARGUMENT...
  if [ "${1:-}" = help ]; then shift; fi # the build that has a command tells of it
  case "${1:-} ${2:-}" in
    evaluate\ * | edge-cases\ * | sets\ * | metrics\ * | arena\ * | completion\ * | models\ promote) return 0 ;;
    *) return 1 ;;
  esac
}

# The optimising compiler is for what runs for long: with its usual thresholds it took 1.4 of the 3 CPU seconds that a
# photograph of half a megapixel costs besides the model, with these 0.5.
JIT='-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=20000
  -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=1000000'

# What ends soon does without that compiler, does not compile at once what was worth it in training, and compiles what
# loops sooner than usual, what is only called later.
BRIEFLY='-XX:TieredStopAtLevel=1
  -XX:Tier3InvocationThreshold=500 -XX:Tier3MinInvocationThreshold=250 -XX:Tier3CompileThreshold=4000
  -XX:Tier3BackEdgeThreshold=10000
  -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'

# What makes no pixels ends before any compiler pays for itself.
HARDLY="$BRIEFLY -XX:Tier3InvocationThreshold=2000 -XX:Tier3MinInvocationThreshold=1000 -XX:Tier3CompileThreshold=20000"

tells() { # ARGUMENT...
  case ${1:-} in
    '' | -* | help | models | plan | quote | recipes) return 0 ;;
    *) return 1 ;;
  esac
}

# What has ended before the optimising compiler pays for itself does without. That hangs on the pixels that are made: with
# a model that enlarges twofold it is so up to 8 megapixels or so, a JPEG of 2 MB: 1 megapixel took 0.7 CPU seconds less, 8
# as much. With one that enlarges fourfold 2 took as much, and 4 took 0.6 more. `resize` has nothing but loops of ours, and
# goes on as it is.
is_short() { # ARGUMENT...
  [ "${1:-}" = enhance ] || return 1
  case " $* " in
    *-x4\ * | *--scale[\ =]4\ *) most=512000 ;;
    *) most=2048000 ;;
  esac
  files=0 before=''
  for argument; do
    if [ "$before" = -o ] || [ "$before" = --output ]; then before='' && continue; fi # an older result, perhaps
    before=$argument
    case $argument in
      - | *resize) return 1 ;; # whose size nobody knows yet
      -*) continue ;;
    esac
    if [ -d "$argument" ]; then return 1; fi
    if [ -f "$argument" ]; then
      files=$((files + 1)) size=$(wc -c <"$argument" 2>/dev/null) || return 1
      if [ "$files" -gt 4 ] || [ "$size" -gt "$most" ]; then return 1; fi
    fi
  done
}

# What is alive of the heap is little, but large arrays come and go: Java would sooner take a quarter of the machine's
# memory than collect them. A strip and a tile for each core, and a file that is encoded whole, fit into this. What ends
# soon collects once or twice where the young part is small, and touches 40 MB less.
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || nproc 2>/dev/null || echo 4)
HEAP=-Xmx$((448 + 64 * cores))m
YOUNG=96m

# A server may have two thousand clients beside its job: it collects more often, and its threads share what C has.
serves() {
  YOUNG=32m
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
}

# Becomes the command.
become() { # START_CACHE_OPTION ARGUMENT...
  start_cache=$1
  shift
  if tells "$@"; then JIT=$HARDLY YOUNG=32m; elif is_short "$@"; then JIT=$BRIEFLY YOUNG=32m; fi
  if [ "${1:-}" = serve ]; then serves; fi
  run_java exec "$start_cache" "$@"
}

run_java() { # HOW START_CACHE_OPTION ARGUMENT...
  how=$1 start_cache=$2
  shift 2
  set -- "$main" "$@"
  # For threads of Quarkus, which clear their locals. What does not go on for hours calls few methods by reflection, and
  # none often enough to pay for the five classes that the JVM would make to call one sooner.
  case $main in
    *.server.Main) set -- --add-opens=java.base/java.lang=ALL-UNNAMED "$@" ;;
    *) set -- -Djdk.reflect.useNativeAccessorOnly=true "$@" ;;
  esac
  if [ -f "$natives/libzstd-jni" ]; then set -- "-DZstdNativePath=$natives/libzstd-jni" "$@"; fi
  if [ -d "$natives/onnxruntime" ]; then set -- "-Donnxruntime.native.path=$natives/onnxruntime" "$@"; fi
  # From here on glibc gives memory back at once: with its own, growing limit a JPEG of 100 megapixels took 60 MB more.
  # What libvips decodes rows into is smaller, for nearly all images: with 256 kB its pages were mapped anew for each few
  # rows, which took longer than to decode them.
  export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-1048576}"
  # Models work on tens of megabytes at once: in pages of 2 MB they take a tenth less time than in pages of 4 kB. glibc
  # knows this from 2.35 on, and asks for such pages where Linux gives them to whoever asks, which is its default.
  case :${GLIBC_TUNABLES:-}: in
    *:glibc.malloc.hugetlb=*) ;;
    *) export GLIBC_TUNABLES="${GLIBC_TUNABLES:+$GLIBC_TUNABLES:}glibc.malloc.hugetlb=1" ;;
  esac
  if [ -t 2 ]; then set -- -Dazulejo.terminal=true "$@"; fi
  # shellcheck disable=SC2086 # several options in one variable
  $how "$JAVA_HOME/bin/java" ${start_cache:+"$start_cache"} -Xlog:aot=off -Xlog:cds=off -cp "$classpath" "-Dazulejo.home=$here" \
    --enable-native-access=ALL-UNNAMED $JIT $HEAP -XX:MaxNewSize=$YOUNG -XX:+UseSerialGC -XX:-UsePerfData ${AZULEJO_JAVA_OPTS:-} "$@" 9>&-
}

