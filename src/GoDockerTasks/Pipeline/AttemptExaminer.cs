using System.Net.Sockets;
using GoDockerTasks.Checks;
using GoDockerTasks.Images;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Looks at a failed attempt before it is decided about, with the eyes of Doctor.</summary>
internal sealed class AttemptExaminer(
    IProcessRunner processes, ServiceSettings settings, RetryDecider decider, HostCircuits circuits, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>Notes which host failed, and adds the evidence where RUN steps cannot do what this machine can.</summary>
    public async Task<FailedAttempt> ExamineAsync(
        FailedAttempt failed, EngineInfo engine, IReadOnlyList<BaseImage> bases, CancellationToken cancellationToken)
    {
        if (failed.Diagnosis is { Transient: true, Host: { } host })
        {
            circuits.Failed(host);
        }

        if (!decider.WantsNetworkEvidence(failed, engine.Driver) || Target(failed) is not { } target)
        {
            return failed;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Only what works here can work in this machine's network.
            if (!await ConnectsAsync(target, either.Token))
            {
                return failed;
            }

            var images = bases.Select(image => image.Used).ToList();
            var check = new RunStepCheck(processes, settings, images, _ => Task.FromResult<(Uri? Target, bool WorksHere)>((target, true)));
            var findings = await check.RunAsync(either.Token);
            return failed with
            {
                NetworkEvidence = findings.FirstOrDefault(finding => finding.State == CheckState.Broken)?.Evidence,
                AnswersNow = findings.All(finding => finding.State == CheckState.Ok),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return failed;
        }
    }

    private static Uri? Target(FailedAttempt failed)
    {
        var host = failed.Diagnosis.Host;
        var address = failed.Attempt.Network.GoProxy.Elements
            .Where(element => element.IsProxy && !element.IsFile && ProxyAddress.Host(element.Address) == host)
            .Select(element => element.Address)
            .FirstOrDefault($"https://{host}/");
        return Uri.TryCreate(address, UriKind.Absolute, out var url) ? new UriBuilder(url) { UserName = "", Password = "" }.Uri : null;
    }

    private async Task<bool> ConnectsAsync(Uri target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ConnectPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var socket = await AddressRace.ConnectAsync(target.Host, target.Port, either.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
