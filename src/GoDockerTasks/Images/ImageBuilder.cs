using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Builds an image with <c>docker buildx build</c>.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="engine">The engine that the image is in afterwards.</param>
/// <param name="redactor">Knows the secrets that no log may show.</param>
/// <param name="time">The clock that the build is timed with.</param>
public sealed class ImageBuilder(IProcessRunner processes, DockerEngine engine, Redactor redactor, TimeProvider time)
{
    // docker's own exit code for arguments that it does not understand; a build that fails ends with 1.
    private const int UsageExitCode = 125;

    private readonly BuildProcess _build = new(processes, redactor, time);

    /// <summary>Makes one attempt at a build.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="log">Where docker's output goes while it is made.</param>
    /// <param name="cancellationToken">Ends docker, which ends the build in the engine.</param>
    /// <returns>The image, or the failure with its log. A build that fails is a result and does not throw.</returns>
    /// <exception cref="GoDockerException">
    /// There is no docker (<c>GDT3002</c>) or no buildx (<c>GDT3006</c>).
    /// </exception>
    public async Task<BuildAttempt> BuildAsync(BuildRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var artifacts = BuildArtifacts.Write(request, redactor);
        using var files = new BuildFiles(request);
        var started = time.GetTimestamp();
        log.Write(new(MessageKind.GroupStart, $"docker buildx build {request.References[0]}, attempt {request.Attempt}"));
        try
        {
            var end = await _build.RunAsync(request, files, artifacts.Log, log, cancellationToken);
            var attempt = new BuildAttempt
            {
                Number = request.Attempt,
                Succeeded = end.ExitCode == 0,
                Duration = time.GetElapsedTime(started),
                Steps = end.Steps,
                Log = artifacts.Log,
                Network = request.Network,
                Dockerfile = request.Dockerfile,
            };
            if (end.ExitCode == UsageExitCode)
            {
                await engine.EnsureBuildxAsync(cancellationToken);
            }

            return attempt.Succeeded ? attempt with { Image = await DescribeAsync(request, files, cancellationToken) } : attempt;
        }
        finally
        {
            log.Write(new(MessageKind.GroupEnd, ""));
        }
    }

    private async Task<BuiltImage> DescribeAsync(BuildRequest request, BuildFiles files, CancellationToken cancellationToken)
    {
        var name = request.References[0];
        var image = (await engine.InspectAsync([name], cancellationToken)).GetValueOrDefault(name);

        return new(files.ReadDigest() ?? image?.Id ?? "", request.References, image?.Bytes ?? 0);
    }
}
