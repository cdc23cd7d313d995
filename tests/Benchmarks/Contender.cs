using System.Diagnostics;
using System.Globalization;

namespace GoDockerTasks.Benchmarks;

/// <summary>One of the things compared: a command, measured as a whole process.</summary>
/// <param name="Name">What to call it in the table.</param>
/// <param name="Folder">Where it is started.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record Contender(string Name, string Folder, params string[] Command)
{
    private const string ProcessStatus = "/proc/{0}/status";

    /// <summary>Gets variables to add to the environment, made anew for each run.</summary>
    public Func<IReadOnlyDictionary<string, string>> Environment { get; init; } = () => new Dictionary<string, string>();

    /// <summary>Runs it once. A run that fails ends the benchmark: a time of a failure means nothing.</summary>
    public Measurement Run()
    {
        var start = new ProcessStartInfo(Command[0], Command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started);

        return process.ExitCode == 0
            ? new(elapsed, peak)
            : throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{output.Result}\n{error.Result}");
    }

    // The kernel keeps the highest value itself, so looking now and then misses only what comes after the last look.
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines(string.Format(CultureInfo.InvariantCulture, ProcessStatus, process))
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // It has just ended, or this is not Linux.
        }
    }
}
