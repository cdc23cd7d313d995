#!/usr/bin/env bash
# Builds the build host if its sources changed, then becomes it:
#
#     ./build.sh --target=Image [--setup] [--dryrun] [--key=value ...]
#
# --setup   first installs and starts what the target needs and the machine lacks (build/setup/setup.sh says what and why).
#           With --dryrun it lists every package, file and service, changes nothing and stops.
#
# Everything else goes to the host. The host runs in this script's folder, wherever the script was called from: relative
# paths in arguments start there. Standard output is the host's alone.
set -euo pipefail
shopt -s nullglob
home=${BASH_SOURCE[0]%/*}
[[ $home == "${BASH_SOURCE[0]}" ]] || cd "$home"

# What differs from repository to repository.
project=build/Build.csproj                           # the build host
executable=Build                                     # its name, once published
inputs=(build src *.props *.targets global.json)     # what it is built from; bin, obj and setup folders do not count
output=artifacts/host                                # one folder in here for each state of the inputs
setup=build/setup/setup.sh

# A bare machine has no ICU, and nothing here needs it.
export DOTNET_NOLOGO=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT-1}

# The host lives for a second: code pages that are never writable and executable at once cost it a tenth of that, and the
# collector would let garbage grow to the size of the processor's cache, which a server has by the hundred megabytes.
export DOTNET_EnableWriteXorExecute=${DOTNET_EnableWriteXorExecute-0} DOTNET_GCgen0size=${DOTNET_GCgen0size-0x1000000}
platform=$OSTYPE-$HOSTTYPE

say() { echo "build.sh: $*" >&2; }

# fail EXIT-CODE 'GDTnnnn: what' CAUSE FIX-LINE...
fail() {
    local code=$1 what=$2 cause=$3
    shift 3
    printf '%s\n' "$what" "  Cause: $cause" "  Fix:   $1" >&2
    shift
    (($# == 0)) || printf '         %s\n' "$@" >&2
    exit "$code"
}

# Each input, and a second time each that changed after the record was made. The change time (ctime) also catches what
# came with an old modification time: a checkout, a copy, an unpacked archive.
list_inputs() {
    local existing=() path
    for path in "${inputs[@]}"; do [[ ! -e $path ]] || existing+=("$path"); done
    find "${existing[@]}" -type d \( -name bin -o -name obj -o -name setup \) -prune -o -type f -print "$@"
}

hash_inputs() {
    local sha=(sha256sum)
    command -v sha256sum >/dev/null || sha=(shasum -a 256)
    list_inputs | LC_ALL=C sort | tr '\n' '\0' | xargs -0 "${sha[@]}" | "${sha[@]}" | cut -c1-16
}

# The record: the name of the built host's folder, then the list of the inputs it was built from.
find_host() {
    [[ -f $output/record ]] || return 1
    local record
    record=$(<"$output/record")
    host=$output/${record%%$'\n'*}
    [[ $host == */"$platform"-* && -x $host/$executable &&
        $record == "${host##*/}"$'\n'"$(list_inputs -cnewer "$output/record" -print)" ]]
}

require_sdk() {
    [[ -n $(type -P dotnet) || ! -x ~/.dotnet/dotnet ]] || PATH=~/.dotnet:$PATH
    local found
    if [[ -z $(type -P dotnet) ]]; then
        found="'dotnet' is not in PATH"
    elif ! dotnet --version >/dev/null 2>&1; then
        found="global.json asks for $(grep -o '"version": *"[^"]*"' global.json | cut -d'"' -f4) or later, found: $(
            dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - | sed 's/,/, /g; s/^$/none/')"
    else
        return 0
    fi
    fail 30 "GDT3090: There is no .NET 10 SDK here: $found." "The build host is a .NET program." \
        "Install the SDK and run again; any one of:" \
        "Debian, Ubuntu      sudo apt-get install dotnet-sdk-10.0   (Debian: add https://packages.microsoft.com first)" \
        "Fedora, RHEL        sudo dnf install dotnet-sdk-10.0" \
        "macOS               brew install dotnet" \
        "Windows             winget install Microsoft.DotNet.SDK.10" \
        "anywhere, no root   curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" \
        "As root on Debian or Ubuntu, --setup installs it where a package source has it."
}

publish() {
    rm -rf "$output"/new-*
    local new=$output/new-$$ log=$output/build.log status=0
    say "building the build host"
    trap 'kill $! 2>/dev/null || true; wait $! || true; rm -rf "$new"; exit 130' INT TERM HUP
    # Servers that outlive the build would hold files and the lock; a signal must reach the compiler, hence 'wait'.
    # The audit of packages asks the network even when every package is here already; the tests' restore does it.
    dotnet publish "$project" --configuration Release --output "$new" --verbosity quiet -nodeReuse:false \
        -p:UseSharedCompilation=false -p:NuGetAudit=false >"$log" 2>&1 </dev/null 9>&- &
    wait $! || status=$?
    trap - INT TERM HUP
    if ((status != 0)); then
        cat "$log" >&2
        rm -rf "$new"
        if grep -q NU1301 "$log"; then
            fail 10 "GDT1090: The build host's packages could not be fetched; the messages above say from where." \
                "The NuGet source did not answer." "Run again later, or name a mirror in nuget.config."
        fi
        fail 20 "GDT3091: The build host could not be built; the compiler's messages are above." \
            "$project or what it is built from has an error." "Correct it; 'dotnet build $project' shows the same."
    fi
    mv "$new" "$1"
}

build_host() {
    local hash list
    mkdir -p "$output"
    exec 9>>"$output/lock"
    if type -P flock >/dev/null && ! flock -n 9; then
        say "another build.sh is building the build host, waiting for it"
        flock 9
    fi
    if find_host; then return; fi # that other one has built it
    for _ in 1 2 3; do
        : >"$output/started"
        list=$(list_inputs)
        hash=$(hash_inputs)
        host=$output/$platform-$hash
        if [[ ! -x $host/$executable ]]; then
            require_sdk
            publish "$host"
        fi
        [[ $(hash_inputs) != "$hash" ]] || break
        rm -rf "$host" # built from something that changed meanwhile
    done
    printf '%s\n%s\n' "${host##*/}" "$list" >"$output/record-new"
    touch -r "$output/started" "$host" "$output/record-new"
    mv "$output/record-new" "$output/record"
    # Two older ones stay: for switching branches, and for runs that are still going on.
    ls -td "$output/$platform"-* | tail -n +4 | tr '\n' '\0' | xargs -0 rm -rf
}

arguments=()
set_up=false
dry_run=false
for argument in "$@"; do
    case $argument in
        --setup) set_up=true ;;
        --dryrun | --dry-run) dry_run=true arguments+=("$argument") ;;
        *) arguments+=("$argument") ;;
    esac
done
set -- ${arguments[@]+"${arguments[@]}"}

if $set_up; then
    bash "$setup" "$@" </dev/null
    if $dry_run; then exit 0; fi
fi
find_host || build_host
exec 9>&-

# The host's executable looks for the runtime where installers put it; a runtime elsewhere is found through PATH.
if [[ -z ${DOTNET_ROOT-} ]]; then
    dotnet=$(type -P dotnet || echo ~/.dotnet/dotnet)
    [[ ! -L $dotnet ]] || dotnet=$(readlink -f "$dotnet")
    [[ ! -x $dotnet ]] || export DOTNET_ROOT=${dotnet%/*}
fi
exec "$host/$executable" "$@"
