using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>The Dockerfile syntax that a file needs, by what it uses.</summary>
/// <remarks>Versions from https://github.com/moby/buildkit/releases (dockerfile/*) and the Dockerfile reference.</remarks>
internal static class SyntaxVersion
{
    private static readonly Version Oldest = new(1, 2);

    public static Version Needed(Dockerfile dockerfile) =>
        dockerfile.Instructions.Select(Needed).Append(Oldest).Max()!;

    private static Version Needed(Instruction instruction)
    {
        var needed = instruction.Flags.Select(flag => Needed(instruction.Keyword, flag)).Append(Oldest).Max()!;
        if (instruction.Heredocs.Count > 0)
        {
            needed = Later(needed, new(1, 4));
        }

        if (instruction is CopyInstruction { Keyword: "ADD" } add && add.Sources.Any(source => source.StartsWith("git@", StringComparison.Ordinal) || source.EndsWith(".git", StringComparison.Ordinal)))
        {
            needed = Later(needed, new(1, 6));
        }

        return instruction.Keyword != "RUN" && UsesPatterns(instruction.Arguments) ? Later(needed, new(1, 7)) : needed;
    }

    private static Version Needed(string keyword, InstructionFlag flag) => (keyword, flag.Name) switch
    {
        ("COPY" or "ADD", "link") => new(1, 4),
        ("COPY", "parents") => new(1, 20),
        ("COPY" or "ADD", "exclude") => new(1, 19),
        ("COPY" or "ADD", "chmod") when flag.Value?.All(char.IsAsciiDigit) != true => new(1, 14),
        ("ADD", "checksum") => new(1, 6),
        ("ADD", "keep-git-dir") => new(1, 6),
        ("ADD", "unpack") => new(1, 17),
        ("HEALTHCHECK", "start-interval") => new(1, 6),
        ("RUN", "security") => new(1, 20),
        ("RUN", "device") => new(1, 21),
        ("RUN", "network") => new(1, 3),
        ("RUN", "mount") when flag.Value is { } value && value.Contains("type=secret", StringComparison.Ordinal) && value.Contains("env=", StringComparison.Ordinal) => new(1, 10),
        _ => Oldest,
    };

    // ${name#pattern}, ${name%pattern}, ${name/pattern/replacement}
    private static bool UsesPatterns(string arguments)
    {
        for (var i = arguments.IndexOf("${", StringComparison.Ordinal); i >= 0; i = arguments.IndexOf("${", i + 2, StringComparison.Ordinal))
        {
            var end = i + 2;
            while (end < arguments.Length && (char.IsAsciiLetterOrDigit(arguments[end]) || arguments[end] == '_'))
            {
                end++;
            }

            if (end < arguments.Length && arguments[end] is '#' or '%' or '/')
            {
                return true;
            }
        }

        return false;
    }

    private static Version Later(Version one, Version other) => one > other ? one : other;
}
