using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GoDockerTasks.TestSupport;

/// <summary>A server that a test starts, with its output in a file; ended by its id, never by its name.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static ServerProcess Start(string logFile, string program, params string[] arguments)
    {
        // The shell is replaced by the program: one process, whose output needs no reader on our side.
        var start = new ProcessStartInfo("sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logFile, program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
        };

        return new(Process.Start(start)!);
    }

    /// <summary>Asks the process, or its first child where it only holds namespaces open, to end.</summary>
    public async Task StopAsync(bool child = false)
    {
        if (!process.HasExited)
        {
            _ = Kill(child ? FirstChild() : process.Id, Terminate);
            using var patience = new CancellationTokenSource(Grace);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits until the server answers.</summary>
    public async Task WaitUntilAsync(Func<Task<bool>> ready, string what, string logFile, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!await ready())
        {
            if (process.HasExited || clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException(
                    $"{what} {(process.HasExited ? "ended" : "does not answer")}: {await File.ReadAllTextAsync(logFile, cancellationToken)}");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    public void Dispose() => process.Dispose();

    private int FirstChild()
    {
        var children = File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ');
        return children[0].Length > 0 ? int.Parse(children[0], CultureInfo.InvariantCulture) : process.Id;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
