using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Fakes;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>apk and apt here are scripts that print the sources they see.</summary>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed class PackageMirrorEngineTests : IDisposable
{
    private readonly TestService _service = new();
    private readonly string _base = $"godocker-tests/{Guid.NewGuid():N}:base";
    private readonly string _tag = $"godocker-tests/{Guid.NewGuid():N}:1";

    public void Dispose() => _service.Dispose();

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _tag, _base);

    [TestCase("")]
    [TestCase("USER app\nWORKDIR /tmp\n")]
    public async Task Both_see_the_mirror_and_the_image_does_not(string lines)
    {
        await MakeBaseAsync();
        var text = $"FROM {_base}\n{lines}RUN apk add git > /tmp/apk; apt-get update > /tmp/apt\n";
        var plan = Mirrored(text, "https://me:topsecret@mirror.example", await SourcesAsync(text));

        (await TestEngine.BuildAsync(plan, _service, _tag)).ExitCode.Should().Be(0);

        (await CatAsync("/tmp/apk")).Should().Be("https://me:topsecret@mirror.example/alpine/v3.20/main\n@edge https://me:topsecret@mirror.example/alpine/edge/testing");
        (await CatAsync("/tmp/apt")).Should().Be("deb https://me:topsecret@mirror.example/debian bookworm main\nURIs: https://me:topsecret@mirror.example/ubuntu");
        (await CatAsync("/etc/apk/repositories")).Should().Contain("dl-cdn.alpinelinux.org").And.NotContain("mirror");
        (await CatAsync("/etc/apt/sources.list")).Should().Be("deb http://deb.debian.org/debian bookworm main");
        (await TestEngine.EnsureAsync("history", "--no-trunc", "--format", "{{.CreatedBy}}", _tag))
            .Should().NotContain("mirror").And.NotContain("--mount").And.NotContain("topsecret");
    }

    [Test]
    public async Task Another_mirror_keeps_the_layer()
    {
        await MakeBaseAsync();
        var text = $"FROM {_base}\nRUN apk add git # {Guid.NewGuid()}\n";
        var sources = await SourcesAsync(text);
        await TestEngine.BuildAsync(Mirrored(text, "https://one.example", sources), _service, _tag);

        var build = await TestEngine.BuildAsync(Mirrored(text, "https://two.example", sources), _service, _tag);

        build.Error.Should().Contain("CACHED");
    }

    [Test]
    public async Task An_image_without_packages_has_no_sources() =>
        (await SourcesAsync($"FROM {await TestEngine.GolangAsync()}\nRUN apk add git\n")).Values.Single().Should().BeEmpty();

    [Test]
    public async Task An_image_that_is_not_there_is_told_and_passed_over()
    {
        var log = new RecordingLog();

        var found = await SourcesAsync("FROM 127.0.0.1:9/nothing:1\nRUN apk add git\n", log);

        found.Should().BeEmpty();
        log.Messages.Select(message => message.Text).Should().ContainMatch("*127.0.0.1:9/nothing:1 could not be read*");
    }

    private static DockerfilePlan Mirrored(
        string text, string mirror, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> sources) =>
        Of(text, input => input with { AptMirror = mirror, ApkMirror = mirror, PackageSources = sources });

    private static Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> SourcesAsync(string text, RecordingLog? log = null) =>
        new PackageSourceReader(new ProcessRunner(TimeProvider.System))
            .ReadAsync(Of(text).Bases, [], null, log ?? new RecordingLog(), CancellationToken.None);

    private Task<string> CatAsync(string file) => TestEngine.EnsureAsync("run", "--rm", "--network=none", _tag, "cat", file);

    private async Task MakeBaseAsync()
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"""
            FROM {await TestEngine.GolangAsync()}
            RUN mkdir -p /etc/apk /etc/apt/sources.list.d /sbin && rm -f /sbin/apk \
             && printf 'https://dl-cdn.alpinelinux.org/alpine/v3.20/main\n@edge https://dl-cdn.alpinelinux.org/alpine/edge/testing\n' > /etc/apk/repositories \
             && echo 'deb http://deb.debian.org/debian bookworm main' > /etc/apt/sources.list \
             && echo 'URIs: http://archive.ubuntu.com/ubuntu' > /etc/apt/sources.list.d/ubuntu.sources \
             && echo 'URIs: http://archive.ubuntu.com/ubuntu' > /etc/apt/sources.list.d/old.save \
             && printf '#!/bin/sh\ncat /etc/apk/repositories\n' > /sbin/apk \
             && printf '#!/bin/sh\ncat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources\n' > /bin/apt-get \
             && chmod +x /sbin/apk /bin/apt-get

            """);
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", _base, folder.Path);
    }
}
