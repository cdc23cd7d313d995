using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>ENV GOPROXY in what becomes the image.</summary>
internal sealed partial class GoProxyLeaks : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5203", LintSeverity.Warning, "ENV GOPROXY stays in the image")
    {
        Why = """
            ENV of the last stage, or of one it is built on, is part of the image's config. Whoever pulls the image learns the
            proxy's address, and Go uses it wherever the image runs.
            """,
        Fix = "Use ARG in place of ENV: a RUN sees it just the same, and the image's config does not keep it. Its history does; where the address is a secret, build in a stage of its own.",
        Bad = """
            FROM golang:1.24
            ENV GOPROXY=https://goproxy.example.com
            COPY . /src
            RUN cd /src && go build -o /app
            """,
        Good = """
            FROM golang:1.24
            ARG GOPROXY=https://goproxy.example.com
            COPY . /src
            RUN cd /src && go build -o /app
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        IsForOthersToBuildIn(subject) ? [] :
        from env in subject.Assignments("ENV")
        where env.Name == GoProxyFacts.Name && HasAddress(env.Assignment.Value ?? "") && subject.Graph.FinalChain.Contains(env.Stage)
        select Rule.At(env.Instruction.Line, "The image keeps this GOPROXY in its config.", [.. Mend(subject, env)]);

    // 'off' and 'direct' tell nobody anything.
    private static bool HasAddress(string value) => value.Contains("://", StringComparison.Ordinal) || value.Contains('$', StringComparison.Ordinal);

    // An image of Go with tools, for CI jobs: nothing of a service is in it, and its jobs are to find the proxy.
    private static bool IsForOthersToBuildIn(LintSubject subject)
    {
        var instructions = subject.Final.Chain.SelectMany(stage => stage.Steps).Select(step => step.Instruction).ToArray();
        return GoStages.IsGoImage(subject.Final.Root)
            && subject.Sources.End(subject.Final) is { HasGoMod: false, HasPart: false }
            && !instructions.Any(instruction => instruction.Keyword is "CMD" or "ENTRYPOINT" or "EXPOSE" or "HEALTHCHECK")
            && !instructions.OfType<CopyInstruction>().Any(copy => copy.From is { } from && subject.Graph.Find(from, subject.Final) is not null);
    }

    private static bool RunsGo(LintSubject subject) => subject.Final.Chain.SelectMany(stage => stage.Steps)
        .Any(step => step.Instruction.Keyword is "CMD" or "ENTRYPOINT" && GoAtRunTime().IsMatch(step.Instruction.Arguments));

    [GeneratedRegex(@"(?<![\w./-])(?:go|air|dlv|gow|reflex|CompileDaemon)(?![\w./-])")]
    private static partial Regex GoAtRunTime();

    // Where the image runs Go itself, such as in development, it may need the value.
    private static IEnumerable<LintEdit> Mend(LintSubject subject, StageAssignment env)
    {
        if (RunsGo(subject) || (!subject.Runs.Any(run => subject.Graph.FinalChain.Contains(run.Stage) && subject.Go.Compiles(run)) && GoStages.IsGoImage(subject.Final.Root)))
        {
            yield break;
        }

        var instruction = env.Instruction;
        var value = env.Assignment.Value!;
        var isPlain = instruction.Assignments.Count == 1 && value.AsSpan().IndexOfAny("$ \t\\`") < 0
            && instruction.Line == instruction.EndLine;
        if (isPlain)
        {
            var start = instruction.Parts.Keyword.Start;
            yield return FlagEdit.Replace(instruction, new TextSpan(start, instruction.Parts.Arguments.End - start), $"ARG {env.Name}={value}");
        }
    }
}
