#!/bin/sh
# Installs the named Debian packages that are missing; on other systems does nothing.
set -e
command -v apt-get >/dev/null 2>&1 || exit 0
missing=""
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" \
        || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "Installing system packages:$missing"
if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo"; fi
$as_root apt-get update -q >/dev/null
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-install-recommends $missing >/dev/null
