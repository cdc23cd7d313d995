using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>What go.mod, go.sum and the Dockerfile ask for.</summary>
[TestFixture]
public sealed class PrefetchDemandTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/Hello");
    private static readonly TestModule World = TestModule.Hello("example.com/world", "v0.1.0");

    [Test]
    public async Task A_line_for_go_mod_alone_fetches_only_that()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene();
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"),
            $"example.com/Hello v1.0.0/go.mod {ModuleHash.OfGoMod(Hello.GoMod)}\n");

        await scene.PrefetchAsync(proxy.Url);

        proxy.Requests.Should().Equal("/example.com/%21hello/@v/v1.0.0.mod");
    }

    [Test]
    public async Task No_go_mod_means_nothing_to_prefetch_and_the_log_says_so()
    {
        using var scene = new PrefetchScene();
        File.Delete(Path.Combine(scene.Service, "go.mod"));

        (await scene.PrefetchAsync("off")).Should().BeNull();
        scene.Log.Text.Should().Contain("nothing to prefetch");
    }

    [Test]
    public async Task A_vendored_module_is_not_prefetched_and_the_log_says_so()
    {
        using var scene = new PrefetchScene(Hello);
        Directory.CreateDirectory(Path.Combine(scene.Service, "vendor"));
        File.WriteAllText(Path.Combine(scene.Service, "vendor", "modules.txt"), "");

        (await scene.PrefetchAsync("off")).Should().BeNull();
        scene.Log.Text.Should().Contain("is vendored");
    }

    [Test]
    public async Task A_line_that_go_sum_has_from_earlier_days_may_be_missing()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(Path.Combine(scene.Service, "go.sum"), World.SumLines);

        var snapshot = await scene.PrefetchAsync($"{proxy.Url},off");

        snapshot.Should().BeEquivalentTo(new { Total = 1, Missing = new[] { World.Module } });
        scene.Log.Text.Should().Contain("example.com/world@v0.1.0");
    }

    [Test]
    public async Task A_requirement_without_a_line_in_go_sum_is_found_before_any_download()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), Hello.SumLines);

        var failure = await scene.FailureAsync(proxy.Url);

        failure.Kind.Should().Be(ErrorKinds.IncompleteGoSum);
        failure.Detail.Should().ContainAll("go.mod:6", "example.com/world@v0.1.0");
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_requirement_without_the_hash_of_its_content_is_doubted()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"), Hello.SumLines + World.SumLines.Split('\n').Single(line => line.Contains("/go.mod h1:")) + "\n");

        await scene.PrefetchAsync(proxy.Url);

        scene.Log.Text.Should().ContainAll("go.mod:6", "example.com/world@v0.1.0 go.sum has only the /go.mod line", "go mod tidy");
    }

    [Test]
    public async Task A_dockerfile_that_completes_go_sum_itself_gets_its_way()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), Hello.SumLines);
        File.WriteAllText(scene.Settings.Dockerfile, "FROM golang:1.24\n# RUN go mod tidy\nRUN go mod tidy && go build\n");

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
        scene.Log.Text.Should().Contain("go.sum is not complete");
    }

    [Test]
    public async Task A_replacement_is_fetched_in_the_modules_place_and_a_folder_is_not()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(
            Path.Combine(scene.Service, "go.mod"),
            "require example.com/local v1.0.0\nreplace example.com/local => ./local\nreplace example.com/Hello => example.com/world v0.1.0\n");
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), World.SumLines);

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
    }

    [Test]
    public async Task A_malformed_file_elsewhere_in_the_context_does_not_stop_the_service()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        Directory.CreateDirectory(Path.Combine(scene.Service, "template"));
        File.WriteAllText(Path.Combine(scene.Service, "template", "go.mod"), "module {{ .Name }}\n");

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
        scene.Log.Text.Should().ContainAll("template is passed over", "go.mod:1");
    }

    [Test]
    public async Task A_malformed_file_of_the_service_itself_does()
    {
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(Path.Combine(scene.Service, "go.mod"), "requir x\n");

        (await scene.FailureAsync("off")).Kind.Should().Be(ErrorKinds.MalformedGoMod);
    }
}
