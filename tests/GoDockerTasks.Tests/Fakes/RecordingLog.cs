using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Fakes;

/// <summary>Keeps what a run says.</summary>
internal sealed class RecordingLog : IRunLog
{
    private readonly List<RunMessage> _messages = [];

    public IReadOnlyList<RunMessage> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public string Text => string.Join('\n', Messages.Select(message => message.Text));

    public void Write(RunMessage message)
    {
        lock (_messages)
        {
            _messages.Add(message);
        }
    }
}
