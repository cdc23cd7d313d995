using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Asks the Docker engine what it is and what it has. Each question is one run of the docker client.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="environment">Gives a variable of the environment, or null.</param>
/// <param name="time">The clock that an answer is waited for with; the default is the system's.</param>
public sealed class DockerEngine(IProcessRunner processes, Func<string, string?> environment, TimeProvider? time = null)
{
    // docker itself waits for ever for a daemon that is stopped or stuck. Answers take milliseconds, on a machine out of memory seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Docker Engine 23 is the first whose BuildKit (0.10) has named contexts and whose client builds with buildx.
    private const int OldestMajorVersion = 23;

    /// <summary>Finds out what builds, in one call of docker where nobody chose another builder.</summary>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="GoDockerException">As the other form.</exception>
    public Task<EngineInfo> DetectAsync(CancellationToken cancellationToken) => DetectAsync(builder: null, cancellationToken);

    /// <summary>Finds out what builds, in one call of docker where nobody chose another builder.</summary>
    /// <param name="builder">The builder that the settings name; null where they name none.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="GoDockerException">
    /// There is none (<c>GDT3002</c>), it does not answer (<c>GDT3003</c>) or may not be asked (<c>GDT3004</c>), it is too old
    /// (<c>GDT3005</c>), has no buildx (<c>GDT3006</c>) or is not Docker (<c>GDT3007</c>).
    /// </exception>
    public async Task<EngineInfo> DetectAsync(string? builder, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(["version", "--format", "json"], cancellationToken);
        var version = DockerVersion.TryRead(answer.Output);

        // Podman's own 'docker' says so on standard error; Docker's client at Podman's socket names the component.
        if (version?.IsPodman == true || answer.Error.Contains("podman", StringComparison.OrdinalIgnoreCase))
        {
            throw new GoDockerException(ErrorKinds.EngineNotDocker, $"'docker version' says Podman {version?.Server}".TrimEnd() + ".");
        }

        if (version?.Server is not { } serverVersion)
        {
            throw DockerErrors.From(answer);
        }

        if (int.TryParse(serverVersion.Split('.')[0], out var major) && major < OldestMajorVersion)
        {
            throw new GoDockerException(
                ErrorKinds.EngineTooOld, $"version {serverVersion} answers, {OldestMajorVersion} is the oldest that works.");
        }

        var (name, driver) = builder is not null || BuilderChoice.IsMade(environment)
            ? await InspectBuilderAsync(builder, cancellationToken)
            : (version.Context ?? "default", EngineInfo.DockerDriver);

        return new()
        {
            Name = "docker",
            Version = serverVersion,
            ClientVersion = version.Client ?? "",
            Platform = version.Platform,
            Builder = name,
            Driver = driver,
        };
    }

    /// <summary>Looks for images in the engine, all in one call.</summary>
    /// <param name="references">The references to look for, in any form that docker takes.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What is there, under the reference that it was asked by.</returns>
    /// <exception cref="GoDockerException">The engine cannot be asked (<c>GDT3002</c>, <c>GDT3003</c>, <c>GDT3004</c>).</exception>
    public async Task<IReadOnlyDictionary<string, EngineImage>> InspectAsync(
        IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        Dictionary<string, EngineImage> found = [];
        if (references.Count == 0)
        {
            return found;
        }

        var answer = await RunAsync(["image", "inspect", .. references], cancellationToken);
        if (!answer.Succeeded && !answer.Error.Contains("no such image", StringComparison.OrdinalIgnoreCase))
        {
            throw DockerErrors.From(answer);
        }

        var images = EngineImage.ReadAll(answer.Output);
        foreach (var reference in references)
        {
            if (images.FirstOrDefault(image => IsNamed(image, reference)) is { } image)
            {
                found[reference] = image;
            }
        }

        return found;
    }

    /// <summary>Makes sure that the client has buildx. Only asked when a build did not even start.</summary>
    internal async Task EnsureBuildxAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(["buildx", "version"], cancellationToken);
        if (!answer.Succeeded)
        {
            throw new GoDockerException(ErrorKinds.BuildxMissing, $"'docker buildx version' says: {FirstLine(answer)}");
        }
    }

    private async Task<(string Builder, string Driver)> InspectBuilderAsync(
        string? builder, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(["buildx", "inspect", .. builder is null ? Array.Empty<string>() : [builder]], cancellationToken);
        if (!answer.Succeeded)
        {
            await EnsureBuildxAsync(cancellationToken);
            throw DockerErrors.From(answer);
        }

        var lines = answer.Output.Split('\n');
        string Value(string name) =>
            lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim() ?? "";

        return (Value("Name:"), Value("Driver:"));
    }

    private async Task<ProcessOutput> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await processes.CaptureAsync(new("docker", arguments), either.Token);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            throw new GoDockerException(ErrorKinds.DockerNotInstalled, e.Detail, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GoDockerException(
                ErrorKinds.DaemonNotRunning, $"'docker {arguments[0]}' got no answer within {Patience.TotalSeconds:0} s.", e);
        }
    }

    private static bool IsNamed(EngineImage image, string reference)
    {
        var asked = ImageReference.Parse(reference);
        return asked.Digest is { } digest
            ? image.Digests.Any(name => name == $"{asked.Name}@{digest}") || image.Id == digest
            : image.Id == reference || image.Tags.Any(name => ImageReference.Parse(name) == asked);
    }

    private static string FirstLine(ProcessOutput answer) => $"{answer.Error}\n{answer.Output}".Trim().Split('\n')[0];
}
