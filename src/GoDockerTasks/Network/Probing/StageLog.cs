namespace GoDockerTasks.Network.Probing;

/// <summary>Notes how far a probe has come, and how long each step took. Steps may run side by side.</summary>
/// <param name="time">The clock.</param>
internal sealed class StageLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<StageResult> _steps = [];
    private readonly List<string> _notes = [];

    /// <summary>Gets the last stage that the probe has come to.</summary>
    public ProbeStage Stage { get; private set; }

    /// <summary>Gets the steps that are over, in the order of the stages.</summary>
    public IReadOnlyList<StageResult> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps.OrderBy(step => step.Stage)];
            }
        }
    }

    /// <summary>Gets what is worth saying although the probe goes on.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_lock)
            {
                return [.. _notes.Distinct()];
            }
        }
    }

    /// <summary>Notes that a stage has begun. A second connection, to ask for more, does not lead back.</summary>
    public void Reach(ProbeStage stage)
    {
        lock (_lock)
        {
            Stage = stage > Stage ? stage : Stage;
        }
    }

    /// <summary>Notes the end of a step.</summary>
    public void Add(ProbeStage stage, string what, long started, bool ok, string detail)
    {
        var step = new StageResult(stage, what, ok, time.GetElapsedTime(started), detail);
        lock (_lock)
        {
            _steps.Add(step);
        }
    }

    /// <summary>Notes something besides.</summary>
    public void Note(string text)
    {
        lock (_lock)
        {
            _notes.Add(text);
        }
    }
}
