using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>Repairs between attempts what can be repaired on this machine, and says what it did.</summary>
internal sealed class Healer(IProcessRunner processes, IRunLog log)
{
    // Where images assembled on this machine are named.
    private const string OwnImages = "godocker.local/*";

    /// <summary>Makes one repair. What cannot be repaired is said; the next attempt shows whether it mattered.</summary>
    public async Task HealAsync(HealStep step, BuildResult build, CancellationToken cancellationToken)
    {
        switch (step.Kind)
        {
            case HealKind.CleanCacheEntry:
                log.Information("The next attempt gets cache mounts of its own; the damaged ones are left to BuildKit's garbage collection.");
                break;
            case HealKind.PruneOwn:
                await RemoveOwnImagesAsync(build, cancellationToken);
                break;
            case HealKind.PruneAll:
                await DockerAsync(["buildx", "prune", "--force"], cancellationToken);
                await DockerAsync(["image", "prune", "--force"], cancellationToken);
                break;
            case HealKind.RecreateBuilder when build.Engine.SharesImages:
                log.Information("The builder is part of the Docker daemon, which is not restarted from here.");
                break;
            case HealKind.RecreateBuilder:
                await DockerAsync(["buildx", "stop", build.Engine.Builder], cancellationToken);
                await DockerAsync(["buildx", "inspect", "--bootstrap", build.Engine.Builder], cancellationToken);
                break;
            case HealKind.LowerConcurrency:
                log.Information("Go compiles one package at a time in the next attempt.");
                break;
        }
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
