using System.Globalization;
using System.Security.Cryptography;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Makes the report out of what the steps have given, however far they came.</summary>
public static class ReportBuilder
{
    /// <summary>Makes the report.</summary>
    /// <param name="target">What was asked for.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="state">What the steps gave.</param>
    /// <param name="settings">The settings; null when they could not be read.</param>
    /// <returns>The report.</returns>
    public static RunReport Build(
        string target, RunOutcome outcome, TimeSpan duration, RunState state, ServiceSettings? settings) => new()
    {
        Target = target,
        Outcome = ReportWord.Of(outcome),
        ExitCode = (int)(state.Failure?.ExitCode ?? ExitCode.Succeeded),
        DurationMs = (long)duration.TotalMilliseconds,
        Error = state.Failure is { } failure ? Error(failure) : null,
        Source = state.FirstBuild?.Source is { } source ? new(source.Commit, source.Dirty) : null,
        Engine = (state.FirstBuild?.Engine ?? state.Prepared?.Engine) is { } engine ? new(engine.Name, engine.Version, engine.Builder, engine.Driver) : null,
        Network = state.Network is { } network ? Network(network, state.Probes, settings) : null,
        Modules = state.Modules?.Snapshot is { } modules
            ? new(
                modules.Id,
                modules.Total,
                modules.Downloaded,
                modules.BytesDownloaded,
                modules.FromCache,
                (long)modules.Duration.TotalMilliseconds,
                [.. modules.Missing.Select(module => module.ToString())],
                state.Built is { ModuleLayer: null } ? null : modules.Layer)
            : null,
        Dockerfile = (state.FirstBuild?.Request.Dockerfile ?? state.Prepared?.Request.Dockerfile ?? state.Plan) is { } plan
            ? Dockerfile(plan, settings, state)
            : null,
        Bases = [.. ((state.FirstBuild?.Request ?? state.Prepared?.Request)?.Bases ?? []).Select(image => new ReportedBase(image.From, image.Used, image.Digest, ReportWord.Of(image.Via)))],
        Attempts = [.. state.Failures.Select(AttemptReport.Of), .. state.Built is { } built ? [AttemptReport.Of(built)] : (ReportedAttempt[])[]],
        FailedPushes = [.. state.FailedPushes.Select(AttemptReport.Of)],
        Flakes =
        [
            .. (state.Retried?.Flakes ?? []).Select(AttemptReport.Of),
            .. state.Published is null ? [] : Flake.Of([.. state.FailedPushes]).Select(AttemptReport.Of),
        ],
        Image = state.Image is { } image ? new(image.Digest, image.References, image.Bytes) : null,
        Published = state.Published is { } published ? new(published.References, null) : null,
    };

    private static ReportedError Error(GoDockerException failure) =>
        new(failure.Kind.Code, failure.Failure, failure.Detail, failure.Cause, failure.Fix);

    private static ReportedNetwork Network(NetworkPlan network, IEnumerable<ProbeResult> late, ServiceSettings? settings)
    {
        var http = network.HttpsProxy ?? network.HttpProxy;
        return new(
            ProxyAddress.WithoutCredentials(settings?.Hermetic == true ? "off" : network.GoProxy.ToString()),
            http is null ? null : ProxyAddress.WithoutCredentials(http),
            network.Reasons,
            [.. network.Probes.Concat(late).Select(Probe)]);
    }

    private static ReportedProbe Probe(ProbeResult probe) =>
        new(probe.Url, probe.Ok, ReportWord.Of(probe.Stage), (long)probe.Elapsed.TotalMilliseconds, probe.Error)
        {
            Steps = [.. probe.Steps.Select(step =>
                new ReportedProbeStep(ReportWord.Of(step.Stage), step.What, step.Ok, (long)step.Elapsed.TotalMilliseconds, step.Detail))],
            Notes = probe.Notes,
        };

    private static ReportedDockerfile Dockerfile(DockerfilePlan plan, ServiceSettings? settings, RunState state) => new(
        Path.GetRelativePath(settings?.Context ?? Path.GetDirectoryName(plan.Path)!, plan.Path),
        Convert.ToHexStringLower(SHA256.HashData(plan.Original)),
        [.. plan.Changes.Select(change => new ReportedChange(change.Line, change.Text))],
        [.. plan.NotHermetic.Select(note => new ReportedReason(note.Line, note.Text))],
        FellBack(state));

    private static string? FellBack(RunState state) =>
        state.Failures.FirstOrDefault(failed => failed.Decision?.Step == RetryStep.Unrewritten) is { } failed
            ? $"line {failed.Diagnosis.DockerfileLine?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}: {failed.Decision!.Reason}"
            : null;
}
