using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Resilience;

/// <summary>Decides what is done about a failed build: the one thing that helps, and nothing where nothing will.</summary>
/// <param name="settings">How many attempts, how much time, and what may be repaired.</param>
/// <param name="policy">How long to wait.</param>
/// <param name="jitter">Gives numbers from 0 to 1 that spread the waits.</param>
public sealed class RetryDecider(ServiceSettings settings, RetryPolicy policy, Func<double> jitter)
{
    // What another server may do better when one has failed twice.
    private static readonly FailureKind[] _serverMatters =
    [
        FailureKinds.ConnReset, FailureKinds.TlsHandshakeTimeout, FailureKinds.BodyInterrupted, FailureKinds.Proxy5xx, FailureKinds.Proxy429,
        FailureKinds.ProxyBadResponse, FailureKinds.SumdbUnreachable, FailureKinds.RegistryNetwork,
    ];

    // What another network than that of RUN steps may do better.
    private static readonly FailureKind[] _networkMatters =
    [
        FailureKinds.DnsResolverUnreachable, FailureKinds.DnsNoSuchHost, FailureKinds.DnsServfail, FailureKinds.DialTimeout,
        FailureKinds.ConnectRefused, FailureKinds.VcsNetwork, FailureKinds.SumdbUnreachable,
    ];

    private readonly RetryBudget _budget = new(settings);

    /// <summary>Decides about the last of the attempts that failed.</summary>
    /// <param name="history">The attempts so far, all failed, in order; at least one.</param>
    /// <param name="elapsed">How much of the deadline is used up.</param>
    /// <returns>The decision.</returns>
    public RetryDecision Decide(IReadOnlyList<FailedAttempt> history, TimeSpan elapsed)
    {
        var kinds = history.Select(failed => failed.Diagnosis.Kind).ToList();
        if (_budget.UsedUp(kinds) is { } spent)
        {
            return Stop(spent);
        }

        var decision = Helpful(history, history[^1]);
        if (!decision.GoesOn && _budget.IsWanted(kinds[^1]))
        {
            decision = Again(history, history[^1]) with { Reason = $"AttemptsByKind wants another attempt after {kinds[^1]}." };
        }

        return decision.GoesOn && _budget.LeavesNoTime(elapsed + decision.Delay) is { } late ? Stop(late) : decision;
    }

    /// <summary>Says whether it is worth finding out if RUN steps lack a network that this machine has.</summary>
    /// <param name="failed">The attempt.</param>
    /// <param name="driver">The builder's driver: others than the engine's own do not share this machine's network.</param>
    /// <returns>Whether <see cref="FailedAttempt.NetworkEvidence"/> could change the decision.</returns>
    public bool WantsNetworkEvidence(FailedAttempt failed, string driver) =>
        settings.Heal != HealPolicy.None && settings.RunNetwork == RunNetwork.Default && !settings.Origins.ContainsKey(nameof(settings.RunNetwork))
        && driver == EngineInfo.DockerDriver && failed.Diagnosis.DockerfileLine is not null && failed.Diagnosis.Host is not null
        && _networkMatters.Contains(failed.Diagnosis.Kind);

