# Shared by the scripts in this directory; source it. Says in one sentence what is missing.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JTRACE_JAR="$ROOT/web/target/jtrace.jar"

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# java_feature JAVA: the feature release (17, 25) of a java command, or 0.
java_feature() {
  local version
  version=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  printf '%s\n' "${version:-0}"
}

# find_java: the java command to use: JAVA_HOME's if set, else the one on the PATH.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    printf '%s\n' "$JAVA_HOME/bin/java"
  else
    command -v java || true
  fi
}

need_jdk() {
  JAVA=$(find_java)
  [ -n "$JAVA" ] || die "a JDK 17 or newer is needed: no java on the PATH and JAVA_HOME is not set"
  local feature
  feature=$(java_feature "$JAVA")
  [ "$feature" -ge 17 ] || die "a JDK 17 or newer is needed: $JAVA is release $feature"
  JDK_HOME=$(cd "$(dirname "$(readlink -f "$JAVA")")/.." && pwd)
  [ -x "$JDK_HOME/bin/javac" ] || die "a JDK is needed, not only a runtime: no javac beside $JAVA"
}

need_build_tools() {
  need_jdk
  command -v mvn >/dev/null || die "Apache Maven 3.8 or newer is needed: no mvn on the PATH"
  command -v npm >/dev/null || die "Node.js 20 or newer with npm is needed for the viewer: no npm on the PATH"
  local node
  node=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$node" -ge 20 ] || die "Node.js 20 or newer is needed for the viewer: node is release $node"
}

# find_jdks: home directories of the JDKs to test with, one a line: the default one and the newest other release.
find_jdks() {
  need_jdk
  local default_feature candidate feature best='' best_feature=0
  default_feature=$(java_feature "$JAVA")
  for candidate in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home ${JTRACE_JDKS:-}; do
    [ -x "$candidate/bin/javac" ] || continue
    feature=$(java_feature "$candidate/bin/java")
    if [ "$feature" -ge 17 ] && [ "$feature" -ne "$default_feature" ] && [ "$feature" -gt "$best_feature" ]; then
      best=$candidate
      best_feature=$feature
    fi
  done
  printf '%s\n' "$JDK_HOME"
  [ -z "$best" ] || printf '%s\n' "$best"
}

# build_jar: builds jtrace.jar when it is missing or older than a source.
build_jar() {
  if [ -f "$JTRACE_JAR" ] && [ -z "$(newer_sources)" ]; then
    return
  fi
  need_build_tools
  echo "building jtrace.jar (the first time takes a few minutes)…" >&2
  local log="$ROOT/target/build.log"
  mkdir -p "$ROOT/target"
  (cd "$ROOT" && JAVA_HOME="$JDK_HOME" mvn -B -DskipTests package) >"$log" 2>&1 ||
    { tail -n 30 "$log" >&2; die "the build failed; the whole log is in target/build.log"; }
}

newer_sources() {
  find "$ROOT/pom.xml" "$ROOT/proto" "$ROOT/timeline" "$ROOT/collector" "$ROOT/web" \
    \( -name target -o -name node_modules -o -name dist -o -name test-results \) -prune -o \
    -type f -newer "$JTRACE_JAR" \( -name '*.java' -o -name '*.ts' -o -name '*.tsx' -o -name '*.css' \
    -o -name '*.html' -o -name '*.proto' -o -name '*.jfc' -o -name 'pom.xml' -o -name 'package*.json' \) \
    ! -path '*/src/test/*' -print 2>/dev/null | head -n 1
}

# find_chromium: a Chromium or Chrome on this machine, or nothing.
find_chromium() {
  local name
  for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    [ -n "$name" ] || continue
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
}

# install_package NAME: installs a package of the operating system where that is allowed; says nothing about success.
install_package() {
  local sudo=''
  [ "$(id -u)" -eq 0 ] || sudo='sudo -n'
  if command -v apt-get >/dev/null; then
    $sudo apt-get update -q >&2 && $sudo apt-get install -y -q --no-install-recommends "$1" >&2 || true
  elif command -v dnf >/dev/null; then
    $sudo dnf install -y -q "$1" >&2 || true
  elif command -v apk >/dev/null; then
    $sudo apk add --quiet "$1" >&2 || true
  fi
}

# need_chromium: finds Chromium in CHROMIUM_PATH, installing it by the system's package manager where that is allowed.
need_chromium() {
  CHROMIUM_PATH=$(find_chromium)
  if [ -z "$CHROMIUM_PATH" ]; then
    echo "installing Chromium for the browser tests…" >&2
    install_package chromium
    CHROMIUM_PATH=$(find_chromium)
  fi
  [ -n "$CHROMIUM_PATH" ] ||
    die "Chromium is needed for the browser tests and could not be installed: install it, or set CHROMIUM_PATH"
  export CHROMIUM_PATH
}

# find_firefox: a Firefox on this machine, or nothing.
find_firefox() {
  local name
  for name in "${FIREFOX_PATH:-}" firefox-esr firefox /Applications/Firefox.app/Contents/MacOS/firefox; do
    [ -n "$name" ] || continue
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
}

# want_firefox: finds Firefox in FIREFOX_PATH, installing it where that is allowed; without it its tests are skipped.
want_firefox() {
  FIREFOX_PATH=$(find_firefox)
  if [ -z "$FIREFOX_PATH" ]; then
    echo "installing Firefox for the browser tests…" >&2
    install_package firefox-esr
    FIREFOX_PATH=$(find_firefox)
  fi
  if [ -n "$FIREFOX_PATH" ]; then
    export FIREFOX_PATH
  else
    unset FIREFOX_PATH
    echo "Firefox could not be installed: its tests are skipped" >&2
  fi
}

# free_port: a TCP port on the loopback address that is free now.
free_port() {
  node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}
