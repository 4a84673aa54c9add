#!/usr/bin/env bash
# What the browser tests need beside Python: a Chromium on the PATH and axe-core in .cache/.
# Installs what is missing by apt-get and npm where the user may; says so and fails where not.
set -euo pipefail
cd "$(dirname "$0")/../.."

AXE_VERSION=4.14.1 # pinned: a newer axe-core finds other things
AXE=.cache/axe.min.js

has() { command -v "$1" >/dev/null; }

may_install() { has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_packages() {
  echo "Installing $* with apt-get"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    </dev/null >/dev/null
}

if ! has chromium && ! has chromium-browser; then
  if ! may_install; then
    echo "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium)" \
      "so that chromium is on the PATH, and run again." >&2
    exit 1
  fi
  install_packages chromium fonts-liberation
fi

# The version is in this file: when it changes, the vendored copy is older than the file.
if [ ! "$AXE" -nt "$0" ]; then
  if ! has npm; then
    if ! may_install; then
      echo "The accessibility tests need axe-core: install npm (Debian: sudo apt-get install npm)" \
        "and run again." >&2
      exit 1
    fi
    install_packages npm
  fi
  parts=$(mktemp -d)
  trap 'rm -rf "$parts"' EXIT
  npm pack --silent --pack-destination "$parts" "axe-core@$AXE_VERSION" >/dev/null
  tar xzf "$parts/axe-core-$AXE_VERSION.tgz" -C "$parts" package/axe.min.js
  mkdir -p .cache
  cp "$parts/package/axe.min.js" "$AXE"
fi
