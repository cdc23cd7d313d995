using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>What apk installs through a mirror on loopback is what it installs from the distribution's host.</summary>
/// <remarks>
/// The base image is like golang's alpine one, with small programs in the place of apk and adduser. The plain build has the
/// same Dockerfile and the same base, and an HTTP proxy that has the same repositories behind it.
/// </remarks>
[TestFixture]
[Category("Docker")]
[NonParallelizable] // BuildKit shares the steps of builds that run at once, and then mixes up their names and lines.
public sealed partial class ApkInstallTests : IDisposable
{
    private const string Host = "dl-cdn.alpinelinux.org";

    // The distribution's host is this machine, where no web server is: nothing gets out, whatever goes wrong.
    private static readonly string[] Network = ["--network=host", "--add-host", $"{Host}:127.0.0.1"];

    private readonly TestService _service = new();
    private readonly TempDirectory _folder = new();
    private readonly string _base = $"godocker-tests/{Guid.NewGuid():N}/golang:1.99-alpine";
    private readonly string _ours = $"godocker-tests/{Guid.NewGuid():N}:ours";
    private readonly string _plain = $"godocker-tests/{Guid.NewGuid():N}:plain";

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [TearDown]
    public async Task RemoveImages() => await TestEngine.DockerAsync("image", "rm", "--force", _ours, _plain, _base);

    [TestCase("""
        FROM BASE
        RUN apk add --no-cache git ca-certificates && adduser -D -u 10001 app
        USER app
        WORKDIR /home/app/src
        COPY --chown=app go.mod go.sum ./
        RUN git --version > ../git && go mod download
        COPY --chown=app . .
        RUN go build -o ../app .
        CMD ["/home/app/app"]

        """, TestName = "{m} with a user who builds")]
    [TestCase("""
        FROM BASE AS build
        RUN apk update && apk add --no-cache --virtual .build-deps git make=4.4.1-r2
        WORKDIR /src
        COPY . .
        RUN apk --no-cache add ca-certificates && CGO_ENABLED=0 go build -o /out/app .
        FROM BASE
        RUN apk --no-cache add ca-certificates \
            # its own group
            && echo 'app:x:10001:' >> /etc/group \
            && adduser -S -D -H -h /app -s /sbin/nologin -G app -u 10001 -g app app
        COPY --from=build --chown=app /out/app /app/app
        COPY --from=build /lib/apk/db/installed /build-packages
        USER app
        ENTRYPOINT ["/app/app"]

        """, TestName = "{m} with two stages", Category = "Exhaustive")]
    [TestCase("""
        FROM BASE
        WORKDIR /src
        COPY . .
        RUN <<EOF
        set -e
        apk add --no-cache make git
        go build -o /app .
        adduser -D -g '' app
        EOF
        RUN --mount=type=cache,target=/var/cache/apk ["apk", "add", "-U", "ca-certificates"]
        USER app
        CMD ["/app"]

        """, TestName = "{m} with a heredoc and a JSON array", Category = "Exhaustive")]
    public async Task The_image_is_the_same(string text)
    {
        MakeRepositories();
        await MakeBaseAsync();
        await using var server = LoopbackGoProxy.Start(_folder.Path);
        await using var proxy = HttpProxyServer.Start(new(IPAddress.Loopback, 0), new Dictionary<string, Uri?> { [Host] = new(server.Url) });
        text = text.Replace("BASE", _base, StringComparison.Ordinal);

        var ours = await BuildAsync(await TestEngine.MirroredAsync(text, server.Url), _ours);
        server.Count("/ca-certificates-20240705-r0.apk").Should().BePositive("the packages come from the mirror");
        proxy.Hosts.Should().BeEmpty();
        await BuildAsync(Of(text, input => input with { Rewrite = false }), _plain, "--build-arg", $"http_proxy={proxy.Url}");
        proxy.Hosts.Should().Contain(Host);

        WithoutMounts(ours.Text).Should().Be(text);
        (await ImageTar.DescribeAsync(_ours, Excepted())).Should().Equal(await ImageTar.DescribeAsync(_plain, Excepted()));
        (await TestEngine.ConfigAsync(_ours)).Should().Be(await TestEngine.ConfigAsync(_plain));
        (await TestEngine.HistoryAsync(_ours)).Should().Be(await TestEngine.HistoryAsync(_plain));
        (await InImageAsync("cat /etc/apk/repositories")).Should().Contain($"http://{Host}/alpine/v3.20/main").And.NotContain("127.0.0.1");
        (await InImageAsync("id -un; cat /etc/ssl/certs/ca-certificates.crt")).Should().Be("app\ncertificates");
        (await TestEngine.EnsureAsync("run", "--rm", "--network=none", _ours)).Should().Be("hello");
    }

    [Test]
    public async Task Without_the_mirror_such_a_build_does_not_get_there()
    {
        await MakeBaseAsync();

        var build = await TestEngine.BuildAsync(Of($"FROM {_base}\nRUN apk add --no-cache git\n"), _service, _ours, Network);

        build.ExitCode.Should().NotBe(0);
        build.Error.Should().Contain($"{Host}/alpine/v3.20/main: does not answer");
    }

    private async Task<DockerfilePlan> BuildAsync(DockerfilePlan plan, string tag, params string[] arguments)
    {
        var build = await TestEngine.BuildAsync(plan, _service, tag, [.. Network, .. arguments]);
        build.ExitCode.Should().Be(0, "{0}", build.Error.Replace("{", "{{").Replace("}", "}}"));
        return plan;
    }

    private void MakeRepositories()
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";
        var repository = new ApkRepository(_folder.Path);
        repository.Write($"alpine/v3.20/main/{architecture}",
            ("ca-certificates", "20240705-r0", "etc/ssl/certs/ca-certificates.crt", "certificates\n"),
            ("git", "2.45.2-r0", "usr/bin/git", "#!/bin/sh\necho git version 2.45.2\n"));
        repository.Write($"alpine/v3.20/community/{architecture}", ("make", "4.4.1-r2", "usr/bin/make", "#!/bin/sh\n"));
    }

    private async Task MakeBaseAsync()
    {
        using var folder = new TempDirectory();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Dockerfiles", "Engine", "Alpine")))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        // A release of its own for each test: no step of another run's build is taken for one of this.
        await File.WriteAllTextAsync(folder.File("release"), $"3.20.{Guid.NewGuid():N}\n");
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"""
            FROM {await ProxyBase.BuildAsync(_service)}
            COPY release /etc/alpine-release
            COPY repositories /etc/apk/repositories
            COPY --chmod=755 apk adduser /sbin/
            RUN sed -i /^app:/d /etc/passwd /etc/group && rm -r /home/app

            """);
        await TestEngine.EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", _base, folder.Path);
    }

    private Task<string> InImageAsync(string script) =>
        TestEngine.EnsureAsync("run", "--rm", "--network=none", "--entrypoint", "/bin/sh", _ours, "-c", script);

    // What the design excepts: Go's caches and its telemetry.
    [GeneratedRegex(@"(^|/)\.cache(/| )|pkg/mod/cache|(^|/)\.config/( |go/ |go/telemetry)")]
    private static partial Regex Excepted();
}
