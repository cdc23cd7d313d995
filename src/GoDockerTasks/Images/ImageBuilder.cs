using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Builds an image with <c>docker buildx build</c>.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="engine">The engine that the image is in afterwards.</param>
/// <param name="redactor">Knows the secrets that no log may show.</param>
/// <param name="time">The clock that the build is timed with.</param>
public sealed partial class ImageBuilder(IProcessRunner processes, DockerEngine engine, Redactor redactor, TimeProvider time)
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
    /// There is no docker (<c>GDT3002</c>) or no buildx (<c>GDT3006</c>), the builder cannot do what was asked for (<c>GDT3015</c>), or
    /// provenance would hold the HTTP proxy's password (<c>GDT3017</c>).
    /// </exception>
    public async Task<BuildAttempt> BuildAsync(BuildRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        RefuseLeakingProvenance(request);
        BuildArtifacts.Write(request, Path.GetFileName(request.Dockerfile.Path), redactor);
        var attemptLog = ArtifactsFolder.LogOf(request.Settings.Artifacts, request.Attempt);
        using var files = new BuildFiles(request);
        var started = time.GetTimestamp();
        log.Write(new(MessageKind.GroupStart, $"docker buildx build {request.References[0]}, attempt {request.Attempt}"));
        try
        {
            var end = await _build.RunAsync(request, files, attemptLog, log, cancellationToken);
            var attempt = new BuildAttempt
            {
                Number = request.Attempt,
                Succeeded = end.ExitCode == 0,
                Duration = time.GetElapsedTime(started),
                Steps = end.Steps,
                Log = attemptLog,
                Network = request.Network,
                Dockerfile = request.Dockerfile,
                ModuleLayer = request.Dockerfile.SnapshotContext is null ? null : request.Modules?.Layer,
            };
            if (end.ExitCode == UsageExitCode)
            {
                await engine.EnsureBuildxAsync(cancellationToken);
            }

            if (end.Text.FirstOrDefault(line => Unsupported().IsMatch(line)) is { } missing)
            {
                throw new GoDockerException(ErrorKinds.BuilderCannot, redactor.Redact(missing));
            }

            log.Information(BuildSummary.Of(attempt));
            return attempt.Succeeded ? attempt with { Image = await DescribeAsync(request, files, cancellationToken) } : attempt;
        }
        finally
        {
            log.Write(new(MessageKind.GroupEnd, ""));
        }
    }

    // Provenance with mode=max records the value of every build arg, predefined ones included.
    private static void RefuseLeakingProvenance(BuildRequest request)
    {
        var options = request.Settings.Build;
        var isWhole = options.Attestations.Append(options.Provenance ?? "").Any(text => text.Contains("mode=max", StringComparison.Ordinal));
        if (isWhole && BuildVariables.Proxies(request.Network).Any(proxy => ProxyAddress.Credentials(proxy.Value).Any()))
        {
            throw new GoDockerException(ErrorKinds.ProvenanceHoldsPassword, "Provenance is mode=max.");
        }
    }

    private async Task<BuiltImage> DescribeAsync(BuildRequest request, BuildFiles files, CancellationToken cancellationToken)
    {
        var name = request.References[0];
        var digest = files.ReadDigest();
        if (!request.Settings.Build.StaysInEngine)
        {
            // What the engine has under this name is an earlier image.
            return new(digest ?? "", request.References, 0);
        }

        var image = digest is not null && request.Previous?.Id == digest
            ? request.Previous
            : (await engine.InspectAsync([name], cancellationToken)).GetValueOrDefault(name);

        return new(digest ?? image?.Id ?? "", request.References, image?.Bytes ?? 0);
    }

    // Tried, not looked up: what a builder can do depends on its driver, the image store and versions of three programs.
    [GeneratedRegex(
        @"^(unknown flag: |ERROR: .*(is not supported for the \S+ driver|unsupported request frontend|unsupported frontend capability|no builder "".*"" found))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Unsupported();
}
