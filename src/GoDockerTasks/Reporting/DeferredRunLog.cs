namespace GoDockerTasks.Reporting;

/// <summary>Keeps what is said by work that was begun early, until the step that it belongs to has come.</summary>
internal sealed class DeferredRunLog : IRunLog
{
    private readonly List<RunMessage> _messages = [];

    /// <inheritdoc />
    public void Write(RunMessage message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
    }

    /// <summary>Says everything, once.</summary>
    public void Flush(IRunLog log)
    {
        lock (_messages)
        {
            _messages.ForEach(log.Write);
            _messages.Clear();
        }
    }
}
