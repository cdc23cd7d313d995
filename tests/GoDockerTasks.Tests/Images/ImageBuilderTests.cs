using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class ImageBuilderTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly StubProcesses _docker = new();
    private readonly MemoryLog _log = new();

    public void Dispose() => _folder.Dispose();

    private BuildRequest Request => Requests.Request(Requests.Settings(_folder.Path), "FROM scratch\nCOPY a /a\n");

    private Task<BuildAttempt> BuildAsync(BuildRequest request) => new ImageBuilder(
        _docker, new DockerEngine(_docker, _ => null), new Redactor([]), TimeProvider.System).BuildAsync(request, _log, default);

    [Test]
    public async Task Digest_and_size_come_from_two_calls()
    {
        _docker
            .Answer("docker buildx build", spec =>
            {
                File.WriteAllText(
                    spec.Arguments[spec.Arguments.ToList().IndexOf("--metadata-file") + 1],
                    """{"containerimage.config.digest":"sha256:cc","containerimage.digest":"sha256:dd"}""");
                return new(0, "", "");
            })
            .Answer("docker image inspect", """[{"Id":"sha256:cc","RepoTags":["orders:latest"],"Os":"linux","Architecture":"amd64","Size":42}]""");

        var attempt = await BuildAsync(Request);

        attempt.Image.Should().BeEquivalentTo(new BuiltImage("sha256:dd", ["orders:latest"], 42));
        _docker.Runs.Should().HaveCount(2);
    }

    [Test]
    public async Task The_copy_is_built_under_the_users_file_name_with_its_ignore_file_beside_it()
    {
        var seen = "";
        _docker.Answer("docker buildx build", spec =>
        {
            var file = spec.Arguments[spec.Arguments.ToList().IndexOf("--file") + 1];
            seen = $"{Path.GetFileName(file)}|{File.ReadAllText(file)}|{File.ReadAllText(file + ".dockerignore")}";
            return new(1, "", "");
        });
        var request = Request;

        await BuildAsync(request with
        {
            Dockerfile = request.Dockerfile with
            {
                Path = request.Dockerfile.Path + ".prod", Text = "FROM b", Changes = [new(1, "other")], Ignore = "x",
            },
        });

        seen.Should().Be("Dockerfile.prod|FROM b|x");
    }

    [Test]
    public async Task A_buildx_without_rawjson_is_asked_for_plain_progress()
    {
        _docker.Answer("docker buildx build", spec => spec.Arguments.Contains("rawjson")
            ? new(1, "", "ERROR: invalid progress mode rawjson")
            : new(1, "", "#1 [1/2] RUN x\n#1 ERROR: exit code: 1"));

        var attempt = await BuildAsync(Request);

        attempt.Steps.Should().ContainSingle().Which.Error.Should().Be("exit code: 1");
        (await File.ReadAllTextAsync(attempt.Log)).Should().NotContain("invalid progress mode");
    }

    [Test]
    public async Task No_docker_is_no_failed_build() => await Failing(ErrorKinds.DockerNotInstalled);

    [Test]
    public async Task A_docker_without_buildx_is_no_failed_build()
    {
        _docker.Answer("docker buildx build", error: "unknown flag: --file\nSee 'docker --help'.", exitCode: 125)
            .Answer("docker buildx version", error: "docker: 'buildx' is not a docker command.", exitCode: 1);

        await Failing(ErrorKinds.BuildxMissing);
    }

    [TestCase("ERROR: Multi-platform build is not supported for the docker driver.\nSwitch to a different driver", 1)]
    [TestCase("ERROR: Attestation is not supported for the docker driver.", 1)]
    [TestCase("ERROR: no builder \"ci\" found", 1)]
    [TestCase("ERROR: failed to solve: unsupported frontend capability moby.buildkit.frontend.contexts", 1)]
    [TestCase("unknown flag: --call\nSee 'docker buildx build --help'.", 125)]
    public async Task A_wish_that_this_builder_cannot_fulfil_is_no_failed_build(string error, int exitCode)
    {
        _docker.Answer("docker buildx build", error: error, exitCode: exitCode).Answer("docker buildx version", "github.com/docker/buildx");

        await Failing(ErrorKinds.BuilderCannot);
    }

    [Test]
    public async Task Provenance_never_records_the_proxys_password()
    {
        var request = Request with { Network = Requests.NoProxies with { HttpsProxy = "http://me:pw@proxy:3128" } };
        var act = () => BuildAsync(request with { Settings = request.Settings with { Build = new() { Provenance = "mode=max" } } });

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.ProvenanceHoldsPassword);
        _docker.Runs.Should().BeEmpty();
    }

    [Test]
    public async Task What_docker_prints_stands_in_a_group()
    {
        _docker.Answer("docker buildx build", error: "ERROR: no", exitCode: 1);

        await BuildAsync(Request);

        _log.Messages.Select(message => message.Kind).Should().Equal(
            MessageKind.GroupStart, MessageKind.Output, MessageKind.Information, MessageKind.GroupEnd);
    }

    private async Task Failing(ErrorKind kind)
    {
        var act = () => BuildAsync(Request);
        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(kind);
    }
}
