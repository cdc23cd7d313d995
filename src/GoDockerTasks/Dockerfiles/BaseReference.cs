namespace GoDockerTasks.Dockerfiles;

/// <summary>A base image as a FROM names it, after ARG defaults and build args have been filled in.</summary>
/// <param name="Name">The reference as BuildKit will see it, such as <c>golang:1.24</c>.</param>
/// <param name="Line">The line of its first FROM, counted from 1.</param>
/// <param name="RunsGo">Whether a stage from it runs Go, so that it has to bring a Go toolchain.</param>
/// <param name="Platform">The platform its FROM asks for; null when it asks for none.</param>
public sealed record BaseReference(string Name, int Line, bool RunsGo, string? Platform = null)
{
    /// <summary>Gets a value indicating whether a stage from it calls apt or apk.</summary>
    public bool InstallsPackages { get; init; }

    /// <summary>Gets a value indicating whether the reference names one exact content, which nothing may stand in for.</summary>
    public bool IsPinned => Name.Contains("@sha256:", StringComparison.Ordinal);
}
