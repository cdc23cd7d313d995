using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Io;

/// <summary>Starts programs of this machine.</summary>
/// <param name="time">The clock that the grace period of a cancelled program is measured with.</param>
public sealed partial class ProcessRunner(TimeProvider time) : IProcessRunner
{
    // A cancelled 'docker buildx build' needs a moment to tell BuildKit; after that nothing is worth waiting for.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private const int TerminateSignal = 15;

    /// <inheritdoc />
    public async Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(spec);
        using var lines = new SemaphoreSlim(1, 1);
        var reading = Task.WhenAll(
            ReadAsync(process.StandardOutput, isError: false, lines, onLine),
            ReadAsync(process.StandardError, isError: true, lines, onLine));
        await WriteAsync(process, spec.StandardInput);

        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }

        await reading;
        return process.ExitCode;
    }

    private static Process Start(ProcessSpec spec)
    {
        var start = new ProcessStartInfo(spec.FileName, spec.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GoDockerException(ErrorKinds.ProgramNotStarted, $"'{spec.FileName}': {e.Message}", e);
        }
    }

    private static async Task ReadAsync(
        StreamReader reader, bool isError, SemaphoreSlim lines, Action<ProcessLine> onLine)
    {
        while (await reader.ReadLineAsync() is { } text)
        {
            await lines.WaitAsync();
            try
            {
                onLine(new(text, isError));
            }
            finally
            {
                lines.Release();
            }
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
        if (!OperatingSystem.IsWindows())
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

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
