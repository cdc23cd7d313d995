using GoDockerTasks.Errors;

namespace GoDockerTasks.Checks;

/// <summary>Runs checks: strands side by side, the checks of a strand one after the other.</summary>
/// <param name="time">The clock of the deadlines.</param>
public sealed class CheckRunner(TimeProvider time)
{
    /// <summary>Runs all. In a strand each check stands on the one before it: behind a broken one nothing can be told.</summary>
    /// <param name="strands">The strands, in the order of the report.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <returns>A result for each check, in the order of the strands.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        IReadOnlyList<IReadOnlyList<ICheck>> strands, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(strands.Select(strand => Task.Run(() => StrandAsync(strand, cancellationToken), cancellationToken)));

        // A check that took the end for an answer has found nothing.
        cancellationToken.ThrowIfCancellationRequested();
        return [.. results.SelectMany(result => result)];
    }

    /// <summary>Gives the exit code of a run that found this.</summary>
    /// <param name="results">What was found.</param>
    /// <returns>
    /// That of the worst broken finding: of the first on the way, because what is behind it often only follows from it; what a
    /// later run may not meet is never the worst. 0 where nothing is broken.
    /// </returns>
    public static ExitCode ExitCodeOf(IReadOnlyList<CheckResult> results) => results
        .SelectMany(result => result.Findings)
        .Where(finding => finding.State == CheckState.Broken)
        .Select(finding => finding.ExitCode)
        .OrderBy(code => code == ExitCode.NetworkTransient)
        .FirstOrDefault();

    private async Task<IReadOnlyList<CheckResult>> StrandAsync(IReadOnlyList<ICheck> strand, CancellationToken cancellationToken)
    {
        List<CheckResult> results = [];
        foreach (var check in strand)
        {
            results.Add(results.FirstOrDefault(Ends) is { } broken
                ? new(check.Name, [Finding.Warning($"not checked, because '{broken.Check}' is broken")], TimeSpan.Zero)
                : await CheckAsync(check, cancellationToken));
        }

        return results;
    }

    private static bool Ends(CheckResult result) =>
        result.Findings.Any(finding => finding is { State: CheckState.Broken, LetsOthersGoOn: false });

    private async Task<CheckResult> CheckAsync(ICheck check, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(check.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        CheckResult Result(params IReadOnlyList<Finding> findings) => new(check.Name, findings, time.GetElapsedTime(started));

        try
        {
            return Result(await check.RunAsync(either.Token));
        }
        catch (GoDockerException e)
        {
            return Result(Finding.Of(e));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(Finding.Broken(
                $"no answer within {check.Deadline.TotalSeconds:0} s", "run it again; if it stays, what this check asks hangs", ExitCode.Machine));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result(Finding.Broken(e.Message, "give this user access, or name another place in the settings", ExitCode.Machine));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What nobody thought of in one check costs no other its result.
            return Result(Finding.Broken($"this check itself failed: {e.GetType().Name}: {e.Message}", "report it with this line", ExitCode.Unexpected));
        }
    }
}
