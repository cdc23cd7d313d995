using System.Diagnostics;

namespace Cake.Frosting.Tests.EndToEnd;

/// <summary>The host of tests/Cake.Frosting.Tests.Host, built along with the tests, as a process.</summary>
internal static class BuiltHost
{
    /// <summary>Gets the assembly of the host, which lies beside that of the tests and has the same configuration.</summary>
    public static string AssemblyPath
    {
        get
        {
            var directory = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            return Path.Combine(
                directory.Parent!.Parent!.FullName, "Cake.Frosting.Tests.Host", directory.Name, "Cake.Frosting.Tests.Host.dll");
        }
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string directory, string[] args, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [AssemblyPath, .. args])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        };

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
