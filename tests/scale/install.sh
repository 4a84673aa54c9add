#!/usr/bin/env bash
# What the tests with several dashboards need beside Chromium: nginx, from Debian's packages where
# the user may install them; says so and fails where not.
set -euo pipefail

[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing=1
[ "${missing:-}" ] || exit 0

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
  echo "The tests with several dashboards need nginx: install it (Debian: sudo apt-get install" \
    "nginx-light) and run again." >&2
  exit 1
fi

echo "Installing nginx-light with apt-get"
as_root apt-get update -qq
# The tests start their own server on a free port; none is to start by itself.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
  as_root chmod +x /usr/sbin/policy-rc.d
  trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
fi
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  nginx-light </dev/null >/dev/null
