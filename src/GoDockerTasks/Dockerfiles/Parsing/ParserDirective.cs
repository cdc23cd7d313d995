namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A parser directive: a comment at the very top that the parser obeys.</summary>
/// <param name="Name">The name in lower case: <c>syntax</c>, <c>escape</c> or <c>check</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record ParserDirective(string Name, string Value, int Line)
{
    /// <summary>The directive that names the frontend.</summary>
    public const string Syntax = "syntax";

    /// <summary>The directive that sets the escape character.</summary>
    public const string Escape = "escape";

    /// <summary>The directive that configures Docker's build checks.</summary>
    public const string Check = "check";
}
