# The Go libraries of libraries.txt and all that they depend on, downloaded and not installed. Sourced by setup.sh.

libraries=/var/cache/godocker-setup/go-libraries # a folder of .deb files; readable by all, since tests need no root
libraries_list=$libraries/libraries.txt          # what they were downloaded for

lacks_libraries() { [[ $kinds == *" all "* ]] && ! has_libraries; }

has_libraries() { cmp -s "$here/libraries.txt" "$libraries_list"; }

# Every library and what it depends on; of alternatives, all.
choose_libraries() {
    local name wanted=()
    while read -r name; do
        [[ -z $(candidate "$name") ]] || wanted+=("$name")
    done < <(grep -v '^#' "$here/libraries.txt")
    if ((${#wanted[@]} == 0)); then not_offered "$(grep -v -m1 '^#' "$here/libraries.txt")"; fi
    apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
        "${wanted[@]}" | grep '^golang-.*-dev$' | sort -u
}

# apt-get downloads into the folder that it runs in; the folder gets its name when it is complete.
download_libraries() {
    local names new=$libraries.new
    names=$(choose_libraries)
    say "downloading $(wc -l <<<"$names") Go libraries into $libraries"
    rm -rf "$new"
    mkdir -p "$new"
    # shellcheck disable=SC2086
    if ! (cd "$new" && apt -o APT::Sandbox::User=root download $names); then
        rm -rf "$new"
        tail -n 12 "$scratch/apt" >&2
        fail 10 "GDT1091: Packages could not be fetched; apt's messages are above." \
            "The mirror stopped answering." "Run again."
    fi
    cp "$here/libraries.txt" "$new"
    rm -rf "$libraries"
    mv "$new" "$libraries"
}
