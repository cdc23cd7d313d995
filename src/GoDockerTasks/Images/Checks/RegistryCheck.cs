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
    public TimeSpan Deadline => TimeSpan.FromSeconds(8);

    /// <summary>Gives the addresses that an image comes from: those of the mirrors where there are any, else the registry's.</summary>
    public static IReadOnlyList<Uri> Addresses(string image, ServiceSettings settings)
    {
        var registry = ImageReference.Parse(image).Registry;
        var mirrors = Mirrors(registry, settings);
        return [.. (mirrors.Count > 0 ? mirrors : [registry]).Select(Address).OfType<Uri>()];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var present = PresentAsync(cancellationToken);
        var findings = await Task.WhenAll(bases
            .GroupBy(image => ImageReference.Parse(image).Registry)
            .Where(registry => Address(registry.Key) is not null)
            .Select(async registry => await OfRegistryAsync(registry.Key, [.. registry.Except(await present)], cancellationToken)));

        return findings.Length > 0 ? [.. Mistakes(), .. findings.SelectMany(finding => finding)]
            : [.. Mistakes(), Finding.Ok("no base image comes from a registry")];
    }

    /// <summary>Asks the mirrors of a registry side by side, and the registry itself where none of them works: so does a build.</summary>
    private async Task<IReadOnlyList<Finding>> OfRegistryAsync(string registry, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        var sources = await Task.WhenAll(Mirrors(registry, settings).Select(mirror => AskAsync(mirror, Mirrored(missing, mirror), cancellationToken)));
        if (!sources.Any(source => source.Works))
        {
            sources = [.. sources, await AskAsync(registry, missing, cancellationToken)];
        }

        var working = sources.FirstOrDefault(source => source.Works);
        return [.. sources.Select(source => source.Works || working is null
            ? Judge(source, registry, missing)
            : Finding.Warning($"{Evidence(source)}; {working.Address.Authority} is asked instead", "take it out of RegistryMirrors, or tell whoever runs it"))];
    }

    private async Task<Source> AskAsync(string host, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        var address = Address(host)!;
        var probing = ProbeAsync(address, cancellationToken);
        var image = missing.Count > 0 ? missing[0] : null;
        var pull = image is not null && await HasEngineAsync(cancellationToken)
            ? await PullAsync(image, cancellationToken)
            : (Asked: false, Problem: null);
        return new(address, await probing, image, pull.Asked, pull.Problem);
    }

    /// <summary>Tells which mirrors and registries of the setting docker does not understand: a build passes them over.</summary>
    private IEnumerable<Finding> Mistakes() =>
        from pair in settings.RegistryMirrors
        from name in pair.Value.Where(mirror => !IsMirror(mirror)).Concat(pair.Key.Contains('/', StringComparison.Ordinal) ? [pair.Key] : [])
        select Finding.Warning(
            $"RegistryMirrors: {ProxyAddress.WithoutCredentialsOf(name)} is no registry, so it is passed over: a host with an optional port and path, without a scheme",
            "--godocker_registrymirrors=docker.io=mirror.example.com/hub");

    private static string Evidence(Source source) =>
        !source.Probe.Ok ? $"{source.Address.Authority}: {source.Probe.StageName}: {source.Probe.Error}"
        : $"{source.Address.Authority}: answers here, and BuildKit cannot get {source.Image} through its own way: {source.PullProblem}";

    private Finding Judge(Source source, string registry, IReadOnlyList<string> missing)
    {
        var (probe, evidence) = (source.Probe, Evidence(source));
        if (source.Works)
        {
            return Finding.Ok($"{source.Address.Authority}: " + (probe.Ok
                ? $"{probe.Elapsed.TotalMilliseconds:0} ms"
                : $"not from this machine ({probe.StageName}: {probe.Error}), but BuildKit gets {source.Image}"));
        }

        var fix = probe.Stage is ProbeStage.Dns or ProbeStage.Tcp
            ? $"name a mirror: --godocker_registrymirrors={registry}=MIRROR, or bring the images with 'docker load'"
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
            return (true, await ImagePull.ProblemAsync(processes, image, settings.Build.Builder, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (true, $"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private static IReadOnlyList<string> Mirrors(string registry, ServiceSettings settings) =>
        [.. settings.RegistryMirrors.GetValueOrDefault(registry, []).Where(IsMirror)];

    // docker reads what comes before the first slash as the host.
    private static bool IsMirror(string mirror) =>
        Address(mirror) is { UserInfo: "", Query: "" } && !mirror.Contains("//", StringComparison.Ordinal) && !mirror.Any(char.IsWhiteSpace);

    private static Uri? Address(string registryOrMirror) => RegistryAddress.Of(registryOrMirror.Split('/')[0], "");

    private static IReadOnlyList<string> Mirrored(IReadOnlyList<string> images, string mirror) =>
        [.. images.Select(image => ImageReference.Parse(image).In(mirror).ToString())];

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

    /// <summary>A registry or a mirror, as this machine and BuildKit see it.</summary>
    /// <param name="Address">Its address.</param>
    /// <param name="Probe">What this machine sees.</param>
    /// <param name="Image">The image that BuildKit was asked to get; null for none.</param>
    /// <param name="Asked">Whether BuildKit was asked.</param>
    /// <param name="PullProblem">What it says is wrong.</param>
    private sealed record Source(Uri Address, ProbeResult Probe, string? Image, bool Asked, string? PullProblem)
    {
        public bool Works => Asked ? PullProblem is null : Probe.Ok;
    }
}
