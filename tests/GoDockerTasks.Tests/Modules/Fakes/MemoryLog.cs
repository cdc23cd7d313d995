using System.Collections.Concurrent;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>Keeps what a run said.</summary>
public sealed class MemoryLog : IRunLog
{
    public ConcurrentQueue<RunMessage> Messages { get; } = new();

    public string Text => string.Join('\n', Messages.Select(message => message.Text));

    public void Write(RunMessage message) => Messages.Enqueue(message);
}
