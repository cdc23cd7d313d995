using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>Who hears of a private module.</summary>
[TestFixture]
public sealed class PrefetchPrivateModulesTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/Hello");
    private static readonly TestModule World = TestModule.Hello("example.com/world", "v0.1.0");

    [Test]
    public async Task The_name_of_a_private_module_never_reaches_a_public_proxy()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World) { Plan = plan => plan with { GoPrivate = "example.com/world" } };

        (await scene.PrefetchAsync(proxy.Url))!.Missing.Should().Equal(World.Module);
        proxy.Requests.Should().OnlyContain(request => !request.Contains("world", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_probe_never_asks_for_a_private_module()
    {
        using var scene = new PrefetchScene(TestModule.Hello("corp.example/secret"), TestModule.Hello("example.com/open"));

        var question = await new ModulePrefetcher(TimeProvider.System).QuestionAsync(
            scene.Settings with { GoPrivate = "corp.example" }, [scene.Service], CancellationToken.None);

        question!.Own.ToString().Should().StartWith("example.com/open/");
        question.Public.ToString().Should().StartWith("rsc.io/quote/");
    }

    [Test]
    public async Task An_explicit_gonoproxy_replaces_goprivate()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(World)
        {
            Plan = plan => plan with { GoPrivate = "example.com/world", GoNoProxy = "none" },
        };

        (await scene.PrefetchAsync(proxy.Url))!.Missing.Should().BeEmpty();
    }

    [Test]
    public async Task A_private_module_comes_from_a_folder()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(World);
        var folder = (await scene.PrefetchAsync(proxy.Url))!.Directory;
        using var other = new PrefetchScene(World) { Plan = plan => plan with { GoPrivate = "example.com" } };

        (await other.PrefetchAsync(new Uri(folder).AbsoluteUri))!.Missing.Should().BeEmpty();
    }
}
