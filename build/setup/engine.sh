# Is there a Docker Engine, does it answer, and can its client build? Sourced by setup.sh.

oldest_engine=23
engine_log=/var/log/dockerd.log
engine_pid=/run/docker.pid
containerd_pid=/run/docker/containerd/containerd.pid
plugin_folders=(/usr/local/lib/docker/cli-plugins /usr/local/libexec/docker/cli-plugins
    /usr/lib/docker/cli-plugins /usr/libexec/docker/cli-plugins)

# Sets engine  ready | stopped | old-stopped | absent | too-old | denied | elsewhere-silent
# and  buildx  ready | elsewhere | absent
# One call of the client tells both.
look_at_engine() {
    engine=absent buildx=absent
    engine_version=
    local answer said
    if [[ -n $(type -P docker) ]]; then
        said=$(timeout 20 docker info --format \
            '<{{.ServerVersion}}|{{range .ClientInfo.Plugins}}{{if not .Err}}{{.Name}} {{end}}{{end}}>' 2>&1) || true
        answer=$(grep -o '<.*|.*>' <<<"$said" || true)
        engine_version=${answer%%|*}
        engine_version=${engine_version#<}
        if [[ $answer == *[\|\ ]"buildx "* ]]; then
            buildx=ready
        elif [[ -n $(plugin_file) ]]; then
            buildx=elsewhere
        fi
        if [[ -n $engine_version ]]; then
            engine=ready
            ((${engine_version%%.*} >= oldest_engine)) || engine=too-old
            return
        fi
        [[ $said != *"ermission denied"* ]] || engine=denied
    fi
    engine_address=${DOCKER_HOST-}
    if [[ -z $engine_address && -n $(type -P docker) ]]; then
        engine_address=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null || true)
    fi
    case $engine_address in
        "" | unix:///var/run/docker.sock | unix:///run/docker.sock) ;;
        *) engine=elsewhere-silent ;;
    esac
    if [[ $engine == absent && -n $(find_dockerd) && -n $(type -P docker) ]]; then
        engine=stopped
        (($(dockerd_version) >= oldest_engine)) || engine=old-stopped
    fi
}

find_dockerd() { PATH=$PATH:/usr/sbin:/usr/local/sbin:/sbin type -P dockerd || true; }

dockerd_version() { "$(find_dockerd)" --version 2>/dev/null | grep -o 'version [0-9]*' | grep -o '[0-9]*$' || echo 0; }

plugin_file() {
    local folder
    for folder in "${plugin_folders[@]}"; do
        if [[ -x $folder/docker-buildx ]]; then echo "$folder/docker-buildx" && return; fi
    done
}

# An engine that is there is its user's business, whatever is wrong with it.
refuse_what_is_the_users() {
    case $engine in
        too-old)
            fail 30 "GDT3092: The engine that answers is Docker $engine_version; $oldest_engine or later is needed." \
                "--setup does not replace an engine that is in use." \
                "Upgrade it (https://docs.docker.com/engine/install), or point DOCKER_HOST at a newer one."
            ;;
        denied)
            fail 30 "GDT3092: The Docker engine refuses this user." "Its socket is for root and the group 'docker'." \
                "Run 'sudo usermod -aG docker $(id -un)', log in again, and run again."
            ;;
        elsewhere-silent)
            fail 30 "GDT3092: No Docker engine answers at $engine_address." \
                "DOCKER_HOST or the current docker context names that address; --setup starts an engine only at the default one." \
                "Start that engine, or run again without it: 'unset DOCKER_HOST' and 'docker context use default'."
            ;;
    esac
}

has_systemd() { [[ -d /run/systemd/system ]]; }

describe_start() {
    if has_systemd; then
        echo "docker.service    started with systemctl"
    else
        echo "dockerd           started in the background (no systemd here); log $engine_log, pid $engine_pid"
    fi
}

answers() { [[ -n $(timeout 10 docker version --format '{{.Server.Version}}' 2>/dev/null) ]]; }

# runs PID-FILE NAME: whether the process is that program; a zombie has no executable, a reused id has another.
runs() { [[ -f $1 && $(readlink "/proc/$(<"$1")/exe") == */$2 ]]; }

start_engine() {
    local process=
    say "starting the Docker engine"
    if has_systemd; then
        systemctl start docker >"$engine_log" 2>&1 || engine_failed
    elif ! runs "$engine_pid" dockerd; then # else an interrupted run has started it: it is only waited for
        # dockerd takes a zombie's id for a running program; where process 1 reaps nothing, zombies stay.
        rm -f "$engine_pid"
        runs "$containerd_pid" containerd || rm -f "$containerd_pid"
        cd / # so that it keeps no folder of the caller's busy
        env -u DOCKER_HOST -u DOCKER_CONTEXT -u DOCKER_CONFIG -u TMPDIR \
            PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" setsid "$(find_dockerd)" --pidfile "$engine_pid" \
            >"$engine_log" 2>&1 </dev/null 8>&- &
        process=$!
    fi
    local deadline=$((SECONDS + 60))
    until answers; do
        if [[ -n $process ]] && ! kill -0 "$process" 2>/dev/null; then engine_failed; fi
        if ((SECONDS > deadline)); then engine_failed; fi
        sleep 0.1
    done
}

engine_failed() {
    if has_systemd; then journalctl -u docker -n 20 --no-pager >>"$engine_log" 2>/dev/null || true; fi
    tail -n 20 "$engine_log" >&2
    fail 30 "GDT3093: The Docker engine did not start; the end of its log is above." \
        "Inside a container it needs --privileged; otherwise the last 'level=error' or 'failed' line names the cause." \
        "Remove that cause and run again. The whole log: $engine_log"
}

# Some clients look for plugins elsewhere than the distribution puts them.
link_plugin() {
    look_at_engine
    if [[ $buildx == ready ]]; then return; fi
    local plugin folder=${plugin_folders[0]}
    plugin=$(plugin_file)
    if [[ -n $plugin && $plugin != "$folder"/* ]]; then
        mkdir -p "$folder"
        ln -sfn "$plugin" "$folder/docker-buildx"
        say "linked $folder/docker-buildx to $plugin: $(type -P docker) does not look there"
        look_at_engine
    fi
    [[ $buildx == ready ]] || fail 30 "GDT3092: '$(type -P docker)' does not find buildx." \
        "That client looks for plugins in none of: ${plugin_folders[*]}." \
        "Link docker-buildx to where it looks ('docker info' lists its plugins), or put another client first in PATH."
}
