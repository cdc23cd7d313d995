using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.Io;

namespace GoDockerTasks.EndToEnd;

/// <summary>What Prepare leaves builds the same image without us.</summary>
[TestFixture]
public sealed class PrepareTests : IDisposable
{
    private readonly OrdersService _service = new();
    private readonly TempDirectory _elsewhere = new();
    private (string From, string Used)[] _bases = [];

    public void Dispose()
    {
        _service.DockerAsync("image", "rm", "--force", $"{_service.Image}:prepared").GetAwaiter().GetResult();
        _service.Dispose();
        _elsewhere.Dispose();
    }

    [TestCase("bake")]
    [TestCase("script")]
    [TestCase("inputs of build-push-action")]
    public async Task The_image_is_the_one_that_Image_builds(string way)
    {
        await PrepareAsync();

        await BuildAsync(way);

        await ShouldBeTheImageAsync();
    }

    [TestCase("bake")]
    [TestCase("script")]
    [Category("Exhaustive")]
    public async Task The_image_is_the_same_when_no_layer_comes_from_a_cache(string way)
    {
        await PrepareAsync("--no-cache");

        await BuildAsync(way);

        await ShouldBeTheImageAsync();
    }

    [Test]
    public async Task A_moved_repo_still_builds()
    {
        await PrepareAsync();
        await _service.RunProgramAsync("cp", "--recursive", "--no-target-directory", ".", _elsewhere.Path);
        Directory.Delete(_service.File("artifacts"), recursive: true);

        await _service.RunProgramAsync("sh", _elsewhere.File("artifacts/godocker/command.sh"));
        await ShouldBeTheImageAsync();
        await _service.DockerAsync("image", "rm", "--force", $"{_service.Image}:prepared");
        await _service.RunProgramAsync(
            "env", $"GODOCKER_CONTEXT={_elsewhere.Path}", $"GODOCKER_FILES={_elsewhere.File("artifacts/godocker")}",
            "docker", "buildx", "bake", "--file", _elsewhere.File("artifacts/godocker/bake.json"));
        await ShouldBeTheImageAsync();
    }

    [Test]
    public async Task No_file_holds_a_credential()
    {
        _service.Write("token.txt", "file-secret-value\n");
        // What may run anything gets the proxies.
        _service.Write("Dockerfile", File.ReadAllText(_service.File("Dockerfile")).Replace("RUN go mod download", "RUN go generate ./...", StringComparison.Ordinal));

        var run = await _service.RunAsync(
            new Dictionary<string, string?> { ["HTTPS_PROXY"] = "http://me:proxy-secret@127.0.0.1:1" },
            "--target=Prepare",
            $"--goproxy={new Uri(Path.Combine(Paths.Root, "samples", "goproxy")).AbsoluteUri},https://me:go-secret@proxy.invalid",
            "--secret=id=token,src=token.txt",
            "--build-arg=API_TOKEN=arg-secret");

        run.ShouldSucceed();
        run.Everything.Should().Contain("*** stands for a credential");
        string[] files = [.. Directory.EnumerateFiles(_service.File("artifacts/godocker"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("/modules/"))];
        files.Select(Path.GetFileName).Should().Contain(["Dockerfile", "bake.json", "command.sh", "godocker-goenv"]);
        foreach (var file in files)
        {
            (await File.ReadAllTextAsync(file)).Should().NotContainAny("file-secret", "proxy-secret", "go-secret", "arg-secret");
        }
    }

    // Nothing of the machine's cache is there any more when the image is built.
    private async Task PrepareAsync(params string[] arguments)
    {
        (await _service.RunAsync("--target=Image")).ShouldSucceed();
        var run = await _service.RunAsync(
            ["--target=Prepare", "--tag=prepared", $"--godocker_cache={_service.File("cache")}", .. arguments]);
        run.ShouldSucceed();
        run.Section("dockerfile").GetProperty("changes").GetArrayLength().Should().BePositive();
        _bases = [.. run.Section("bases").EnumerateArray().Select(image => (image.GetProperty("from").GetString()!, image.GetProperty("used").GetString()!))];
        Directory.Delete(_service.File("cache"), recursive: true);
    }

    private Task BuildAsync(string way) => way switch
    {
        "bake" => _service.RunProgramAsync("docker", "buildx", "bake", "--file", _service.File("artifacts/godocker/bake.json")),
        "script" => _service.RunProgramAsync("sh", "artifacts/godocker/command.sh"),
        _ => _service.RunProgramAsync("docker", [
            "buildx", "build", "--tag", $"{_service.Image}:prepared", "--file", "artifacts/godocker/Dockerfile",
            "--build-context", "godocker-modules=artifacts/godocker/modules",
            "--build-context", "godocker-settings=artifacts/godocker/settings",
            .. _bases.SelectMany(image => new[] { "--build-context", $"{image.From}=docker-image://{image.Used}" }), "."]),
    };

    private async Task ShouldBeTheImageAsync()
    {
        var (ours, theirs) = ($"{_service.Image}:latest", $"{_service.Image}:prepared");
        foreach (var format in new[] { "{{json .Config}}", "{{.Os}}/{{.Architecture}}" })
        {
            (await _service.DockerAsync("image", "inspect", "--format", format, theirs))
                .Should().Be(await _service.DockerAsync("image", "inspect", "--format", format, ours));
        }

        string[] history = ["history", "--no-trunc", "--format", "{{.CreatedBy}}"];
        (await _service.DockerAsync([.. history, theirs])).Should().Be(await _service.DockerAsync([.. history, ours]));
        (await ImageFiles.DescribeAsync(_service, theirs)).Should().Equal(await ImageFiles.DescribeAsync(_service, ours));
    }
}
