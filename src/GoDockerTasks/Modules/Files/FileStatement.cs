namespace GoDockerTasks.Modules;

/// <summary>One directive of a go.mod or go.work file, from a line of its own or from a block.</summary>
/// <param name="Verb">The directive, such as <c>require</c>.</param>
/// <param name="Arguments">What follows; strings without their quotes.</param>
/// <param name="Comment">The comment at the end of the line, without the slashes.</param>
/// <param name="Line">Where it stands, counted from 1.</param>
internal sealed record FileStatement(string Verb, IReadOnlyList<string> Arguments, string Comment, int Line);
