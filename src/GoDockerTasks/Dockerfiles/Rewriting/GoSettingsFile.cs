namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>A file that the go command reads its settings from.</summary>
/// <param name="Path">The path in the container.</param>
/// <param name="IsToolchains">
/// Whether it is the toolchain's own <c>go.env</c>, which has to repeat what that says; else it is the user's file.
/// </param>
/// <param name="IsSure">Whether the image tells; where it is only likely, nothing of the user's may be taken away for it.</param>
internal sealed record GoSettingsFile(string Path, bool IsToolchains, bool IsSure);
