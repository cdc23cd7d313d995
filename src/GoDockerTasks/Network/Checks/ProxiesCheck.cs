using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Checks;

/// <summary>Module proxies: each one probed to the end, as far as it may be asked at all.</summary>
/// <param name="settings">What the user said.</param>
/// <param name="question">What they are asked for.</param>
/// <param name="prober">Asks them.</param>
internal sealed class ProxiesCheck(ServiceSettings settings, ProbeQuestion question, ProxyProber prober) : ICheck
{
    /// <inheritdoc />
    public string Name => "module proxies";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(5);

    /// <summary>Lists the proxies that may be asked.</summary>
    public static IReadOnlyList<ProbeCandidate> Candidates(ServiceSettings settings, ProbeQuestion question)
    {
        var chain = settings.GoProxy is { } text ? ProxyChain.Parse(text) : null;
        return [.. NetworkResolver.Own(chain, settings, question), .. NetworkResolver.Mirrors(chain, settings, question)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var chain = settings.GoProxy is { } text ? ProxyChain.Parse(text) : ProxyChain.GoDefault;
        var candidates = Candidates(settings, question);
        var probes = await prober.ProbeAsync(candidates, settings, all: true, cancellationToken);
        List<Finding> findings = [.. chain.Elements.Where(element => element.IsFile).Select(Folder)];
        for (var i = 0; i < probes.Count; i++)
        {
            findings.AddRange(Of(probes[i], MayFail(chain, candidates[i], probes)));
        }

        return findings.Count > 0 ? findings : [Finding.Ok($"GOPROXY {chain}: no proxy is asked")];
    }

    /// <summary>Says whether another proxy takes over, so that this one only costs time.</summary>
    private bool MayFail(ProxyChain chain, ProbeCandidate candidate, IReadOnlyList<ProbeResult> probes) =>
        probes.Any(probe => probe.Ok)
        && (settings.GoProxy is null
            || chain.Elements.FirstOrDefault(element => element.Address == candidate.Address) is null or { Fallback: ProxyFallback.WhenFailing });

    private static Finding Folder(ProxyElement element)
    {
        var folder = new Uri(element.Address).LocalPath;
        return Directory.Exists(folder)
            ? Finding.Ok($"{element.Address}: is there")
            : Finding.Broken($"{element.Address}: there is no such folder", $"ls {folder}, or take it out of GOPROXY", ExitCode.Settings);
    }

    private static IEnumerable<Finding> Of(ProbeResult probe, bool mayFail)
    {
        if (probe.IsBroken)
        {
            var evidence = $"{probe.Url}: {probe.StageName}: {probe.Error}";
            yield return mayFail
                ? Finding.Warning($"{evidence}; another one takes over", ProbeFix.Of(probe))
                : Finding.Broken(evidence, ProbeFix.Of(probe), ProbeFix.ExitCodeOf(probe));
        }
        else if (probe.IsSlow)
        {
            yield return Finding.Warning($"{probe.Url}: slow, {probe.BytesPerSecond / 1000:0.0} kB/s", "name a nearer proxy: --goproxy=URL");
        }
        else
        {
            yield return Finding.Ok($"{probe.Url}: {probe.Elapsed.TotalMilliseconds:0} ms ({Times(probe)})");
        }

        foreach (var note in probe.Notes)
        {
            yield return Finding.Warning($"{probe.Url}: {note}");
        }
    }

    private static string Times(ProbeResult probe) => string.Join(", ", probe.Steps
        .GroupBy(step => step.Stage)
        .Select(stage => $"{stage.Key.ToString().ToLowerInvariant()} {stage.Max(step => step.Elapsed).TotalMilliseconds:0}"));
}
