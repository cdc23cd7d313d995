# Talking to apt: sources, candidates, locks. Sourced by setup.sh.
#
# The machine's own release is preferred. Where it lacks something, a foreign suite is added that nothing else can come
# from: everything in it is pinned below zero, except the packages named here.

install_log=/var/log/godocker-setup.log
patience=300 # seconds for another apt or dpkg to finish

# Where a dry run keeps what a real one has below /: sources, lists and pins of its own.
view=

foreign_suite() {
    case $ID-${VERSION_CODENAME-} in
        # 12 has Docker 20.10, no buildx, and Go 1.19; 13's packages need nothing newer than 12's C library.
        debian-bookworm) echo trixie ;;
    esac
}

open_view() {
    view=$(mktemp -d -t godocker-setup.XXXXXX)
    mkdir -p "$view"/{etc/apt,lists/partial,cache/archives/partial,log}
    cp -rL /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/preferences.d "$view/etc/apt" 2>/dev/null || true
    mkdir -p "$view"/etc/apt/{sources.list.d,preferences.d}
    cp /var/lib/apt/lists/*_dists_* "$view/lists" 2>/dev/null || true
    cat >"$view/apt.conf" <<CONF
Dir::Etc::sourcelist "$view/etc/apt/sources.list";
Dir::Etc::sourceparts "$view/etc/apt/sources.list.d";
Dir::Etc::preferencesparts "$view/etc/apt/preferences.d";
Dir::State::lists "$view/lists";
Dir::Cache "$view/cache";
Dir::Log "$view/log";
APT::Sandbox::User "root";
CONF
    export APT_CONFIG=$view/apt.conf
}

# patiently COMMAND...: runs it with everything said into the log; waits for another apt or dpkg.
patiently() {
    local deadline=$((SECONDS + patience)) told=false
    until DEBIAN_FRONTEND=noninteractive "$@" >"$scratch/apt" 2>&1 </dev/null 8>&-; do
        cat "$scratch/apt" >>"$install_log"
        if ! grep -q 'Could not get lock\|Unable to lock\|lock was locked\|is locked by another' "$scratch/apt"; then
            return 1
        fi
        if ((SECONDS > deadline)); then
            fail 30 "GDT3094: Another package manager has been at work for $patience s." \
                "$(grep -m1 'lock' "$scratch/apt")." "Wait until it is done, then run again."
        fi
        $told || say "another package manager is at work, waiting for it (up to $patience s)"
        told=true
        sleep 1
    done
    cat "$scratch/apt" >>"$install_log"
}

apt() {
    patiently apt-get -q -o Acquire::Retries=3 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 \
        -o Dpkg::Options::=--force-confold "$@"
}

complete_half_installed() { patiently dpkg --configure -a --force-confold || true; }

candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([^(].*\)/\1/p'; }

major() { sed 's/^[0-9]*://; s/[^0-9].*//' <<<"$1"; }

# Whether this package, as the sources are now, is there and new enough.
offered() {
    local version
    version=$(candidate "$1")
    [[ -n $version ]] || return 1
    [[ $1 != docker.io ]] || (($(major "$version") >= oldest_engine))
}

write_file() {
    mkdir -p "${1%/*}"
    cat >"$scratch/file"
    if cmp -s "$scratch/file" "$1"; then return; fi
    cp "$scratch/file" "$1.new"
    mv "$1.new" "$1"
}

# The keyring that the machine's own source with this address names; Debian's own keyring; or none.
keyring_of() {
    local uri=${1%/} file keyring=
    for file in "$view"/etc/apt/sources.list.d/*.sources; do
        [[ ! -f $file || -n $keyring ]] || keyring=$(awk -v uri="$uri" 'BEGIN { RS = "" } index($0, uri)' "$file" |
            sed -n 's/^[Ss]igned-[Bb]y: *\(\/.*\)/\1/p' | head -n 1)
    done
    for file in "$view"/etc/apt/sources.list "$view"/etc/apt/sources.list.d/*.list; do
        [[ ! -f $file || -n $keyring ]] || keyring=$(grep -F "$uri" "$file" | grep -o 'signed-by=[^] ]*' |
            head -n 1 | cut -d= -f2 || true)
    done
    [[ -n $keyring ]] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [[ ! -f $keyring ]] || echo "$keyring"
}

# Adds the foreign suite, for these packages alone.
add_foreign_suite() {
    local suite=$1 uri keyring
    shift
    uri=$(apt-get indextargets --format '$(CODENAME) $(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        awk -v own="$VERSION_CODENAME" '$1 == own && $2 !~ /-/ && $3 == "main" { print $4; exit }')
    if [[ -z $uri ]]; then return; fi
    keyring=$(keyring_of "$uri")
    write_file "$view/etc/apt/sources.list.d/godocker-$suite.sources" <<SOURCES
# Written by GoDockerTasks' setup. Only what /etc/apt/preferences.d/godocker-$suite names is taken from here.
Types: deb
URIs: $uri
Suites: $suite
Components: main
${keyring:+Signed-By: $keyring}
SOURCES
    write_file "$view/etc/apt/preferences.d/godocker-$suite" <<PINS
Explanation: Written by GoDockerTasks' setup.
Package: *
Pin: release n=$suite
Pin-Priority: -10

Package: $*
Pin: release n=$suite
Pin-Priority: 990
PINS
    apt update -o Dir::Etc::sourcelist="$view/etc/apt/sources.list.d/godocker-$suite.sources" \
        -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 || true
}
