using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class DockerEngineTests : IDisposable
{
    private const string Version =
        """{"Client":{"Version":"26.1.4","Context":"colima"},"Server":{"Version":"26.1.5+dfsg1","Os":"linux","Arch":"arm64","Components":[{"Name":"Engine"}]}}""";

    private readonly TempDirectory _config = new();
    private readonly StubProcesses _docker = new();
    private readonly Dictionary<string, string> _environment = [];

    public DockerEngineTests() => _environment["BUILDX_CONFIG"] = _config.Path;

    public void Dispose() => _config.Dispose();

    private DockerEngine Engine => new(_docker, _environment.GetValueOrDefault);

    [Test]
    public async Task One_call_says_what_builds()
    {
        _docker.Answer("docker version", Version);

        (await Engine.DetectAsync(default)).Should().Be(new EngineInfo
        {
            Name = "docker",
            Version = "26.1.5+dfsg1",
            ClientVersion = "26.1.4",
            Platform = "linux/arm64",
            Builder = "colima",
            Driver = "docker",
        });
        _docker.Commands.Should().Equal("docker version --format json");
    }

    [Test]
    public async Task Buildx_is_asked_when_a_builder_was_chosen_in_the_environment()
    {
        _environment["BUILDX_BUILDER"] = "ci";
        _docker.Answer("docker version", Version).Answer("docker buildx inspect", "Name:          ci\nDriver:        docker-container\nLast Activity: 2026");

        var engine = await Engine.DetectAsync(default);

        engine.Should().Match<EngineInfo>(e => e.Builder == "ci" && e.Driver == "docker-container" && !e.SharesImages);
    }

    [TestCase("""{"Key":"unix:///x","Name":"mine","Global":false}""", 2)]
    [TestCase("""{"Key":"unix:///x","Name":"","Global":false}""", 1)]
    public async Task Buildx_is_asked_when_a_builder_was_chosen_with_use(string current, int calls)
    {
        await File.WriteAllTextAsync(_config.File("current"), current);
        _docker.Answer("docker version", Version).Answer("docker buildx inspect", "Name: mine\nDriver: remote");

        await Engine.DetectAsync(default);

        _docker.Runs.Should().HaveCount(calls);
    }

    [Test]
    public async Task No_docker_at_all_is_said() => await Detecting(ErrorKinds.DockerNotInstalled);

    [Test]
    public async Task A_daemon_that_does_not_answer_is_said()
    {
        _docker.Answer(
            "docker version",
            """{"Client":{"Version":"26.1.4"},"Server":null}""",
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
            1);

        (await Detecting(ErrorKinds.DaemonNotRunning)).Detail.Should().Contain("unix:///var/run/docker.sock");
    }

    [Test]
    public async Task A_socket_that_may_not_be_opened_is_said()
    {
        _docker.Answer(
            "docker version",
            """{"Client":{"Version":"26.1.4"},"Server":null}""",
            "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
            1);

        await Detecting(ErrorKinds.DaemonNotPermitted);
    }

    [Test]
    public async Task A_builder_that_nobody_made_is_said()
    {
        _docker.Answer("docker version", """{"Client":{"Version":"26.1.4"},"Server":null}""", "ERROR: no builder \"ours\" found", 1);

        (await Detecting(ErrorKinds.BuilderNotFound)).Detail.Should().Contain("ours");
    }

    [Test]
    public async Task An_engine_that_is_too_old_is_said_with_both_versions()
    {
        _docker.Answer("docker version", Version.Replace("26.1.5+dfsg1", "20.10.24", StringComparison.Ordinal));

        (await Detecting(ErrorKinds.EngineTooOld)).Detail.Should().ContainAll("20.10.24", "23");
    }

    [Test]
    public async Task Podman_behind_the_name_docker_is_said()
    {
        _docker.Answer("docker version", """{"Client":{"APIVersion":"4.3.1","Version":"4.3.1"}}""", "Emulate Docker CLI using podman.");

        await Detecting(ErrorKinds.EngineNotDocker);
    }

    [Test]
    public async Task Podman_behind_the_socket_is_said()
    {
        _docker.Answer("docker version", Version.Replace("\"Engine\"", "\"Podman Engine\"", StringComparison.Ordinal));

        await Detecting(ErrorKinds.EngineNotDocker);
    }

    [Test]
    public async Task An_answer_that_nobody_understands_is_shown()
    {
        _docker.Answer("docker version", "hello");

        (await Detecting(ErrorKinds.DockerAnswerUnclear)).Detail.Should().Contain("hello");
    }

    [Test]
    public async Task A_daemon_that_is_stuck_is_not_waited_for_for_ever()
    {
        var engine = new DockerEngine(new StuckProcesses(), _environment.GetValueOrDefault, new HastyTime());
        var act = () => engine.DetectAsync(default);

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.DaemonNotRunning);
    }

    [Test]
    public async Task A_client_without_buildx_is_said()
    {
        _docker.Answer("docker buildx version", error: "docker: 'buildx' is not a docker command.", exitCode: 1);
        var act = () => Engine.EnsureBuildxAsync(default);

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.BuildxMissing);
    }

    [Test]
    public async Task Images_are_looked_for_in_one_call_and_found_under_any_form_of_their_name()
    {
        const string found =
            """
            [
              {"Id":"sha256:aa","RepoTags":["golang:1.24"],"RepoDigests":["golang@sha256:dd"],"Config":{"Env":["A=b"],"Labels":null,"User":"1"},"Architecture":"amd64","Os":"linux","Size":7},
              {"Id":"sha256:bb","RepoTags":["alpine:latest"],"RepoDigests":[],"Config":{"Env":null,"Labels":{"l":"v"}},"Architecture":"amd64","Os":"linux","Size":1}
            ]
            """;
        _docker.Answer("docker image inspect", found, "Error response from daemon: No such image: nosuch:1", 1);

        var images = await Engine.InspectAsync(
            ["docker.io/library/golang:1.24", "nosuch:1", "alpine", "golang:1.24@sha256:dd", "golang@sha256:ee"], default);

        images.Keys.Should().Equal("docker.io/library/golang:1.24", "alpine", "golang:1.24@sha256:dd");
        images["alpine"].Should().Match<EngineImage>(image => image.Digest == "sha256:bb" && image.Labels["l"] == "v");
        images["docker.io/library/golang:1.24"].Should().Match<EngineImage>(image =>
            image.Digest == "sha256:dd" && image.Env.Single() == "A=b" && image.User == "1" && image.Bytes == 7 && image.Platform == "linux/amd64");
        _docker.Runs.Should().ContainSingle();
    }

    [Test]
    public async Task Looking_for_nothing_asks_nobody()
    {
        (await Engine.InspectAsync([], default)).Should().BeEmpty();

        _docker.Runs.Should().BeEmpty();
    }

    private async Task<GoDockerException> Detecting(ErrorKind kind)
    {
        var act = () => Engine.DetectAsync(default);
        var error = (await act.Should().ThrowAsync<GoDockerException>()).Which;
        error.Kind.Should().Be(kind);

        return error;
    }

    private sealed class StuckProcesses : IProcessRunner
    {
        public async Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
