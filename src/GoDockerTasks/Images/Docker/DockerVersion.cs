using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>The answer of <c>docker version</c>.</summary>
/// <param name="Context">The docker context; null where the client names none.</param>
/// <param name="Client">The client's version.</param>
/// <param name="Server">The daemon's version; null where it gives no answer.</param>
/// <param name="Platform">The daemon's platform, such as <c>linux/amd64</c>.</param>
/// <param name="IsPodman">Whether it is Podman's service that answers Docker's client.</param>
internal sealed record DockerVersion(string? Context, string? Client, string? Server, string Platform, bool IsPodman)
{
    /// <summary>Reads the answer; null when it is none.</summary>
    public static DockerVersion? TryRead(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var (client, server) = (document.RootElement.Property("Client"), document.RootElement.Property("Server"));
            return new(
                client.Text("Context"),
                client.Text("Version"),
                server.Text("Version"),
                $"{server.Text("Os")}/{server.Text("Arch")}",
                server.Items("Components", part => part.Text("Name") ?? "")
                    .Any(name => name.Contains("podman", StringComparison.OrdinalIgnoreCase)));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
