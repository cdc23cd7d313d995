using GoDockerTasks.Images;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class BuildSummaryTests
{
    [Test]
    public void The_slowest_steps_are_named_and_short_ones_are_not() => Summary(
        Step("[1/4] FROM golang", 3.21), Step("[2/4] COPY . .", 0, cached: true), Step("[3/4] RUN go build", 12), Step("[4/4] RUN true", 0.2))
        .Should().Be("1 of 3 steps from the cache, 15.5 s in all; slowest: [3/4] RUN go build 12.0 s, [1/4] FROM golang 3.2 s.");

    [Test]
    public void Where_nothing_took_long_nothing_is_named() =>
        Summary(Step("[1/1] COPY . .", 0, cached: true)).Should().Be("1 of 1 steps from the cache, 15.5 s in all.");

    private static BuildStep Step(string name, double seconds, bool cached = false) => new()
    {
        Number = 1, Name = name, Cached = cached, Duration = TimeSpan.FromSeconds(seconds), IsInstruction = !name.Contains("FROM"),
    };

    private static string Summary(params BuildStep[] steps) => BuildSummary.Of(new()
    {
        Number = 1,
        Succeeded = true,
        Duration = TimeSpan.FromSeconds(15.5),
        Log = "",
        Network = Requests.NoProxies,
        Dockerfile = new() { Path = "", Original = [], Text = "" },
        Steps = steps,
    });
}
