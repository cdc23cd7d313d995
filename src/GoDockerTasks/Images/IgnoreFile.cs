namespace GoDockerTasks.Images;

/// <summary>The ignore file that belongs to the Dockerfile's copy.</summary>
/// <remarks>
/// BuildKit reads <c>&lt;name&gt;.dockerignore</c> beside the Dockerfile that it builds, or else the context's own. The artifacts of
/// this very run are left out too: a log that changes with every run, copied by <c>COPY . .</c>, would miss the layer cache each time.
/// </remarks>
internal static class IgnoreFile
{
    /// <summary>Gives the content to write; null when the context's own file does.</summary>
    public static string? For(BuildRequest request)
    {
        var artifacts = InContext(request);
        if (artifacts is null)
        {
            return request.Dockerfile.Ignore;
        }

        var users = request.Dockerfile.Ignore
            ?? Read(request.Settings.Dockerfile + ".dockerignore")
            ?? Read(Path.Combine(request.Settings.Context, ".dockerignore"))
            ?? "";

        return $"{users}{(users.Length == 0 || users.EndsWith('\n') ? "" : "\n")}{artifacts}\n";
    }

    private static string? InContext(BuildRequest request)
    {
        var path = Path.GetRelativePath(request.Settings.Context, request.Settings.Artifacts).Replace('\\', '/');

        return path == "." || path.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null : path;
    }

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
