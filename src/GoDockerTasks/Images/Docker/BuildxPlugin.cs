using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Finds the program behind <c>docker buildx</c>, where docker itself finds it.</summary>
internal static class BuildxPlugin
{
    // After the folders of the client's configuration; those are the ones that docker is compiled with.
    private static readonly string[] SystemFolders =
    [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
        "/usr/lib/docker/cli-plugins", "/usr/libexec/docker/cli-plugins",
    ];

    // How programs begin: ELF, and Mach-O for one processor and for several.
    private static readonly byte[][] Beginnings = [[0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]];

    /// <summary>Gives the path, or null where only docker knows it: on Windows, and where <c>docker</c> is a wrapper around docker.</summary>
    /// <param name="environment">The environment variables.</param>
    public static string? Find(IReadOnlyDictionary<string, string> environment)
    {
        var config = DockerClientConfig.Path(environment);

        return !OperatingSystem.IsWindows() && FindDocker(environment) is { } docker && IsTheClient(docker)
            ? DockerClientConfig.PluginFolders(config)
                .Append(Path.Combine(Path.GetDirectoryName(config)!, "cli-plugins"))
                .Concat(SystemFolders)
                .Select(folder => Path.Combine(folder, "docker-buildx"))
                .FirstOrDefault(File.Exists)
            : null;
    }

    private static string? FindDocker(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "docker"))
            .FirstOrDefault(File.Exists);

    // A script may set what the client is to use; a link to something of another name is another program.
    private static bool IsTheClient(string docker)
    {
        try
        {
            var real = File.ResolveLinkTarget(docker, returnFinalTarget: true)?.FullName ?? docker;
            using var file = File.OpenRead(real);
            var beginning = new byte[4];
            return Path.GetFileName(real) == "docker"
                && file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length
                && Beginnings.Any(known => known.AsSpan().SequenceEqual(beginning));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
