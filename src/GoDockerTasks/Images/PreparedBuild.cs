using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Leaves all that it takes to build without us: the Dockerfile as it is built, <c>bake.json</c> and <c>command.sh</c>.</summary>
/// <param name="redactor">Knows the secrets that no file may hold.</param>
public sealed class PreparedBuild(Redactor redactor)
{
    /// <summary>Writes the files into the artifacts folder.</summary>
    /// <param name="request">What to build.</param>
    /// <returns>The full path of the bake file: <c>docker buildx bake --file</c> takes it.</returns>
    public string Write(BuildRequest request)
    {
        BuildArtifacts.Write(request, redactor);
        var folder = request.Settings.Artifacts;
        var bake = Path.Combine(folder, "bake.json");
        File.WriteAllText(bake, BakeFile.For(request, Path.Combine(folder, Path.GetFileName(request.Dockerfile.Path)), Secrets(request, folder)));

        return bake;
    }

    // The Go environment is a secret only so that it is no part of the cache key; where it does hold a password, the environment has to bring it.
    private IEnumerable<string> Secrets(BuildRequest request, string folder)
    {
        foreach (var (id, variable) in BuildVariables.Secrets(request.Dockerfile))
        {
            var content = request.Dockerfile.Secrets[id];
            if (redactor.Redact(content) != content)
            {
                yield return $"id={id},env={variable}";
                continue;
            }

            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName, id);
            File.WriteAllText(path, content);
            yield return $"id={id},src={path}";
        }
    }
}
