using GoDockerTasks.Io;

namespace GoDockerTasks.TestSupport;

/// <summary>Programs of this machine with the libraries that they need, for images that lack them.</summary>
public static class MachinePrograms
{
    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    /// <summary>Copies git with what it needs for https and ssh, and the CA certificates, into a folder that becomes a root file system.</summary>
    public static async Task CopyGitAsync(string root)
    {
        var exec = (await Processes.CaptureAsync(new("git", ["--exec-path"]), CancellationToken.None)).Output.Trim();
        string[] programs = [Programs.Require("git"), Programs.Require("ssh"), Path.Combine(exec, "git-remote-https")];
        foreach (var file in programs.Concat(await LibrariesAsync(programs)).Append("/etc/ssl/certs/ca-certificates.crt").Distinct())
        {
            var copy = root + file;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static async Task<IEnumerable<string>> LibrariesAsync(string[] programs) =>
        (await Processes.CaptureAsync(new("ldd", programs), CancellationToken.None)).Output
            .Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith('/') && !word.EndsWith(':'));
}
