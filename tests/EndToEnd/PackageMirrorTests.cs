using System.Text;
using System.Text.Json;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>A service whose image takes packages of a distribution, built where only a mirror with a password has them.</summary>
/// <remarks>apt, dpkg and useradd are this machine's own, in an image with next to nothing else.</remarks>
[TestFixture]
public sealed class PackageMirrorTests : IDisposable
{
    private const string Sources = "Types: deb\nURIs: http://deb.debian.org/debian\nSuites: stable\nComponents: main\nTrusted: yes\n";

    private readonly OrdersService _service = new();
    private readonly TempDirectory _folder = new();
    private readonly string _base = $"godocker-tests/{Guid.NewGuid():N}:debian";

    public void Dispose()
    {
        _folder.Dispose();
        _service.Dispose();
    }

    [TearDown]
    public async Task RemoveBase() => await _service.DockerAsync("image", "rm", "--force", _base);

    [Test]
    public async Task Apt_finds_the_mirror_and_the_image_knows_nothing_of_it()
    {
        await MakeBaseAsync();
        await using var server = LoopbackGoProxy.Start(await MakeRepositoryAsync());
        _service.Replace("Dockerfile", "FROM gcr.io/distroless/static-debian12:nonroot", $"""
            FROM {_base}
            RUN apt-get update \
             && apt-get install -y --no-install-recommends greeter \
             && rm -rf /var/lib/apt/lists/*
            RUN useradd --create-home --uid 10001 nonroot
            """);

        // The distribution's host is this machine, where no web server is: nothing gets out, whatever goes wrong.
        var run = await _service.RunAsync(
            "--target=Image", $"--godocker_aptmirror={server.Url.Replace("://", "://reader:canary@", StringComparison.Ordinal)}",
            "--godocker_runnetwork=host", "--godocker_addhosts=deb.debian.org:127.0.0.1");

        run.ShouldSucceed();
        run.Section("attempts").GetArrayLength().Should().Be(1);
        run.Section("dockerfile").GetProperty("fellBack").ValueKind.Should().Be(JsonValueKind.Null);
        server.Requests.Should().Contain(request => request.Path == "/debian/pool/main/greeter_1.0_all.deb")
            .And.OnlyContain(request => request.Header("Authorization") != null);
        (await InImageAsync("cat /usr/share/greeter; id -un; cat /etc/apt/sources.list.d/debian.sources")).Should().Be($"hello from a package\nnonroot\n{Sources.TrimEnd()}");
        (await _service.DockerAsync("history", "--no-trunc", "--format", "{{.CreatedBy}}", $"{_service.Image}:latest"))
            .Should().Contain("RUN /bin/sh -c apt-get update  && apt-get install").And.NotContain("--mount");
        await NothingTellsAsync(server.Url["http://".Length..], "canary", "godocker-apt");
        run.Everything.Should().NotContain("canary");
    }

    [Test]
    public async Task A_stage_that_edits_its_sources_is_left_alone_and_the_log_says_so()
    {
        await MakeBaseAsync();
        await using var server = LoopbackGoProxy.Start(await MakeRepositoryAsync());
        _service.Replace("Dockerfile", "FROM gcr.io/distroless/static-debian12:nonroot", $"""
            FROM {_base}
            RUN sed -i s,deb.debian.org,{server.Url["http://".Length..]}, /etc/apt/sources.list.d/debian.sources
            RUN apt-get update && apt-get install -y greeter && useradd nonroot
            """);

        var run = await _service.RunAsync("--target=Image", "--godocker_aptmirror=http://127.0.0.1:9", "--godocker_runnetwork=host");

        run.ShouldSucceed();
        run.Everything.Should().MatchRegex(@"Dockerfile:11 is left as it is: line 10 may change /etc/apt/sources\.list\.d/debian\.sources");
    }

    private Task<string> InImageAsync(string script) =>
        _service.DockerAsync("run", "--rm", "--network=none", "--entrypoint", "/bin/sh", $"{_service.Image}:latest", "-c", script);

    // Layers, config and manifest: all that a push would send.
    private async Task NothingTellsAsync(params string[] secrets)
    {
        await _service.DockerAsync("image", "save", "--output", _folder.File("saved.tar"), $"{_service.Image}:latest");
        var everything = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_folder.File("saved.tar")));
        everything.Should().Contain("hello from a package", "layers are not compressed here");
        secrets.Where(secret => everything.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty();
    }

    private async Task<string> MakeRepositoryAsync()
    {
        var architecture = await new ProcessRunner(TimeProvider.System).CaptureAsync(new("dpkg", ["--print-architecture"]), CancellationToken.None);
        await new AptRepository(_folder.Path, "stable", architecture.Output.Trim())
            .AddAsync("greeter", "usr/share/greeter", "hello from a package\n", CancellationToken.None);
        return _folder.Path;
    }

    private async Task MakeBaseAsync()
    {
        using var folder = new TempDirectory();
        await MachinePrograms.CopyAptAsync(folder.File("root"));
        Directory.CreateDirectory(folder.File("root/bin"));
        File.Copy(Programs.Require("busybox"), folder.File("root/bin/busybox"));
        Write("root/etc/apt/sources.list.d/debian.sources", Sources);

        // As in Debian's own images: without it apt keeps, in /var/cache/apt, what it read in the lists and from which host.
        Write("root/etc/apt/apt.conf.d/docker-clean", "Dir::Cache::pkgcache \"\"; Dir::Cache::srcpkgcache \"\";\n");
        Write("root/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        Write("root/etc/group", "root:x:0:\n");
        Write("Dockerfile", "FROM scratch\nCOPY root /\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\nRUN mkdir -p /root /home && mkdir -m 1777 /tmp\n");
        await _service.DockerAsync("buildx", "build", "--load", "--provenance=false", "--tag", _base, folder.Path);

        void Write(string name, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), text);
        }
    }
}
