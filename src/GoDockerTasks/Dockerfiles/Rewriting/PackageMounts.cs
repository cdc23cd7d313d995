using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Leads apt and apk to a mirror: mounts over the files with their sources, in the RUNs that call them.</summary>
/// <remarks>Secrets again: another mirror keeps every layer, and one with a password leaves it nowhere.</remarks>
internal sealed class PackageMounts(RewriteInput input, StageGraph graph)
{
    private readonly List<LineNote> _leftAlone = [];

    /// <summary>Gets the contents of the secrets that the mounts name.</summary>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the RUNs that stay with the sources they have, and why.</summary>
    public IReadOnlyList<LineNote> LeftAlone => _leftAlone;

    /// <summary>Gives the mounts of each RUN that gets some.</summary>
    public IEnumerable<(RunInstruction Run, PackageManager Manager, string Flags)> Find()
    {
        foreach (var (manager, mirror) in new[] { (PackageManager.Apt, input.AptMirror), (PackageManager.Apk, input.ApkMirror) })
        {
            if (mirror is null)
            {
                continue;
            }

            foreach (var (stage, run) in Runs(manager))
            {
                var (flags, obstacle) = Flags(stage, run, manager, mirror);
                if (obstacle is not null)
                {
                    _leftAlone.Add(new(run.Line, obstacle));
                }
                else if (flags.Length > 0)
                {
                    yield return (run, manager, flags);
                }
            }
        }
    }

    private IEnumerable<(Stage Stage, RunInstruction Run)> Runs(PackageManager manager) =>
        from stage in graph.Stages
        where graph.Needed.Contains(stage)
        from run in stage.Steps.Select(step => step.Instruction).OfType<RunInstruction>()
        where manager.IsUsedBy(run)
        select (stage, run);

    private (string Flags, string? Obstacle) Flags(Stage stage, RunInstruction run, PackageManager manager, string mirror)
    {
        if (WayOut.Find(stage, run) is { } reason)
        {
            return ("", reason);
        }

        if (!input.PackageSources.TryGetValue(stage.Root, out var files))
        {
            return ("", $"the sources of {manager.Name} in its base image are not known, so the mirror is not used");
        }

        List<string> flags = [];
        foreach (var (path, text) in files.Where(file => file.Key.StartsWith(manager.Folder, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var mirrored = manager.WithMirror(text, mirror);
            if (mirrored == text)
            {
                continue;
            }

            if (Configuring(stage, path) is { } line)
            {
                return ("", $"line {line} may change {path}, so the mirror is not used");
            }

            var id = Id(manager, stage.Root, path);
            Secrets[id] = mirrored;
            flags.Add($"--mount=type=secret,id={id},target={path},mode=0444,required=true");
        }

        return (string.Join(' ', flags), null);
    }

    private static int? Configuring(Stage stage, string path) => stage.Chain
        .SelectMany(link => link.Steps.Select(step => step.Instruction))
        .FirstOrDefault(instruction => PackageManager.MayBeChangedBy(instruction, path))?.Line;

    private static string Id(PackageManager manager, string image, string path) =>
        $"godocker-{manager.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image}\n{path}")))[..12]}";
}
