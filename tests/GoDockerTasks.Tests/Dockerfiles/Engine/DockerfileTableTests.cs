using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>Built through the rewriter with no network, and plainly with a proxy: the same image.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed partial class DockerfileTableTests : IDisposable
{
    private readonly TestService _service = new();
    private static readonly string Base = $"godocker-tests/{Guid.NewGuid():N}/golang:1.99";
    private readonly string _ours = $"godocker-tests/{Guid.NewGuid():N}:ours";
    private readonly string _plain = $"godocker-tests/{Guid.NewGuid():N}:plain";

    public void Dispose() => _service.Dispose();

    [OneTimeTearDown]
    public static async Task RemoveBase() => await TestEngine.DockerAsync("image", "rm", "--force", Base);

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _ours, _plain);

    [TestCaseSource(typeof(DockerfileCases), nameof(DockerfileCases.Few))]
    public Task The_image_is_the_same(DockerfileCase dockerfile) => BuildAndCompareAsync(dockerfile);

    [TestCaseSource(typeof(DockerfileCases), nameof(DockerfileCases.Rest))]
    [Category("Exhaustive")]
    public Task The_image_is_the_same_here_too(DockerfileCase dockerfile) => BuildAndCompareAsync(dockerfile);

    private async Task BuildAndCompareAsync(DockerfileCase dockerfile)
    {
        await using var proxy = LoopbackGoProxy.Start(MakeService());
        await MakeBaseAsync(proxy.Url, dockerfile.BaseNamesProxy);
        var text = dockerfile.Text.Replace("BASE", Base, StringComparison.Ordinal).Replace("PROXY", proxy.Url, StringComparison.Ordinal)
            .Replace("GO" + proxy.Url, "GOPROXY", StringComparison.Ordinal);
        var ours = Of(text, input => input with
        {
            Network = new() { GoProxy = ProxyChain.Parse(proxy.Url) },
            Stages = input.Stages with
            {
                Target = dockerfile.Target,
                Platform = "linux/amd64",
                BuilderPlatform = "linux/amd64",
                BaseEnvironments = dockerfile.BaseNamesProxy ? Rewriting.Base(Base, ("GOPROXY", proxy.Url)).BaseEnvironments : input.Stages.BaseEnvironments,
            },
            BuiltInSyntax = new(1, 7),
        });

        await BuildAsync(ours, _ours, dockerfile, dockerfile.NeedsProxy ? "host" : "none");
        await BuildAsync(Of(text, input => input with { Rewrite = false }), _plain, dockerfile, "host");

        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().Be(await TestEngine.HistoryAsync(_plain));
        (await ImageTar.DescribeAsync(_ours, Excepted())).Should().Equal(await ImageTar.DescribeAsync(_plain, Excepted()));
    }

    private string MakeService()
    {
        if (!Directory.Exists(Path.Combine(_service.Snapshot, "example.test", "tool")))
        {
            TinyModule.Write(_service.Snapshot, "example.test/tool", "v1.2.0", "package main\n\nfunc main() {}\n");
            File.WriteAllText(Path.Combine(_service.Snapshot, "example.test", "tool", "@v", "list"), "v1.2.0\n");
            _service.Write("build.sh", "set -e\ngo build -o /out/app .\n");
            _service.Write(".env", "PASSWORD=secret\n");
            _service.Write(".dockerignore", ".env\n");
        }

        return _service.Snapshot;
    }

    private static async Task MakeBaseAsync(string proxy, bool inEnvironment)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("go.env"), $"GOPROXY={proxy}\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=local\n");
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"FROM {await TestEngine.GolangAsync()}\nCOPY go.env /usr/local/go/go.env\n{(inEnvironment ? $"ENV GOPROXY={proxy}\n" : "")}");
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", Base, folder.Path);
    }

    private async Task BuildAsync(DockerfilePlan plan, string tag, DockerfileCase dockerfile, string network)
    {
        string[] target = dockerfile.Target is null ? [] : ["--target", dockerfile.Target];
        var build = await TestEngine.BuildAsync(plan, _service, tag, [$"--network={network}", .. target, .. dockerfile.Arguments]);
        build.ExitCode.Should().Be(0, "{0}", build.Error.Replace("{", "{{").Replace("}", "}}"));
    }

    // What the design excepts: Go's caches and its telemetry, and times. Everything else, with kind, mode, owner and content.
    [GeneratedRegex(@"(^|/)\.cache(/| )|pkg/mod/cache|modules/cache|/tmp/build/|(^|/)\.config/( |go/ |go/telemetry)")]
    private static partial Regex Excepted();
}
