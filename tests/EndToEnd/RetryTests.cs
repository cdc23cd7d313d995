using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>What is tried again, and what is not.</summary>
[TestFixture]
public sealed class RetryTests : IDisposable
{
    private readonly OrdersService _service = new();

    public RetryTests() =>
        // The first time, the step says what Go says when a proxy does not answer; the mark outlives the failed step.
        _service.Write("Dockerfile", $"""
            FROM golang:1.24
            RUN --mount=type=cache,id={_service.Image},target=/seen echo {_service.Image}; test -f /seen/once || (touch /seen/once; echo 'go: example.com/a@v1.0.0: Get "https://proxy.example.com/a/@v/v1.0.0.mod": dial tcp 192.0.2.1:443: i/o timeout'; exit 1)

            """);

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_timeout_is_retried_until_there_is_an_image()
    {
        var run = await _service.RunAsync("--target=Image");

        run.ShouldSucceed();
        var attempts = run.Section("attempts");
        attempts.GetArrayLength().Should().Be(2);
        attempts[0].GetProperty("outcome").GetString().Should().Be("failed");
        attempts[0].GetProperty("failure").GetProperty("kind").GetString().Should().Be("dial-timeout");
        attempts[0].GetProperty("taken").GetString().Should().Be("retry");
        attempts[1].GetProperty("outcome").GetString().Should().Be("succeeded");
        run.Section("flakes")[0].GetProperty("kind").GetString().Should().Be("dial-timeout");
    }

    [Test]
    public async Task Without_RetryOnTimeout_in_the_run_BuildImage_itself_fails()
    {
        var run = await _service.RunAsync("--target=BuildImage");

        run.ShouldFail(10, "GDT3201");
        run.Section("attempts").GetArrayLength().Should().Be(1);
    }

    [Test]
    public async Task One_attempt_is_one_attempt()
    {
        var run = await _service.RunAsync("--godocker_attempts=1");

        run.ShouldFail(10, "GDT3201");
    }
}
