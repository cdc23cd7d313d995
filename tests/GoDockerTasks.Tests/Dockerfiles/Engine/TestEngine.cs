using System.Text;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Fakes;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>The Docker engine of this machine, with base images made from its own Go.</summary>
/// <remarks>A test that needs it fails without it: a skipped claim is an unproved one.</remarks>
internal static class TestEngine
{
    private const string BusyBoxVariable = "GODOCKER_TEST_BUSYBOX";

    private static readonly ProcessRunner Processes = new(TimeProvider.System);

    private static readonly Lazy<Task<string>> Golang = new(BuildGolangAsync);
    private static readonly Lazy<Task<string>> GolangWithGit = new(BuildGolangWithGitAsync);

    /// <summary>An image like the official golang one: Go in /usr/local/go, GOPATH=/go, a shell, nothing else.</summary>
    public static Task<string> GolangAsync() => Golang.Value;

    /// <summary>The same with git, ssh and what they need from this machine.</summary>
    public static Task<string> GolangWithGitAsync() => GolangWithGit.Value;

    public static async Task<ProcessOutput> DockerAsync(params string[] arguments)
    {
        try
        {
            return await Processes.CaptureAsync(new("docker", arguments), CancellationToken.None);
        }
        catch (GoDockerException e)
        {
            throw new AssertionException($"These tests need the docker command and a running Docker Engine: {e.Detail}");
        }
    }

    public static async Task<string> EnsureAsync(params string[] arguments)
    {
        var output = await DockerAsync(arguments);
        output.ExitCode.Should().Be(0, "'docker {0}' has to work; it said: {1}", string.Join(' ', arguments), output.Error);
        return output.Output;
    }

    /// <summary>What an image says of itself: user, command, environment, labels.</summary>
    public static Task<string> ConfigAsync(string image) => EnsureAsync("image", "inspect", "--format", "{{json .Config}} {{.Os}}/{{.Architecture}}", image);

    /// <summary>The lines of an image's history, with their comments.</summary>
    public static Task<string> HistoryAsync(string image) => EnsureAsync("history", "--no-trunc", "--format", "{{.CreatedBy}}|{{.Comment}}", image);

    /// <summary>Builds a plan with the network of every RUN cut.</summary>
    public static async Task<ProcessOutput> BuildAsync(
        DockerfilePlan plan, TestService service, string tag, params string[] arguments)
    {
        using var folder = new TempDirectory();
        var file = folder.File(Path.GetFileName(plan.Path));
        await File.WriteAllTextAsync(file, plan.Text);
        List<string> all = ["buildx", "build", "--network=none", "--progress=plain", "--load", "--provenance=false", "--file", file, "--tag", tag];
        foreach (var (id, content) in plan.Secrets)
        {
            await File.WriteAllTextAsync(folder.File(id), content);
            all.AddRange(["--secret", $"id={id},src={folder.File(id)}"]);
        }

        if (plan.SnapshotContext is { } name)
        {
            all.AddRange(["--build-context", $"{name}={service.Snapshot}"]);
        }

        return await DockerAsync([.. all, .. arguments, service.Context]);
    }

    /// <summary>Rewrites a Dockerfile with a mirror for apt and apk, after a look at the sources in its base images.</summary>
    public static async Task<DockerfilePlan> MirroredAsync(string text, string? mirror)
    {
        var sources = await new PackageSourceReader(Processes)
            .ReadAsync(Rewriting.Of(text).Bases, [], null, new RecordingLog(), CancellationToken.None);
        return Rewriting.Of(text, input => input with { AptMirror = mirror, ApkMirror = mirror, PackageSources = sources });
    }

    private static async Task<string> BuildGolangAsync()
    {
        const string Tag = "godocker-tests/golang:1.99";
        (await DockerAsync("version", "--format", "{{.Server.Version}}")).ExitCode
            .Should().Be(0, "these tests need a running Docker Engine, and 'docker version' does not reach one");
        var root = (await Processes.CaptureAsync(new("go", ["env", "GOROOT"]), CancellationToken.None)).Output.Trim();
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("Dockerfile"), """
            FROM scratch AS base
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "--install", "-s", "/bin"]
            RUN mkdir -p /tmp /root /etc /run /home/app /go/src /go/bin && chmod 1777 /tmp && chmod -R 1777 /go \
                && echo 'root:x:0:0:root:/root:/bin/sh' > /etc/passwd && echo 'app:x:1000:1000:app:/home/app:/bin/sh' >> /etc/passwd \
                && echo 'root:x:0:' > /etc/group && echo 'app:x:1000:' >> /etc/group && chown app /home/app
            FROM scratch
            COPY --from=base / /
            COPY goroot /usr/local/go
            ENV GOPATH=/go GOTOOLCHAIN=local PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            WORKDIR /go

            """);
        File.Copy(BusyBox(), folder.File("busybox"));

        // Distributions spread a GOROOT over symbolic links. A few of them lead nowhere, which cp minds and we do not.
        await Processes.CaptureAsync(new("cp", ["-rL", "--preserve=mode", root, folder.File("goroot")]), CancellationToken.None);
        File.Exists(folder.File("goroot/src/syscall/syscall.go")).Should().BeTrue("the Go in {0} has to have its sources", root);
        await EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", Tag, folder.Path);
        return Tag;
    }

    private static async Task<string> BuildGolangWithGitAsync()
    {
        const string Tag = "godocker-tests/with-git/golang:1.99";
        using var folder = new TempDirectory();
        await MachinePrograms.CopyGitAsync(folder.File("root"));
        await File.WriteAllTextAsync(folder.File("Dockerfile"), $"FROM {await GolangAsync()}\nCOPY root /\n");
        await EnsureAsync("buildx", "build", "--load", "--provenance=false", "--tag", Tag, folder.Path);
        return Tag;
    }

    private static string BusyBox()
    {
        string?[] places =
        [
            Environment.GetEnvironmentVariable(BusyBoxVariable),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "busybox")),
            "/bin/busybox",
        ];
        return places.FirstOrDefault(File.Exists)
            ?? throw new AssertionException($"These tests need a static busybox in PATH, or its path in {BusyBoxVariable}.");
    }

    /// <summary>Encodes a text as the plan wants it.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
