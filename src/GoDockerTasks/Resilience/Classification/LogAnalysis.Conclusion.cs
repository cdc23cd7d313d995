using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

// What all lines together mean.
internal sealed partial class LogAnalysis
{
    /// <summary>Gives the diagnosis when the last line was taken.</summary>
    /// <returns>The diagnosis.</returns>
    public FailureDiagnosis Conclude()
    {
        foreach (var (step, text, isPrinted) in _json.Rest())
        {
            Take(_lastNumber, text, step, isPrinted);
        }

        FailureSignal[] ordered = [.. _signals.OrderBy(signal => signal.Depth).ThenBy(signal => signal.Line.Number)];
        if (ordered.Length == 0)
        {
            return Unexplained();
        }

        var first = ordered[0];
        if (_frame.MarksSyntax && IsRegistryKind(first.Kind) && first.Kind != FailureKinds.RegistryRateLimit)
        {
            first.Kind = FailureKinds.BuildkitFrontendPull;
            FailureJudge.ByLine(first, first.Line.Text);
        }

        var module = first.Module ?? Same(first).Select(signal => signal.Module).FirstOrDefault(module => module is not null);
        return new()
        {
            Kind = first.Kind,
            Transient = first.Transient,
            Action = first.Action,
            Host = first.Host ?? Same(first).Select(signal => signal.Host).FirstOrDefault(host => host is not null)
                ?? FailureScope.HostOf(first.Kind, module),
            Module = module,
            LogLine = first.Line.Number,
            DockerfileLine = _frame.DockerfileLine ?? ParsedLine(first),
            RetryAfter = first.RetryAfter,
            Evidence = [.. first.Evidence.Prepend(first.Line.Text).Append(_ended?.Text).OfType<string>().Distinct().Take(MostEvidence)],
            Others = [.. ordered.Skip(1).Where(signal => signal.Depth != FailureDepth.Wrapper).Select(signal => signal.Kind).Where(kind => kind != first.Kind).Distinct()],
        };
    }

    // BuildKit says an error twice: as the step's, and at the end with the name of what was being done.
    private IEnumerable<FailureSignal> Same(FailureSignal first) =>
        _signals.Where(signal => signal.Kind == first.Kind && signal.Step == 0 && first.Step != 0);

    private FailureDiagnosis Unexplained()
    {
        var kind = _command is null
            ? _suspicious.Count > 0 ? FailureKinds.Unknown : FailureKinds.None
            : RunsGo().IsMatch(_command) ? FailureKinds.Unknown : FailureKinds.StepFailed;
        var line = _suspicious.TryPeek(out var suspect) ? suspect : _ended;
        return new()
        {
            Kind = kind,
            Transient = kind.Transient,
            Action = kind.Action,
            LogLine = kind == FailureKinds.None ? null : line?.Number,
            DockerfileLine = _frame.DockerfileLine,
            Evidence = kind == FailureKinds.None ? [] : [.. _suspicious.Select(likely => likely.Text).Concat((_lastWords ?? []).Select(words => words.Trim())).Append(_ended?.Text).OfType<string>().Distinct().Take(MostEvidence)],
        };
    }

    private static int? ParsedLine(FailureSignal signal) =>
        signal.Kind == FailureKinds.DockerfileParse && ParseError().Match(signal.Line.Text) is { Success: true } match
            ? int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\bline (?<line>\d{1,6})\b")]
    private static partial Regex ParseError();

    [GeneratedRegex(@"\b(?:go|make|mage|task|goreleaser|ko)\b")]
    private static partial Regex RunsGo();
}
