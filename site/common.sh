# What site/build and site/check need, with the remedy where it is missing.
cd "$(dirname "$0")"

stop() {
  echo "site/$(basename "$0"): $1" >&2
  exit 1
}

command -v npm >/dev/null || stop "no npm on the PATH: install Node.js 20 or later (apt-get install nodejs npm)"
node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' ||
  stop "this is Node.js $(node --version): install 20 or later"

CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome ||
  stop "no chromium on the PATH: apt-get install chromium, or set CHROMIUM to its path")}
export CHROMIUM
