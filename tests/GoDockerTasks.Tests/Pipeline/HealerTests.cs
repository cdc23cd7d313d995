using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Images.Fakes;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Pipeline;

[TestFixture]
public sealed class HealerTests : IDisposable
{
    private const string Mounts =
        "FROM golang:1.24 AS build\n"
        + "RUN --mount=type=cache,id=godocker-go-mod-0a,target=/go/pkg/mod --mount=type=cache,target=/go/other go mod download\n";

    private readonly TempDirectory _folder = new();
    private readonly StubProcesses _docker = new StubProcesses().Answer("docker");
    private readonly CollectingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Exactly_the_damaged_module_is_removed_from_our_cache_mount()
    {
        var fresh = await HealAsync(new(HealKind.CleanCacheEntry, "example.com/Kit@v1.2.0"), HealPolicy.Own);

        fresh.Should().BeFalse();
        var build = _docker.Runs.Should().ContainSingle().Subject;
        build.Arguments.Should().ContainInOrder("--network", "none");
        build.StandardInput.Should().Contain("FROM golang:1.24\n").And.Contain("id=godocker-go-mod-0a,").And.NotContain("/go/other")
            .And.Contain("'/run/godocker-clean/0/cache/download/example.com/!kit/@v/v1.2.0'.*")
            .And.Contain("'/run/godocker-clean/0/example.com/!kit@v1.2.0'");
    }

    [Test]
    public async Task The_users_own_cache_mounts_are_touched_only_where_that_is_allowed()
    {
        await HealAsync(new(HealKind.CleanCacheEntry, "example.com/kit@v1.2.0"), HealPolicy.All);

        _docker.Runs[0].StandardInput.Should().Contain("id=/go/other,");
    }

    [TestCase(null)]
    [TestCase("no module'; rm -rf /@v1")]
    public async Task What_cannot_be_cleaned_exactly_gives_the_next_attempt_new_cache_mounts(string? module)
    {
        (await HealAsync(new(HealKind.CleanCacheEntry, module), HealPolicy.Own)).Should().BeTrue();

        _docker.Runs.Should().BeEmpty();
    }

    [Test]
    public async Task A_builder_that_is_gone_is_made_anew_and_one_that_runs_is_not_stopped()
    {
        await HealAsync(new(HealKind.RecreateBuilder), HealPolicy.Own, "docker-container");

        _docker.Commands.Should().Equal("docker buildx inspect --bootstrap farm");
    }

    [Test]
    public async Task Where_all_may_be_touched_the_builder_is_stopped_first()
    {
        await HealAsync(new(HealKind.RecreateBuilder), HealPolicy.All, "docker-container");

        _docker.Commands.Should().Equal("docker buildx stop farm", "docker buildx inspect --bootstrap farm");
    }

    [Test]
    public async Task The_daemons_own_builder_is_left_alone()
    {
        await HealAsync(new(HealKind.RecreateBuilder), HealPolicy.All);

        _docker.Runs.Should().BeEmpty();
    }

    [Test]
    public async Task A_full_disk_loses_only_what_we_put_there()
    {
        var docker = new StubProcesses()
            .Answer("docker buildx du", "ID:\t\tours1\nDescription:\tcached mount /run/godocker/go-build from exec with id \"/godocker-go-build-0a\"\n\nID:\t\ttheirs\nDescription:\tcached mount /root/.cache from exec with id \"/x\"\n")
            .Answer("docker");

        await HealAsync(new(HealKind.PruneOwn), HealPolicy.Own, docker: docker);

        docker.Commands.Where(command => command.Contains("prune", StringComparison.Ordinal)).Should().Equal("docker buildx prune --force --filter id=ours1");
    }

    private Task<bool> HealAsync(HealStep step, HealPolicy heal, string driver = "docker", StubProcesses? docker = null)
    {
        var request = Requests.Request(Requests.Settings(_folder.Path) with { Heal = heal }, Mounts) with
        {
            Bases = [new BaseImage("golang:1.24", "golang:1.24", null, BaseImageSource.Engine)],
        };
        var attempt = new BuildAttempt
        {
            Number = 1, Succeeded = false, Duration = TimeSpan.Zero, Log = "", Network = request.Network, Dockerfile = request.Dockerfile,
        };
        var engine = EngineInfo.Unknown with { Builder = "farm", Driver = driver };
        return new Healer(docker ?? _docker, _log, TimeProvider.System).HealAsync(step, new BuildResult(engine, request, attempt), CancellationToken.None);
    }
}
