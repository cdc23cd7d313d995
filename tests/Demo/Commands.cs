using System.Diagnostics;
using System.Text.RegularExpressions;
using GoDockerTasks.Io;

namespace GoDockerTasks.Demo;

/// <summary>Runs commands inside the network, and takes their time.</summary>
internal sealed partial class Commands(CompanyNetwork network)
{
    private readonly ProcessRunner _processes = new(TimeProvider.System);

    /// <summary>Runs a command until it ends or the time is over.</summary>
    public async Task<CommandResult> RunAsync(string folder, TimeSpan limit, params string[] command)
    {
        List<string> lines = [];
        string[] inside = [.. network.Inside, .. command];
        var spec = new ProcessSpec(inside[0], inside[1..]) { WorkingDirectory = folder, Environment = network.Environment };
        var clock = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var exitCode = await _processes.RunAsync(spec, line => lines.Add(Colour().Replace(line.Text, "")), patience.Token);
            return new(exitCode, clock.Elapsed, lines);
        }
        catch (OperationCanceledException)
        {
            return new(null, clock.Elapsed, lines);
        }
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<CommandResult> EnsureAsync(string folder, params string[] command)
    {
        var result = await RunAsync(folder, Timeout.InfiniteTimeSpan, command);
        return result.Succeeded ? result : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {result.ExitCode}:\n{result.Text}");
    }
}
