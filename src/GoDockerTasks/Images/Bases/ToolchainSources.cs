namespace GoDockerTasks.Images;

/// <summary>Where on this machine the parts of home-made base images lie.</summary>
public sealed record ToolchainSources
{
    /// <summary>Gets the folders that may be a GOROOT.</summary>
    public required IReadOnlyList<string> GoRoots { get; init; }

    /// <summary>Gets the paths where a static busybox may be.</summary>
    public required IReadOnlyList<string> BusyBoxes { get; init; }

    /// <summary>Gets the paths where the CA certificates may be, as one PEM file.</summary>
    public required IReadOnlyList<string> Certificates { get; init; }

    /// <summary>Gets the folder with the time zones.</summary>
    public required string ZoneInfo { get; init; }

    /// <summary>Gives the places where Debian, other distributions and go.dev's own archive put them, and those in PATH.</summary>
    /// <param name="environment">Gives a variable of the environment, or null.</param>
    /// <returns>The places; what is not there is sorted out later.</returns>
    public static ToolchainSources OfThisMachine(Func<string, string?> environment)
    {
        var path = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        return new()
        {
            GoRoots =
            [
                .. Optional(environment("GOROOT")),
                .. path.Select(folder => Path.Combine(folder, "go")).Where(File.Exists).Select(RootOf),
                .. Versioned("/usr/lib"),
                "/usr/local/go",
            ],
            BusyBoxes = [.. path.Append("/bin").Append("/usr/bin").Select(folder => Path.Combine(folder, "busybox")).Distinct()],
            Certificates = [.. Optional(environment("SSL_CERT_FILE")), "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem"],
            ZoneInfo = "/usr/share/zoneinfo",
        };
    }

    private static IEnumerable<string> Optional(string? path) => string.IsNullOrEmpty(path) ? [] : [path];

    private static IEnumerable<string> Versioned(string parent) =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, "go-1.*").OrderDescending(StringComparer.Ordinal) : [];

    // /usr/bin/go is a link to ../lib/go-1.24/bin/go, and that lies two folders below its GOROOT.
    private static string RootOf(string go) =>
        Path.GetFullPath(Path.Combine(File.ResolveLinkTarget(go, returnFinalTarget: true)?.FullName ?? go, "..", ".."));
}
