using GoDockerTasks.Errors;
using GoDockerTasks.Network.Checks;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network;

/// <summary>Says why modules could not be fetched, where ResolveProxy had no reason to probe: the only proxy of a list has nothing to be chosen from.</summary>
/// <param name="prober">Asks the proxy how far the way to it leads.</param>
internal sealed class DownloadExplainer(ProxyProber prober)
{
    private static readonly ErrorKind[] Explained =
    [
        ErrorKinds.ModulesNotFetched, ErrorKinds.ProxyNotTrusted, ErrorKinds.HttpProxyRefuses, ErrorKinds.ModuleRefused,
    ];

    /// <summary>Probes what the plan has not, and puts what that shows into the failure.</summary>
    /// <param name="failure">What ended the download.</param>
    /// <param name="settings">What the user said.</param>
    /// <param name="plan">The plan that was followed.</param>
    /// <param name="question">What the proxy is asked for; null where nobody need be asked.</param>
    /// <param name="probes">Takes the result, for the report.</param>
    /// <param name="log">Where the result is said.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <returns>The failure with the stage that is broken as its cause and what to do about it; unchanged where the proxy works by now.</returns>
    public async Task<GoDockerException> ExplainAsync(
        GoDockerException failure,
        ServiceSettings settings,
        NetworkPlan plan,
        ProbeQuestion? question,
        ICollection<ProbeResult> probes,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        if (question is null || plan.Probes.Count > 0 || !Explained.Contains(failure.Kind))
        {
            return failure;
        }

        var results = await prober.ProbeAsync(
            NetworkResolver.Own(plan.GoProxy, settings, question), settings, all: true, cancellationToken);
        foreach (var result in results)
        {
            probes.Add(result);
            log.Warning($"{result.Url}, probed after the failure: " + (result.Ok
                ? $"answers as it should when it is asked for {question.Own} ({result.Elapsed.TotalMilliseconds:0} ms)."
                : $"{result.StageName}: {result.Error}."));
            foreach (var note in result.Notes)
            {
                log.Warning($"{result.Url}: {note}.");
            }
        }

        return results.FirstOrDefault(result => result.IsBroken) is not { } broken ? failure
            : new(failure.Kind, failure.Detail, failure)
            {
                Cause = $"{broken.Url}: {broken.StageName}: {broken.Error}",
                Fix = ProbeFix.Of(broken),
                ExitCode = failure.ExitCode,
            };
    }
}
