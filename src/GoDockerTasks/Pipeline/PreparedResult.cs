using GoDockerTasks.Images;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Pipeline;

/// <summary>What Prepare gave: all that BuildImage would have built from, as files.</summary>
/// <param name="Engine">The engine that it was prepared for.</param>
/// <param name="Request">What is to be built.</param>
/// <param name="Files">The files.</param>
public sealed record PreparedResult(EngineInfo Engine, BuildRequest Request, PreparedFiles Files)
{
    /// <summary>Says how to build from the files, and what they lack.</summary>
    internal void Tell(IRunLog log)
    {
        var folder = Path.GetDirectoryName(Files.Bake)!;
        log.Information($"docker buildx bake --file {Files.Bake}");
        log.Information($"sh {Files.Command}");
        log.Information($"build-push-action, file: {Files.Dockerfile}");
        foreach (var (name, place) in Files.Contexts.OrderBy(context => context.Key, StringComparer.Ordinal))
        {
            log.Information($"build-push-action, build-contexts: {name}={place}");
        }

        foreach (var (id, file) in Files.SecretFiles.OrderBy(secret => secret.Key, StringComparer.Ordinal))
        {
            log.Information($"build-push-action, secret-files: {id}={file}");
        }

        foreach (var id in Files.Redacted)
        {
            log.Warning($"{Files.SecretFiles[id]}: *** stands for a credential. Fill it in where the build has to ask that proxy.");
        }

        if (Files.NotInBake.Count > 0)
        {
            log.Warning($"{Files.Bake} lacks {string.Join(", ", Files.NotInBake)}: bake files have no word for that. command.sh has it.");
        }

        if (Request.Bases.Any(image => image.Via == BaseImageSource.LocalToolchain))
        {
            log.Warning($"What is in {folder} builds with this machine's engine only: a base image was assembled here.");
        }
    }
}
