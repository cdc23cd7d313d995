namespace GoDockerTasks.Images;

/// <summary>The files with which docker builds without us. All paths are full.</summary>
/// <param name="Dockerfile">The Dockerfile as it is built, its ignore file beside it.</param>
/// <param name="Bake">The file for <c>docker buildx bake --file</c>.</param>
/// <param name="Command">The build as a shell script.</param>
public sealed record PreparedFiles(string Dockerfile, string Bake, string Command)
{
    /// <summary>Gets the named build contexts: name to folder or <c>docker-image://…</c>.</summary>
    public IReadOnlyDictionary<string, string> Contexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the BuildKit secrets: id to file.</summary>
    public IReadOnlyDictionary<string, string> SecretFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the ids of the secrets in whose file <c>***</c> stands for a credential.</summary>
    public IReadOnlyList<string> Redacted { get; init; } = [];

    /// <summary>Gets the settings that bake has no word for; the script has them.</summary>
    public IReadOnlyList<string> NotInBake { get; init; } = [];
}
