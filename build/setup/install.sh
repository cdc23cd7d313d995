# What is missing is installed, or listed by a dry run. Sourced by setup.sh.

# While packages are installed no service starts by itself. The file is also the mark of a run that was interrupted.
policy=/usr/sbin/policy-rc.d
policy_mark="# Written by GoDockerTasks' setup for as long as it installs packages; safe to delete."

left_from_interrupted_run() { [[ -f $policy ]] && grep -qF "$policy_mark" "$policy"; }

# Sets packages (to install) and foreign (those of them from a foreign suite), with the sources made ready.
choose_packages() {
    local need kind how names why name suite wanted=() lacking=()
    packages=() foreign=()
    for need in ${missing[@]+"${missing[@]}"}; do
        IFS='|' read -r kind how names why <<<"$need"
        if [[ $how == engine && $engine == stopped || $how == buildx && $buildx == elsewhere ]]; then continue; fi
        for name in $names; do wanted+=("$kind|$name"); done
    done
    if ((${#wanted[@]} == 0)) && ! lacks_libraries && ! lacks_root; then return; fi
    apt update || true # a source of the machine that is broken is no matter if the rest has what is needed
    for need in ${wanted[@]+"${wanted[@]}"}; do
        name=${need#*|}
        offered "${name%\?}" || lacking+=("${name%\?}")
    done
    suite=$(foreign_suite)
    if [[ -n $suite ]]; then
        # The engine's parts belong together, whichever of them this run lacks: an older docker-cli breaks a newer docker.io.
        case " ${lacking[*]-} " in *" docker"*) lacking+=(docker.io docker-cli docker-buildx) ;; esac
        if ((${#lacking[@]} > 0)); then
            add_foreign_suite "$suite" docker.io docker-cli docker-buildx golang-1.24-go golang-1.24-src
        fi
    fi
    for need in ${wanted[@]+"${wanted[@]}"}; do
        kind=${need%%|*} name=${need#*|}
        if offered "${name%\?}"; then
            packages+=("${name%\?}")
            if candidate_is_foreign "${name%\?}" "$suite"; then foreign+=("${name%\?}"); fi
        elif [[ $kind == base ]]; then
            say "$name is in no package source of this machine; it is needed only with GoDocker_BaseFallback=local"
        elif [[ $name != *\? ]]; then
            not_offered "$name"
        fi
    done
}

candidate_is_foreign() {
    [[ -n $2 ]] && apt-cache policy "$1" | grep -A3 "^ \*\*\* $(candidate "$1") \|^     $(candidate "$1") " |
        grep -q " $2/"
}

not_offered() {
    if grep -qi 'could not resolve\|temporary failure\|unable to connect\|could not connect\|connection failed\|timed out\|failed to fetch' \
        "$scratch/apt"; then
        tail -n 8 "$scratch/apt" >&2
        fail 10 "GDT1091: The package sources of this machine do not answer; apt's messages are above." \
            "There is no way to the mirror from here, or it is down." \
            "Run again later, or name a mirror that answers in /etc/apt/sources.list.d."
    fi
    if [[ $1 == dotnet-sdk-* ]]; then
        fail 30 "GDT3090: There is no .NET 10 SDK here, and no package source of this machine has one." \
            "Debian's own sources have no .NET SDK; Ubuntu's have since 24.04." \
            "Install it and run again: curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0" \
            "or add https://packages.microsoft.com as a package source."
    fi
    fail 30 "GDT3094: No package source of this machine has $1$([[ $1 != docker.io ]] || echo " $oldest_engine or later")." \
        "$ID ${VERSION_ID-} does not ship it." "Install it from https://docs.docker.com/engine/install or another source, and run again."
}

# Prints 'name version suite' of each package that would be installed, dependencies too. Never lets anything be removed.
simulate() {
    if ((${#packages[@]} == 0)); then return; fi
    if ! apt -s --no-install-recommends install "${packages[@]}"; then
        tail -n 8 "$scratch/apt" >&2
        fail 30 "GDT3094: apt cannot install ${packages[*]}; its reasons are above." \
            "Packages of this machine are in the way." "Resolve that with apt, or install these by hand, then run again."
    fi
    local removed
    removed=$(sed -n 's/^Remv \([^ ]*\).*/\1/p' "$scratch/apt" | grep -vx busybox | tr '\n' ' ' || true)
    if [[ -n $removed ]]; then
        fail 30 "GDT3094: Installing ${packages[*]} would remove: $removed" \
            "They cannot be installed side by side; --setup removes nothing." \
            "Decide which you want; to go ahead: apt-get install --no-install-recommends ${packages[*]}"
    fi
    sed -n 's/^Inst \([^ ]*\) \(\[[^]]*\] \)\?(\([^ ]*\) \([^[]*\).*/\1 \3 \4/p' "$scratch/apt"
}

why_of() {
    local need kind how names why
    for need in "${missing[@]}"; do
        IFS='|' read -r kind how names why <<<"$need"
        case " ${names//\?/} " in *" $1 "*) echo "$why" && return ;; esac
    done
    echo "the packages above depend on it"
}

prepare() {
    scratch=$(mktemp -d -t godocker-setup.XXXXXX)
    trap finish EXIT
    trap interrupted INT TERM HUP
    ID=linux
    . /etc/os-release
}

finish() {
    if [[ -z $view ]] && left_from_interrupted_run; then rm -f "$policy"; fi
    rm -rf "$scratch" ${view:+"$view"}
}

# dpkg, in a session of its own, goes on when apt-get is stopped: it finishes what it has begun before services may
# start by themselves again. After 'kill -9' the next run does this.
interrupted() {
    trap '' INT TERM HUP
    if [[ -z $view ]] && left_from_interrupted_run; then
        say "stopped; dpkg finishes what it has begun"
        complete_half_installed
    fi
    exit 130
}

# Lists everything that carry_out would touch.
plan() {
    local line name version suite file own=() other=() log=$install_log install_log=/dev/null
    prepare
    open_view
    choose_packages
    echo "--setup would do this for ${targets[*]}; nothing has been changed:"
    for file in etc/apt/sources.list.d/godocker-"$(foreign_suite)".sources etc/apt/preferences.d/godocker-"$(foreign_suite)"; do
        if [[ -f $view/$file ]] && ! cmp -s "$view/$file" "/$file"; then
            echo "  file     /$file   Debian $(foreign_suite), a foreign suite: this machine is $VERSION_CODENAME"
        fi
    done
    simulate >"$scratch/plan"
    while read -r name version suite; do
        case " ${packages[*]-} " in *" $name "*) own+=("$name|$version|$suite") ;; *) other+=("$name|$version|$suite") ;; esac
    done <"$scratch/plan"
    for line in ${own[@]+"${own[@]}"} ${other[@]+"${other[@]}"}; do
        IFS='|' read -r name version suite <<<"$line"
        case " ${foreign[*]-} " in *" $name "*) suite="foreign suite $(foreign_suite)" ;; esac
        printf '  package  %-24s %-28s %s: %s\n' "$name" "$version" "$suite" "$(why_of "$name")"
    done
    if left_from_interrupted_run || [[ -n $half_installed ]]; then
        echo "  package  (all half-installed ones: an interrupted installation is completed)"
    fi
    if [[ -s $scratch/plan ]]; then
        [[ -f $policy ]] || echo "  file     $policy   while packages are installed, so that no service starts by itself; then removed"
        echo "  file     $log   what apt said"
    fi
    if lacks_libraries; then
        echo "  folder   $libraries   $(choose_libraries | wc -l) packages of Go libraries, downloaded and not installed"
    fi
    if lacks_root; then
        echo "  file     $root   a base system of $VERSION_CODENAME, made by debootstrap"
    fi
    if [[ $buildx == elsewhere ]]; then
        echo "  file     ${plugin_folders[0]}/docker-buildx   link to $(plugin_file), which $(type -P docker) does not find"
    fi
    if [[ $kinds == *image* && $engine != ready ]]; then echo "  service  $(describe_start)"; fi
}

forbid_service_starts() {
    [[ ! -f $policy ]] || return 0 # the user's own decides
    printf '#!/bin/sh\n%s\nexit 101\n' "$policy_mark" >"$policy.new"
    chmod 755 "$policy.new"
    mv "$policy.new" "$policy"
}

carry_out() {
    prepare
    echo "== $(date -u +%FT%TZ) ${targets[*]}" >>"$install_log"
    if left_from_interrupted_run || [[ -n $half_installed ]]; then
        say "completing an installation that was interrupted"
        forbid_service_starts
        complete_half_installed
        apt -y -f install || true
    fi
    choose_packages
    if ((${#packages[@]} > 0)); then
        simulate >"$scratch/plan"
        say "installing ${packages[*]}${foreign[*]:+ (from $(foreign_suite), a foreign suite: ${foreign[*]})}"
        forbid_service_starts
        if ! apt -y --no-install-recommends install "${packages[@]}"; then
            not_installed
        fi
    fi
    if lacks_libraries; then download_libraries; fi
    if lacks_root; then make_root; fi
    hash -r
    if [[ $kinds == *image* ]]; then
        answers || start_engine
        link_plugin
        refuse_what_is_the_users
    fi
}

not_installed() {
    tail -n 12 "$scratch/apt" >&2
    if grep -q 'Failed to fetch\|Unable to fetch' "$scratch/apt"; then
        fail 10 "GDT1091: Packages could not be fetched; apt's messages are above." \
            "The mirror stopped answering." "Run again: what has been fetched is kept."
    fi
    fail 30 "GDT3094: apt could not install ${packages[*]}; its messages are above." \
        "The disk is full, or a package's own installation failed." "Remove that cause and run again. The whole log: $install_log"
}
