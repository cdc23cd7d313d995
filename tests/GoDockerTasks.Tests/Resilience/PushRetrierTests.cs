using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class PushRetrierTests
{
    private const string Refused = "Get \"https://r.example/v2/\": dial tcp 192.0.2.1:443: connect: connection refused";

    private readonly VirtualClock _clock = new();
    private readonly List<FailedPush> _recorded = [];

    [Test]
    public async Task A_registry_that_is_away_for_a_moment_gets_the_image_in_the_end()
    {
        var digest = await RunAsync(FailingBuilds.Settings, Refused, "received unexpected HTTP status: 503 Service Unavailable", null);

        digest.Should().Be("sha256:0a");
        _recorded.Select(failed => failed.Diagnosis.Kind.Id).Should().Equal("registry-network", "registry-network");
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [TestCase("denied: requested access to the resource is denied", "registry-auth")]
    [TestCase("toomanyrequests: You have reached your pull rate limit.", "registry-rate-limit")]
    public async Task What_only_a_person_can_mend_is_tried_once(string output, string kind)
    {
        var run = () => RunAsync(FailingBuilds.Settings, output);

        var error = (await run.Should().ThrowAsync<GoDockerException>()).Which;
        (error.Kind, error.Failure).Should().Be((ErrorKinds.PushFailed, kind));
        _recorded.Should().ContainSingle();
    }

    [Test]
    public async Task A_registry_that_says_when_to_come_back_is_asked_again_then()
    {
        await RunAsync(FailingBuilds.Settings, "toomanyrequests: rate exceeded, retry-after: 12.5s", null);

        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(12.5));
    }

    [Test]
    public async Task The_attempts_are_those_of_the_settings()
    {
        var settings = FailingBuilds.Settings with { AttemptsByKind = new Dictionary<string, int> { ["registry-network"] = 2 } };

        var run = () => RunAsync(settings, Refused, Refused, null);

        (await run.Should().ThrowAsync<GoDockerException>()).Which.Detail.Should().Contain("AttemptsByKind");
        _recorded.Should().HaveCount(2);
    }

    private Task<string> RunAsync(ServiceSettings settings, params string?[] outputs)
    {
        var queue = new Queue<string?>(outputs);
        var retrier = new PushRetrier(settings, RetryPolicy.Default, () => 1, new HostCircuits(_clock), new CollectingLog(), _clock) { Recorded = _recorded.Add };
        return retrier.RunAsync(
            "r.example/shop:1",
            _ => Task.FromResult(queue.Dequeue() is { } output ? new PushAttempt(null, output) : new PushAttempt("sha256:0a", "")),
            CancellationToken.None);
    }
}
