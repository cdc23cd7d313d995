using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Checks;

/// <summary>Module proxies: each one probed to the end, as far as it may be asked at all.</summary>
/// <param name="settings">What the user said.</param>
/// <param name="candidates">The proxies that may be asked.</param>
/// <param name="probing">The probes of them, which other checks may look at, too.</param>
internal sealed class ProxiesCheck(
    ServiceSettings settings, IReadOnlyList<ProbeCandidate> candidates, Func<CancellationToken, Task<IReadOnlyList<ProbeResult>>> probing) : ICheck
{
    /// <inheritdoc />
    public string Name => "module proxies";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(5);

    /// <summary>Lists the proxies that may be asked.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="question">What they are asked for.</param>
    public static IReadOnlyList<ProbeCandidate> Candidates(ServiceSettings settings, ProbeQuestion question)
    {
        var chain = settings.GoProxy is { } text ? ProxyChain.Parse(text) : null;
        return [.. NetworkResolver.Own(chain, settings, question), .. NetworkResolver.Mirrors(chain, settings, question)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var chain = settings.GoProxy is { } text ? ProxyChain.Parse(text) : ProxyChain.GoDefault;
        var probes = await probing(cancellationToken);
        var takeOver = new TakeOver(settings, candidates, probes);
        List<Finding> findings = [.. chain.Elements.Where(element => element.IsFile).Select(element => Folder(element, takeOver.MayBeMissing(element)))];
        for (var i = 0; i < probes.Count; i++)
        {
            findings.AddRange(Of(probes[i], takeOver.MayFail(candidates[i].Address), CommaBefore(chain, candidates[i], probes)));
        }

        return findings.Count > 0 ? findings
            : settings.GoProxy is null ? [Finding.Warning("not checked, because GOPROXY is not valid: nobody else is asked instead")]
            : [Finding.Ok($"GOPROXY {chain}: no proxy is asked")];
    }

    /// <summary>Gives the list as it was meant, where a comma keeps Go from the next proxy, which works.</summary>
    private string? CommaBefore(ProxyChain chain, ProbeCandidate candidate, IReadOnlyList<ProbeResult> probes)
    {
        var proxies = chain.Elements.TakeWhile(element => element.IsProxy).ToList();
        var after = candidates.Zip(probes).SkipWhile(pair => pair.First != candidate).Skip(1).ToList();

        // Content that is wrong stops Go behind a pipe as well.
        return settings.GoProxy is not null && after.Count > 0 && after[0].Second.Ok
            && probes[candidates.Count - after.Count - 1].Stage < ProbeStage.Module
            && proxies.SkipLast(1).Any(element => element.Address == candidate.Address && element.Fallback == ProxyFallback.WhenMissing)
                ? ProxyAddress.WithoutCredentials(
                    string.Join('|', proxies.Select(element => element.Address)) + string.Concat(chain.Elements.Skip(proxies.Count).Select(element => $",{element.Address}")))
                : null;
    }

    private static Finding Folder(ProxyElement element, bool mayBeMissing)
    {
        var folder = new Uri(element.Address).LocalPath;
        var (evidence, fix) = ($"{element.Address}: there is no such folder", $"ls {folder}, or take it out of GOPROXY");
        return Directory.Exists(folder) ? Finding.Ok($"{element.Address}: is there")
            : mayBeMissing ? Finding.Warning($"{evidence}; another one takes over", fix)
            : Finding.Broken(evidence, fix, ExitCode.Settings);
    }

    private static IEnumerable<Finding> Of(ProbeResult probe, bool mayFail, string? meant)
    {
        if (probe.IsBroken)
        {
            var evidence = $"{probe.Url}: {probe.StageName}: {probe.Error}";
            yield return mayFail
                ? Finding.Warning($"{evidence}; another one takes over", ProbeFix.Of(probe))
                : meant is not null ? Finding.Broken(
                    $"{evidence}; a comma follows it, so Go does not ask the next one, which works", $"--goproxy='{meant}'", ProbeFix.ExitCodeOf(probe))
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
            yield return Finding.Warning($"{probe.Url}: {note}", ProbeFix.OfNote(note));
        }
    }

    private static string Times(ProbeResult probe) => string.Join(", ", probe.Steps
        .GroupBy(step => step.Stage)
        .Select(stage => $"{stage.Key.ToString().ToLowerInvariant()} {stage.Max(step => step.Elapsed).TotalMilliseconds:0}"));
}
