using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Puts whole lines into a Dockerfile.</summary>
internal static class LineInsertion
{
    /// <summary>Puts lines above an instruction and the comments that stand right above it.</summary>
    public static LintEdit Above(Dockerfile dockerfile, Instruction instruction, params string[] lines)
    {
        var nodes = dockerfile.Nodes;
        var at = nodes.TakeWhile(node => node.Instruction != instruction).Count();
        while (at > 0 && nodes[at - 1].Kind == NodeKind.Comment)
        {
            at--;
        }

        return new(nodes[at].Start, 0, Joined(dockerfile, lines));
    }

    /// <summary>Puts lines below an instruction.</summary>
    public static LintEdit Below(Dockerfile dockerfile, Instruction instruction, params string[] lines)
    {
        var node = dockerfile.Nodes.First(node => node.Instruction == instruction);
        var end = node.Start + node.Length;
        var lacksEnd = end > 0 && dockerfile.Text[end - 1] != '\n';
        return new(end, 0, (lacksEnd ? "\n" : "") + Joined(dockerfile, lines));
    }

    private static string Joined(Dockerfile dockerfile, string[] lines)
    {
        var end = dockerfile.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return string.Concat(lines.Select(line => line + end));
    }
}
