using System.Security.Cryptography;
using GoDockerTasks.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>A Dockerfile that Lint has mended builds what the unmended one builds.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class LintFixTests : IDisposable
{
    private const string Result =
        "FROM scratch AS result\nCOPY --from=build --chown=7:7 /out/app /bin/app\nENV LANG=C\nUSER 65532\nEXPOSE 8080\nENTRYPOINT [\"/bin/app\"]\n";

    private readonly TestService _service = new();

    public void Dispose() => _service.Dispose();

    [TestCaseSource(nameof(SomeFiles))]
    public async Task The_mended_file_builds_the_same(string lines, string added)
    {
        var (before, after) = await MendAsync(lines, added);

        (await ProgramAsync(after)).Should().Be(await ProgramAsync(before));
    }

    [TestCaseSource(nameof(Files))]
    [Category("Exhaustive")]
    public async Task The_image_has_the_same_files_and_the_same_config(string lines, string added)
    {
        var (before, after) = await MendAsync(lines, added);

        (await ImageAsync(after)).Should().Equal(await ImageAsync(before));
    }

    private static IEnumerable<TestCaseData> SomeFiles() => Files().Where((_, i) => i % 3 == 0);

    // A stage that is the image keeps its module cache, which has to be the same, too. Go's counters in .config tell how long it took.
    [Test]
    [Category("Exhaustive")]
    public async Task The_image_with_Go_and_the_modules_in_it_has_the_same_files()
    {
        var (before, after) = await MendAsync("FROM BASE\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /out/app && rm -r /root/.cache /root/.config\n", "");

        (await ImageAsync(after)).Should().Equal(await ImageAsync(before));
    }

    private static IEnumerable<TestCaseData> Files()
    {
        yield return Case("FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /out/app\n", "the source before the modules");
        yield return Case("FROM BASE AS build\nCOPY . /src\nWORKDIR /src\nRUN go build -o /out/app\n", "the source before the modules, in another folder");
        yield return Case("FROM BASE AS build\nWORKDIR /src\nRUN --mount=target=/src go mod download\nCOPY . .\nRUN go build -o /out/app\n", "the context mounted for the download");
        yield return Case("FROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod tidy\nCOPY . .\nRUN go build -o /out/app\n", "tidy without source");
        yield return Case("FROM BASE AS build\nENV GOMODCACHE=/m\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build -o /out/app\n", "a cache mount beside the cache");
        yield return Case("FROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN --mount=type=cache,id=MOUNT,target=/go/pkg/mod go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/app\nFROM scratch\nCOPY --from=build /out/app /app\n", "a cache mount that the build lacks");
        yield return Case("ARG GOPROXY=file:///proxy\nFROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /out/app\n", "a proxy that does not reach");
        yield return Case("FROM BASE AS build\nENV GOPROXY=file:///proxy\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /out/app\nFROM build\n", "a proxy that stays in the image", isMendedAlone: true);

        static TestCaseData Case(string lines, string name, bool isMendedAlone = false) =>
            (isMendedAlone ? new TestCaseData(lines, Result) : new TestCaseData(lines + Result, "")).SetName($"{{m}}: {name}");
    }

    // What is added comes behind the mended lines: the last of them would not be the image otherwise.
    private async Task<(string Before, string After)> MendAsync(string lines, string added)
    {
        var before = lines.Replace("BASE", await ProxyBase.BuildAsync(_service)).Replace("MOUNT", Path.GetFileName(_service.Folder));
        var context = new BuildContextFolder(_service.Context, Path.Combine(_service.Context, "Dockerfile"));
        var after = DockerfileFixer.Fix(before, context).Text;

        after.Should().NotBe(before);
        DockerfileFixer.Fix(after, context).Text.Should().Be(after, "running it twice changes nothing");
        return (before + added, after + added);
    }

    // The program that comes out, by its content.
    private async Task<string> ProgramAsync(string text)
    {
        var output = Path.Combine(_service.Folder, Guid.NewGuid().ToString("N"));
        await BuildAsync(text, "--output", $"type=local,dest={output}");
        return Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(output, "bin", "app"))));
    }

    // Each file with kind, mode, owner and content, and the config but for times.
    private async Task<IReadOnlyList<string>> ImageAsync(string text)
    {
        var tag = $"godocker-tests/{Guid.NewGuid():N}:mended";
        try
        {
            await BuildAsync(text, "--load", "--provenance=false", "--tag", tag);
            var config = await TestEngine.EnsureAsync("image", "inspect", "--format", "{{json .Config}} {{.Os}}/{{.Architecture}}", tag);
            return [config, .. await ImageTar.DescribeAsync(tag)];
        }
        finally
        {
            await TestEngine.DockerAsync("image", "rm", "--force", tag);
        }
    }

    private async Task BuildAsync(string text, params string[] arguments)
    {
        var file = Path.Combine(_service.Folder, "Dockerfile");
        await File.WriteAllTextAsync(file, text);
        var build = await TestEngine.DockerAsync(
            ["buildx", "build", "--network=none", "--progress=plain", "--file", file, .. arguments, _service.Context]);
        build.ExitCode.Should().Be(0, "{0}", build.Error.Replace("{", "{{").Replace("}", "}}"));
    }
}
