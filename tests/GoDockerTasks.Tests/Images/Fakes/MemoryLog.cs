using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>Keeps what a run says.</summary>
internal sealed class MemoryLog : IRunLog
{
    private readonly Lock _lock = new();

    public List<RunMessage> Messages { get; } = [];

    public IEnumerable<string> Output => Messages.Where(message => message.Kind == MessageKind.Output).Select(message => message.Text);

    public IEnumerable<string> Warnings => Messages.Where(message => message.Kind == MessageKind.Warning).Select(message => message.Text);

    public void Write(RunMessage message)
    {
        lock (_lock)
        {
            Messages.Add(message);
        }
    }
}
