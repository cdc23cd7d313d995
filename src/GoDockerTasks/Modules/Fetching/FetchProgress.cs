using System.Globalization;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>Says now and then how far the downloads have come; a terminal shows it as one line that changes.</summary>
internal sealed class FetchProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly int _total;
    private readonly FetchTally _tally;
    private readonly IRunLog _log;
    private readonly TimeProvider _time;
    private readonly Func<string> _remark;
    private readonly long _started;
    private readonly ITimer _timer;

    public FetchProgress(int total, FetchTally tally, IRunLog log, TimeProvider time, Func<string>? remark = null)
    {
        (_total, _tally, _log, _time, _remark) = (total, tally, log, time, remark ?? (() => ""));
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Say(), null, Interval, Interval);
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    /// <summary>Modules are counted and not bytes: nobody knows beforehand how large they are.</summary>
    public static string Line(int done, int total, long bytes, TimeSpan elapsed)
    {
        var rate = bytes / Math.Max(elapsed.TotalSeconds, 0.001) / 1e6;
        var rest = done == 0 ? null : (TimeSpan?)(elapsed * ((double)(total - done) / done));

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{done}/{total} modules, {bytes / 1e6:0.0} MB, {rate:0.0} MB/s{(rest is { } eta ? $", about {Math.Ceiling(eta.TotalSeconds):0} s left" : "")}");
    }

    private void Say() => _log.Progress(Line(_tally.Modules, _total, _tally.Bytes, _time.GetElapsedTime(_started)) + _remark());
}
