using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>What becomes of the Dockerfile, to look at before a build.</summary>
[TestFixture]
public sealed class RewriteTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task The_diff_stands_alone_on_standard_output_and_gives_what_is_built()
    {
        _service.Replace("Dockerfile", "RUN go mod download", "# godocker:off as an example\nRUN go mod download");
        (await _service.RunAsync("--target=Prepare")).ShouldSucceed();

        var run = await _service.RunAsync("--target=Rewrite");

        run.ShouldSucceed();
        run.Output.Should().StartWith("--- a/Dockerfile\n+++ b/Dockerfile\n@@ ");
        run.Error.Should().MatchRegex(@"Dockerfile:\d+ is left as it is: line \d+ says 'godocker:off': as an example");
        run.Section("target").GetString().Should().Be("Rewrite");
        run.Section("dockerfile").GetProperty("changes").GetArrayLength().Should().BePositive();
        _service.Write("change.diff", run.Output + "\n");
        await _service.RunProgramAsync("git", "apply", "change.diff");
        _service.Read("Dockerfile").Should().Be(_service.Read("artifacts/godocker/Dockerfile"));
    }

    [Test]
    public async Task It_needs_no_engine_no_proxy_and_no_module()
    {
        var run = await _service.RunAsync(
            new Dictionary<string, string?> { ["DOCKER_HOST"] = "unix:///nowhere/docker.sock" },
            "--target=Rewrite", "--goproxy=http://127.0.0.1:1", $"--godocker_cache={_service.File("cache")}");

        run.ShouldSucceed();
        run.Output.Should().Contain("from=godocker-modules");
        run.Error.Should().Contain("oldest engine");
    }

    [Test]
    public async Task A_file_that_stays_as_it_is_gives_no_diff()
    {
        var run = await _service.RunAsync("--target=Rewrite", "--rewrite=off");

        run.ShouldSucceed();
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("Rewrite is off");
    }

    [Test]
    public async Task A_Dockerfile_that_is_not_valid_is_told_by_line()
    {
        File.AppendAllText(_service.File("Dockerfile"), "\nCPY . .\n");

        var run = await _service.RunAsync("--target=Rewrite");

        run.ShouldFail(20, "GDT2100");
        run.Output.Should().BeEmpty();
    }
}
