namespace GoDockerTasks.Reporting;

/// <summary>A log that hears no secrets.</summary>
/// <param name="inner">The log behind.</param>
/// <param name="redactor">What knows the secrets.</param>
public sealed class RedactingRunLog(IRunLog inner, Redactor redactor) : IRunLog
{
    /// <inheritdoc />
    public void Write(RunMessage message) => inner.Write(message with { Text = redactor.Redact(message.Text) });
}
