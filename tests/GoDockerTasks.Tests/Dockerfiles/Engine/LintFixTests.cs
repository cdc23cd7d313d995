using System.Security.Cryptography;
using GoDockerTasks.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>A Dockerfile that Lint has mended builds what the unmended one builds.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class LintFixTests : IDisposable
{
    private readonly TestService _service = new();

    public void Dispose() => _service.Dispose();

    [TestCase("FROM BASE AS build\nWORKDIR /src\nCOPY . .\nRUN go mod download\nRUN go build -o /out/app\n", TestName = "the source before the modules")]
    [TestCase("FROM BASE AS build\nCOPY . /src\nWORKDIR /src\nRUN go build -o /out/app\n", TestName = "the source before the modules, in another folder")]
    [TestCase("FROM BASE AS build\nWORKDIR /src\nRUN --mount=target=/src go mod download\nCOPY . .\nRUN go build -o /out/app\n", TestName = "the context mounted for the download")]
    [TestCase("FROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod tidy\nCOPY . .\nRUN go build -o /out/app\n", TestName = "tidy without source")]
    [TestCase("FROM BASE AS build\nENV GOMODCACHE=/m\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod go build -o /out/app\n", TestName = "a cache mount beside the cache")]
    [TestCase("ARG GOPROXY=file:///proxy\nFROM BASE AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /out/app\n", TestName = "a proxy that does not reach")]
    [TestCase("FROM BASE AS build\nENV GOPROXY=file:///proxy\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /out/app\nFROM build\n", TestName = "a proxy that stays in the image")]
    public async Task The_mended_file_builds_the_same(string lines)
    {
        var before = lines.Replace("BASE", await ProxyBase.BuildAsync(_service));
        var file = Path.Combine(_service.Context, "Dockerfile");
        var after = DockerfileFixer.Fix(before, new(_service.Context, file));

        after.Should().NotBe(before);
        (await BuildAsync(after)).Should().Be(await BuildAsync(before));
    }

    // The program that comes out, by its content.
    private async Task<string> BuildAsync(string text)
    {
        var file = Path.Combine(_service.Folder, "Dockerfile");
        var output = Path.Combine(_service.Folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(file, $"{text}FROM scratch AS result\nCOPY --from=build /out/app /app\n");
        var build = await TestEngine.DockerAsync(
            "buildx", "build", "--network=none", "--progress=plain", "--file", file, "--output", $"type=local,dest={output}", _service.Context);
        build.ExitCode.Should().Be(0, build.Error);
        return Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(output, "app"))));
    }
}
