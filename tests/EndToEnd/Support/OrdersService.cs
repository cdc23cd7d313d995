using System.Diagnostics;
using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.EndToEnd.Support;

/// <summary>A copy of the sample service in a folder of its own, as a repo of its own.</summary>
internal sealed class OrdersService : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly ProcessRunner _processes = new(TimeProvider.System);

    public OrdersService()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Paths.Root, "samples", "orders"), "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(Path.Combine(Paths.Root, "samples", "orders"), file);
            if (!relative.StartsWith("artifacts", StringComparison.Ordinal) && !relative.StartsWith("build", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(File(relative))!);
                System.IO.File.Copy(file, File(relative));
            }
        }

        // All copies are work trees of one repo, so that they share its build cache and Go's own packages are compiled once.
        Git("init", "--quiet");
        Git("remote", "add", "origin", "https://git.example.com/shop/orders");
        Write("cake.config", $"""
            [GoDocker]
            Image={Image}
            GoProxy={Path.Combine(Paths.Root, "samples", "goproxy")}
            BaseFallback=local
            """);
    }

    /// <summary>Gets the host that runs the targets.</summary>
    public string Host { get; init; } = Paths.Host;

    public string Folder => _folder.Path;

    public string Image { get; } = $"godocker-test-{Guid.NewGuid():N}";

    public string ReportPath => File("artifacts/godocker/report.json");

    /// <summary>Commits everything.</summary>
    public void Commit()
    {
        Git("add", ".");
        Git("-c", "user.name=n", "-c", "user.email=n@example.com", "commit", "--quiet", "--message=first");
    }

    public string File(string relative) => Path.Combine(_folder.Path, relative);

    public string Read(string relative) => System.IO.File.ReadAllText(File(relative));

    public void Write(string relative, string text) => System.IO.File.WriteAllText(File(relative), text);

    public void Replace(string relative, string old, string text)
    {
        Read(relative).Should().Contain(old);
        Write(relative, Read(relative).Replace(old, text));
    }

    public Task<HostRun> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string?>(), arguments);

    public async Task<HostRun> RunAsync(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        if (System.IO.File.Exists(ReportPath))
        {
            System.IO.File.Delete(ReportPath);
        }

        var output = await _processes.CaptureAsync(Spec(environment, arguments), CancellationToken.None);

        return new(output.ExitCode, output.Output, output.Error, Report());
    }

    /// <summary>Runs the host where no network is: no route, no DNS, not even loopback.</summary>
    public Task<HostRun> RunOfflineAsync(string dockerHost, params string[] arguments) =>
        RunInsideAsync(["unshare", "--net"], new Dictionary<string, string?> { ["DOCKER_HOST"] = dockerHost }, arguments);

    /// <summary>Runs the host behind a command that puts it somewhere else.</summary>
    public async Task<HostRun> RunInsideAsync(
        IReadOnlyList<string> where, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var spec = Spec(environment, arguments);
        var output = await _processes.CaptureAsync(
            spec with { FileName = where[0], Arguments = [.. where.Skip(1), spec.FileName, .. spec.Arguments] }, CancellationToken.None);

        return new(output.ExitCode, output.Output, output.Error, Report());
    }

    /// <summary>Starts a run that the test ends itself, with Ctrl-C as a person would.</summary>
    public Process Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var spec = Spec(environment, arguments);

        // A shell starts what it runs in the background with SIGINT ignored, nohup with SIGHUP, and children inherit that: the tests, too.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,HUP", spec.FileName, .. spec.Arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public JsonElement? Report() =>
        System.IO.File.Exists(ReportPath) ? JsonDocument.Parse(System.IO.File.ReadAllText(ReportPath)).RootElement : null;

    /// <summary>Runs a program in the service's folder, and expects it to succeed.</summary>
    public async Task RunProgramAsync(string program, params string[] arguments)
    {
        var output = await _processes.CaptureAsync(new(program, arguments) { WorkingDirectory = Folder }, CancellationToken.None);
        output.ExitCode.Should().Be(0, "{0} {1}: {2}", program, string.Join(' ', arguments), output.Error);
    }

    public async Task<string> DockerAsync(params string[] arguments)
    {
        var output = await _processes.CaptureAsync(new("docker", arguments), CancellationToken.None);
        output.ExitCode.Should().Be(0, "docker {0}: {1}", string.Join(' ', arguments), output.Error);

        return output.Output;
    }

    public void Dispose()
    {
        _processes.CaptureAsync(new("docker", ["image", "rm", "--force", $"{Image}:latest"]), CancellationToken.None)
            .GetAwaiter().GetResult();
        _folder.Dispose();
    }

    private void Git(params string[] arguments) =>
        _processes.CaptureAsync(new("git", arguments) { WorkingDirectory = Folder }, CancellationToken.None)
            .GetAwaiter().GetResult().ExitCode.Should().Be(0);

    private ProcessSpec Spec(IReadOnlyDictionary<string, string?> environment, string[] arguments) =>
        new("dotnet", [Host, .. arguments])
        {
            WorkingDirectory = Folder,
            // A test decides for itself what a CI system or a proxy variable would change.
            Environment = new Dictionary<string, string?>(environment)
            {
                ["GITHUB_ACTIONS"] = environment.GetValueOrDefault("GITHUB_ACTIONS"),
                ["TF_BUILD"] = environment.GetValueOrDefault("TF_BUILD"),
                ["GOPROXY"] = environment.GetValueOrDefault("GOPROXY"),
                ["GOENV"] = environment.GetValueOrDefault("GOENV") ?? "off",
            },
        };
}
