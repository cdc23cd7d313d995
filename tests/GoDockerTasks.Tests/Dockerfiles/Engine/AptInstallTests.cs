using System.Net;
using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>What the real apt installs through a mirror on loopback is what it installs from the distribution's host.</summary>
/// <remarks>
/// The base system was made by debootstrap: '--setup' with '--all' leaves it on the machine. The plain build has the same
/// Dockerfile and the same base, and an HTTP proxy that has the same repository behind it.
/// </remarks>
[TestFixture]
[Category("Docker")]
[Category("Exhaustive")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed partial class AptInstallTests : IDisposable
{
    private const string DebianSystem = "/var/cache/godocker-setup/debian-root.tar";
    private const string Host = "deb.debian.org";
    private const string Sources = "/etc/apt/sources.list";

    private readonly TestService _service = new();
    private readonly TempDirectory _folder = new();
    private readonly string _system = $"godocker-tests/{Guid.NewGuid():N}:system";
    private readonly string _base = $"godocker-tests/{Guid.NewGuid():N}/golang:1.99-debian";
    private readonly string _ours = $"godocker-tests/{Guid.NewGuid():N}:ours";
    private readonly string _plain = $"godocker-tests/{Guid.NewGuid():N}:plain";

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _ours, _plain, _base, _system);

    [TestCase("apt-get update && apt-get install -y --no-install-recommends greeter && rm -rf /var/lib/apt/lists/*")]
    [TestCase("apt-get update -qq \\\n && apt-get -y install greeter=1.0 \\\n && go version")]
    [TestCase("--mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt update && apt install -y greeter")]
    public async Task The_image_is_the_same(string install)
    {
        var sources = await MakeBaseAsync();
        await using var server = LoopbackGoProxy.Start(_folder.Path);
        await using var proxy = HttpProxyServer.Start(new(IPAddress.Loopback, 0), new Dictionary<string, Uri?> { [Host] = new(server.Url) });
        var text = $"""
            FROM {_base}
            RUN {install}
            RUN useradd --create-home --uid 10001 gopher
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN go build -o /tmp/app .
            USER gopher
            CMD ["/tmp/app"]

            """;

        await BuildAsync(await TestEngine.MirroredAsync(text, server.Url), _ours);
        server.Count("/greeter_1.0_all.deb").Should().Be(1, "the package comes from the mirror");
        proxy.Hosts.Should().BeEmpty();
        await BuildAsync(Of(text, input => input with { Rewrite = false }), _plain, "--build-arg", $"http_proxy={proxy.Url}");
        proxy.Hosts.Should().Contain(Host);

        (await TestEngine.EnsureAsync("run", "--rm", "--network=none", _ours, "sh", "-c", $"cat /usr/share/greeter {Sources}; id -u; /tmp/app"))
            .Should().Be($"hello from a package\n{sources}\n10001\nhello");
        (await ImageTar.DescribeAsync(_ours, Excepted())).Should().Equal(await ImageTar.DescribeAsync(_plain, Excepted()));
        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().Be(await TestEngine.HistoryAsync(_plain));
    }

    // The distribution's host is this machine, where no web server is: nothing gets out, whatever goes wrong.
    private async Task BuildAsync(DockerfilePlan plan, string tag, params string[] arguments)
    {
        var build = await TestEngine.BuildAsync(plan, _service, tag, ["--network=host", "--add-host", $"{Host}:127.0.0.1", .. arguments]);
        build.ExitCode.Should().Be(0, "{0}", build.Error.Replace("{", "{{").Replace("}", "}}"));
    }

    /// <summary>Makes an image of the base system with Go, and the repository for its release; gives the line that names it.</summary>
    private async Task<string> MakeBaseAsync()
    {
        File.Exists(DebianSystem).Should().BeTrue("'./build.sh --target=Test --all --setup' makes {0}", DebianSystem);
        await TestEngine.EnsureAsync("import", DebianSystem, _system);
        var about = (await TestEngine.EnsureAsync(
            "run", "--rm", "--network=none", _system, "sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME; dpkg --print-architecture")).Split('\n');
        await new AptRepository(_folder.Path, about[0], about[1]).AddAsync("greeter", "usr/share/greeter", "hello from a package\n", CancellationToken.None);

        var sources = $"deb [trusted=yes] http://{Host}/debian {about[0]} main";
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("sources.list"), sources + "\n");
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"""
            FROM {_system}
            COPY --from={await ProxyBase.BuildAsync(_service)} /usr/local/go /usr/local/go
            COPY --from={ProxyBase.Tag} /proxy /proxy
            COPY sources.list {Sources}
            ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

            """);
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", _base, folder.Path);
        return sources;
    }

    // Lists and logs, which are named after the host or have a time in them, and what the design excepts.
    [GeneratedRegex(@"^(var/lib/apt/|var/cache/|var/log/|etc/shadow|etc/passwd- |var/lib/dpkg/status-old)|(^|/)\.cache(/| )|pkg/mod/cache|(^|/)\.config/( |go/)")]
    private static partial Regex Excepted();
}
