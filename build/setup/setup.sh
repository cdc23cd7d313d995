#!/usr/bin/env bash
# Installs and starts what a target needs and this machine lacks:
#
#     bash build/setup/setup.sh [--target=NAME] [--all] [--dryrun]
#
# What is needed and why: packages.txt. Where it comes from: apt.sh. What is done: install.sh, engine.sh, libraries.sh and root.sh.
# Quiet when nothing is missing. What is there is never changed: an engine that answers is left as it is.
# Any other argument is ignored, so that build.sh can hand on all of its own.
set -euo pipefail
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
. "$here/report.sh"
. "$here/engine.sh"
. "$here/apt.sh"
. "$here/libraries.sh"
. "$here/root.sh"
. "$here/install.sh"

targets=()
all=false
dry_run=false
while (($# > 0)); do
    case $1 in
        --target=* | -t=*) targets+=("${1#*=}") ;;
        --target | -t)
            targets+=("${2-}")
            if (($# > 1)); then shift; fi
            ;;
        --all) all=true ;;
        --dryrun | --dry-run) dry_run=true ;;
    esac
    shift
done
((${#targets[@]} > 0)) || targets=(Image)

# The kinds of need, as in packages.txt.
kinds=" sdk "
for target in "${targets[@]}"; do
    case $(tr '[:upper:]' '[:lower:]' <<<"$target") in
        test | bench | demo)
            kinds+="image base test "
            if $all; then kinds+="all "; fi
            ;;
        lint | diagnose | doctor | pack | clean | prepare | resolveproxy | prefetchmodules) ;;
        *) kinds+="image base " ;; # a repository's own target builds images for all we know
    esac
done

has_sdk() {
    local dotnet wanted
    dotnet=$(type -P dotnet || echo ~/.dotnet/dotnet)
    dotnet=$(readlink -f "$dotnet" 2>/dev/null) || return 1
    wanted=$(grep -o '"version": *"[0-9]*\.[0-9]*' "$here/../../global.json" 2>/dev/null | grep -o '[0-9.]*$') || wanted=10.0
    compgen -G "${dotnet%/*}/sdk/$wanted.*" >/dev/null
}

# Whether dpkg has a package in any state between absent and installed: an interrupted run left it so.
half_installed=
on_apt=false
if [[ -n $(type -P apt-get) && -n $(type -P dpkg-query) ]]; then
    on_apt=true
    # shellcheck disable=SC2046
    states=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' \
        $(sed 's/#.*//; s/?//g' "$here/packages.txt" | cut -d'|' -f3) 2>/dev/null || true)
fi

found() {
    local how=$1 package state
    if $on_apt; then
        for package in ${2//\?/}; do
            state=$(grep "^$package " <<<"$states") || continue
            case ${state#* } in
                installed) [[ $how != - ]] || return 0 ;;
                not-installed | config-files) ;;
                *) half_installed+=" $package" && return 1 ;;
            esac
        done
    fi
    case $how in
        sdk) has_sdk ;;
        engine) [[ $engine == ready ]] ;;
        buildx) [[ $buildx == ready ]] ;;
        libraries) has_libraries ;;
        root) has_root ;;
        command*) [[ -n $(type -P "${how#command }") ]] ;;
        /*) [[ -e $how ]] ;;
        *) return 1 ;;
    esac
}

engine=unknown buildx=unknown
[[ $kinds != *image* ]] || look_at_engine

missing=() # lines of packages.txt
while IFS='|' read -r kind how packages why; do
    read -r kind <<<"$kind"
    read -r how <<<"$how"
    read -r packages <<<"$packages"
    read -r why <<<"$why"
    [[ -n $kind && $kind != \#* && $kinds == *" $kind "* ]] || continue
    [[ $kind != base ]] || $on_apt || continue
    found "$how" "$packages" || missing+=("$kind|$how|$packages|$why")
done <"$here/packages.txt"

if ((${#missing[@]} == 0)) && ! left_from_interrupted_run; then
    if $dry_run; then echo "--setup has nothing to do for ${targets[*]}: all that it needs is here."; fi
    exit 0
fi

refuse_what_is_the_users
require_root_and_apt
if $dry_run; then
    plan
else
    mkdir -p /run/lock
    exec 8>>/run/lock/godocker-setup.lock
    flock -n 8 || { say "another --setup is at work, waiting for it" && flock 8; }
    carry_out
fi
