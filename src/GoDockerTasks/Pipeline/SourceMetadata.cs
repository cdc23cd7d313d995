using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Puts into the image where it comes from, where the user wants that.</summary>
/// <remarks>The names: https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys.</remarks>
internal static class SourceMetadata
{
    private const string Prefix = "org.opencontainers.image.";

    /// <summary>Adds labels or annotations; what the user has set himself stays.</summary>
    /// <remarks>The time is the commit's, so that equal sources make equal images.</remarks>
    public static ServiceSettings Add(ServiceSettings settings, SourceRevision? revision, SourceOrigin? origin)
    {
        if (revision is null || origin is null)
        {
            return settings;
        }

        Dictionary<string, string> values = new()
        {
            [Prefix + "revision"] = revision.Commit + (revision.Dirty ? "-dirty" : ""),
            [Prefix + "created"] = origin.Committed,
        };
        if (origin.Url is { } url)
        {
            values[Prefix + "source"] = url;
        }

        if (origin.Tag is { } tag && !revision.Dirty)
        {
            values[Prefix + "version"] = tag;
        }

        return settings.SourceMetadata switch
        {
            MetadataPlace.Labels => settings with { Labels = Joined(values, settings.Labels) },
            MetadataPlace.Annotations => settings with
            {
                Build = settings.Build with { Annotations = Joined(values, settings.Build.Annotations) },
            },
            _ => settings,
        };
    }

    private static Dictionary<string, string> Joined(Dictionary<string, string> ours, IReadOnlyDictionary<string, string> theirs)
    {
        Dictionary<string, string> joined = new(ours);
        foreach (var (name, value) in theirs)
        {
            joined[name] = value;
        }

        return joined;
    }
}
