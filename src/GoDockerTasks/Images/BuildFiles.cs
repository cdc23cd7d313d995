using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>The files of one attempt, in a folder that goes away with it.</summary>
internal sealed class BuildFiles : IDisposable
{
    private readonly TempDirectory _folder = new();

    /// <summary>Writes the Dockerfile's copy under the user's file name, so that messages name it as the user does.</summary>
    public BuildFiles(BuildRequest request)
    {
        Dockerfile = _folder.File(Path.GetFileName(request.Dockerfile.Path));
        Write(Dockerfile, request);
    }

    /// <summary>Gets the path of the Dockerfile's copy.</summary>
    public string Dockerfile { get; }

    /// <summary>Gets where buildx writes the digest.</summary>
    public string Metadata => _folder.File("metadata.json");

    /// <summary>Writes the Dockerfile as it is built, and its ignore file beside it.</summary>
    public static void Write(string path, BuildRequest request)
    {
        if (request.Dockerfile.IsRewritten)
        {
            File.WriteAllText(path, request.Dockerfile.Text);
        }
        else
        {
            File.WriteAllBytes(path, request.Dockerfile.Original);
        }

        if (IgnoreFile.For(request) is { } ignore)
        {
            File.WriteAllText(path + ".dockerignore", ignore);
        }
    }

    /// <summary>Reads the digest that buildx wrote; null when it wrote none.</summary>
    public string? ReadDigest()
    {
        if (!File.Exists(Metadata))
        {
            return null;
        }

        using var metadata = JsonDocument.Parse(File.ReadAllBytes(Metadata));
        return metadata.RootElement.Text("containerimage.digest") ?? metadata.RootElement.Text("containerimage.config.digest");
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
