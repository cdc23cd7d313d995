namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>No time zones in an image from scratch, and a service that loads some.</summary>
internal sealed class ScratchWithoutTimeZones : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5504", LintSeverity.Info, "The image from scratch has no time zones, and the source loads some")
    {
        Why = """
            time.LoadLocation looks in /usr/share/zoneinfo, and then in the Go installation; an image from scratch has neither, so it fails
            with 'unknown time zone'.
            """,
        Fix = "Import time/tzdata, build with -tags timetzdata, or COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo.",
        Bad = """
            # with time.LoadLocation("Europe/Berlin") in the source
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            FROM scratch
            COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
            COPY --from=build /app /app
            """,
        Good = """
            # with time.LoadLocation("Europe/Berlin") in the source
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -tags timetzdata -o /app
            FROM scratch
            COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
            COPY --from=build /app /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (subject.Context is { } context && ScratchImage.HasOnlyNamedFiles(subject) && !ScratchImage.Mentions(subject, IsAboutZones)
            && !subject.Assignments("ENV").Concat(subject.Assignments("ARG")).Any(pair => IsAboutZones($"{pair.Name}={pair.Assignment.Value}"))
            && Loads(context) is { } file)
        {
            yield return Rule.At(subject.Final.From.Line, $"{file} loads a time zone, and nothing brings time zones into the image.");
        }
    }

    private static bool IsAboutZones(string text) =>
        text.Contains("zoneinfo", StringComparison.OrdinalIgnoreCase) || text.Contains("tzdata", StringComparison.Ordinal);

    private static string? Loads(BuildContextFolder context)
    {
        string? found = null;
        foreach (var (name, text) in context.GoSources())
        {
            if (text.Contains("\"time/tzdata\"", StringComparison.Ordinal))
            {
                return null;
            }

            found ??= LoadsZone(text) ? name : null;
        }

        return found;
    }

    // UTC and Local need no files.
    private static bool LoadsZone(string text)
    {
        const string Call = "time.LoadLocation(\"";
        for (var at = text.IndexOf(Call, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Call, at + 1, StringComparison.Ordinal))
        {
            var zone = text.AsSpan(at + Call.Length);
            if (!zone.StartsWith("UTC\"") && !zone.StartsWith("Local\"") && !zone.StartsWith("\"")
                && !text.AsSpan(text.LastIndexOf('\n', at) + 1).TrimStart().StartsWith("//"))
            {
                return true;
            }
        }

        return false;
    }
}
