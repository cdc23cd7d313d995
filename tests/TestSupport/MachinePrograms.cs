using GoDockerTasks.Io;

namespace GoDockerTasks.TestSupport;

/// <summary>Programs of this machine with the libraries that they need, for images that lack them.</summary>
public static class MachinePrograms
{
    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    // What dpkg and apt do not make by themselves; and what dpkg wants to find in PATH besides a shell.
    private static readonly string[] PackageFolders =
        ["var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial", "var/log/apt", "etc/apt/apt.conf.d", "etc/apt/preferences.d"];

    private static readonly string[] PackagePrograms =
        ["apt-get", "dpkg", "dpkg-deb", "dpkg-split", "dpkg-query", "tar", "ldconfig", "start-stop-daemon", "useradd"];

    /// <summary>Copies git with what it needs for https and ssh, and the CA certificates, into a folder that becomes a root file system.</summary>
    public static async Task CopyGitAsync(string root)
    {
        var exec = (await Processes.CaptureAsync(new("git", ["--exec-path"]), CancellationToken.None)).Output.Trim();
        await CopyAsync(root, [Programs.Require("git"), Programs.Require("ssh"), Path.Combine(exec, "git-remote-https")]);
        Copy(root, "/etc/ssl/certs/ca-certificates.crt");
    }

    /// <summary>Copies apt-get for http, dpkg and useradd into a folder that becomes a root file system in which no package is installed.</summary>
    public static async Task CopyAptAsync(string root)
    {
        await CopyAsync(root, [.. PackagePrograms.Select(Programs.Require), "/usr/lib/apt/methods/http", "/usr/lib/apt/methods/store"]);
        foreach (var folder in PackageFolders)
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
        }

        await File.WriteAllTextAsync(Path.Combine(root, "var/lib/dpkg/status"), "");
        foreach (var file in Directory.EnumerateFiles("/usr/share/dpkg", "*table").Append("/etc/login.defs"))
        {
            Copy(root, file);
        }
    }

    private static async Task CopyAsync(string root, string[] programs)
    {
        foreach (var file in programs.Concat(await LibrariesAsync(programs)).Distinct())
        {
            Copy(root, file);
        }
    }

    private static void Copy(string root, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root + file)!);
        File.Copy(file, root + file);
    }

    private static async Task<IEnumerable<string>> LibrariesAsync(string[] programs) =>
        (await Processes.CaptureAsync(new("ldd", programs), CancellationToken.None)).Output
            .Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith('/') && !word.EndsWith(':'));
}
