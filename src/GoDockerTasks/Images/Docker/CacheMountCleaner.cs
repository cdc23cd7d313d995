using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Images;

/// <summary>Takes one module out of the builder's cache mounts, and leaves all else in them.</summary>
/// <param name="processes">Runs docker.</param>
/// <remarks>BuildKit gives no other way into a cache mount than a RUN that has it.</remarks>
internal sealed class CacheMountCleaner(IProcessRunner processes)
{
    private const string Place = "/run/godocker-clean";

    /// <summary>Removes a module.</summary>
    /// <param name="request">The build whose cache mounts are cleaned.</param>
    /// <param name="module">The module with its version, such as <c>example.com/kit@v1.2.0</c>; without one all versions go.</param>
    /// <param name="onlyOwn">Whether cache mounts of the user's own are left alone.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The ids of the cache mounts that were cleaned; empty where there are none, or they could not be.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(BuildRequest request, string module, bool onlyOwn, CancellationToken cancellationToken)
    {
        var ids = Mounts(request.Dockerfile, onlyOwn);
        if (ids.Count == 0 || Script(module, ids.Count) is not { } script || Shell(request) is not { } image)
        {
            return [];
        }

        var mounts = ids.Select((id, i) => $"--mount=type=cache,id={id},target={Place}/{i} ");
        string[] builder = request.Settings.Build.Builder is { } name ? ["--builder", name] : [];
        var output = await processes.CaptureAsync(
            new("docker", ["buildx", "build", .. builder, "--network", "none", "--progress", "plain", "--output", "type=cacheonly", "-"])
            {
                // Made to run by its text: with --no-cache BuildKit gives a step new, empty cache mounts, and later steps, too.
                StandardInput = $"FROM {image}\nUSER 0\nRUN {string.Concat(mounts)}: {Guid.NewGuid():N}; {script}\n",
            },
            cancellationToken);

        return output.Succeeded ? ids : [];
    }

    private static List<string> Mounts(DockerfilePlan plan, bool onlyOwn) =>
    [
        .. Dockerfile.Parse(plan.Text).Instructions.OfType<RunInstruction>()
            .SelectMany(run => run.Mounts)
            .Where(mount => mount.Type == "cache")
            .Select(mount => mount.Fields.GetValueOrDefault("id") ?? mount.Target ?? "")
            .Where(id => id.StartsWith(Places.ModuleCacheId, StringComparison.Ordinal) || (!onlyOwn && id.Length > 0))
            .Where(id => id.IndexOfAny(['$', ' ', ',', '"']) < 0)
            .Distinct(),
    ];

    // GOMODCACHE holds what was downloaded below cache/download, and unpacked beside it.
    private static string? Script(string module, int mounts)
    {
        var parts = module.Split('@');
        if (!CaseEncoding.TryEscapePath(parts[0], out var path))
        {
            return null;
        }

        var version = "*";
        if (parts.Length > 1 && !CaseEncoding.TryEscapeVersion(parts[1].Split('/')[0], out version))
        {
            return null;
        }

        var folders = Enumerable.Range(0, mounts).Select(i => $"{Place}/{i}");
        return "rm -rf -- " + string.Join(' ', folders.Select(folder =>
            version == "*"
                ? $"'{folder}/cache/download/{path}/@v' '{folder}/{path}'@*"
                : $"'{folder}/cache/download/{path}/@v/{version}'.* '{folder}/{path}@{version}'"));
    }

    // The image that compiles has a shell as a rule; the one that runs often has none.
    private static string? Shell(BuildRequest request) => request.Bases
        .OrderBy(image => GolangBase.IsMeant(ImageReference.Parse(image.From)) ? 0 : 1)
        .FirstOrDefault()?.Used;
}
