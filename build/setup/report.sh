# What setup says, and how it fails. Sourced by setup.sh.

say() { echo "setup: $*" >&2; }

# fail EXIT-CODE 'GDTnnnn: what' CAUSE FIX-LINE...
fail() {
    local code=$1 what=$2 cause=$3
    shift 3
    printf '%s\n' "$what" "  Cause: $cause" "  Fix:   $1" >&2
    shift
    (($# == 0)) || printf '         %s\n' "$@" >&2
    exit "$code"
}

# The missing needs, one line each: packages and why.
list_missing() {
    local need kind how packages why
    for need in ${missing[@]+"${missing[@]}"}; do
        IFS='|' read -r kind how packages why <<<"$need"
        [[ $how != engine || $engine != stopped ]] || packages="(installed, but not running)"
        [[ $how != buildx || $buildx != elsewhere ]] || packages="(installed, but not where this client looks)"
        [[ $how != libraries ]] || packages="(Go libraries, only downloaded)"
        [[ $how != root ]] || packages="(a base system, in a file)"
        printf '%-31s %s\n' "${packages//\?/}" "$why"
    done
}

require_root_and_apt() {
    local lines line again
    if $on_apt && { ((EUID == 0)) || $dry_run; }; then return; fi
    lines=()
    while IFS= read -r line; do lines+=("$line"); done < <(list_missing)
    # Without root, what only base images assembled here need is no reason to stop.
    if [[ ${missing[*]} != *'sdk|'* && ${missing[*]} != *'image|'* && ${missing[*]} != *'test|'* && ${missing[*]} != *'all|'* ]]; then
        say "not installed, and needed only with GoDocker_BaseFallback=local:" "$(printf '\n  %s' "${lines[@]}")"
        exit 0
    fi
    if ! $on_apt; then
        fail 30 "GDT3092: --setup cannot install what is missing here." "It knows Debian and Ubuntu (apt) only." \
            "Install this by hand (names are Debian's) and run again:" "${lines[@]}" \
            "Docker with buildx: Docker Desktop or https://docs.docker.com/engine/install; macOS: brew install colima docker docker-buildx"
    fi
    again="--target=${targets[0]}"
    if $all; then again+=" --all"; fi
    fail 30 "GDT3092: --setup cannot install what is missing here." "It needs root to install packages and to start the engine." \
        "Run 'sudo bash $here/setup.sh $again' once, or install this by hand:" "${lines[@]}"
}
