namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public void Pass(int seconds) => _passed += TimeSpan.FromSeconds(seconds);
}
