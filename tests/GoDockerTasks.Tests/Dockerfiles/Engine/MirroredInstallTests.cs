using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Fakes;
using GoDockerTasks.TestSupport;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>What is installed through a mirror on loopback is what is installed where the image names that mirror itself.</summary>
/// <remarks>
/// apt is the real one, of a base system that debootstrap made; apk and adduser are scripts upon busybox, which does not have them.
/// </remarks>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed partial class MirroredInstallTests : IDisposable
{
    private const string DebianSystem = "/var/cache/godocker-setup/debian-root.tar";

    private const string Apk = """
        #!/bin/sh
        for name; do
          case $name in add | -*) continue ;; esac
          for repository in $(cat /etc/apk/repositories); do wget -q -O /tmp/apk "$repository/$name.apk" && break; done
          tar -xzf /tmp/apk -C / || exit 1
        done
        rm -f /tmp/apk
        """;

    private const string AddUser = """
        #!/bin/sh
        id=100
        while [ $# -gt 1 ]; do case $1 in -u) id=$2 && shift ;; -G | -h | -s) shift ;; esac; shift; done
        echo "$1:x:$id:$id::/home/$1:/bin/sh" >> /etc/passwd
        echo "$1:x:$id:" >> /etc/group
        mkdir -p "/home/$1" && chown "$id:$id" "/home/$1"
        """;

    private readonly TestService _service = new();
    private readonly TempDirectory _folder = new();
    private readonly string _system = $"godocker-tests/{Guid.NewGuid():N}:system";
    private readonly string _base = $"godocker-tests/{Guid.NewGuid():N}/golang:1.99";
    private readonly string _ours = $"godocker-tests/{Guid.NewGuid():N}:ours";
    private readonly string _plain = $"godocker-tests/{Guid.NewGuid():N}:plain";

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _ours, _plain, _base, _system);

    [TestCase("RUN apk add --no-cache greeter\nRUN adduser -D -u 10001 gopher", "USER gopher")]
    [TestCase("RUN apk add -U --no-cache greeter && adduser -S -u 10001 gopher", "USER gopher", Category = "Exhaustive")]
    [TestCase("RUN adduser -D -g '' -u 10001 gopher\nUSER root\nRUN --mount=type=cache,target=/var/cache/apk apk add greeter\nUSER gopher\nWORKDIR /home/gopher/src", "", Category = "Exhaustive")]
    public async Task With_apk(string before, string after)
    {
        MakeApkRepository();
        await MakeSystemAsync(
            $"FROM {await TestEngine.GolangAsync()}\nRUN mkdir -p /etc/apk /sbin\nCOPY --chmod=755 apk adduser /usr/sbin/\n",
            ("apk", Apk), ("adduser", AddUser));

        await CompareAsync("/etc/apk/repositories", "https://dl-cdn.alpinelinux.org", host => $"{host}/alpine/v3.20/main", before, after);
    }

    [TestCase("RUN apt-get update && apt-get install -y --no-install-recommends greeter && rm -rf /var/lib/apt/lists/*")]
    [TestCase("RUN apt-get update -qq \\\n && apt-get -y install greeter=1.0 \\\n && go version")]
    [TestCase("RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt update && apt install -y greeter")]
    [Category("Exhaustive")]
    public async Task With_apt(string install)
    {
        File.Exists(DebianSystem).Should().BeTrue("'./build.sh --target=Test --all --setup' makes {0}", DebianSystem);
        await TestEngine.EnsureAsync("import", DebianSystem, _base);
        var about = (await TestEngine.EnsureAsync(
            "run", "--rm", "--network=none", _base, "sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME; dpkg --print-architecture")).Split('\n');
        await new AptRepository(_folder.Path, about[0], about[1]).AddAsync("greeter", "usr/share/greeter", "hello from a package\n", CancellationToken.None);
        await MakeSystemAsync($"""
            FROM {_base}
            COPY --from={await TestEngine.GolangAsync()} /usr/local/go /usr/local/go
            ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

            """);

        await CompareAsync(
            "/etc/apt/sources.list", "http://deb.debian.org", host => $"deb [trusted=yes] {host}/debian {about[0]} main",
            $"{install}\nRUN useradd --create-home --uid 10001 gopher", "USER gopher");
    }

    private async Task CompareAsync(string file, string host, Func<string, string> sources, string before, string after)
    {
        await using var server = LoopbackGoProxy.Start(_folder.Path);
        var text = $"FROM {_base}\n{before}\nWORKDIR /src\nCOPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build -o /tmp/app .\n{after}\nCMD [\"/tmp/app\"]\n";
        var ours = await BuildAsync(text, file, sources(host), server.Url, _ours);
        server.Requests.Should().NotBeEmpty();
        await BuildAsync(text, file, sources(server.Url), mirror: null, _plain);

        ours.Text.Should().Contain($"target={file}");
        (await TestEngine.EnsureAsync("run", "--rm", "--network=none", _ours, "sh", "-c", $"cat /usr/share/greeter {file}; id -u; /tmp/app"))
            .Should().Be($"hello from a package\n{sources(host)}\n10001\nhello");
        (await FilesAsync(_ours, file)).Should().Equal(await FilesAsync(_plain, file));
        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().NotContain(server.Url).And.NotContain("godocker-a");
    }

    private async Task<DockerfilePlan> BuildAsync(string text, string file, string sources, string? mirror, string tag)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("sources"), sources + "\n");
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"FROM {_system}\nCOPY sources {file}\n");
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", _base, folder.Path);
        var found = await new PackageSourceReader(new ProcessRunner(TimeProvider.System))
            .ReadAsync(Of(text).Bases, [], null, new RecordingLog(), CancellationToken.None);
        var plan = Of(text, input => input with { AptMirror = mirror, ApkMirror = mirror, PackageSources = found });
        var build = await TestEngine.BuildAsync(plan, _service, tag, "--network=host");
        build.ExitCode.Should().Be(0, "{0}", build.Error.Replace("{", "{{").Replace("}", "}}"));
        return plan;
    }

    private async Task MakeSystemAsync(string dockerfile, params (string Name, string Script)[] scripts)
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), dockerfile);
        foreach (var (name, script) in scripts)
        {
            await File.WriteAllTextAsync(folder.File(name), script + "\n");
        }

        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", _system, folder.Path);
    }

    private void MakeApkRepository()
    {
        var repository = Directory.CreateDirectory(_folder.File("alpine/v3.20/main")).FullName;
        using var package = new GZipStream(File.Create(Path.Combine(repository, "greeter.apk")), CompressionLevel.Fastest);
        using var tar = new TarWriter(package);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "usr/share/greeter") { DataStream = new MemoryStream("hello from a package\n"u8.ToArray()) });
    }

    private static async Task<List<string>> FilesAsync(string image, string sources) =>
        [.. (await ImageTar.DescribeAsync(image)).Where(line => !line.StartsWith($"{sources[1..]} ", StringComparison.Ordinal) && !Excepted().IsMatch(line))];

    // Where the packages came from, what has a time in it, and what the design excepts.
    [GeneratedRegex(@"^(var/lib/apt/|var/cache/|var/log/|etc/shadow|etc/passwd- |var/lib/dpkg/status-old)|(^|/)\.cache(/| )|pkg/mod/cache|(^|/)\.config/( |go/)")]
    private static partial Regex Excepted();
}
