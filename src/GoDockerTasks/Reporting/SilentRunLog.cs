namespace GoDockerTasks.Reporting;

/// <summary>A log for looking ahead: what is said there would be said again when it is done.</summary>
internal sealed class SilentRunLog : IRunLog
{
    /// <inheritdoc />
    public void Write(RunMessage message)
    {
    }
}
