using System.Collections.Concurrent;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Resilience.Fakes;

/// <summary>Keeps what is said.</summary>
internal sealed class CollectingLog : IRunLog
{
    private readonly ConcurrentQueue<RunMessage> _messages = [];

    public IEnumerable<string> Texts => _messages.Select(message => message.Text);

    public void Write(RunMessage message) => _messages.Enqueue(message);
}
