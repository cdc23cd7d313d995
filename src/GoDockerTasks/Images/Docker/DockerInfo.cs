using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>The answer of <c>docker info</c>, as far as it is about the way to registries and the disk.</summary>
/// <param name="HttpProxy">The daemon's HTTP proxy for http; null for none.</param>
/// <param name="HttpsProxy">The daemon's HTTP proxy for https; null for none.</param>
/// <param name="Name">The name of the machine that it runs on; null where it does not say.</param>
/// <param name="RootDirectory">Where the daemon keeps everything; null where it does not say.</param>
/// <param name="Mirrors">The mirrors of Docker Hub.</param>
internal sealed record DockerInfo(string? HttpProxy, string? HttpsProxy, string? Name, string? RootDirectory, IReadOnlyList<string> Mirrors)
{
    /// <summary>Reads the answer; null when it is none.</summary>
    public static DockerInfo? TryRead(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            return new(Text("HttpProxy"), Text("HttpsProxy"), Text("Name"), Text("DockerRootDir"), root.Property("RegistryConfig").Texts("Mirrors"));

            string? Text(string name) => root.Text(name) is { Length: > 0 } text ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
