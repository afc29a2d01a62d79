# shellcheck shell=sh
# Sourced by mvnw and azulejo. `find_jdk` sets JAVA_HOME, JDK_ID and JDK_CPU by a JDK of this machine that is new enough
# and, where there is none, puts a checked Temurin into the user's cache.

JDK_WANTED=25

# What is fetched where there is none. The checksums stand here, so that whoever serves the archive does not also say
# what it should be; docs/adr/0002-our-own-mvnw.md tells where they come from and how to pin a newer release.
TEMURIN=25.0.4.1+1
TEMURIN_SHA256='
linux-x64     dbb698396d478e7fa2b1e50f4103324b2a99b90569ee27c33f2261f9215cf41e
linux-aarch64 69df11a02cfa3ef7d7ca645e03edce6778ec090e100f6ae2b42097865730ac52
mac-x64       e6229d9504f7922053ab31821b9e6bee8761daf7b026a3476d1a027563009880
mac-aarch64   61979887f7506a24a57439ff99adb8b3a7fc89977d9cfe3b8984f58a981b7b9d
'

# As dev.azulejo.core.local.UserCache has it. Empty where there is no place of this user's own.
case ${XDG_CACHE_HOME:-} in /*) CACHE=$XDG_CACHE_HOME/azulejo ;; *)
  case ${HOME:-} in /*) CACHE=$HOME/.cache/azulejo ;; *) CACHE='' ;; esac ;;
esac

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

# Programs are run from the cache, so nobody else may write to it.
require_own_cache() {
  if [ -z "$CACHE" ]; then
    die 69 "neither HOME nor XDG_CACHE_HOME names a folder, so there is no place for your cache:" \
      "set HOME, or XDG_CACHE_HOME, to a folder of your own"
  fi
  [ -e "$CACHE" ] || return 0
  if [ -z "$(find -H "$CACHE" -prune -user "$(id -u)")" ]; then
    die 69 "$CACHE belongs to somebody else; set XDG_CACHE_HOME to a folder of your own"
  fi
  chmod 700 "$CACHE" || die 69 "$CACHE cannot be closed to others; set XDG_CACHE_HOME to a folder of your own"
}

find_jdk() {
  require_own_cache
  if [ -n "${AZULEJO_JAVA_HOME:-}" ]; then
    is_jdk "$AZULEJO_JAVA_HOME" || die 69 "AZULEJO_JAVA_HOME is no JDK $JDK_WANTED or newer: $AZULEJO_JAVA_HOME"
    return
  fi
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "$CACHE/jdk-$TEMURIN"; do
    if is_jdk "$folder"; then return; fi
  done
  if command -v java >/dev/null 2>&1; then
    folder=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if is_jdk "$folder"; then return; fi
  fi
  fetch_jdk
  is_jdk "$CACHE/jdk-$TEMURIN" || die 69 "the JDK in $CACHE/jdk-$TEMURIN does not work: remove it and try again"
}

fetch_jdk() {
  remedy="install a JDK $JDK_WANTED (https://adoptium.net), set JAVA_HOME to it and try again"
  case $(uname -s) in Linux) os=linux ;; Darwin) os=mac ;; *) os= ;; esac
  case $(uname -m) in x86_64 | amd64) cpu=x64 ;; aarch64 | arm64) cpu=aarch64 ;; *) cpu= ;; esac
  if [ -z "$os" ] || [ -z "$cpu" ]; then die 69 "found no JDK $JDK_WANTED or newer: $remedy"; fi

  say "found no JDK $JDK_WANTED or newer, fetching Temurin $TEMURIN (about 140 MB, once) ..."
  checksum=$(echo "$TEMURIN_SHA256" | sed -n "s/^$os-$cpu *//p")
  # In the release's name and in its address + is written in ways of their own.
  archive=OpenJDK${JDK_WANTED}U-jdk_${cpu}_${os}_hotspot_${TEMURIN%+*}_${TEMURIN#*+}.tar.gz
  url=${AZULEJO_ADOPTIUM_URL:-https://github.com/adoptium/temurin$JDK_WANTED-binaries/releases/download}
  unpack_into_cache "jdk-$TEMURIN" 256 "$checksum" "$url/jdk-${TEMURIN%+*}%2B${TEMURIN#*+}/$archive" ||
    die 69 "could not fetch a JDK; offline? Then $remedy"
}

# The folder appears whole or not at all; of several concurrent runs the first one's stays.
unpack_into_cache() ( # NAME SHA_BITS CHECKSUM URL...
  name=$1 bits=$2 checksum=$3
  shift 3
  umask 077 && mkdir -p "$CACHE" && work=$(mktemp -d "$CACHE/$name.XXXXXX") || return 1
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
