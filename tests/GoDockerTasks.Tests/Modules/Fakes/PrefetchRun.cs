using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>A prefetch in a process of its own, for what cannot be done to the tests' own process.</summary>
internal static class PrefetchRun
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PrefetchProcess.dll");

    /// <summary>Runs it to its end.</summary>
    public static Task<ProcessOutput> InAsync(
        PrefetchScene scene, string goProxy, IReadOnlyDictionary<string, string?>? environment = null) =>
        CaptureAsync(new("dotnet", [Program, scene.Service, scene.Cache, goProxy]) { Environment = environment ?? new Dictionary<string, string?>() });

    /// <summary>Runs it inside a mount namespace of its own, where a script may do what it likes to the cache before and after.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="goProxy">The GOPROXY list.</param>
    /// <param name="script">A shell script; <c>$cache</c> is the cache, <c>"$@"</c> runs the prefetch.</param>
    public static Task<ProcessOutput> WithMountsAsync(PrefetchScene scene, string goProxy, string script) =>
        InNamespaceAsync(scene, goProxy, script, "--user", "--map-root-user", "--mount");

    /// <summary>Runs it as the user who runs the tests, but where that is root, without root's power to read and write everything.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="goProxy">The GOPROXY list.</param>
    /// <param name="script">A shell script, as above.</param>
    public static Task<ProcessOutput> WithoutPowersAsync(PrefetchScene scene, string goProxy, string script) =>
        InNamespaceAsync(scene, goProxy, script, "--user");

    private static Task<ProcessOutput> InNamespaceAsync(PrefetchScene scene, string goProxy, string script, params string[] namespaces) =>
        CaptureAsync(new(
            "unshare",
            [
                .. namespaces, "sh", "-c", "set -e; cache=$1; shift; mkdir -p \"$cache\"\n" + script,
                "sh", scene.Cache, "dotnet", Program, scene.Service, scene.Cache, goProxy,
            ]));

    private static Task<ProcessOutput> CaptureAsync(ProcessSpec spec) =>
        new ProcessRunner(TimeProvider.System).CaptureAsync(spec, CancellationToken.None);
}
