namespace GoDockerTasks.Resilience;

/// <summary>A diagnosis as <c>--target=Diagnose --format=json</c> prints it. Fields may be added; none is ever changed.</summary>
/// <param name="Id">The id of the log in its batch; null for a log that is alone.</param>
/// <param name="Kind">The failure kind's id.</param>
/// <param name="Transient">Whether a re-run with nothing changed may succeed.</param>
/// <param name="Action">The first thing to do.</param>
/// <param name="Host">The host that it is about.</param>
/// <param name="Module">The module that it is about.</param>
/// <param name="LogLine">The line of the log that decided, from 1.</param>
/// <param name="DockerfileLine">The line of the Dockerfile, from 1.</param>
public sealed record LogDiagnosis(
    string? Id, string Kind, bool Transient, string Action, string? Host, string? Module, int? LogLine, int? DockerfileLine)
{
    /// <summary>Gets what happened, in one sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Gets the lines that show it.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Gets the other kinds of failure in the log.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Puts a diagnosis into this form.</summary>
    /// <param name="id">The id of the log in its batch.</param>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The form.</returns>
    public static LogDiagnosis Of(string? id, FailureDiagnosis diagnosis) => new(
        id,
        diagnosis.Kind.Id,
        diagnosis.Transient,
        diagnosis.Action,
        diagnosis.Host,
        diagnosis.Module,
        diagnosis.LogLine,
        diagnosis.DockerfileLine)
    {
        Summary = diagnosis.What,
        Evidence = diagnosis.Evidence,
        Others = [.. diagnosis.Others.Select(kind => kind.Id)],
    };
}
