#!/usr/bin/env bash
# What tests, benches and the site need beside Python, where it is missing:
# install.sh browser|charts|html|types|vocabulary|nginx|wrk...
#   browser  Chromium on the PATH and axe-core in .cache/
#   charts   the basic bundle of Plotly in .cache/, which pages of the site load in place of the whole
#   html     html-validate in .cache/, which checks the pages of the static site; it runs on Node
#   types    TypeScript in .cache/, which checks the types of our JavaScript; it runs on Node
#   vocabulary  schema.org as types in .cache/, which the descriptions of figures are checked by
#   nginx    for several dashboards behind one address
#   wrk      for requests a second; without it the bench of the static site leaves them out
# Installs by apt-get and npm where the user may; says what is missing and fails where not.
set -euo pipefail
cd "$(dirname "$0")/.."

AXE_VERSION=4.14.1 # pinned: a newer axe-core finds other things
AXE=.cache/axe.min.js
PLOTLY_VERSION=4.1.1 # the one that the Python package holds; a test compares them
PLOTLY=.cache/plotly-basic.min.js
TYPESCRIPT_VERSION=6.0.3 # the last that is JavaScript itself, the same package on every machine
TYPESCRIPT=.cache/typescript
HTML_VALIDATE_VERSION=10.9.0 # the last that runs on Node 20
HTML_VALIDATE=.cache/html-validate
SCHEMA_DTS_VERSION=2.1.0
SCHEMA_DTS=.cache/schema-dts

has() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }

may_install() { has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# install_packages PURPOSE PACKAGE...
install_packages() {
  local purpose=$1
  shift
  if ! may_install; then
    echo "$purpose: install it (Debian: sudo apt-get install $*) and run again." >&2
    return 1
  fi
  echo "Installing $* with apt-get"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
    </dev/null >/dev/null
}

# vendor TARGET MEMBER PACKAGE@VERSION: a file or folder of a package from npm
vendor() {
  # The version is in this file: when it changes, the vendored copy is older than the file.
  [ "$1" -nt harness/install.sh ] && return
  has npm || install_packages "$3 comes by npm" npm
  local parts
  parts=$(mktemp -d)
  npm pack --silent --pack-destination "$parts" "$3" >/dev/null
  tar xzf "$parts"/*.tgz -C "$parts" "package/$2"
  mkdir -p .cache
  rm -rf "$1"
  mv "$parts/package/$2" "$1"
  touch "$1"
  rm -rf "$parts"
}

install_browser() {
  has chromium || has chromium-browser ||
    install_packages "The browser tests need Chromium" chromium fonts-liberation
  vendor "$AXE" axe.min.js "axe-core@$AXE_VERSION"
}

install_charts() {
  vendor "$PLOTLY" plotly-basic.min.js "plotly.js-basic-dist-min@$PLOTLY_VERSION"
}

# with_dependencies TARGET PACKAGE@VERSION: a package from npm with those that it needs
with_dependencies() {
  # The version is in this file.
  [ "$1" -nt harness/install.sh ] && return
  has npm || install_packages "$2 comes by npm" npm
  rm -rf "$1"
  npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$1" "$2" >/dev/null
  touch "$1"
}

install_html() { with_dependencies "$HTML_VALIDATE" "html-validate@$HTML_VALIDATE_VERSION"; }

install_vocabulary() { with_dependencies "$SCHEMA_DTS" "schema-dts@$SCHEMA_DTS_VERSION"; }

install_types() { vendor "$TYPESCRIPT" lib "typescript@$TYPESCRIPT_VERSION"; }

install_nginx() {
  has nginx && return
  # The tests start their own server on a free port; none is to start by itself.
  local policy=/usr/sbin/policy-rc.d
  if may_install && [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod +x $policy
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  install_packages "Several dashboards need nginx" nginx-light
}

install_wrk() {
  has wrk || install_packages "The requests a second are left out without wrk" wrk || true
}

for each in "$@"; do
  "install_$each"
done
