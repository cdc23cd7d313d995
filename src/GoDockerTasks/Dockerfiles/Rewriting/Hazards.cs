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
    public static string? Find(GoRunPlan plan, string settingsFile)
    {
        var folder = settingsFile[..settingsFile.LastIndexOf('/')];
        foreach (var command in plan.Usage.Commands.Where(command => Movers.Contains(command.Program)))
        {
            foreach (var argument in command.Arguments)
            {
                var path = Trimmed(argument);
                if (Holds(path, folder) || path == settingsFile || Holds(path, Places.Root) || path.Contains("GOROOT", StringComparison.Ordinal))
                {
                    return $"'{command.Program} {argument}' would touch the mounts";
                }
            }
        }

        var covering = plan.Run.Mounts.FirstOrDefault(mount => mount.Target is { } target && Holds(Trimmed(target), settingsFile));
        return covering is null ? null : $"its mount of '{covering.Target}' covers the settings of Go";
    }

    private static string Trimmed(string argument)
    {
        var path = argument.StartsWith('-') ? argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..] : argument;
        path = path.TrimEnd('*');
        return path.Length > 1 ? path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : path;
    }

    private static bool Holds(string path, string place) =>
        path.StartsWith('/') && (path == "/" || place == path || place.StartsWith($"{path}/", StringComparison.Ordinal));
}
