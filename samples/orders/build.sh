#!/usr/bin/env bash
# Builds the build host if its sources changed, then becomes it: ./build.sh --target=Image [--key=value ...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

project=build/Build.csproj
host=artifacts/host/Build
inputs=(build)
# In a repository of its own the host is made of packages and of nothing else.
for input in ../../{src,Cake.targets,Directory.{Build.props,Build.targets,Packages.props},global.json}; do
    [[ ! -e $input ]] || inputs+=("$input")
done

if [[ ! -x $host || -n $(find "${inputs[@]}" -type d \( -name bin -o -name obj \) -prune -o -cnewer "$host" -print -quit) ]]; then
    if ! command -v dotnet >/dev/null; then
        echo "build.sh: there is no 'dotnet' in PATH; install the .NET 10 SDK: https://dot.net/download" >&2
        exit 30
    fi
    echo "build.sh: building the build host" >&2
    dotnet publish "$project" --configuration Release --output artifacts/host --verbosity quiet --nologo >&2
    touch "$host"
fi
exec "$host" "$@"
