using GoDockerTasks.Checks;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Checks;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>The registries of the base images, as this machine sees them and as BuildKit does, which may pull through another proxy.</summary>
/// <param name="settings">Mirrors, HTTP proxies and CA certificates.</param>
/// <param name="bases">The images that the Dockerfile is built on.</param>
/// <param name="processes">Runs docker, for which of them are there already.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class RegistryCheck(
    ServiceSettings settings, IReadOnlyList<string> bases, IProcessRunner processes, NameLookup lookup, TimeProvider time) : ICheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc />
    public string Name => "registry";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(6);

    /// <summary>Gives the address of the registry, or of the mirror, that an image comes from.</summary>
    public static Uri? Address(string image, ServiceSettings settings)
    {
        var registry = ImageReference.Parse(image).Registry;
        return RegistryAddress.Of(Mirror(registry, settings)?.Split("://")[^1].Split('/')[0] ?? registry, "");
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var present = PresentAsync(cancellationToken);
        var findings = await Task.WhenAll(bases
            .Select(image => (Image: image, Address: Address(image, settings)))
            .Where(image => image.Address is not null)
            .GroupBy(image => image.Address!)
            .Select(async group =>
            {
                var probe = await ProbeAsync(group.Key, cancellationToken);
                var missing = group.Select(image => image.Image).Except(await present).ToList();
                var pull = missing.Count > 0 && await HasEngineAsync(cancellationToken)
                    ? await PullAsync(missing[0], cancellationToken)
                    : (Asked: false, Problem: null);
                return Judge(probe, group.Key, missing, pull);
            }));

        return findings.Length > 0 ? findings : [Finding.Ok("no base image comes from a registry")];
    }

    private Finding Judge(ProbeResult probe, Uri address, IReadOnlyList<string> missing, (bool Asked, string? Problem) pull)
    {
        if (probe.Ok && pull.Problem is null)
        {
            return Finding.Ok($"{address.Authority}: {probe.Elapsed.TotalMilliseconds:0} ms");
        }

        if (pull is { Asked: true, Problem: null })
        {
            return Finding.Ok($"{address.Authority}: not from this machine ({probe.StageName}: {probe.Error}), but BuildKit gets {missing[0]}");
        }

        var evidence = !probe.Ok ? $"{address.Authority}: {probe.StageName}: {probe.Error}"
            : $"{address.Authority}: answers here, and BuildKit cannot get {missing[0]} through its own way: {pull.Problem}";
        var fix = probe.Stage is ProbeStage.Dns or ProbeStage.Tcp
            ? "name a mirror: --godocker_registrymirrors=docker.io=MIRROR, or bring the images with 'docker load'"
            : ProbeFix.Of(probe);
        return missing.Count == 0 ? Finding.Warning($"{evidence}; every base image is in the engine already", fix)
            : settings.BaseFallback == BaseFallback.Local
                ? Finding.Warning($"{evidence}; BaseFallback=local stands in for {string.Join(' ', missing)}", fix)
            : Finding.Broken($"{evidence}; not in the engine: {string.Join(' ', missing)}", fix, ProbeFix.ExitCodeOf(probe));
    }

    private async Task<ProbeResult> ProbeAsync(Uri address, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var host = new HostProbe(address, settings, lookup, time);
        return await host.RunAsync(
            async (http, token) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                using var response = await http.SendAsync(request, token);
                host.Log.Reach(ProbeStage.Http);

                // 401 is how a registry asks for a token, which the daemon fetches by itself.
                return (int)response.StatusCode is 200 or 401 ? null : $"HTTP {(int)response.StatusCode}";
            },
            Patience,
            deadline.Token,
            either.Token);
    }

    private async Task<bool> HasEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await DockerCommand.AskAsync(processes, ["version", "--format", "{{.Server.Version}}"], cancellationToken)).Succeeded;
        }
        catch (Errors.GoDockerException)
        {
            return false;
        }
    }

    /// <summary>Asks BuildKit, which does the pulling.</summary>
    private async Task<(bool Asked, string? Problem)> PullAsync(string image, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return (true, await ImagePull.ProblemAsync(processes, Mirrored(image), settings.Build.Builder, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (true, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static string? Mirror(string registry, ServiceSettings settings) =>
        settings.RegistryMirrors.TryGetValue(registry, out var mirrors) && mirrors is [var first, ..] ? first : null;

    private string Mirrored(string image) =>
        ImageReference.Parse(image) is var reference && Mirror(reference.Registry, settings) is { } mirror ? reference.In(mirror).ToString() : image;

    private async Task<IReadOnlyList<string>> PresentAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await DockerCommand.AskAsync(processes, ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], cancellationToken);
            var here = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(name => !name.Contains("<none>", StringComparison.Ordinal)).Select(ImageReference.Parse).ToHashSet();
            return [.. bases.Where(image => here.Contains(ImageReference.Parse(image)))];
        }
        catch (Errors.GoDockerException)
        {
            // The check of the client says it.
            return [];
        }
    }
}
