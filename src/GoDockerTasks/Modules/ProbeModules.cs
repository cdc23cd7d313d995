using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Chooses the modules that proxies are probed with.</summary>
internal static class ProbeModules
{
    // Small, old and in every documentation of Go; its hash is in its own examples.
    private static readonly ModuleNeed Public = new(
        new("rsc.io/quote", "v1.5.2"),
        new("h1:w5fcysjrx7yqtD/aO+QwRjYZOKnaM9Uh2b40tElTs3Y="),
        new("h1:LzX7hefJvL54yjefDEDHNONDjII0t9xZLPXsUe+TKr0="),
        "");

    /// <summary>Gets the question for a service of which nothing is known.</summary>
    public static ProbeQuestion OfNoService { get; } = new(Of(Public), Of(Public));

    /// <summary>Chooses for a service: a module that its go.mod requires and that is not private.</summary>
    public static ProbeQuestion Of(ModuleDemand demand, ServiceSettings settings)
    {
        var patterns = settings.GoNoProxy is { Length: > 0 } noProxy ? noProxy : settings.GoPrivate ?? "";
        var own = demand.Needs.Items
            .Where(need => need is { ZipHash: not null, GoModHash: not null } && !PrefixPatterns.Match(patterns, need.Module.Path))
            .OrderBy(need => !demand.IsRequired(need.Module))
            .FirstOrDefault();

        return new(Of(own ?? Public), Of(Public));
    }

    private static ProbeModule Of(ModuleNeed need) => new(
        $"{CaseEncoding.Escape(need.Module.Path)}/@v",
        CaseEncoding.Escape(need.Module.Version),
        need.Module.Version,
        content => Problem(content, need.GoModHash!.Value))
    {
        ZipProblem = content => Problem(content, need),
    };

    private static string? Problem(byte[] zip, ModuleNeed need)
    {
        using var folder = new TempDirectory();
        File.WriteAllBytes(folder.File("zip"), zip);
        try
        {
            ZipVerifier.Verify(need, need.ZipHash!.Value, folder.File("zip"), "it", CancellationToken.None);
            return null;
        }
        catch (Exception e) when (e is ProxyFailureException or GoDockerException)
        {
            return e is GoDockerException other ? $"{ProbeResult.OtherZip}: {other.Detail.TrimEnd('.')}" : "a damaged zip";
        }
    }

    private static string? Problem(byte[] content, ModuleHash expected) =>
        ModuleHash.OfGoMod(content) is var hash && hash == expected ? null
        : ContentGuess.Of(content) is var guess && guess != "something else" ? guess
        : $"another go.mod ({hash}, not {expected})";
}
