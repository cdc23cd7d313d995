using System.Text;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Resilience;

/// <summary>Says a diagnosis in words.</summary>
public static class FailureSummary
{
    private const int ShownEvidence = 4;

    /// <summary>Makes the error that ends a run.</summary>
    /// <param name="diagnosis">The last failure.</param>
    /// <param name="stop">Why nothing further is tried; null when that needs no words.</param>
    /// <param name="dockerfile">The Dockerfile that was built; null when it is not known.</param>
    /// <returns>The error: what happened and where, why, and what to do.</returns>
    public static GoDockerException Error(FailureDiagnosis diagnosis, string? stop = null, string? dockerfile = null) =>
        new(diagnosis.Error, Detail(diagnosis, stop))
        {
            Failure = diagnosis.Kind.Id,
            File = diagnosis.DockerfileLine is null ? null : dockerfile,
            Line = diagnosis.DockerfileLine,
            Cause = string.Join(" Or: ", diagnosis.Causes),
            Fix = string.Join(" ", Fixes(diagnosis)),
        };

    /// <summary>Makes the error that ends a run whose push failed.</summary>
    /// <param name="reference">The image's name with a tag.</param>
    /// <param name="failed">The last attempt.</param>
    /// <returns>The error.</returns>
    public static GoDockerException PushError(string reference, FailedPush failed) =>
        new(ErrorKinds.PushFailed, $"{reference}: {Detail(failed.Diagnosis, failed.Decision.Reason)}")
        {
            Failure = failed.Diagnosis.Kind.Id,
            Cause = string.Join(" Or: ", failed.Diagnosis.Causes),
            Fix = string.Join(" ", Fixes(failed.Diagnosis)),
        };

    /// <summary>Says a whole diagnosis, for a person to read.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>Some lines.</returns>
    public static string Text(FailureDiagnosis diagnosis)
    {
        var text = new StringBuilder();
        text.AppendLine($"{diagnosis.Kind.Id}: {diagnosis.What}");
        if (Where(diagnosis) is { Length: > 0 } where)
        {
            text.AppendLine($"  Where:  {where}");
        }

        foreach (var line in diagnosis.Evidence)
        {
            text.AppendLine($"  | {line}");
        }

        if (!diagnosis.Failed)
        {
            return text.ToString();
        }

        text.AppendLine($"  Cause:  {string.Join("\n     or:  ", diagnosis.Causes)}");
        text.AppendLine($"  Fix:    {string.Join("\n          ", Fixes(diagnosis))}");
        text.AppendLine($"  A re-run with nothing changed {(diagnosis.Transient ? "may help" : "cannot help")}; first thing to do: {diagnosis.Action}.");
        if (diagnosis.Others.Count > 0)
        {
            text.AppendLine($"  Also in this log: {string.Join(", ", diagnosis.Others)}.");
        }

        return text.ToString();
    }

    private static string Detail(FailureDiagnosis diagnosis, string? stop)
    {
        var text = new StringBuilder(diagnosis.What);
        if (diagnosis.DockerfileLine is { } line)
        {
            text.Append($" (Dockerfile line {line})");
        }

        foreach (var evidence in diagnosis.Evidence.Take(ShownEvidence))
        {
            text.Append($"\n    | {evidence}");
        }

        if (stop is not null)
        {
            text.Append($"\n  {stop}");
        }

        return text.ToString();
    }

    private static string Where(FailureDiagnosis diagnosis) => string.Join(", ", new[]
    {
        diagnosis.Host is { } host ? $"host {host}" : null,
        diagnosis.Module is { } module ? $"module {module}" : null,
        diagnosis.DockerfileLine is { } line ? $"Dockerfile line {line}" : null,
        diagnosis.LogLine is { } logLine ? $"log line {logLine}" : null,
    }.OfType<string>());

    // Where the evidence asks for another action than the kind usually does, that comes first.
    private static IEnumerable<string> Fixes(FailureDiagnosis diagnosis) =>
        diagnosis.Action != diagnosis.Kind.Action && First(diagnosis) is { } first
            ? diagnosis.Fixes.Prepend(first)
            : diagnosis.Fixes;

    private static string? First(FailureDiagnosis diagnosis) => diagnosis.Action switch
    {
        FailureActions.AddPrivate =>
            $"Say that the module is private, so that only its own host is asked: --godocker_goprivate={Pattern(diagnosis.Module)}.",
        FailureActions.FixDns => "Give the engine DNS servers that know the name: 'dns' in /etc/docker/daemon.json.",
        FailureActions.FixCa => "Give the authority that signs in this network as a PEM file: --godocker_cafile=FILE.",
        FailureActions.FixDaemon => "Look at the engine's own network, proxy and DNS settings: docker info, /etc/docker/daemon.json.",
        FailureActions.FixDockerfile => "Correct the line of the Dockerfile.",
        FailureActions.FailoverProxy => "Name another proxy: --goproxy=URL.",
        _ => null,
    };

    private static string Pattern(string? module)
    {
        var path = module?.Split('@')[0].Split('/') ?? [];
        return path.Length > 2 ? $"{path[0]}/{path[1]}/*" : path.Length > 0 ? path[0] : "PATTERN";
    }
}
