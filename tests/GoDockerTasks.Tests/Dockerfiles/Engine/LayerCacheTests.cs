using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Network;
using GoDockerTasks.TestSupport.Modules;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class LayerCacheTests : IDisposable
{
    private readonly TestService _service = new();
    private readonly string _tag = $"godocker-tests/{Guid.NewGuid():N}:1";

    public void Dispose() => _service.Dispose();

    [TearDown]
    public async Task RemoveImage() => await TestEngine.DockerAsync("image", "rm", "--force", _tag);

    [Test]
    public async Task A_fail_over_keeps_every_layer()
    {
        var text = await TextAsync();
        await BuildAsync(Of(text));

        var log = await BuildAsync(Of(text, input => input with { Network = new() { GoProxy = ProxyChain.Parse("https://b.invalid|https://c.invalid") } }));

        Cached(log).Should().Equal("RUN echo packages", "COPY go.mod", "RUN go mod", "COPY . .", "RUN go build");
    }

    [Test]
    public async Task A_changed_snapshot_leaves_what_comes_before_the_source_cached()
    {
        var text = await TextAsync();
        await BuildAsync(Of(text));
        var sums = TinyModule.Write(_service.Snapshot, "example.test/other", "v1.0.0", "package other\n");

        // Unlike any run before: BuildKit finds equal content again, whichever build it came from.
        _service.Write("go.mod", $"// {Guid.NewGuid()}\nmodule example.test/app\n\ngo 1.21\n\nrequire (\n\texample.test/greet v1.0.0\n\texample.test/other v1.0.0 // indirect\n)\n");
        _service.Write("go.sum", _service.Sums + sums);

        var log = await BuildAsync(Of(text));

        Cached(log).Should().Equal(["RUN echo packages"], log);
    }

    [Test]
    public async Task The_same_source_builds_nothing()
    {
        var plan = Of(await TextAsync());
        await BuildAsync(plan);

        Cached(await BuildAsync(plan)).Should().HaveCount(5);
    }

    private async Task<string> BuildAsync(DockerfilePlan plan)
    {
        var build = await TestEngine.BuildAsync(plan, _service, _tag);
        build.ExitCode.Should().Be(0, build.Error);
        return build.Error;
    }

    private static async Task<string> TextAsync() => $"""
        FROM {await TestEngine.GolangAsync()} AS build
        RUN echo packages {Guid.NewGuid()}
        COPY go.mod go.sum ./
        RUN go mod download
        COPY . .
        RUN go build -o /app .
        FROM scratch
        COPY --from=build /app /app

        """;

    // The steps that the log calls cached, in the order of the file, by their first words.
    private static IEnumerable<string> Cached(string log)
    {
        string[] lines = log.Split('\n');
        foreach (var (text, name) in new[]
                 {
                     ("RUN echo packages", "RUN echo packages"), ("COPY go.mod", "COPY go.mod"), ("go mod download", "RUN go mod"),
                     ("COPY . .", "COPY . ."), ("go build -o", "RUN go build"),
                 })
        {
            var step = lines.First(line => line.StartsWith('#') && line.Contains("[build", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal)).Split(' ')[0];
            if (lines.Contains($"{step} CACHED"))
            {
                yield return name;
            }
        }
    }
}
