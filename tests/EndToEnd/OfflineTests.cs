using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>The promise itself: with every host unreachable and DNS dead, there is an image all the same.</summary>
[TestFixture]
public sealed class OfflineTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task An_engine_and_a_host_without_any_network_build_the_image()
    {
        await using var engine = await PrivateDockerd.StartAsync();

        var run = await _service.RunOfflineAsync(engine.DockerHost);

        run.ShouldSucceed();
        run.Section("modules").GetProperty("total").GetInt32().Should().BePositive();
        run.Section("attempts").GetArrayLength().Should().Be(1);
    }
}
