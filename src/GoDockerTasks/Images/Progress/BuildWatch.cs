using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Images;

/// <summary>Watches the progress of a build for what stands still: transfers that move nothing, and RUNs past the user's limit.</summary>
/// <param name="options">The limits.</param>
/// <param name="time">The clock.</param>
/// <param name="timeLeft">How long the whole build may take; null for ever.</param>
/// <remarks>
/// Only transfers are expected to move. A RUN is rightly silent for minutes while it compiles, and so is an extraction; neither
/// BuildKit's nor Go's client has a limit of its own for a server that accepts and never answers.
/// </remarks>
internal sealed partial class BuildWatch(BuildOptions options, TimeProvider time, TimeSpan? timeLeft = null)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Step> _open = [];
    private readonly long _began = time.GetTimestamp();
    private bool _heard;

    /// <summary>Takes notice that docker said something.</summary>
    public void Hear() => _heard = true;

    /// <summary>Takes one progress message.</summary>
    public void Take(SolveStatus status)
    {
        lock (_lock)
        {
            foreach (var vertex in status.Vertexes)
            {
                Take(vertex);
            }

            foreach (var item in status.Statuses)
            {
                Take(item);
            }
        }
    }

    /// <summary>Says what is past its limit; null while nothing is.</summary>
    public string? Overdue()
    {
        lock (_lock)
        {
            return _open.Values.Select(Overdue).FirstOrDefault(text => text is not null)
                ?? (time.GetElapsedTime(_began) >= timeLeft
                    ? $"stalled: the deadline is over, and still running was {Doing() ?? "no step"}" : null)
                ?? (!_heard && IsPast(_began) ? $"stalled: the builder said nothing for {Seconds(options.StallTimeout)}" : null);
        }
    }

    /// <summary>Gives what is being done now, and for how long: the instructions, or else the transfers.</summary>
    public string? Doing()
    {
        lock (_lock)
        {
            Step[] running = [.. _open.Values.Where(step => step.IsInstruction)];
            return running.Length == 0
                ? null
                : string.Join(" · ", running.Select(step => string.Create(
                    CultureInfo.InvariantCulture, $"{step.Name} {time.GetElapsedTime(step.Began).TotalSeconds:0}s")));
        }
    }

    private void Take(SolveStatus.Vertex vertex)
    {
        if (vertex.Completed is not null)
        {
            _open.Remove(vertex.Digest);
        }
        else if (vertex.Started is not null && !_open.ContainsKey(vertex.Digest))
        {
            _open[vertex.Digest] = new(vertex.Name, StepName.IsInstruction(vertex.Name), time.GetTimestamp());
        }
    }

    private void Take(SolveStatus.Status item)
    {
        if (!_open.TryGetValue(item.Vertex, out var step))
        {
            return;
        }

        if (!step.Amounts.TryGetValue(item.Id, out var amount) || amount != item.Current || item.Completed is not null)
        {
            step.Moved = time.GetTimestamp();
        }

        step.Amounts[item.Id] = item.Current;
        if (item.Completed is not null)
        {
            step.Amounts.Remove(item.Id);
        }
    }

    private string? Overdue(Step step)
    {
        if (step.IsInstruction)
        {
            var took = time.GetElapsedTime(step.Began);
            return options.StepTimeout > TimeSpan.Zero && took >= options.StepTimeout
                ? $"step timed out: {step.Name} takes longer than {Seconds(options.StepTimeout)}"
                : null;
        }

        return IsTransferring(step) && IsPast(step.Moved)
            ? $"stalled: {step.Name} moved nothing for {Seconds(options.StallTimeout)}"
            : null;
    }

    private bool IsPast(long moved) =>
        options.StallTimeout > TimeSpan.Zero && time.GetElapsedTime(moved) >= options.StallTimeout;

    private static bool IsTransferring(Step step) =>
        !step.Amounts.Keys.Any(id => LocalWork().IsMatch(id))
        && (step.Name.StartsWith("exporting", StringComparison.Ordinal) ? step.Amounts.Keys.Any(id => Sending().IsMatch(id)) : Transfer().IsMatch(step.Name));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    [GeneratedRegex(@"\] (load |FROM )|^\[auth\]|^(pushing|importing cache|resolve image config)", RegexOptions.CultureInvariant)]
    private static partial Regex Transfer();

    [GeneratedRegex(@"^(pushing|sending|transferring|copying)", RegexOptions.CultureInvariant)]
    private static partial Regex Sending();

    [GeneratedRegex(@"^(extracting|exporting|writing|naming|unpacking|preparing|storing)", RegexOptions.CultureInvariant)]
    private static partial Regex LocalWork();

    private sealed class Step(string name, bool isInstruction, long began)
    {
        public string Name => name;

        public bool IsInstruction => isInstruction;

        public long Began { get; } = began;

        public long Moved { get; set; } = began;

        public Dictionary<string, long> Amounts { get; } = [];
    }
}
