using System.Runtime.Versioning;
using System.Security;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Finds the program behind <c>docker buildx</c>, where docker itself finds it (docker/cli, cli-plugins/manager).</summary>
internal static class BuildxPlugin
{
    // After the folders of the client's configuration; those are the ones that docker is compiled with.
    private static readonly string[] SystemFolders =
    [
        "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
        "/usr/lib/docker/cli-plugins", "/usr/libexec/docker/cli-plugins",
    ];

    // The first bytes of executables: ELF, and Mach-O for one processor and for several.
    private static readonly byte[][] MagicNumbers = [[0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]];

    /// <summary>Gives the path, or null where it is left to docker: on Windows, where docker or the plugin is a script, or in doubt.</summary>
    /// <remarks>A script may set what docker is to use, and one that starts the plugin does not pass a signal on to it.</remarks>
    /// <param name="environment">The environment variables.</param>
    public static string? Find(IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return !OperatingSystem.IsWindows() && FindDocker(environment) is { } docker && IsProgram(docker, "docker")
                && FindPlugin(environment) is { } plugin && IsProgram(plugin, "docker-buildx")
                ? plugin
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // In the order in which the runtime looks for a program. An empty entry of PATH is the working directory.
    [UnsupportedOSPlatform("windows")]
    private static string? FindDocker(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator)
            .Prepend("")
            .Prepend(Path.GetDirectoryName(Environment.ProcessPath) ?? "")
            .Select(folder => Path.GetFullPath(Path.Combine(folder, "docker")))
            .FirstOrDefault(IsExecutable);

    // What is first is docker's choice, whatever it is.
    private static string? FindPlugin(IReadOnlyDictionary<string, string> environment) =>
        DockerClientConfig.PluginFolders(DockerClientConfig.Path(environment))
            .Append(Path.Combine(DockerClientConfig.Folder(environment.GetValueOrDefault), "cli-plugins"))
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, "docker-buildx"))
            .FirstOrDefault(Path.Exists) is { } plugin && Path.IsPathRooted(plugin)
                ? plugin
                : null;

    [UnsupportedOSPlatform("windows")]
    private static bool IsExecutable(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    // A link to a program of another name is another program. A pipe has no length, and reading it could take for ever.
    [UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path, string name)
    {
        var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (!IsExecutable(real) || new FileInfo(real) is not { Length: > 0 } info || info.Name != name)
        {
            return false;
        }

        using var file = info.OpenRead();
        var beginning = new byte[4];
        return file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false) == beginning.Length
            && MagicNumbers.Any(known => known.AsSpan().SequenceEqual(beginning));
    }
}
