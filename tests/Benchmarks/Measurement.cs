namespace GoDockerTasks.Benchmarks;

/// <summary>What one run cost.</summary>
/// <param name="Elapsed">From start to end of the process.</param>
/// <param name="PeakBytes">The most memory that the process itself held; 0 where the system does not tell.</param>
internal sealed record Measurement(TimeSpan Elapsed, long PeakBytes);
