using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Repairs between attempts what can be repaired on this machine, and says what it did.</summary>
internal sealed class Healer(IProcessRunner processes, IRunLog log, TimeProvider time)
{
    // Where images assembled on this machine are named.
    private const string OwnImages = "godocker.local/*";

    /// <summary>Makes one repair. What cannot be repaired is said; the next attempt shows whether it mattered.</summary>
    /// <returns>Whether the next attempt is to get cache mounts of its own.</returns>
    public async Task<bool> HealAsync(HealStep step, BuildResult build, CancellationToken cancellationToken)
    {
        var settings = build.Request.Settings;
        switch (step.Kind)
        {
            case HealKind.CleanCacheEntry:
                return !await CleanEntryAsync(step.Module, build.Request, cancellationToken);
            case HealKind.PruneOwn:
                await RemoveOwnImagesAsync(build, cancellationToken);
                var records = await new OwnBuildCache(processes).RemoveAsync(settings.Build.Builder, cancellationToken);
                var modules = new StorePruner(settings.Cache, time).Prune(0, settings.CacheMaxAge);
                log.Information($"Removed {records} of this tool's records from the build cache, {modules.Modules} modules and {modules.Snapshots} snapshots that no build used within a day.");
                break;
            case HealKind.PruneAll:
                await DockerAsync(["buildx", "prune", "--force", .. settings.Build.Builder is { } builder ? ["--builder", builder] : Array.Empty<string>()], cancellationToken);
                await DockerAsync(["image", "prune", "--force"], cancellationToken);
                break;
            case HealKind.RecreateBuilder when build.Engine.SharesImages:
                log.Information("The builder is part of the Docker daemon, which is not restarted from here.");
                break;
            case HealKind.RecreateBuilder:
                await StartBuilderAsync(build.Engine.Builder, settings.Heal, cancellationToken);
                break;
            case HealKind.LowerConcurrency:
                log.Information("Go compiles one package at a time in the next attempt.");
                break;
        }

        return false;
    }

    private async Task<bool> CleanEntryAsync(string? module, BuildRequest request, CancellationToken cancellationToken)
    {
        var cleaned = module is null ? []
            : await new CacheMountCleaner(processes).RemoveAsync(request, module, request.Settings.Heal != HealPolicy.All, cancellationToken);
        log.Information(cleaned.Count > 0
            ? $"{module} was removed from {string.Join(", ", cleaned)}; the rest of it stays."
            : "The next attempt gets cache mounts of its own; the damaged ones are left to BuildKit's garbage collection.");
        return cleaned.Count > 0;
    }

    // A builder that runs may be building for others: it is stopped only where what others made may be touched.
    private async Task StartBuilderAsync(string builder, HealPolicy heal, CancellationToken cancellationToken)
    {
        if (heal == HealPolicy.All)
        {
            await DockerAsync(["buildx", "stop", builder], cancellationToken);
        }

        // This makes the builder's container anew where it is gone; its cache is in a volume and stays.
        await DockerAsync(["buildx", "inspect", "--bootstrap", builder], cancellationToken);
    }

    // Those that this build does not stand on.
    private async Task RemoveOwnImagesAsync(BuildResult build, CancellationToken cancellationToken)
    {
        var own = await processes.CaptureAsync(
            new("docker", ["image", "ls", "--filter", $"reference={OwnImages}", "--format", "{{.Repository}}:{{.Tag}}"]), cancellationToken);
        string[] unused =
        [
            .. own.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(name => build.Request.Bases.All(image => image.Used != name)),
        ];
        if (unused.Length > 0)
        {
            await DockerAsync(["image", "rm", .. unused], cancellationToken);
        }
    }

    private async Task DockerAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = await processes.CaptureAsync(new("docker", arguments), cancellationToken);
        log.Information($"docker {string.Join(' ', arguments)}: {(output.Succeeded ? "done" : output.Error)}");
    }
}
