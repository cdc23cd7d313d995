using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>Answers for docker: the first answer whose words the command line starts with.</summary>
internal sealed class StubProcesses : IProcessRunner
{
    private readonly List<(string Start, Func<ProcessSpec, ProcessOutput> Answer)> _answers = [];

    public List<ProcessSpec> Runs { get; } = [];

    public IEnumerable<string> Commands => Runs.Select(run => $"{run.FileName} {string.Join(' ', run.Arguments)}");

    public StubProcesses Answer(string start, string output = "", string error = "", int exitCode = 0) =>
        Answer(start, _ => new(exitCode, output, error));

    public StubProcesses Answer(string start, Func<ProcessSpec, ProcessOutput> answer)
    {
        _answers.Add((start, answer));
        return this;
    }

    public Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Runs.Add(spec);
        var command = $"{spec.FileName} {string.Join(' ', spec.Arguments)}";
        var (_, find) = _answers.FirstOrDefault(answer => command.StartsWith(answer.Start, StringComparison.Ordinal));
        var answer = find?.Invoke(spec)
            ?? throw new GoDockerException(ErrorKinds.ProgramNotStarted, $"'{spec.FileName}': no such file ({command}).");
        Print(answer.Output, isError: false, onLine);
        Print(answer.Error, isError: true, onLine);

        return Task.FromResult(answer.ExitCode);
    }

    private static void Print(string text, bool isError, Action<ProcessLine> onLine)
    {
        foreach (var line in text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n'))
        {
            onLine(new(line, isError));
        }
    }
}
