using GoDockerTasks.Dockerfiles.Commands;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Recognises RUNs that our mounts would get in the way of.</summary>
internal static class Hazards
{
    // They copy, move, delete or change what they are pointed at, mount points included.
    private static readonly string[] Movers =
    [
        "cp", "mv", "rm", "tar", "rsync", "cpio", "zip", "install", "ln", "chmod", "chown", "chgrp", "find", "dd", "bsdtar",
        "unsquashfs", "mksquashfs", "debootstrap", "shred",
    ];

    /// <summary>Says what a RUN does to a place of ours; null when it does nothing.</summary>
    public static string? Find(GoRunPlan plan, string settingsFile, bool hasCertificates)
    {
        foreach (var command in plan.Usage.Commands.Where(command => Movers.Contains(command.Program)))
        {
            if (Touched(command).FirstOrDefault(argument => IsOurs(Trimmed(argument), settingsFile) || (hasCertificates && Holds(Trimmed(argument), Places.CaFile))) is { } argument)
            {
                return $"'{command.Program} {argument}' would touch the mounts";
            }
        }

        var covering = plan.Run.Mounts.FirstOrDefault(mount => mount.Target is { } target && IsOurs(Trimmed(target), settingsFile));
        return covering is null ? null : $"its own mount of '{covering.Target}' is in the way";
    }

    private static IEnumerable<string> Touched(ShellCommand command)
    {
        string[] arguments = [.. command.Arguments];
        return command.Program switch
        {
            "cp" or "mv" or "install" or "ln" or "rsync" => arguments.SkipLast(1),
            "find" when !arguments.Any(argument => argument.StartsWith("-exec", StringComparison.Ordinal) || argument is "-delete" or "-ok") => [],
            "chmod" or "chown" or "chgrp" when !arguments.Any(IsRecursive) => [],
            _ => arguments,
        };
    }

    private static bool IsRecursive(string argument) =>
        argument == "--recursive" || (argument.StartsWith('-') && !argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('R', StringComparison.Ordinal));

    private static bool IsOurs(string path, string settingsFile)
    {
        var folder = settingsFile[..settingsFile.LastIndexOf('/')];
        return path == settingsFile || Holds(path, folder) || Holds(path, Places.Root)
            || path.Contains("GOROOT", StringComparison.Ordinal)
            || (settingsFile.EndsWith("/.config/go/env", StringComparison.Ordinal) && IsHome(path));
    }

    private static bool IsHome(string path) => path is "~" or "$HOME" or "${HOME}" or "~/.config" or "$HOME/.config" or "${HOME}/.config";

    private static string Trimmed(string argument)
    {
        var path = argument.StartsWith('-') ? argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..] : argument;
        path = path.TrimEnd('*');
        return path.Length > 1 ? path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : path;
    }

    private static bool Holds(string path, string place) =>
        path.StartsWith('/') && (path == "/" || place == path || place.StartsWith($"{path}/", StringComparison.Ordinal));
}
