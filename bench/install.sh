#!/usr/bin/env bash
# What the benches serve and ask with: nginx and wrk, from Debian's packages where the user may
# install them. Without wrk the bench of the static site leaves the requests a second out.
set -euo pipefail
cd "$(dirname "$0")/.."

tests/scale/install.sh
command -v wrk >/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing wrk with apt-get"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wrk \
    </dev/null >/dev/null
else
  echo "The requests a second are left out: install wrk (Debian package) to have them."
fi
