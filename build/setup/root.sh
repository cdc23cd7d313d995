# The root file system of the machine's own release, as small as debootstrap makes it, in one tar file. Sourced by setup.sh.

root=/var/cache/godocker-setup/debian-root.tar # readable by all, since tests need no root

has_root() { [[ -s $root ]]; }

lacks_root() { [[ $kinds == *" all "* ]] && ! has_root; }

# Where apt gets the machine's own release from; not an update or a security suite of it.
release_mirror() {
    # shellcheck disable=SC2016 # apt's own placeholders
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' |
        awk -v release="$VERSION_CODENAME" '$1 == release && $2 == "main" { print $3; exit }'
}

# Made in a folder of another name; --one-file-system because a run that was killed may have left a /proc mounted in it.
make_root() {
    local new=$root.new mirror
    mirror=$(release_mirror)
    [[ -n $mirror ]] || not_offered "a base system of $VERSION_CODENAME"
    say "making a base system of $VERSION_CODENAME in $root"
    rm -rf --one-file-system "$new"
    mkdir -p "${root%/*}"
    if ! debootstrap --variant=minbase "$VERSION_CODENAME" "$new" "$mirror" >"$scratch/apt" 2>&1; then
        rm -rf --one-file-system "$new"
        tee -a "$install_log" <"$scratch/apt" | tail -n 8 >&2
        fail 10 "GDT1091: A base system of $VERSION_CODENAME could not be fetched; debootstrap's messages are above." \
            "The mirror $mirror stopped answering, or it does not have the release." "Run again."
    fi
    rm -rf "$new"/var/cache/apt/archives/*.deb "$new"/var/lib/apt/lists/*
    tar --create --one-file-system --numeric-owner --file "$root.part" --directory "$new" .
    rm -rf --one-file-system "$new"
    mv "$root.part" "$root"
}
