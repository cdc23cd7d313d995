using GoDockerTasks.Errors;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>What comes with status 200 and is no module: told as what it is, and the next proxy is asked even after a comma.</summary>
[TestFixture]
public sealed class BadContentTests
{
    private const int MoreThanAnyModule = int.MaxValue;

    private static readonly TestModule Hello = TestModule.Hello();

    private static readonly TestCaseData[] Contents =
    [
        Case("empty", new(200, []), "nothing (0 bytes)"),
        Case("HTML", Reply.Html, "an HTML page"),
        Case("JSON", new(200, "{\"error\":\"no\"}"u8.ToArray()), "a JSON document"),
        Case("text", new(200, "module not here"u8.ToArray()), "it has no central directory"),
        Case("cut zip", new(200, Hello.Zip[..^30]), "invalid module zip"),
        Case("another module", new(200, TestModule.Hello("example.com/other").Zip), "does not begin with"),
        Case("too long", new(200, Hello.Zip) { Length = MoreThanAnyModule }, "more than 524288000 bytes"),
        Case("path escape", new(200, TestModule.ZipOf(("example.com/hello@v1.0.0/../x", "x"))), "no name for a file"),
    ];

    [TestCaseSource(nameof(Contents))]
    public async Task It_is_told_as_what_it_is_and_nothing_enters_the_store(Reply reply, string told)
    {
        await using var bad = new LoopbackProxy { Misbehave = (_, _) => reply };
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Attempts = 2 };
        var prefetch = () => scene.PrefetchAsync(bad.Url);

        var failure = (await prefetch.Should().ThrowAsync<GoDockerException>()).Which;

        failure.Kind.Should().Be(ErrorKinds.ModulesNotFetched);
        failure.Detail.Should().ContainAll(told, bad.Url);
        scene.FilesInStore.Should().BeEmpty();
    }

    [TestCaseSource(nameof(Contents))]
    public async Task The_next_proxy_is_asked(Reply reply, string told)
    {
        _ = told;
        await using var bad = new LoopbackProxy { Misbehave = (_, _) => reply };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync($"{bad.Url},{good.Url}"))!.Downloaded.Should().Be(1);
        bad.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task Redirects_that_never_end_are_given_up_and_the_next_proxy_is_asked()
    {
        await using var circle = new LoopbackProxy();
        circle.Misbehave = (target, _) => new(302, []) { Headers = $"Location: {circle.Url}{target}\r\n" };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync($"{circle.Url},{good.Url}"))!.Downloaded.Should().Be(1);
        circle.Requests.Should().HaveCount(11);
    }

    private static TestCaseData Case(string name, Reply reply, string told) => new TestCaseData(reply, told).SetArgDisplayNames(name);
}
