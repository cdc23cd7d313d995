using System.Diagnostics;

namespace GoDockerTasks.Benchmarks;

/// <summary>One of the things compared: a command, timed as a whole process.</summary>
/// <param name="Name">What to call it in the table.</param>
/// <param name="Folder">Where it is started.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record Contender(string Name, string Folder, params string[] Command)
{
    /// <summary>Gets variables to add to the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs it once. A run that fails ends the benchmark: a time of a failure means nothing.</summary>
    public TimeSpan Run()
    {
        var start = new ProcessStartInfo(Command[0], Command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started);

        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{output.Result}\n{error.Result}");
    }
}
