using GoDockerTasks.Modules;
using GoDockerTasks.Reporting;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class FetchProgressTests
{
    [Test]
    public void A_line_counts_modules_and_bytes_and_says_what_is_left() =>
        FetchProgress.Line(3, 12, 6_000_000, TimeSpan.FromSeconds(2)).Should().Be("3/12 modules, 6.0 MB, 3.0 MB/s, about 6 s left");

    [Test]
    public void Nothing_is_foretold_before_the_first_module_is_there() =>
        FetchProgress.Line(0, 12, 0, TimeSpan.FromSeconds(2)).Should().Be("0/12 modules, 0.0 MB, 0.0 MB/s");

    [Test]
    public async Task A_host_that_asked_to_be_left_alone_is_named_while_the_run_waits()
    {
        var modules = Enumerable.Range(0, 4).Select(i => TestModule.Hello($"example.com/m{i}")).ToArray();
        await using var proxy = new LoopbackProxy(modules)
        {
            Misbehave = (_, times) => times == 1 ? Reply.Error(429) with { Headers = "Retry-After: 3\r\n" } : null,
        };
        using var scene = new PrefetchScene(modules);

        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(4);

        scene.Log.Messages.Should().Contain(message =>
            message.Kind == MessageKind.Progress && message.Text.EndsWith("; 127.0.0.1 asked to be left alone for now (Retry-After)", StringComparison.Ordinal));
    }
}
