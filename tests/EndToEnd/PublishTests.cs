using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>The way into a registry.</summary>
[TestFixture]
public sealed class PublishTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_published_image_is_in_the_registry_with_the_digest_that_is_reported()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        _service.Write("Dockerfile", "FROM scratch\nCOPY go.mod /\n");
        string[] arguments = ["--target=Publish", $"--image={registry.Address}/shop/orders", "--tag=1.0", "--tag=latest"];

        var run = await _service.RunAsync(arguments);
        var again = await _service.RunAsync(arguments);

        run.ShouldSucceed();
        again.ShouldSucceed();
        var digest = await registry.FindDigestAsync("shop/orders", "1.0");
        run.Section("published").GetProperty("references").EnumerateArray().Select(reference => reference.GetString())
            .Should().Equal($"{registry.Address}/shop/orders@{digest}");
        again.Section("published").GetProperty("references")[0].GetString().Should().EndWith(digest);
        (await registry.FindDigestAsync("shop/orders", "latest")).Should().Be(digest);
    }

    [TestCase("--target=Publish")]
    [TestCase("--push")]
    public async Task An_image_on_a_home_made_base_is_not_published(string argument)
    {
        var run = await _service.RunAsync(argument);

        run.ShouldFail(40, "GDT4001");
        run.Section("published").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task A_registry_that_is_not_there_is_told_as_such()
    {
        _service.Write("Dockerfile", "FROM scratch\nCOPY go.mod /\n");

        var run = await _service.RunAsync("--target=Publish", "--image=127.0.0.1:9/shop/orders");

        run.ShouldFail(40, "GDT4002");
    }
}
