using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Reads from base images where their apt and apk take packages from: the builder copies the files out, and runs nothing.</summary>
/// <param name="processes">Runs docker.</param>
public sealed class PackageSourceReader(IProcessRunner processes)
{
    // The brackets make patterns of the names, folders included: what is not there is no error.
    private const string Steps = """
        FROM scratch
        COPY --from=base /et[c]/ap[k]/repositorie[s] /etc/apk/
        COPY --from=base /et[c]/ap[t]/sources.lis[t] /etc/apt/
        COPY --from=base /et[c]/ap[t]/sources.list.[d] /etc/apt/sources.list.d/

        """;

    /// <summary>Reads the files of the base images whose packages a build installs.</summary>
    /// <param name="bases">The base images as the Dockerfile names them.</param>
    /// <param name="resolved">Where they really come from.</param>
    /// <param name="builder">The builder; null for the chosen one.</param>
    /// <param name="log">Where it is said that an image could not be looked at.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>For each image that could be read: full path to content. An image without such files has none.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadAsync(
        IReadOnlyList<BaseReference> bases,
        IReadOnlyList<BaseImage> resolved,
        string? builder,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var image in bases.Where(image => image.InstallsPackages).DistinctBy(image => image.Name))
        {
            var used = resolved.FirstOrDefault(candidate => candidate.From == image.Name)?.Used ?? image.Name;
            if (await ReadAsync(used, image.Platform, builder, log, cancellationToken) is { } files)
            {
                found[image.Name] = files;
            }
        }

        return found;
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadAsync(
        string image, string? platform, string? builder, IRunLog log, CancellationToken cancellationToken)
    {
        using var folder = new TempDirectory();
        var context = Directory.CreateDirectory(folder.File("context")).FullName;
        var files = folder.File("files");
        var from = platform is null || platform.Contains('$', StringComparison.Ordinal) ? "FROM" : $"FROM --platform={platform}";
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), $"{from} {image} AS base\n{Steps}", cancellationToken);
        string[] chosen = builder is null ? [] : ["--builder", builder];
        var output = await processes.CaptureAsync(
            new("docker", ["buildx", "build", .. chosen, "--progress", "plain", "--provenance", "false", "--output", $"type=local,dest={files}", context]),
            cancellationToken);
        if (!output.Succeeded)
        {
            log.Warning($"The package sources of {image} could not be read: {output.Error.Trim().Split('\n')[^1]}");
            return null;
        }

        return Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories)
            .Where(IsRead)
            .ToDictionary(file => "/" + Path.GetRelativePath(files, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText);
    }

    // apt reads no other names there: sources.list(5).
    private static bool IsRead(string file) =>
        Path.GetExtension(file) is ".list" or ".sources" || Path.GetFileName(file) == "repositories";
}
