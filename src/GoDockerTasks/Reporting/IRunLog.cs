namespace GoDockerTasks.Reporting;

/// <summary>Where a run says what it does. The console, a CI log or an MSBuild logger is behind it.</summary>
public interface IRunLog
{
    /// <summary>Takes one message. It may be called from several threads; it does not throw.</summary>
    /// <param name="message">The message; it holds no secrets when a redactor is in front.</param>
    void Write(RunMessage message);
}
