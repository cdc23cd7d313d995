using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class BaseImageResolverTests : IDisposable
{
    private const string NobodyThere = "127.0.0.1:9";
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly TempDirectory _folder = new();
    private readonly MachineFiles _machine = new MachineFiles().WithGo("1.24.4").WithBusyBox().WithCertificates().WithZones();
    private readonly StubProcesses _docker = new();
    private readonly StubRegistry _registry = new();
    private readonly MemoryLog _log = new();
    private readonly HashSet<string> _inEngine = [];

    private readonly EngineInfo _engine = new()
    {
        Name = "docker", Version = "26", ClientVersion = "26", Platform = "linux/amd64", Builder = "default", Driver = "docker",
    };

    public BaseImageResolverTests() => _docker
        .Answer(_machine.At("busybox"), "sh")
        .Answer("docker buildx build", spec =>
        {
            _inEngine.Add(spec.Arguments[spec.Arguments.ToList().IndexOf("--tag") + 1]);
            return new(0, "", "");
        })
        .Answer("docker image inspect", spec =>
        {
            var images = spec.Arguments.Skip(2).Where(_inEngine.Contains).Select(name =>
                $$"""{"Id":"sha256:{{name.Length}}","RepoTags":["{{name}}"],"Os":"linux","Architecture":"amd64","Size":1}""");
            return new(1, $"[{string.Join(',', images)}]", "Error response from daemon: No such image: x");
        });

    public void Dispose()
    {
        _folder.Dispose();
        _machine.Dispose();
        _registry.Dispose();
    }

    [Test]
    public async Task Where_nothing_can_stand_in_docker_is_left_to_it_and_nobody_is_asked()
    {
        (await ResolveAsync(BaseFallback.None, $"{_registry.Host}/golang:1.24")).Via.Should().Be(BaseImageSource.Registry);

        _registry.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task What_is_in_the_engine_asks_nobody()
    {
        _inEngine.Add($"{_registry.Host}/golang:1.24");

        (await ResolveAsync(BaseFallback.Local, $"{_registry.Host}/golang:1.24")).Via.Should().Be(BaseImageSource.Engine);

        _registry.Requests.Should().BeEmpty();
        _docker.Runs.Should().ContainSingle();
    }

    [Test]
    public async Task With_pull_the_engines_own_copy_does_not_count()
    {
        _inEngine.Add("golang:1.24");

        var found = await ResolveAsync([new("golang:1.24", 1, true)], BaseFallback.None, build: new() { Pull = true });

        found.Single().Via.Should().Be(BaseImageSource.Registry);
    }

    [Test]
    public async Task An_image_of_another_platform_in_the_engine_does_not_count()
    {
        _inEngine.Add("golang:1.24");

        var found = await ResolveAsync([new("golang:1.24", 1, true, "linux/arm64")], BaseFallback.None);

        found.Single().Via.Should().Be(BaseImageSource.Registry);
    }

    [Test]
    public async Task Another_builder_does_not_see_the_engines_images()
    {
        _inEngine.Add("golang:1.24");

        var found = await ResolveAsync([new("golang:1.24", 1, true)], BaseFallback.None, engine: _engine with { Driver = "remote" });

        found.Single().Via.Should().Be(BaseImageSource.Registry);
        _docker.Runs.Should().BeEmpty();
    }

    [TestCase(200)]
    [TestCase(401)]
    public async Task A_mirror_that_serves_the_image_is_used(int status)
    {
        _registry.Answer("/v2/hub/library/golang/manifests/1.24", status);

        var found = await ResolveAsync([new("golang:1.24", 1, true)], BaseFallback.None, mirror: $"{_registry.Host}/hub");

        found.Should().Equal(new BaseImage("golang:1.24", $"{_registry.Host}/hub/library/golang:1.24", null, BaseImageSource.Mirror));
        _registry.Requests.Should().Equal("HEAD /v2/hub/library/golang/manifests/1.24");
    }

    [Test]
    public async Task A_mirror_without_the_image_is_passed_over()
    {
        var found = await ResolveAsync([new("golang:1.24", 1, true)], BaseFallback.None, mirror: _registry.Host);

        found.Single().Should().Be(new BaseImage("golang:1.24", "golang:1.24", null, BaseImageSource.Registry));
        _log.Warnings.Should().ContainMatch($"*{_registry.Host}*golang:1.24*");
    }

    [Test]
    public async Task A_pinned_image_comes_from_a_mirror_by_its_digest()
    {
        _registry.Answer($"/v2/library/golang/manifests/{Digest}", 200);

        var found = await ResolveAsync([new($"golang:1.24@{Digest}", 1, true)], BaseFallback.None, mirror: _registry.Host);

        found.Single().Should().Match<BaseImage>(image => image.Used == $"{_registry.Host}/library/golang:1.24@{Digest}" && image.Digest == Digest);
    }

    [TestCase(200)]
    [TestCase(401)]
    [TestCase(404)]
    public async Task A_registry_that_answers_is_left_to_docker(int status)
    {
        _registry.Answer("/v2/golang/manifests/1.24", status);

        (await ResolveAsync(BaseFallback.Local, $"{_registry.Host}/golang:1.24")).Via.Should().Be(BaseImageSource.Registry);
    }

    [Test]
    public async Task A_registry_that_does_not_answer_is_stood_in_for_and_that_is_said()
    {
        var image = await ResolveAsync(BaseFallback.Local, $"{NobodyThere}/golang:1.24");

        image.Via.Should().Be(BaseImageSource.LocalToolchain);
        image.Used.Should().StartWith("godocker.local/golang:1.24.4-");
        _log.Warnings.Should().ContainMatch($"{NobodyThere} does not answer*{image.Used}*Go 1.24.4*not pushed*");
    }

    [Test]
    public async Task A_server_error_counts_as_no_answer()
    {
        _registry.Answer("/v2/golang/manifests/1.24", 503);

        (await ResolveAsync(BaseFallback.Local, $"{_registry.Host}/golang:1.24")).Via.Should().Be(BaseImageSource.LocalToolchain);
    }

    [Test]
    public async Task The_next_run_finds_the_home_made_image_in_one_call_and_asks_no_dead_registry()
    {
        _registry.Answer("/v2/golang/manifests/1.24", 503);
        await ResolveAsync(BaseFallback.Local, $"{_registry.Host}/golang:1.24");
        _docker.Runs.Clear();

        (await ResolveAsync(BaseFallback.Local, $"{_registry.Host}/golang:1.24")).Via.Should().Be(BaseImageSource.LocalToolchain);

        _docker.Runs.Should().ContainSingle();
        _registry.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task Two_names_for_one_home_made_image_assemble_it_once()
    {
        var found = await ResolveAsync(
            [new($"{NobodyThere}/golang:1.24", 1, true), new($"{NobodyThere}/golang:1", 2, true), new($"{NobodyThere}/golang:1", 3, true)],
            BaseFallback.Local);

        found.Should().HaveCount(2);
        found[0].Used.Should().Be(found[1].Used);
        _docker.Commands.Where(command => command.StartsWith("docker buildx build")).Should().ContainSingle();
    }

    [Test]
    public async Task Nothing_stands_in_for_a_pinned_image()
    {
        (await ResolveAsync(BaseFallback.Local, $"{NobodyThere}/golang:1.24@{Digest}")).Via.Should().Be(BaseImageSource.Registry);

        _log.Warnings.Should().ContainMatch("*nothing stands in*");
    }

    [TestCase("${REGISTRY}.x/golang:1")]
    [TestCase("in valid.example.com/golang")]
    public async Task A_name_that_no_registry_can_have_is_left_to_docker(string name) =>
        (await ResolveAsync(BaseFallback.Local, name)).Via.Should().Be(BaseImageSource.Registry);

    [Test]
    public async Task What_cannot_be_assembled_is_an_error()
    {
        var act = () => ResolveAsync(BaseFallback.Local, $"{NobodyThere}/alpine:3");

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.BaseNotAssembled);
    }

    [Test]
    public async Task A_builder_that_does_not_see_home_made_images_is_named()
    {
        var act = () => ResolveAsync(
            [new($"{NobodyThere}/golang:1.24", 1, true)], BaseFallback.Local, engine: _engine with { Builder = "ci", Driver = "kubernetes" });

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Detail.Should().ContainAll("ci", "kubernetes");
    }

    private async Task<BaseImage> ResolveAsync(BaseFallback fallback, string name) =>
        (await ResolveAsync([new(name, 1, true)], fallback)).Single();

    private Task<IReadOnlyList<BaseImage>> ResolveAsync(
        IReadOnlyList<BaseReference> bases,
        BaseFallback fallback,
        string? mirror = null,
        EngineInfo? engine = null,
        BuildOptions? build = null)
    {
        var resolver = new BaseImageResolver(
            new DockerEngine(_docker, _ => null), new LocalToolchain(_docker, _machine.Sources), TimeProvider.System);
        var network = Requests.NoProxies with
        {
            RegistryMirrors = mirror is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["docker.io"] = [mirror] },
        };

        return resolver.ResolveAsync(
            bases, Requests.Settings(_folder.Path) with { BaseFallback = fallback, Build = build ?? new() }, network, engine ?? _engine, EngineImages.None, _log, default);
    }
}
