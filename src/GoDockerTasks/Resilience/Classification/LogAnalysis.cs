using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>What is known of one log while it is read; its size does not grow with the log.</summary>
internal sealed partial class LogAnalysis(RuleIndex rules)
{
    private const int MostSignals = 512;
    private const int MostEvidence = 8;

    // How many lines after a failure may still say more about it: a checksum's two hashes, a server's response.
    private const int Following = 8;

    /// <summary>Gets the words of lines that matter although no rule has them: how a step ended, and what looks like an error.</summary>
    public static IReadOnlyList<string> FrameWords { get; } =
    [
        "did not complete successfully", "returned a non-zero code", "executor failed running", "error", "fatal",
        "failed", "failure",
        "panic", "exception", "exit code", "exit status", "*** ", "device or resource busy",
        "invalid cross-device link",
    ];

    private static readonly FailureRule MissingDocker = new(FailureKinds.MissingTool, "a shell in a RUN", "docker") { Depth = FailureDepth.Ground };

    private readonly RawJsonLog _json = new();
    private readonly List<FailureSignal> _signals = [];
    private readonly BuildFrame _frame = new();
    private readonly TestOutput _tests = new();
    private readonly LinesBefore _before = new();
    private readonly Queue<LogLine> _suspicious = new();
    private FailureSignal? _latest;
    private int _latestAge;
    private int _lastNumber;
    private bool _serverResponse;
    private LogLine? _ended;
    private string[]? _lastWords;
    private string? _command;

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line.</param>
    public void Take(LogLine line)
    {
        _lastNumber = line.Number;
        var text = LogPrefix.Strip(line.Text, out var step, out var isPrinted);
        foreach (var (eventStep, eventText, fromStep) in _json.Read(text))
        {
            Take(line.Number, eventText, step == 0 ? eventStep : step, isPrinted || fromStep);
        }
    }

    private void Take(int number, string text, int step, bool isPrinted)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (_frame.Read(text, isPrinted, ref step, out var done))
        {
            _signals.RemoveAll(signal => done != 0 && signal.Step == done);
            return;
        }

        if (_tests.Passed(text, number, out var after))
        {
            _signals.RemoveAll(signal => signal.Step == step && signal.Line.Number > after && !LineShape.IsGos(signal.Line.Text));
            return;
        }

        Follow(text);
        if (rules.MayFit(text))
        {
            Judge(number, text, step, isPrinted);
        }

        _before.Add(text);
    }

    private void Follow(string text)
    {
        if (_latest is null || ++_latestAge > Following)
        {
            _latest = null;
            _serverResponse = false;
            return;
        }

        _serverResponse |= text.Contains("server response:", StringComparison.OrdinalIgnoreCase);
        FailureJudge.ByFollowing(_latest, text);
    }

    private void Judge(int number, string text, int step, bool isPrinted)
    {
        var line = LineShape.WithoutCommand(text, out var command);
        if (command is not null)
        {
            _command = command;
            _ended = new(number, text.Trim());
            _lastWords ??= [.. _before.Lines.Where(earlier => earlier.Trim().Length > 0)];
        }

        if (LineShape.IsEcho(line))
        {
            return;
        }

        line = LineShape.Continue(_before.Last, line);
        var rule = rules.First(line, out var at);
        if (isPrinted && rule?.Kind == FailureKinds.DaemonUnavailable)
        {
            // What a test or a script in a RUN asks of Docker says nothing of the one that builds.
            rule = line.Contains("not found", StringComparison.Ordinal) ? MissingDocker : null;
        }

        if (rule?.Step is { } needed && !_frame.Latest.StartsWith(needed, StringComparison.Ordinal))
        {
            rule = null;
        }

        if (rule is null || LineShape.IsTalk(line, at))
        {
            if (rule is null)
            {
                Suspect(number, text);
            }

            return;
        }

        // What a proxy's own git says inside the proxy's answer belongs to that answer.
        if (_serverResponse && _latest is not null && (char.IsWhiteSpace(line[0]) || rule.Kind == FailureKinds.VcsAuth || rule.Kind == FailureKinds.VcsRepoNotFound))
        {
            return;
        }

        Add(rule, number, line, at, step);
    }

    private void Add(FailureRule rule, int number, string line, int at, int step)
    {
        var stepName = _frame.NameOf(step);
        var kind = FailurePlaces.Kind(rule.Kind, line, stepName, _frame.IsPulling);

        // go -x shows each request; one that failed may have been made good by the next.
        var depth = line.AsSpan().TrimStart().StartsWith("# get ", StringComparison.Ordinal) ? FailureDepth.Wrapper : rule.Depth;
        if (_signals.Find(known => known.Kind == kind && known.Step == step && known.Depth == depth) is { } known)
        {
            Complete(known, line, at);
            return;
        }

        if (_signals.Count == MostSignals)
        {
            return;
        }

        var moved = kind != rule.Kind;
        var signal = new FailureSignal
        {
            Kind = kind,
            Depth = depth,
            Transient = moved ? kind.Transient : rule.Transient ?? kind.Transient,
            Action = moved ? kind.Action : rule.Action ?? kind.Action,
            Line = new(number, line.Trim()),
            Step = step,
        };
        if (FailureScope.HasHost(kind))
        {
            var host = LogEvidence.Host(line, at) ?? _before.Host(kind, line);
            signal.Host = IsRegistryKind(kind) ? host ?? LogEvidence.Registry(line) ?? (step == 0 && _frame.HasManySteps ? null : LogEvidence.Registry(stepName) ?? _before.Registry()) : host;
        }

        if (FailureScope.HasModule(kind))
        {
            signal.Module = _before.Downloaded(line) ?? LogEvidence.Module(line, at) ?? _before.Module(kind, line);
        }

        FailureJudge.ByLine(signal, line, stepName);
        _signals.Add(signal);
        _latest = signal;
        _latestAge = 0;
        _serverResponse = line.Contains("server response:", StringComparison.OrdinalIgnoreCase);
    }

    // go get -v says a failure before it says which module it was for.
    private static void Complete(FailureSignal known, string line, int at)
    {
        if (known is { Module: null, Host: not null } && FailureScope.HasModule(known.Kind) && LogEvidence.Host(line, at) == known.Host)
        {
            known.Module = LogEvidence.Module(line, at);
        }
    }

    private void Suspect(int number, string text)
    {
        if (!Suspicious().IsMatch(text))
        {
            return;
        }

        if (_suspicious.Count == 5)
        {
            _suspicious.Dequeue();
        }

        _suspicious.Enqueue(new(number, text.Trim()));
    }

    private static bool IsRegistryKind(FailureKind kind) =>
        kind == FailureKinds.RegistryNetwork || kind == FailureKinds.RegistryAuth || kind == FailureKinds.RegistryManifestUnknown ||
        kind == FailureKinds.BuildkitFrontendPull || kind == FailureKinds.RegistryRateLimit || kind == FailureKinds.PushFailed;

    [GeneratedRegex(@"^\s*(?:ERROR|Error|error|E|FATAL|Fatal|fatal|panic|FAIL|make)\b.*[:!]|\b(?:error|fatal|failed|failure|exception)\b: |##\[error\]|\*\*\* |exit (?:code|status):? [1-9]|device or resource busy|invalid cross-device link", RegexOptions.IgnoreCase)]
    private static partial Regex Suspicious();
}
