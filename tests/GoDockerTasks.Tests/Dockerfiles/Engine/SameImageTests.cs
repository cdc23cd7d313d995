using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>What comes out of a rewritten Dockerfile is what comes out of the user's own.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed partial class SameImageTests : IDisposable
{
    private readonly TestService _service = new();
    private readonly string _ours = $"godocker-tests/{Guid.NewGuid():N}:ours";
    private readonly string _plain = $"godocker-tests/{Guid.NewGuid():N}:plain";

    public void Dispose() => _service.Dispose();

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _ours, _plain);

    [TestCase("RUN go build -o /app .", Category = "Exhaustive")]
    [TestCase("RUN go mod download\nRUN go build -trimpath -o /app . && go vet ./...")]
    [TestCase("USER app\nRUN go vet . && go build -o /tmp/app .")]
    [TestCase("RUN go env -w GOFLAGS=-trimpath && go build -o /app .\nRUN go env GOFLAGS > /flags", Category = "Exhaustive")]
    [TestCase("ENV GOMODCACHE=/modules\nRUN go build -o /app .\nRUN ls -R /modules > /list", Category = "Exhaustive")]
    [TestCase("RUN [\"go\", \"build\", \"-o\", \"/app\", \".\"]\nCMD [\"/app\"]\nLABEL a=b\nEXPOSE 80", Category = "Exhaustive")]
    [TestCase("ARG VERSION=1\nRUN <<EOF\ngo build -ldflags \"-X main.v=$VERSION\" -o /app .\nEOF")]
    [TestCase("RUN go mod download && go list -m -f '{{.Dir}}' all > /dirs && cp -r /go/pkg/mod/example.test /copied", Category = "Exhaustive")]
    [TestCase("RUN go build -o /app . && rm -rf /root/.cache && go clean -modcache")]
    public async Task A_single_stage_image_is_the_same(string lines)
    {
        var text = $"FROM {await ProxyBase.BuildAsync(_service)}\nWORKDIR /src\nCOPY . .\n{lines}\n";

        await BuildBothAsync(text);

        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().Be(await TestEngine.HistoryAsync(_plain));
        (await FilesAsync(_ours)).Should().Equal(await FilesAsync(_plain));
    }

    [TestCase("COPY --from=build /go/pkg/mod /modules", Category = "Exhaustive")]
    [TestCase("COPY --from=build / /all")]
    [TestCase("COPY --from=build /out/app /app", Category = "Exhaustive")]
    public async Task An_image_copied_from_a_build_stage_is_the_same(string copy)
    {
        var text = $"FROM {await ProxyBase.BuildAsync(_service)} AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM {await TestEngine.GolangAsync()}\n{copy}\n";

        await BuildBothAsync(text);

        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().Be(await TestEngine.HistoryAsync(_plain));
        (await FilesAsync(_ours)).Should().Equal(await FilesAsync(_plain));
    }

    private async Task BuildBothAsync(string text)
    {
        var ours = Of(text);
        ours.SnapshotContext.Should().NotBeNull();
        foreach (var (plan, tag) in new (DockerfilePlan, string)[] { (ours, _ours), (Of(text, input => input with { Rewrite = false }), _plain) })
        {
            var build = await TestEngine.BuildAsync(plan, _service, tag);
            build.ExitCode.Should().Be(0, build.Error);
        }
    }

    // What the design excepts: Go's caches, its telemetry, and times. Everything else, with kind, mode, owner and content.
    private static async Task<List<string>> FilesAsync(string image)
    {
        const string Script = "cd / && find . -xdev ! -type d ! -path './proc/*' ! -path './sys/*' ! -path './dev/*' ! -path './usr/local/go/*' ! -path './bin/*' -exec stat -c '%n %A %u %g' {} + | sort; "
            + "find . -xdev -type d ! -path './usr/local/go/*' ! -path './proc/*' ! -path './sys/*' -exec stat -c '%n %A %u %g' {} + | sort; "
            + "find . -xdev -type f ! -path './proc/*' ! -path './sys/*' ! -path './usr/local/go/*' ! -path './bin/*' -exec sha256sum {} + | sort -k 2";
        var list = await TestEngine.EnsureAsync("run", "--rm", "--network=none", "--user", "0", "--entrypoint", "/bin/sh", image, "-c", Script);
        return [.. list.Split('\n').Where(line => !Excepted().IsMatch(line))];
    }

    [GeneratedRegex(@"/\.cache(/| |$)|pkg/mod/cache|modules/cache|/\.config(/go(/telemetry)?)?( |/|$)|/etc/(hosts|hostname|resolv\.conf|mtab)")]
    private static partial Regex Excepted();
}
