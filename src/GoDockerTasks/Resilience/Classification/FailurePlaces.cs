using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>Turns a cause into the kind of the place where it happened: a reset while a base image is pulled is the registry's.</summary>
internal static partial class FailurePlaces
{
    private static readonly FailureKind[] _transport =
    [
        FailureKinds.DialTimeout, FailureKinds.ConnectRefused, FailureKinds.ConnReset, FailureKinds.TlsHandshakeTimeout,
        FailureKinds.BodyInterrupted,
    ];

    private static readonly FailureKind[] _dns =
        [FailureKinds.DnsNoSuchHost, FailureKinds.DnsServfail, FailureKinds.DnsResolverUnreachable];

    /// <summary>Gives the kind that a cause has at the place where it happened.</summary>
    /// <param name="cause">The kind that the line's rule names.</param>
    /// <param name="line">The line.</param>
    /// <param name="step">The name of the build step that printed it, such as <c>[internal] load metadata for …</c>.</param>
    /// <param name="isPulling">Whether the lines before it show an image that is pulled.</param>
    /// <returns>The kind.</returns>
    public static FailureKind Kind(FailureKind cause, string line, string step, bool isPulling)
    {
        if (Frontend().IsMatch(line) || Frontend().IsMatch(step))
        {
            return At(cause, FailureKinds.BuildkitFrontendPull,
                [.. _transport, .. _dns, FailureKinds.Proxy5xx, FailureKinds.RegistryNetwork, FailureKinds.RegistryAuth, FailureKinds.RegistryManifestUnknown, FailureKinds.Proxy404, FailureKinds.ProxyDenied, FailureKinds.HttpProxyAuth, FailureKinds.HttpProxyBroken, FailureKinds.CopyNotFound]);
        }

        // A module proxy may stand on a host that is called registry, and so may a module.
        if (!AsksForModule().IsMatch(line)
            && (Registry().IsMatch(line) || step.Contains("load metadata for", StringComparison.Ordinal)
            || step.StartsWith(BuildFrame.PushStep, StringComparison.Ordinal) || (isPulling && LineShape.IsBareCause(line))))
        {
            return cause == FailureKinds.Proxy429 ? FailureKinds.RegistryRateLimit
                : cause == FailureKinds.ProxyDenied || cause == FailureKinds.BadVersion ? FailureKinds.RegistryAuth
                : cause == FailureKinds.Proxy404 ? FailureKinds.RegistryManifestUnknown
                : At(cause, FailureKinds.RegistryNetwork, [.. _transport, .. _dns, FailureKinds.Proxy5xx, FailureKinds.ProxyBadResponse]);
        }

        if (ChecksumDatabase().IsMatch(line))
        {
            return cause == FailureKinds.Proxy404 ? FailureKinds.Sumdb404
                : At(cause, FailureKinds.SumdbUnreachable,
                    [.. _transport, FailureKinds.Proxy5xx, FailureKinds.Proxy429, FailureKinds.ProxyDenied, FailureKinds.BadVersion, FailureKinds.ProxyBadResponse]);
        }

        // Go asks Bitbucket's own interface which version control a repository has.
        if (line.Contains("?go-get=1", StringComparison.Ordinal) || line.Contains("://api.bitbucket.org/", StringComparison.Ordinal))
        {
            return cause == FailureKinds.Proxy5xx || cause == FailureKinds.Proxy429 ? FailureKinds.VcsNetwork
                : cause == FailureKinds.Proxy404 ? FailureKinds.VcsRepoNotFound
                : cause == FailureKinds.ProxyDenied ? FailureKinds.VcsAuth
                : cause;
        }

        return OsPackages().IsMatch(line) ? At(cause, FailureKinds.OsPackageFetch, [.. _transport, FailureKinds.Proxy404, FailureKinds.Proxy5xx, FailureKinds.ProxyDenied])
            : VersionControl().IsMatch(line) ? At(cause, FailureKinds.VcsNetwork, [.. _transport, FailureKinds.Proxy5xx])
            : Download().IsMatch(line) ? At(cause, FailureKinds.RunDownload, [.. _transport, FailureKinds.Proxy5xx])
            : cause;
    }

    private static FailureKind At(FailureKind cause, FailureKind here, ReadOnlySpan<FailureKind> causes) =>
        causes.Contains(cause) ? here : cause;

    [GeneratedRegex(@"docker(?:/|%2F)dockerfile(?:-upstream)?(?:[:/@%]|$)|resolve image config for|frontend image", RegexOptions.IgnoreCase)]
    private static partial Regex Frontend();

    [GeneratedRegex(@"https?:/{1,2}[^/\s""]+/v2/|registry-1\.docker\.io|auth\.docker\.io|production\.cloudflare\.docker\.com|oauth token|anonymous token|source metadata|failed to do request|httpReadSeeker|failed to copy|Error response from daemon|failed to authorize|failed to resolve reference|error pulling|load metadata for|failed to push|failed to pull|registry\.|/token\?|failed to register layer|pulling image|metadata for |get filesystem from image|error building (?:image|stage): |container registry|docker://|blob sha256:", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"/@(?:v/|latest\b)|\?go-get=1")]
    private static partial Regex AsksForModule();

    [GeneratedRegex(@"/sumdb/|://sum\.golang|/lookup/\S+@|/tile/8/|\bsumdb\b")]
    private static partial Regex ChecksumDatabase();

    [GeneratedRegex(@"(?-i:^(?:E|W|Err:\d+|Ign:\d+):? )|APKINDEX|InRelease|Packages\.gz|repomd\.xml|dl-cdn\.alpinelinux|deb\.debian\.org|archive\.ubuntu\.com|security\.ubuntu\.com|\bapk\b", RegexOptions.IgnoreCase)]
    private static partial Regex OsPackages();

    [GeneratedRegex(@"\bfatal: |unable to access|\bgit (?:clone|fetch|ls-remote|init)|ssh: |\bssh\b|remote: ")]
    private static partial Regex VersionControl();

    [GeneratedRegex(@"curl: \(|\bwget\b|npm (?:ERR|error)|\bpip\b|HTTPSConnectionPool|failed to load cache key: Get ")]
    private static partial Regex Download();
}
