using System.Text.Json;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Which builder buildx will use, read from where buildx itself reads it.</summary>
/// <remarks>
/// Asking buildx costs a tenth of a second, so it is asked only when somebody chose a builder: with BUILDX_BUILDER, or with
/// <c>docker buildx use</c>, which leaves the name in the file <c>buildx/current</c> of the docker client's folder.
/// </remarks>
internal static class BuilderChoice
{
    /// <summary>Says whether a builder was chosen, so that it need not be the docker context's own.</summary>
    public static bool IsMade(Func<string, string?> environment)
    {
        if (environment("BUILDX_BUILDER") is { Length: > 0 })
        {
            return true;
        }

        try
        {
            using var current = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(environment), "current")));
            return current.RootElement.TryGetProperty("Name", out var name) && name.GetString() is { Length: > 0 };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static string Folder(Func<string, string?> environment) =>
        environment("BUILDX_CONFIG") is { Length: > 0 } own ? own : Path.Combine(DockerClientConfig.Folder(environment), "buildx");
}
