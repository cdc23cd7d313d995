using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>A package manager of a distribution: its programs, where it reads its sources, and the distribution's own hosts.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Programs">The programs that fetch packages.</param>
/// <param name="Folder">Where its configuration is.</param>
internal sealed partial record PackageManager(string Name, string[] Programs, string Folder)
{
    public static readonly PackageManager Apt = new("apt", ["apt", "apt-get", "aptitude"], "/etc/apt") { Hosts = AptHosts() };

    public static readonly PackageManager Apk = new("apk", ["apk"], "/etc/apk") { Hosts = ApkHosts() };

    // What changes the sources without naming their folder.
    private static readonly string[] Editors = ["add-apt-repository", "apt-add-repository", "setup-apkrepos", "extrepo"];

    private Regex Hosts { get; init; } = null!;

    /// <summary>Says whether a RUN calls it.</summary>
    public bool IsUsedBy(RunInstruction run) => run.Usage.Commands.Any(IsUsedBy);

    /// <summary>Says whether an instruction may change a file of sources, which is then no longer the base image's.</summary>
    public static bool MayBeChangedBy(Instruction instruction, string file) => instruction switch
    {
        RunInstruction run => Paths().Matches(run.Script).Any(path => Covers(path.Value, file))
            || run.Usage.Commands.Any(command => Editors.Contains(command.Program))
            || run.Mounts.Any(mount => mount.Target is { } target && Covers(target, file)),
        CopyInstruction copy => Covers(copy.Destination, file),
        _ => false,
    };

    /// <summary>Gives a file of sources with the mirror in the place of the distribution's own hosts; paths and everything else stay.</summary>
    /// <param name="text">One-line sources, deb822 or apk's repositories.</param>
    /// <param name="mirror">The mirror's URL.</param>
    public string WithMirror(string text, string mirror) => string.Join('\n', text.Split('\n').Select(line =>
        line.TrimStart().StartsWith('#') ? line : Hosts.Replace(line, _ => mirror.TrimEnd('/'))));

    private bool IsUsedBy(ShellCommand command) => Programs.Contains(command.Program);

    // A path names the file, a folder of it, or both by a pattern. Another file in the same folder is nothing to us.
    private static bool Covers(string path, string file)
    {
        var pattern = path.IndexOfAny(['*', '?', '[', '{', '$']);
        var fixedPart = (pattern < 0 ? path : path[..pattern]).TrimEnd('/');

        return path.StartsWith('/') && (pattern < 0
            ? file == fixedPart || file.StartsWith(fixedPart + "/", StringComparison.Ordinal)
            : file.StartsWith(fixedPart, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"/etc(/[^\s""';&|<>()]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Paths();

    // https://www.debian.org/mirror/list and https://wiki.ubuntu.com/Mirrors. Not snapshot.debian.org: what it has no mirror has.
    [GeneratedRegex(
        @"https?://((deb|security|httpredir|cdn-fastly\.deb|ftp(\.[a-z]+)?)\.debian\.org|([a-z]+\.)?archive\.ubuntu\.com|(security|ports)\.ubuntu\.com)(?=[/\s]|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AptHosts();

    // https://wiki.alpinelinux.org/wiki/Repositories. What it calls /alpine is called so by its mirrors, too.
    [GeneratedRegex(@"https?://dl-[a-z0-9]+\.alpinelinux\.org(?=[/\s]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ApkHosts();
}
