using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class RetryPolicyTests
{
    [TestCase(1, 1.0, 1)]
    [TestCase(2, 1.0, 2)]
    [TestCase(3, 1.0, 4)]
    [TestCase(3, 0.0, 2)]
    [TestCase(9, 1.0, 60)]
    [TestCase(1000, 0.0, 30)]
    public void The_wait_doubles_is_spread_and_has_an_end(int failures, double jitter, double seconds) =>
        RetryPolicy.Default.Delay(failures, jitter).Should().Be(TimeSpan.FromSeconds(seconds));
}
