namespace GoDockerTasks.Reporting;

/// <summary>What ended the run.</summary>
/// <param name="Code">The error's code, such as <c>GDT3001</c>.</param>
/// <param name="Kind">The failure kind's id; null when it was not classified.</param>
/// <param name="Message">What happened.</param>
/// <param name="Cause">Why.</param>
/// <param name="Fix">What to do first.</param>
public sealed record ReportedError(string Code, string? Kind, string Message, string Cause, string Fix);

/// <summary>The source that was built.</summary>
/// <param name="Commit">The commit's full hash.</param>
/// <param name="Dirty">Whether the work tree differed from it.</param>
public sealed record ReportedSource(string Commit, bool Dirty);

/// <summary>The engine that built.</summary>
/// <param name="Name">Its name, such as <c>docker</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="Builder">The buildx builder.</param>
/// <param name="Driver">The builder's driver.</param>
public sealed record ReportedEngine(string Name, string Version, string? Builder, string? Driver);

/// <summary>The way through the network.</summary>
/// <param name="Goproxy">The list that Go got, without credentials.</param>
/// <param name="HttpProxy">The HTTP proxy, without credentials.</param>
/// <param name="Reasons">One line for each decision.</param>
/// <param name="Probes">What was tried to find out.</param>
public sealed record ReportedNetwork(
    string Goproxy, string? HttpProxy, IReadOnlyList<string> Reasons, IReadOnlyList<ReportedProbe> Probes);

/// <summary>One probe.</summary>
/// <param name="Url">The address, without credentials.</param>
/// <param name="Ok">Whether it answered as it should.</param>
/// <param name="Stage">The last stage that was reached.</param>
/// <param name="Ms">How long it took.</param>
/// <param name="Error">What went wrong.</param>
public sealed record ReportedProbe(string Url, bool Ok, string Stage, long Ms, string? Error)
{
    /// <summary>Gets each step, with its own time.</summary>
    public IReadOnlyList<ReportedProbeStep> Steps { get; init; } = [];

    /// <summary>Gets what is worth knowing although it works.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One step of a probe.</summary>
/// <param name="Stage">The stage that it belongs to.</param>
/// <param name="What">What was tried, such as <c>AAAA</c>, <c>IPv4</c> or <c>.zip</c>.</param>
/// <param name="Ok">Whether it went well.</param>
/// <param name="Ms">How long it took.</param>
/// <param name="Detail">What came of it.</param>
public sealed record ReportedProbeStep(string Stage, string What, bool Ok, long Ms, string Detail);

/// <summary>The modules.</summary>
/// <param name="Snapshot">The snapshot's id.</param>
/// <param name="Total">How many module versions it holds.</param>
/// <param name="Downloaded">How many were downloaded.</param>
/// <param name="BytesDownloaded">How many bytes that were.</param>
/// <param name="FromCache">How many were there already.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="LeftToGo">The module versions of go.sum that it does not hold.</param>
/// <param name="Layer">The image in a registry that holds the same; null when there is none.</param>
public sealed record ReportedModules(
    string Snapshot, long Total, long Downloaded, long BytesDownloaded, long FromCache, long DurationMs, IReadOnlyList<string> LeftToGo, string? Layer);

/// <summary>The Dockerfile.</summary>
/// <param name="Path">Its path, relative to the working directory where it lies below it.</param>
/// <param name="Sha256">The hash of the user's file.</param>
/// <param name="Changes">What the copy has that the file has not.</param>
/// <param name="NotHermetic">Lines that may use the network for modules.</param>
/// <param name="FellBack">Why the unchanged file was built after all; null when it was not.</param>
public sealed record ReportedDockerfile(
    string Path,
    string Sha256,
    IReadOnlyList<ReportedChange> Changes,
    IReadOnlyList<ReportedReason> NotHermetic,
    string? FellBack);

/// <summary>A change of one line.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="What">The change.</param>
public sealed record ReportedChange(long Line, string What);

/// <summary>A reason for one line.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Why">The reason.</param>
public sealed record ReportedReason(long Line, string Why);

/// <summary>A base image.</summary>
/// <param name="From">The reference in the Dockerfile.</param>
/// <param name="Used">The reference that was built on.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Via">How it was found.</param>
public sealed record ReportedBase(string From, string Used, string? Digest, string Via);

/// <summary>One attempt at building.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="CachedSteps">How many steps came from the cache.</param>
/// <param name="TotalSteps">How many steps there were.</param>
/// <param name="Log">The name of its log, beside the report.</param>
/// <param name="Taken">What was done about its failure; null when nothing was.</param>
/// <param name="Failure">Its failure; null when it succeeded.</param>
public sealed record ReportedAttempt(
    long Number,
    string Outcome,
    long DurationMs,
    long CachedSteps,
    long TotalSteps,
    string Log,
    string? Taken,
    ReportedFailure? Failure)
{
    /// <summary>Gets what was decided about its failure; null when it succeeded.</summary>
    public ReportedDecision? Decision { get; init; }
}

/// <summary>What was decided about a failed attempt, and what is changed for the next one.</summary>
/// <param name="Action">What is done, the same as the attempt's <c>taken</c>; null when nothing is.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="WaitMs">How long is waited first.</param>
/// <param name="Healed">What is repaired first, such as <c>clean-cache-entry</c>; null when nothing is.</param>
/// <param name="Goproxy">The proxies that the next attempt asks, in order, without credentials; null when there is none.</param>
/// <param name="RunNetwork">The network that its RUN steps get, where that was changed.</param>
public sealed record ReportedDecision(string? Action, string Reason, long WaitMs, string? Healed, string? Goproxy, string? RunNetwork);

/// <summary>A push that failed.</summary>
/// <param name="Reference">The image's name with a tag.</param>
/// <param name="Number">The attempt's number, from 1.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Decision">What was decided about it.</param>
public sealed record ReportedPush(string Reference, long Number, long DurationMs, ReportedFailure Failure, ReportedDecision Decision);

/// <summary>The failure of an attempt.</summary>
/// <param name="Kind">The failure kind's id.</param>
/// <param name="Transient">Whether a re-run with nothing changed may succeed.</param>
/// <param name="Action">The first thing to do.</param>
/// <param name="Host">The host that it is about.</param>
/// <param name="Module">The module that it is about.</param>
/// <param name="DockerfileLine">The line in the Dockerfile.</param>
/// <param name="Evidence">The lines of the log that show it.</param>
public sealed record ReportedFailure(
    string Kind,
    bool Transient,
    string Action,
    string? Host,
    string? Module,
    long? DockerfileLine,
    IReadOnlyList<string> Evidence);

/// <summary>Something that went wrong and was got over.</summary>
/// <param name="Kind">The failure kind's id.</param>
/// <param name="CostMs">The time lost.</param>
/// <param name="Advice">What would avoid it.</param>
public sealed record ReportedFlake(string Kind, long CostMs, string Advice);

/// <summary>The image.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Tags">Its names with tags.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ReportedImage(string Digest, IReadOnlyList<string> Tags, long Bytes);

/// <summary>What was published.</summary>
/// <param name="References">Each as <c>registry/name@sha256:…</c>.</param>
/// <param name="Release">The address of the release; null when there is none.</param>
public sealed record ReportedPublication(IReadOnlyList<string> References, string? Release);
