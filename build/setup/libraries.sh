# The Go libraries of libraries.txt and all that they depend on, downloaded and not installed. Sourced by setup.sh.

libraries=/var/cache/godocker-setup/go-libraries # a folder of .deb files; readable by all, since tests need no root
libraries_list=$libraries/libraries.txt          # what they were downloaded for

lacks_libraries() { [[ $kinds == *" all "* ]] && ! has_libraries; }

has_libraries() { cmp -s "$here/libraries.txt" "$libraries_list"; }

# Every library and what it depends on; of alternatives, all that the machine's own release has.
choose_libraries() {
    # shellcheck disable=SC2046
    apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
        $(grep -v '^#' "$here/libraries.txt") 2>/dev/null | grep '^golang-.*-dev$' | sort -u | xargs -r apt-cache policy |
        awk '/^[^ ]/ { name = substr($1, 1, length($1) - 1) } /^ *Candidate: [^(]/ { print name }'
}

# apt-get downloads into the folder that it runs in; the folder gets its name when it is complete.
download_libraries() {
    local names new=$libraries.new
    names=$(choose_libraries) || true
    [[ -n $names ]] || not_offered "$(grep -m1 -v '^#' "$here/libraries.txt")"
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
