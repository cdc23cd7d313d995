using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Tests.Dockerfiles;

namespace GoDockerTasks.Tests.Pipeline;

[TestFixture]
public sealed class GoVersionCheckTests
{
    private const string Build = "WORKDIR /src\nCOPY . .\nRUN go build ./...\n";

    private readonly TempDirectory _context = new();

    [TearDown]
    public void Clean() => _context.Dispose();

    [TestCase("1.25", "golang:1.24")]
    [TestCase("1.24.9", "golang:1.24.4-alpine")]
    [TestCase("1.23.0", "golang:1.22-bookworm")]
    [TestCase("1.25rc1", "golang:1.24@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_go_that_will_refuse_the_service_is_told_before_the_build(string asked, string image)
    {
        var error = await FailureAsync(asked, $"FROM {image}\n{Build}");

        error.Should().NotBeNull();
        error!.Kind.Should().Be(ErrorKinds.GoTooOld);
        error.Detail.Should().ContainAll($"go {asked}", image, $"golang:{asked}");
        error.Should().BeEquivalentTo(new { File = "/src/Dockerfile", Line = 4, Failure = "go-too-old", ExitCode = ExitCode.Source });
    }

    [TestCase("1.24", "FROM golang:1.24\n" + Build)]
    [TestCase("1.24.9", "FROM golang:1.24\n" + Build, Description = "The tag stands for its latest patch.")]
    [TestCase("1.25", "FROM golang:1\n" + Build)]
    [TestCase("1.25", "FROM golang\n" + Build)]
    [TestCase("1.25", "FROM golang:alpine\n" + Build)]
    [TestCase("1.25", "FROM golang:1.20\n" + Build, Description = "Go before 1.21 tries all the same.")]
    [TestCase("1.25", "FROM golang:1.24\nENV GOTOOLCHAIN=auto\n" + Build)]
    [TestCase("1.25", "FROM golang:1.24\nARG GOTOOLCHAIN=auto\n" + Build)]
    [TestCase("1.25", "FROM golang:1.24\nCOPY . .\nRUN GOTOOLCHAIN=auto go build\n")]
    [TestCase("1.25", "FROM golang:1.24\nRUN go env -w GOTOOLCHAIN=auto\n" + Build)]
    [TestCase("1.25", "FROM golang:1.24\nCOPY --from=golang:1.25 /usr/local/go /usr/local/go\n" + Build)]
    [TestCase("1.25", "FROM golang:1.24\nRUN curl -L https://go.dev/dl/go1.25.0.linux-amd64.tar.gz | tar -xz -C /opt\n" + Build)]
    [TestCase("1.25", "FROM golang:1.24\nCOPY . .\nRUN go mod edit -go=1.24 && go build\n")]
    [TestCase("1.25", "FROM golang:1.24\nCOPY . .\nRUN sed -i s/1.25/1.24/ go.mod && go build\n")]
    [TestCase("1.25", "FROM golang:1.24\nCOPY . .\nRUN go install example.com/tool@v1.0.0\n")]
    [TestCase("1.25", "FROM golang:1.24\nCOPY . .\nRUN go version\n")]
    [TestCase("1.25", "FROM golang:1.24\nRUN go build std\n", Description = "No source yet.")]
    [TestCase("1.25", "FROM registry.example.com/team/golang:1.24\n" + Build, Description = "It may set GOTOOLCHAIN=auto.")]
    public async Task Where_there_is_a_doubt_nothing_is_said(string asked, string dockerfile) =>
        (await FailureAsync(asked, dockerfile)).Should().BeNull();

    [Test]
    public async Task An_image_that_is_here_is_asked_itself()
    {
        const string image = "registry.example.com/team/base:7";
        var stages = Rewriting.Base(image, ("GOLANG_VERSION", "1.22.3"), ("GOTOOLCHAIN", "local"), ("PATH", "/usr/local/go/bin:/bin"));

        (await FailureAsync("1.23", $"FROM {image}\n{Build}", stages))!.Detail.Should().Contain("Go 1.22.3");
        (await FailureAsync("1.22", $"FROM {image}\n{Build}", stages)).Should().BeNull();
    }

    [Test]
    public async Task With_several_modules_in_the_context_nothing_is_said()
    {
        File.WriteAllText(_context.File("go.mod"), "module example.com/a\n\ngo 1.25\n");
        var plan = Rewriting.Of($"FROM golang:1.24\n{Build}");

        await GoVersionCheck.EnsureAsync(plan, [_context.Path, _context.Path], CancellationToken.None);
    }

    private async Task<GoDockerException?> FailureAsync(string asked, string dockerfile, StageInputs? stages = null)
    {
        File.WriteAllText(_context.File("go.mod"), $"module example.com/a\n\ngo {asked}\n");
        var plan = Rewriting.Of(dockerfile, input => input with { Stages = stages ?? new() });
        try
        {
            await GoVersionCheck.EnsureAsync(plan, [_context.Path], CancellationToken.None);
            return null;
        }
        catch (GoDockerException e)
        {
            return e;
        }
    }
}