    private RetryDecision Helpful(IReadOnlyList<FailedAttempt> history, FailedAttempt last)
    {
        if (IsAboutTheLayer(last))
        {
            return new(
                RetryStep.FailOver, "modules-snapshot", $"The builder does not get the modules from {last.Attempt.ModuleLayer}: they are given to it as a folder.")
            {
                Next = Following(history) with { Layer = false },
            };
        }

        if (RewriteSuspicion.Falls(last))
        {
            // The user's own Dockerfile knows nothing of that list: Go would ask its default proxies for every name in go.mod.
            return settings.GoProxy is not null
                ? Stop("Our mounts may be the reason. The untouched Dockerfile would ask proxies that GOPROXY does not name, so it is built only with --rewrite=off.")
                : new(RetryStep.Unrewritten, "unrewritten", "The mounts of the Dockerfile's copy may be the reason, so the file is built as it is.")
            {
                Next = Following(history) with { Rewritten = false },
            };
        }

        if (last.NetworkEvidence is { } evidence && Following(history).RunNetwork is null)
        {
            return new(RetryStep.SwitchNetwork, "host-network", $"RUN steps get this machine's network (RunNetwork=host): {evidence}.")
            {
                Next = Following(history) with { RunNetwork = RunNetwork.Host },
            };
        }

        var diagnosis = last.Diagnosis;
        if (last.AnswersNow && !diagnosis.Transient && _networkMatters.Contains(diagnosis.Kind))
        {
            return Again(history, last) with { Reason = $"{diagnosis.What} It answers now." };
        }

        return diagnosis.Action switch
        {
            FailureActions.FailoverProxy => FailOver(history, last),
            FailureActions.Retry when diagnosis.Transient
                && (HungInRun(diagnosis) || IsMirror(last) || (FailsAgain(history) && _serverMatters.Contains(diagnosis.Kind))) => FailOver(history, last),
            FailureActions.Retry when diagnosis.Transient => Again(history, last),
            FailureActions.FixDns or FailureActions.FixDaemon when diagnosis.Transient => Again(history, last),
            // It was there a moment ago: it may just be being started again, which takes seconds.
            FailureActions.FixDaemon when diagnosis.Kind == FailureKinds.DaemonUnavailable
                && history.Count > 1 && history[^2].Diagnosis.Kind != FailureKinds.DaemonUnavailable => Again(history, last),
            // A registry that says when to come back is not asking for a login.
            FailureActions.FixCredentials when diagnosis is { Transient: true, RetryAfter: not null } => Again(history, last),
            FailureActions.CleanCache => Healed(history, new(HealKind.CleanCacheEntry, diagnosis.Module), HealPolicy.Own, diagnosis),
            FailureActions.FreeResources when diagnosis.Kind == FailureKinds.OomKilled && !GoIsOurs(last) => Stop(
                "Compiling less at once may help; this build's Go does not read settings of ours, so it is for the Dockerfile to say: ENV GOFLAGS=-p=1."),
            FailureActions.FreeResources when diagnosis.Kind == FailureKinds.OomKilled =>
                Healed(history, new(HealKind.LowerConcurrency), HealPolicy.Own, diagnosis),
            FailureActions.FreeResources when Healings(history).Contains(HealKind.PruneOwn) =>
                Healed(history, new(HealKind.PruneAll), HealPolicy.All, diagnosis),
            FailureActions.FreeResources => Healed(history, new(HealKind.PruneOwn), HealPolicy.Own, diagnosis),
            _ => Stop(diagnosis.WhyNoRerun),
        };
    }

    // BuildKit names the image itself, or the address at its registry that it asked.
    private static bool IsAboutTheLayer(FailedAttempt failed) =>
        failed.Attempt.ModuleLayer is { } layer
        && failed.Diagnosis.Evidence.Any(line => line.Contains(layer, StringComparison.Ordinal)
            || line.Contains($"/v2/{ImageReference.Parse(layer).Repository}/", StringComparison.Ordinal));

    // Go waits for ever for a proxy that accepts and does not answer, whatever stands behind it in the list.
    private static bool HungInRun(FailureDiagnosis diagnosis) =>
        diagnosis.Kind == FailureKinds.Stalled && diagnosis.Evidence.Any(line => line.Contains("] RUN ", StringComparison.Ordinal));

    // A registry that the mirror stands for can be asked at once.
    private static bool IsMirror(FailedAttempt failed) =>
        failed.Diagnosis.Kind == FailureKinds.RegistryNetwork
        && failed.Attempt.Network.RegistryMirrors.Values.SelectMany(mirrors => mirrors).Any(mirror => ProxyAddress.Host(mirror) == failed.Diagnosis.Host);

