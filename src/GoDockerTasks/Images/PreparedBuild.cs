using GoDockerTasks.Modules;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Leaves all that it takes to build without us: Dockerfile, modules, settings for Go, <c>bake.json</c> and <c>command.sh</c>.</summary>
/// <param name="redactor">Knows the secrets that no file may hold.</param>
public sealed class PreparedBuild(Redactor redactor)
{
    private const string Dockerfile = "Dockerfile";

    /// <summary>Writes the files into the artifacts folder, in place of what an earlier run left there.</summary>
    /// <param name="request">What to build.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public PreparedFiles Write(BuildRequest request)
    {
        var folder = ArtifactsFolder.Ensure(request.Settings.Artifacts, Dockerfile);
        var settled = request with { Modules = Settled(request, folder), SecretFiles = SecretFiles(request, folder) };
        var artifacts = BuildArtifacts.Write(settled, Dockerfile, redactor);
        var bake = Path.Combine(folder, "bake.json");
        File.WriteAllText(bake, BakeFile.For(settled, artifacts.Dockerfile, redactor));

        return new(artifacts.Dockerfile, bake, artifacts.Command)
        {
            Contexts = BuildxArguments.Contexts(settled).ToDictionary(context => context.Name, context => context.Place),
            SecretFiles = settled.SecretFiles,
            Redacted = [.. settled.SecretFiles.Keys.Where(id => IsSecret(request.Dockerfile.Secrets[id]))],
            NotInBake = BakeFile.Lacks(request.Settings.Build),
        };
    }

    private static ModuleSnapshot? Settled(BuildRequest request, string folder)
    {
        var place = Emptied(folder, "modules");
        if (request.Modules is not { } modules || request.Dockerfile.SnapshotContext is null)
        {
            return null;
        }

        SnapshotFolder.Copy(modules.Directory, place);
        return modules with { Directory = place };
    }

    // They are secrets only so that they are in no cache key. Where one does hold a password, its file holds *** instead.
    private Dictionary<string, string> SecretFiles(BuildRequest request, string folder)
    {
        var place = Emptied(folder, "secrets");
        Dictionary<string, string> files = [];
        foreach (var (id, content) in request.Dockerfile.Secrets)
        {
            files[id] = Path.Combine(Directory.CreateDirectory(place).FullName, id);
            File.WriteAllText(files[id], redactor.Redact(content));
        }

        return files;
    }

    private bool IsSecret(string content) => redactor.Redact(content) != content;

    private static string Emptied(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return path;
    }
}
