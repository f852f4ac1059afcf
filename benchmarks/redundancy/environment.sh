#!/bin/sh
# Makes the peers' own environment: benchmarks/redundancy/environment.sh FOLDER
set -eu
here=$(dirname "$0")
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
