using System.Globalization;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A COPY or mount from a stage that is not there.</summary>
internal sealed class StageNotThere : ILintCheck
{
    // Shorter names differ by one letter too often.
    private const int ShortestName = 5;

    public LintRule Rule { get; } = new("GDT5701", LintSeverity.Warning, "--from names a stage that does not stand above")
    {
        Why = """
            Only stages above count. Docker refuses the number or name of one that stands below; any other name is taken for an image, which it
            looks for in a registry.
            """,
        Fix = "Name a stage that stands above, or move it there.",
        Bad = """
            FROM alpine:3.22 AS run
            COPY --from=build /app /app
            FROM golang:1.24 AS build
            RUN go install example.com/tool@v1.2.3
            """,
        Good = """
            FROM golang:1.24 AS build
            RUN go install example.com/tool@v1.2.3
            FROM alpine:3.22 AS run
            COPY --from=build /app /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from stage in subject.Graph.Stages
        from source in StageGraph.Sources(stage)
        where subject.Graph.Find(source.From, stage) is null || (IsNumber(source.From) && source.Instruction is RunInstruction)
        let finding = Judge(subject, stage, source)
        where finding is not null
        select finding;

    private LintFinding? Judge(LintSubject subject, Stage stage, StageSource source)
    {
        // What a mount is from is looked up when a build comes to it, and only COPY takes numbers.
        var refused = subject.Graph.Needed.Contains(stage) ? LintSeverity.Error : LintSeverity.Warning;
        if (IsNumber(source.From))
        {
            return source.Instruction is RunInstruction
                ? Rule.At(source.Instruction.Line, $"A mount takes a stage by its name only: docker looks for an image '{source.From}'.") with { Severity = refused }
                : Rule.At(source.Instruction.Line, $"There is no stage {source.From} above.") with { Severity = LintSeverity.Error };
        }

        var isBelow = subject.Graph.Stages.Skip(stage.Index).Any(other => string.Equals(other.From.Alias, source.From, StringComparison.OrdinalIgnoreCase));
        return isBelow
            ? Rule.At(source.Instruction.Line, $"The stage '{source.From}' does not stand above, so docker refuses to take anything from it.") with { Severity = refused }
            : Resembled(subject, stage, source) is { } meant
                ? Rule.At(source.Instruction.Line, $"There is no stage '{source.From}'; if '{meant}' is meant, docker takes this for an image all the same.")
                : null;
    }

    private static bool IsNumber(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // Letters only, and almost the name of a stage above: an image of that name would have to be one of Docker Hub's own few.
    private static string? Resembled(LintSubject subject, Stage stage, StageSource source) =>
        source.From.Length < ShortestName || !source.From.All(letter => char.IsAsciiLetter(letter) || letter is '-' or '_') ? null
        : subject.Graph.Stages.Take(stage.Index)
            .Select(other => other.From.Alias)
            .OfType<string>()
            .FirstOrDefault(alias => EditDistance.Between(alias.ToUpperInvariant(), source.From.ToUpperInvariant()) == 1);
}
