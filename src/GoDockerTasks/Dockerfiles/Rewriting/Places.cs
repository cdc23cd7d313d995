namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Where our mounts appear in a RUN, and what they are called.</summary>
/// <remarks>Not under /tmp or /root/.cache, which build scripts like to empty: a mount point cannot be deleted.</remarks>
internal static class Places
{
    public const string Root = "/run/godocker";

    public const string Modules = $"{Root}/modules";

    public const string BuildCache = $"{Root}/go-build";

    public const string SnapshotContext = "godocker-modules";

    public const string SettingsContext = "godocker-settings";

    // What the ids of our cache mounts begin with.
    public const string ModuleCacheId = "godocker-go-mod-";

    public const string BuildCacheId = "godocker-go-build-";

    public const string Secret = "godocker-goenv";

    public const string CaSecret = "godocker-ca";

    // Go reads every file of this folder, whatever the distribution.
    public const string CaFile = "/etc/ssl/certs/godocker-ca.pem";
}
