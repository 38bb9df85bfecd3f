#!/bin/sh
# Builds the browser UI in $1 and clears $2, where Maven copies it to, of what earlier builds left.
set -eu
ui=$1
packed=$2

fail() {
  echo "jtrace: $1" >&2
  exit 1
}

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
  fail "building the browser UI needs Node.js 20 or newer with npm on the PATH; -DskipUi builds without it"
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] ||
  fail "building the browser UI needs Node.js 20 or newer, found $(node --version); -DskipUi builds without it"

cd "$ui"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
if [ ! -e dist/index.html ] ||
  [ -n "$(find . \( -name node_modules -o -name dist -o -name test-results \) -prune -o -type f -newer dist/index.html -print | head -n 1)" ]; then
  npm run --silent build
fi
rm -rf "$packed"
