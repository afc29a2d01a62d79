# shellcheck shell=sh
# Sourced by mvnw and azulejo. `find_jdk` sets JAVA_HOME, JDK_ID and JDK_CPU by a JDK of this machine that is new enough
# and, where there is none, puts a checked Temurin into the user's cache.

JDK_WANTED=25
CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/azulejo

say() { echo "${0##*/}: $*" >&2; }

die() { # EXIT_CODE MESSAGE...
  exit_code=$1
  shift
  say "$*"
  exit "$exit_code"
}

# Reads the JDK's own `release` file with built-ins alone: the launcher does this at every start.
is_jdk() { # FOLDER
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version='' build='' vendor='' cpu=''
  while IFS='=' read -r name value; do
    value=${value#\"}
    value=${value%\"}
    case $name in
      JAVA_VERSION) version=$value ;;
      JAVA_RUNTIME_VERSION) build=$value ;;
      IMPLEMENTOR) vendor=${value%% *} ;;
      OS_ARCH) cpu=$value ;;
    esac
  done <"$1/release"
  major=${version%%[!0-9]*}
  [ "${major:-0}" -ge "$JDK_WANTED" ] || return 1
  # shellcheck disable=SC2034 # for the launcher, whose caches fit one build of one JDK
  JDK_ID=$vendor-${build:-$version} JDK_CPU=$cpu
  JAVA_HOME=$1
  export JAVA_HOME
}

find_jdk() {
  if [ -n "${AZULEJO_JAVA_HOME:-}" ]; then
    is_jdk "$AZULEJO_JAVA_HOME" || die 69 "AZULEJO_JAVA_HOME is no JDK $JDK_WANTED or newer: $AZULEJO_JAVA_HOME"
    return
  fi
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "$CACHE/jdk-$JDK_WANTED"; do
    if is_jdk "$folder"; then return; fi
  done
  if command -v java >/dev/null 2>&1; then
    folder=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if is_jdk "$folder"; then return; fi
  fi
  fetch_jdk
  is_jdk "$CACHE/jdk-$JDK_WANTED" || die 69 "the JDK in $CACHE/jdk-$JDK_WANTED does not work: remove it and try again"
}

fetch_jdk() {
  remedy="install a JDK $JDK_WANTED (https://adoptium.net), set JAVA_HOME to it and try again"
  case $(uname -s) in Linux) os=linux ;; Darwin) os=mac ;; *) os= ;; esac
  case $(uname -m) in x86_64 | amd64) cpu=x64 ;; aarch64 | arm64) cpu=aarch64 ;; *) cpu= ;; esac
  if [ -z "$os" ] || [ -z "$cpu" ]; then die 69 "found no JDK $JDK_WANTED or newer: $remedy"; fi

  say "found no JDK $JDK_WANTED or newer, fetching Temurin $JDK_WANTED (about 140 MB, once) ..."
  query="image_type=jdk&vendor=eclipse&os=$os&architecture=$cpu"
  # The checksum comes from the API, the archive from another host. In the answer it stands before its link.
  asset=$(download "${AZULEJO_ADOPTIUM_URL:-https://api.adoptium.net}/v3/assets/latest/$JDK_WANTED/hotspot?$query" |
    tr ',' '\n' | tr '{' '\n' |
    awk -F '"' '$2 == "checksum" { sum = $4 } $2 == "link" && $4 ~ /\.tar\.gz$/ { print sum, $4; exit }') || asset=''
  [ -n "$asset" ] || die 69 "could not ask api.adoptium.net for a JDK; offline? Then $remedy"
  unpack_into_cache "jdk-$JDK_WANTED" 256 "${asset% *}" "${asset#* }" || die 69 "could not fetch a JDK: $remedy"
}

# The folder appears whole or not at all; of several concurrent runs the first one's stays.
unpack_into_cache() ( # NAME SHA_BITS CHECKSUM URL...
  name=$1 bits=$2 checksum=$3
  shift 3
  mkdir -p "$CACHE" && work=$(mktemp -d "$CACHE/$name.XXXXXX") || return 1
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  for url in "$@"; do
    if download "$url" >"$work/archive"; then break; fi
  done
  [ -s "$work/archive" ] || die 1 "could not download $*"
  actual=$(sha "$bits" "$work/archive")
  [ "$actual" = "$checksum" ] || die 1 "$url has SHA-$bits $actual, expected $checksum"

  mkdir "$work/unpacked"
  tar -xzof "$work/archive" -C "$work/unpacked" || return 1
  for folder in "$work"/unpacked/*/Contents/Home "$work"/unpacked/*; do
    if [ -d "$folder/bin" ]; then break; fi
  done
  mv "$folder" "$work/$name"
  # Into the parent, under its own name: this fails where the folder is already there, instead of nesting in it.
  mv "$work/$name" "$CACHE/" 2>/dev/null || [ -d "$CACHE/$name/bin" ]
)

download() { # URL, to standard output
  if command -v curl >/dev/null 2>&1; then
    curl -fsSL --connect-timeout 20 "$1"
  elif command -v wget >/dev/null 2>&1; then
    wget -qO- "$1"
  else
    say "needs curl or wget to download $1"
    return 1
  fi
}

sha() { # BITS FILE
  if command -v "sha$1sum" >/dev/null 2>&1; then "sha$1sum" "$2"; else shasum -a "$1" "$2"; fi | cut -d ' ' -f 1
}
