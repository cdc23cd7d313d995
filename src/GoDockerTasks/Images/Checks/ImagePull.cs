using GoDockerTasks.Io;

namespace GoDockerTasks.Images.Checks;

/// <summary>Whether a builder gets at an image: through its own HTTP proxy, mirrors, DNS and CA, which are not this machine's.</summary>
internal static class ImagePull
{
    /// <summary>Lets the builder read an image's manifest. No layer is pulled, since nothing needs one.</summary>
    /// <param name="processes">Runs docker.</param>
    /// <param name="image">The image.</param>
    /// <param name="builder">The builder; null for the one that is in use.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What the builder says is wrong; null when it has found the image.</returns>
    public static async Task<string?> ProblemAsync(
        IProcessRunner processes, string image, string? builder, CancellationToken cancellationToken)
    {
        using var context = new TempDirectory();
        await File.WriteAllTextAsync(context.File("Dockerfile"), $"FROM {image}\n", cancellationToken);
        var answer = await DockerCommand.AskAsync(
            processes,
            [
                "buildx", "build", .. builder is null ? Array.Empty<string>() : ["--builder", builder],
                "--progress", "plain", "--output", "type=cacheonly", context.Path,
            ],
            cancellationToken);
        return answer.Succeeded ? null
            : BuilderStart.Problem(answer) is var (name, reason) ? $"builder {name} cannot be started: {reason}"
            : (answer.Error.Split('\n').LastOrDefault(line => line.StartsWith("ERROR:", StringComparison.Ordinal)) ?? DockerCommand.FirstLine(answer))
                .Replace("ERROR:", "", StringComparison.Ordinal)
                .Replace("failed to solve:", "", StringComparison.Ordinal)
                .Trim();
    }
}
