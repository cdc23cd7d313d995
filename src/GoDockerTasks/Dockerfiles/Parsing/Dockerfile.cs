using GoDockerTasks.Errors;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A Dockerfile taken apart. Nothing is lost: its pieces, in order, are the file.</summary>
public sealed class Dockerfile
{
    internal Dockerfile(
        string text,
        IReadOnlyList<DockerfileNode> nodes,
        IReadOnlyList<Instruction> instructions,
        char escape,
        IReadOnlyList<ParseProblem> problems)
    {
        Text = text;
        Nodes = nodes;
        Instructions = instructions;
        Escape = escape;
        Problems = problems;
    }

    /// <summary>Gets the file's text, as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the pieces in order.</summary>
    public IReadOnlyList<DockerfileNode> Nodes { get; }

    /// <summary>Gets the instructions in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }

    /// <summary>Gets the parser directives in order.</summary>
    public IEnumerable<ParserDirective> Directives => Nodes.Select(node => node.Directive).OfType<ParserDirective>();

    /// <summary>Gets the character that escapes, and continues lines.</summary>
    /// <value>The default is a backslash; <c># escape=`</c> makes it a backtick.</value>
    public char Escape { get; }

    /// <summary>Gets the image of the frontend that <c># syntax=</c> names; null where the builder's own reads the file.</summary>
    public string? Frontend => Directives.FirstOrDefault(directive => directive.Name == ParserDirective.Syntax)?.Value.Split(' ')[0];

    /// <summary>Gets a value indicating whether its language is Docker's own, so that it means what it seems to.</summary>
    public bool IsDockers => Frontend?.Split('@')[0].Split(':')[0] is not { } repository
        || repository == "docker/dockerfile" || repository.EndsWith("/docker/dockerfile", StringComparison.Ordinal);

    /// <summary>Gets what is wrong with it, by line; empty when docker would take it.</summary>
    public IReadOnlyList<ParseProblem> Problems { get; }

    /// <summary>Reads a Dockerfile that has to be a valid one.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="path">The name to call it by in errors.</param>
    /// <returns>The Dockerfile.</returns>
    /// <exception cref="GoDockerException">It is not valid (<c>GDT2100</c>); every fault is named with its line.</exception>
    public static Dockerfile Parse(string text, string path = "Dockerfile")
    {
        var dockerfile = Read(text);
        return dockerfile.Problems.Count == 0
            ? dockerfile
            : throw new GoDockerException(
                ErrorKinds.InvalidDockerfile,
                string.Join("\n  - ", [path, .. dockerfile.Problems.Select(problem => $"line {problem.Line}: {problem.Text}")]))
            {
                Failure = FailureKinds.DockerfileParse.Id,
            };
    }

    /// <summary>Reads a Dockerfile, whatever is wrong with it.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The Dockerfile; <see cref="Problems"/> says what is wrong.</returns>
    public static Dockerfile Read(string text) => new DockerfileParser(text).Parse();

    /// <summary>Prints the file: the same characters that were read.</summary>
    /// <returns>The text of all pieces.</returns>
    public override string ToString() =>
        string.Concat(Nodes.Select(node => Text.Substring(node.Start, node.Length)));
}
