using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Io;

/// <summary>Starts programs of this machine.</summary>
/// <param name="time">The clock that the grace period of a cancelled program is measured with.</param>
public sealed partial class ProcessRunner(TimeProvider time) : IProcessRunner
{
    // A cancelled 'docker buildx build' needs a moment to tell BuildKit; after that nothing is worth waiting for.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    // The pipes close with the program, unless it left a child of its own behind that holds them open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private const int TerminateSignal = 15;

    /// <inheritdoc />
    public async Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(spec);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lines = new LineGate(onLine);
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, isError: false, lines, stop),
            ReadAsync(process.StandardError, isError: true, lines, stop));
        var writing = WriteAsync(process, spec.StandardInput);

        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
        }

        await SettleAsync(Task.WhenAll(reading, writing));
        lines.Close();
        if (reading.IsFaulted)
        {
            await reading;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    private static Process Start(ProcessSpec spec)
    {
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            UseShellExecute = false,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in spec.Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GoDockerException(ErrorKinds.ProgramNotStarted, $"'{spec.FileName}': {e.Message}.", e);
        }
    }

    private static async Task ReadAsync(
        StreamReader reader, bool isError, LineGate lines, CancellationTokenSource stop)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
            {
                lines.Pass(new(text, isError));
            }
        }
        catch
        {
            // Nobody reads on, and a program whose pipe is full would wait for ever.
            await stop.CancelAsync();
            throw;
        }
    }

    private static async Task WriteAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code tells the rest.
        }
    }

    private async Task EndAsync(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
        {
            _ = Kill(process.Id, TerminateSignal);
            using var patience = new CancellationTokenSource(GracePeriod, time);
            try
            {
                await process.WaitForExitAsync(patience.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It would not go; the force below ends it.
            }
        }

        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }

        await process.WaitForExitAsync(CancellationToken.None);
    }

    private async Task SettleAsync(Task streams)
    {
        using var patience = new CancellationTokenSource(LastWords, time);
        try
        {
            await streams.WaitAsync(patience.Token);
        }
        catch (Exception)
        {
            // Given up or failed: the caller looks at the tasks themselves.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    /// <summary>Lets one line through at a time, and none after the run has ended.</summary>
    private sealed class LineGate(Action<ProcessLine> onLine)
    {
        private readonly Lock _lock = new();
        private bool _closed;

        public void Pass(ProcessLine line)
        {
            lock (_lock)
            {
                if (!_closed)
                {
                    onLine(line);
                }
            }
        }

        public void Close()
        {
            lock (_lock)
            {
                _closed = true;
            }
        }
    }
}
