using GoDockerTasks.Dockerfiles.Commands;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary><c>RUN</c>.</summary>
public sealed class RunInstruction : Instruction
{
    private GoUsage? _usage;

    internal RunInstruction(InstructionParts parts)
        : base(parts) =>
        Mounts = [.. Flags.Where(flag => flag.Name == "mount").Select(flag => RunMount.Parse(flag.Value ?? ""))];

    /// <summary>Gets the mounts in order.</summary>
    public IReadOnlyList<RunMount> Mounts { get; }

    /// <summary>Gets how it uses Go, as <see cref="GoRunDetector"/> sees it.</summary>
    public GoUsage Usage => _usage ??= GoRunDetector.Detect(this);

    /// <summary>Gets the script that the shell gets: the arguments, or the heredoc where it stands alone.</summary>
    public string Script => Heredocs.Count == 0 ? Arguments : string.Join('\n', [Arguments, .. Heredocs.Select(h => h.Content)]);
}
