using System.Globalization;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>
/// Turns BuildKit's progress into lines, in the form that <c>--progress=plain</c> made familiar: all of them into the file, what a reader
/// follows also to the run's log.
/// </summary>
/// <param name="file">The whole log.</param>
/// <param name="log">The run's log.</param>
/// <param name="redactor">Takes secrets out of every line.</param>
/// <param name="original">The user's own Dockerfile: steps are named as it names them.</param>
internal sealed class BuildLog(TextWriter file, IRunLog log, Redactor redactor, string original)
{
    private static readonly TimeSpan Immediately = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, Vertex> _vertices = [];
    private readonly PlainProgress _plain = new();

    /// <summary>Gets the steps so far, in order of appearance.</summary>
    public IReadOnlyList<BuildStep> Steps =>
        [.. _plain.Steps, .. _vertices.Values.Select(vertex => vertex.Step).OrderBy(step => step.Number)];

    /// <summary>Takes one progress message.</summary>
    public void Take(SolveStatus status)
    {
        foreach (var vertex in status.Vertexes.Where(vertex => vertex.Started is not null))
        {
            Begin(vertex);
            if (vertex.Cached)
            {
                End(vertex);
            }
        }

        foreach (var item in status.Logs)
        {
            Print(item);
        }

        foreach (var item in status.Statuses.Where(item => item.Completed is not null))
        {
            Print(item);
        }

        foreach (var vertex in status.Vertexes.Where(vertex => vertex.Completed is not null && !vertex.Cached))
        {
            End(vertex);
        }

        foreach (var warning in status.Warnings)
        {
            Print(warning);
        }
    }

    /// <summary>Takes a line that is no progress message.</summary>
    public void Take(string line)
    {
        if (line.StartsWith('#'))
        {
            line = StepName.AsWritten(line, original);
            _plain.Take(line);
        }

        Write(line, isFollowed: true);
    }

    private void Begin(SolveStatus.Vertex vertex)
    {
        if (_vertices.ContainsKey(vertex.Digest))
        {
            return;
        }

        var name = StepName.AsWritten(vertex.Name.ReplaceLineEndings(" "), original);
        var known = new Vertex(vertex.Started!.Value, new()
        {
            Number = _vertices.Count + 1,
            Name = redactor.Redact(name),
            IsInstruction = StepName.IsInstruction(name),
        });
        _vertices.Add(vertex.Digest, known);
        Write($"#{known.Step.Number} {name}", known.Step.IsInstruction);
    }

    private void End(SolveStatus.Vertex vertex)
    {
        var duration = vertex.Completed is { } completed ? completed - (vertex.Started ?? completed) : TimeSpan.Zero;
        if (!_vertices.TryGetValue(vertex.Digest, out var known) || (known.Step.Duration is not null && vertex.Error is null))
        {
            return;
        }

        // What comes from the client is reported as done once before it begins.
        if (!known.Step.IsInstruction && duration < Immediately && vertex.Error is null)
        {
            return;
        }

        foreach (var rest in known.Rest())
        {
            Write($"#{known.Step.Number} {rest}", known.Step.IsInstruction);
        }

        var error = vertex.Error is { Length: > 0 } text ? redactor.Redact(text) : null;
        known.Step = known.Step with { Cached = vertex.Cached, Duration = duration, Error = error };
        var end =
            error is not null ? error.EndsWith("context canceled", StringComparison.Ordinal) ? "CANCELED" : $"ERROR: {error}"
            : vertex.Cached ? "CACHED"
            : string.Create(CultureInfo.InvariantCulture, $"DONE {duration.TotalSeconds:0.0}s");
        Write($"#{known.Step.Number} {end}", known.Step.IsInstruction || error is not null);
    }

    private void Print(SolveStatus.Log item)
    {
        if (!_vertices.TryGetValue(item.Vertex, out var known))
        {
            return;
        }

        foreach (var line in known.Output(item.Stream).Take(item.Data))
        {
            var second = (item.Timestamp - known.Started).TotalSeconds;
            Write(string.Create(CultureInfo.InvariantCulture, $"#{known.Step.Number} {second:0.000} {line}"), isFollowed: true);
        }
    }

    private void Print(SolveStatus.Status item)
    {
        if (_vertices.TryGetValue(item.Vertex, out var known) && known.Finished.Add(item.Id))
        {
            var amount = item.Total > 0 ? $" {Size(item.Current)} / {Size(item.Total)}" : item.Current > 0 ? $" {Size(item.Current)}" : "";
            Write($"#{known.Step.Number} {item.Id}{amount} done", isFollowed: false);
        }
    }

    private void Print(SolveStatus.Warning warning)
    {
        var text = redactor.Redact(System.Text.Encoding.UTF8.GetString(warning.Short));
        file.WriteLine($"WARN: {text}");
        log.Write(new(MessageKind.Warning, text, Line: warning.Line));
    }

    private void Write(string line, bool isFollowed)
    {
        line = redactor.Redact(line);
        file.WriteLine(line);
        log.Write(new(isFollowed ? MessageKind.Output : MessageKind.Detail, line));
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes}B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.##}kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.##}MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##}GB"),
    };

    private sealed class Vertex(DateTimeOffset started, BuildStep step)
    {
        private readonly SortedDictionary<int, StepOutput> _outputs = [];

        public DateTimeOffset Started => started;

        public BuildStep Step { get; set; } = step;

        public HashSet<string> Finished { get; } = [];

        public StepOutput Output(int stream) =>
            _outputs.TryGetValue(stream, out var output) ? output : _outputs[stream] = new();

        public IEnumerable<string> Rest() => _outputs.Values.Select(output => output.Rest()).OfType<string>();
    }
}
