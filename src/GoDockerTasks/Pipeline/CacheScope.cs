using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Keeps cache mounts apart that must not be shared: of different repos, and of different trust.</summary>
/// <remarks>
/// What a pull request has written into a build cache must never be compiled into a release, so each trust has caches of its own.
/// </remarks>
internal static class CacheScope
{
    /// <summary>Gives a text that is equal only for builds that may share their caches.</summary>
    public static string Of(ServiceSettings settings, IReadOnlyDictionary<string, string> environment) =>
        string.Join('\n', Repository(settings.Context), Trust(environment));

    private static string Trust(IReadOnlyDictionary<string, string> environment)
    {
        var @event = environment.GetValueOrDefault("GITHUB_EVENT_NAME") ?? environment.GetValueOrDefault("BUILD_REASON") ?? "";
        var reference = environment.GetValueOrDefault("GITHUB_REF") ?? environment.GetValueOrDefault("BUILD_SOURCEBRANCH") ?? "";

        if (environment.ContainsKey("GITLAB_CI"))
        {
            return environment.GetValueOrDefault("CI_PIPELINE_SOURCE") is "merge_request_event" ? "pull-request"
                : environment.ContainsKey("CI_COMMIT_TAG") ? "release" : "branch";
        }

        return @event.StartsWith("pull_request", StringComparison.OrdinalIgnoreCase)
            || @event.Equals("PullRequest", StringComparison.OrdinalIgnoreCase) ? "pull-request"
            : reference.StartsWith("refs/tags/", StringComparison.Ordinal) ? "release"
            : "branch";
    }

    // On a CI machine the path of a work tree says little (Azure: /home/vsts/work/1/s for every repo); its origin does.
    private static string Repository(string context)
    {
        for (var folder = new DirectoryInfo(context); folder is not null; folder = folder.Parent)
        {
            var config = Path.Combine(folder.FullName, ".git", "config");
            if (File.Exists(config)
                && File.ReadLines(config).SkipWhile(line => line.Trim() != "[remote \"origin\"]").Skip(1)
                    .TakeWhile(line => !line.TrimStart().StartsWith('['))
                    .Select(line => line.Split('=', 2))
                    .FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim() == "url") is { } url)
            {
                // A CI job may have a token of its own in the URL.
                return $"{ProxyAddress.WithoutCredentials(url[1].Trim())} {Path.GetRelativePath(folder.FullName, context)}";
            }
        }

        return context;
    }
}