    private RetryDecision FailOver(IReadOnlyList<FailedAttempt> history, FailedAttempt last)
    {
        var diagnosis = last.Diagnosis;
        var registry = diagnosis.Kind == FailureKinds.RegistryNetwork;
        var tried = history.Select(failed => failed.Attempt.Network.GoProxy.ToString()).ToHashSet();
        if (ProxyFailover.Next(last.Attempt.Network, diagnosis.Host, registry, diagnosis.Evidence) is { } plan &&
            (registry || !tried.Contains(plan.GoProxy.ToString())))
        {
            return new(RetryStep.FailOver, FailureActions.FailoverProxy, plan.Reasons[^1]) { Next = Following(history) with { Network = plan } };
        }

        // A zip that is not there yet may come; one that is still not there will not.
        return diagnosis.Transient && !(diagnosis.Kind == FailureKinds.Proxy404 && FailsAgain(history))
            ? Again(history, last)
            : Stop("There is no other proxy to ask: one that may be asked after a failure is joined by '|'.");
    }

    private RetryDecision Again(IReadOnlyList<FailedAttempt> history, FailedAttempt last)
    {
        var delay = policy.Delay(history.Count, jitter(), last.Diagnosis.RetryAfter);

        // A builder that broke off twice is not busy but broken.
        if (last.Diagnosis.Kind == FailureKinds.BuildkitSession && FailsAgain(history) && settings.Heal != HealPolicy.None &&
            !Healings(history).Contains(HealKind.RecreateBuilder))
        {
            return new(RetryStep.Heal, FailureActions.FixDaemon, "The builder broke off twice, so it is started anew.")
            {
                Delay = delay,
                Heal = new(HealKind.RecreateBuilder),
                Next = Following(history),
            };
        }

        return new(RetryStep.Retry, FailureActions.Retry, $"{last.Diagnosis.What} It may pass by itself.")
        {
            Delay = delay,
            Next = Following(history),
        };
    }

    private RetryDecision Healed(IReadOnlyList<FailedAttempt> history, HealStep step, HealPolicy needed, FailureDiagnosis diagnosis)
    {
        if (settings.Heal < needed)
        {
            return Stop($"Cleaning up would help; Heal={settings.Heal.ToString().ToLowerInvariant()} does not allow it.");
        }

        return Healings(history).Contains(step.Kind)
            ? Stop("It failed in the same way after cleaning up.")
            : new(RetryStep.Heal, diagnosis.Action, diagnosis.What)
            {
                Heal = step,
                Next = Following(history) with { LowConcurrency = step.Kind == HealKind.LowerConcurrency || LowConcurrency(history) },
            };
    }

    // What the go.env of ours is not mounted over goes on as before, whatever we lower.
    private static bool GoIsOurs(FailedAttempt failed) =>
        failed.Attempt.Dockerfile.Settings.Count > 0
        || failed.Attempt.Dockerfile.Secrets.Keys.Any(id => id.StartsWith(Places.Secret, StringComparison.Ordinal));

    private static RetryDecision Stop(string reason) => new(RetryStep.Stop, null, reason);

    private static NextAttempt Following(IReadOnlyList<FailedAttempt> history) =>
        new(history[^1].Attempt.Number + 1, history[^1].Attempt.Network)
        {
            Rewritten = history.All(failed => failed.Decision?.Next?.Rewritten ?? true),
            Layer = history.All(failed => failed.Decision?.Next?.Layer ?? true),
            LowConcurrency = LowConcurrency(history),
            RunNetwork = history.Select(failed => failed.Decision?.Next?.RunNetwork).LastOrDefault(network => network is not null),
        };

    private static bool LowConcurrency(IReadOnlyList<FailedAttempt> history) =>
        history.Any(failed => failed.Decision?.Next?.LowConcurrency == true);

    private static bool FailsAgain(IReadOnlyList<FailedAttempt> history) =>
        history.Count > 1 && history[^1].Diagnosis.Kind == history[^2].Diagnosis.Kind && history[^1].Diagnosis.Host == history[^2].Diagnosis.Host;

    private static HashSet<HealKind> Healings(IReadOnlyList<FailedAttempt> history) =>
        [.. history.Select(failed => failed.Decision?.Heal?.Kind).OfType<HealKind>()];
}
