using GoDockerTasks.Checks;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Checks;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>The registries of the base images, as this machine sees them. The daemon may pull through another proxy.</summary>
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
        var mirror = NetworkPlan.Mirrors(settings.RegistryMirrors.GetValueOrDefault(registry)) is [var first, ..]
            ? first.Split("://")[^1].Split('/')[0]
            : null;
        return RegistryAddress.Of(mirror ?? registry, "");
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
                return Judge(probe, group.Key, missing);
            }));

        return findings.Length > 0 ? findings : [Finding.Ok("no base image comes from a registry")];
    }

    private Finding Judge(ProbeResult probe, Uri address, IReadOnlyList<string> missing)
    {
        if (probe.Ok)
        {
            return Finding.Ok($"{address.Authority}: {probe.Elapsed.TotalMilliseconds:0} ms");
        }

        var evidence = $"{address.Authority}: {probe.StageName}: {probe.Error}";
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
