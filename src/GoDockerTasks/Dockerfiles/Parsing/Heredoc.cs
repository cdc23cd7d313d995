namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A heredoc of a RUN, COPY or ADD.</summary>
/// <param name="Name">The word that ends it.</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>; 0 when there is none.</param>
/// <param name="Expands">Whether variables in it are filled in: the word has no quotes.</param>
/// <param name="StripsTabs">Whether leading tabs go: it starts with <c>&lt;&lt;-</c>.</param>
/// <param name="Content">The lines, as written, with their ends.</param>
/// <param name="Start">Where the content starts in the Dockerfile's text.</param>
/// <param name="Line">The first line of the content, counted from 1.</param>
public sealed record Heredoc(
    string Name, int FileDescriptor, bool Expands, bool StripsTabs, string Content, int Start, int Line);
