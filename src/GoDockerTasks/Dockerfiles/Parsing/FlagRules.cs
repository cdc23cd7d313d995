using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>What BuildKit checks about flags before it builds.</summary>
/// <remarks>
/// These are the flags of every frontend up to docker/dockerfile 1.21. No build is refused for them here: its frontend may know more.
/// See https://docs.docker.com/reference/dockerfile/.
/// </remarks>
internal static partial class FlagRules
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["FROM"] = ["platform"],
        ["RUN"] = ["mount", "network", "security", "device"],
        ["COPY"] = ["from", "chown", "chmod", "link", "parents", "exclude"],
        ["ADD"] = ["chown", "chmod", "link", "checksum", "keep-git-dir", "unpack", "exclude"],
        ["HEALTHCHECK"] = ["interval", "timeout", "start-period", "start-interval", "retries"],
    };

    private static readonly string[] Switches = ["link", "parents", "keep-git-dir", "unpack"];

    private static readonly string[] Repeatable = ["mount", "device", "exclude"];

    /// <summary>Gives what is wrong with the flags, for Docker's own frontend.</summary>
    public static IEnumerable<ParseProblem> Check(Dockerfile dockerfile) =>
        from instruction in dockerfile.Instructions
        where AreRead(instruction)
        from index in Enumerable.Range(0, instruction.Flags.Count)
        let problem = Problem(instruction, index)
        where problem is not null
        select new ParseProblem(instruction.Line, problem);

    // BuildKit passes over the flags of some, and those of a trigger are for whoever builds on the image.
    private static bool AreRead(Instruction instruction) =>
        InstructionRules.IsKnown(instruction.Keyword) && instruction.Keyword is not ("ARG" or "STOPSIGNAL")
        && !(instruction.Keyword == "HEALTHCHECK" && instruction.Arguments.StartsWith("NONE", StringComparison.OrdinalIgnoreCase));

    private static string? Problem(Instruction instruction, int index)
    {
        var keyword = instruction.Keyword;
        var flag = instruction.Flags[index];
        var known = Known.GetValueOrDefault(keyword, []);
        if (!known.Contains(flag.Name))
        {
            var takes = known.Length == 0 ? "none" : string.Join(", ", known.Select(name => $"--{name}"));
            return $"{keyword} has no flag '--{InstructionRules.Shortened(flag.Name)}'; it takes {takes}.";
        }

        return instruction.Flags.Take(index).Any(earlier => earlier.Name == flag.Name) && !Repeatable.Contains(flag.Name)
            ? $"{keyword} takes --{flag.Name} only once."
            : Accepted(keyword, flag) is { } accepted ? $"{keyword}: --{flag.Name} takes {accepted}." : null;
    }

    /// <summary>What a flag takes; null where its value is that.</summary>
    private static string? Accepted(string keyword, InstructionFlag flag) => (keyword, flag.Name, flag.Value) switch
    {
        (_, var name, var value) when Switches.Contains(name) => value?.ToUpperInvariant() is null or "TRUE" or "FALSE" ? null : "true or false",
        (_, _, null) => "a value",
        (_, "network", var value) => value is "default" or "none" or "host" ? null : "default, none or host",
        (_, "security", var value) => value is "sandbox" or "insecure" ? null : "sandbox or insecure",
        (_, "retries", { Length: > 0 } value) => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "a number",
        ("HEALTHCHECK", not "retries", { Length: > 0 } value) => Duration().IsMatch(value) ? null : "a time, such as 30s",
        _ => null,
    };

    [GeneratedRegex(@"^(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$")]
    private static partial Regex Duration();
}
