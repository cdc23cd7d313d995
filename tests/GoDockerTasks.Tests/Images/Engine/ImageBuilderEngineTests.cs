using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Reporting;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Engine;

public sealed class ImageBuilderEngineTests : EngineFixture
{
    private const string Shell = "FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/cat\nCOPY busybox /bin/sleep\nCOPY busybox /bin/env\n";

    [Test]
    public async Task An_image_is_built_with_digest_size_and_counted_steps()
    {
        var request = Reproducible(Request($"{Shell}RUN echo hello there # {Guid.NewGuid()}\n"));

        var first = await Builder().BuildAsync(request, Log, default);
        var second = await Builder().BuildAsync(request with { Attempt = 2 }, Log, default);

        first.Succeeded.Should().BeTrue();
        first.Image!.Digest.Should().MatchRegex("^sha256:[0-9a-f]{64}$");
        first.Image.References.Should().Equal($"{Settings.Image}:latest");
        first.Image.Bytes.Should().BePositive();
        first.TotalSteps.Should().Be(5);
        second.CachedSteps.Should().Be(5);
        second.Image!.Digest.Should().Be(first.Image.Digest);
        Log.Output.Should().ContainMatch("#* hello there");
        (await File.ReadAllTextAsync(first.Log)).Should().MatchRegex("#\\d+ \\[5/5\\] RUN echo hello there").And.Contain("transferring context");
    }

    [Test]
    public async Task A_failing_step_is_a_result_with_its_output_and_the_users_own_line()
    {
        var original = $"{Shell}RUN echo whole story; exit 7\n";
        var request = Request(original);
        request = request with
        {
            Dockerfile = request.Dockerfile with
            {
                Text = original.Replace("RUN echo", "RUN --mount=type=cache,target=/ours echo", StringComparison.Ordinal),
                Changes = [new(6, "mounts the cache")],
            },
        };

        var attempt = await Builder().BuildAsync(request, Log, default);

        attempt.Succeeded.Should().BeFalse();
        attempt.Image.Should().BeNull();
        attempt.Steps[^1].Should().Match<BuildStep>(step => step.Name.EndsWith("RUN echo whole story; exit 7") && step.Error!.Contains("exit code: 7"));
        (await File.ReadAllTextAsync(attempt.Log)).Should()
            .Contain("whole story\n").And.Contain("Dockerfile:6").And.Contain("6 | >>> RUN echo whole story; exit 7")
            .And.Contain("ERROR: failed to solve").And.NotContain("/ours");
        (await File.ReadAllTextAsync(Path.Combine(Settings.Artifacts, "Dockerfile"))).Should().Contain("/ours");
    }

    [Test]
    public async Task A_Dockerfile_that_cannot_be_read_is_a_result_too()
    {
        var attempt = await Builder().BuildAsync(Request("FORM scratch\n"), Log, default);

        attempt.Succeeded.Should().BeFalse();
        (await File.ReadAllTextAsync(attempt.Log)).Should().Contain("FORM");
    }

    [Test]
    public async Task Secrets_snapshot_and_proxies_reach_the_build_and_no_log()
    {
        var snapshot = Path.Combine(Path.GetDirectoryName(Settings.Context)!, "snapshot");
        Directory.CreateDirectory(snapshot);
        await File.WriteAllTextAsync(Path.Combine(snapshot, "list"), "module list\n");
        var text = $"{Shell}RUN --mount=type=secret,id=goenv,target=/go.env,mode=0444 --mount=type=bind,from=gomod,target=/m cat /go.env /m/list; env # {Guid.NewGuid()}\n";
        var request = Request(text);
        request = request with
        {
            Network = Requests.NoProxies with { HttpsProxy = "http://user:hunter22@127.0.0.1:9" },
            Modules = new ModuleSnapshot { Id = "sha256:1", Directory = snapshot, Needs = new([]) },
            Dockerfile = request.Dockerfile with
            {
                SnapshotContext = "gomod",
                Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=https://u:topsecret@h\nGOFLAGS=-x\n" },
            },
        };

        var attempt = await Builder("topsecret", "hunter22").BuildAsync(request, Log, default);

        attempt.Succeeded.Should().BeTrue();
        (await File.ReadAllTextAsync(attempt.Log)).Should()
            .Contain("GOPROXY=https://u:***@h").And.Contain("GOFLAGS=-x").And.Contain("module list")
            .And.Contain("HTTPS_PROXY=http://user:***@127.0.0.1:9").And.Contain("https_proxy=");
        var everything = Directory.EnumerateFiles(Settings.Artifacts).Select(File.ReadAllText).Concat(Log.Messages.Select(m => m.Text));
        everything.Should().NotContainMatch("*topsecret*").And.NotContainMatch("*hunter22*");
    }

    [Test]
    public async Task The_command_that_is_left_behind_builds_the_same()
    {
        var attempt = await Builder().BuildAsync(Reproducible(Request($"{Shell}RUN echo it\\'s\n")), Log, default);

        var again = await Processes.CaptureAsync(new(Path.Combine(Settings.Artifacts, "command.sh"), []), default);

        again.ExitCode.Should().Be(0, again.Error);
        again.Error.Should().Contain(attempt.Image!.Digest);
    }

    [Test]
    public async Task Artifacts_inside_the_context_do_not_miss_the_layer_cache()
    {
        var settings = Settings with { Artifacts = Path.Combine(Settings.Context, "artifacts", "godocker") };
        await File.WriteAllTextAsync(Path.Combine(settings.Context, ".dockerignore"), "*.tmp");
        await File.WriteAllTextAsync(Path.Combine(settings.Context, "a.tmp"), "ignored");
        var request = Request($"{Shell}COPY . /all\nRUN [ ! -e /all/a.tmp ] && [ ! -e /all/artifacts/godocker ]\n") with { Settings = settings };

        await Builder().BuildAsync(request, Log, default);
        var second = await Builder().BuildAsync(request with { Attempt = 2 }, Log, default);

        second.Should().Match<BuildAttempt>(attempt => attempt.Succeeded && attempt.CachedSteps == attempt.TotalSteps);
    }

    [Test]
    public async Task Cancelling_ends_the_build_and_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var mark = Guid.NewGuid().ToString("N");
        var act = () => Builder().BuildAsync(
            Request($"{Shell}RUN echo {mark}; sleep 300\n"),
            new CancellingLog(mark, cancel),
            cancel.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        CommandLines().Should().NotContainMatch($"*{mark}*").And.NotContainMatch($"*{Settings.Image}*");
        Directory.EnumerateDirectories(Path.GetTempPath(), "godocker-*")
            .Select(folder => Path.Combine(folder, "Dockerfile"))
            .Where(File.Exists)
            .Should().NotContain(file => ReadIfThere(file).Contains(mark));
    }

    [Test]
    public async Task A_registry_that_accepts_and_never_answers_ends_the_attempt_and_not_the_patience()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var request = Request($"FROM {silent.LocalEndpoint}/silent:1\n");
        request = request with { Settings = request.Settings with { Build = new() { StallTimeout = TimeSpan.FromSeconds(1) } } };

        var attempt = await Builder().BuildAsync(request, Log, default);

        attempt.Succeeded.Should().BeFalse();
        (await File.ReadAllTextAsync(attempt.Log)).Should().Contain("ERROR: stalled: [internal] load metadata for");
    }

    [Test]
    public async Task A_RUN_past_the_users_limit_is_ended()
    {
        var request = Request($"{Shell}RUN echo {Guid.NewGuid()}; sleep 300\n");
        request = request with { Settings = request.Settings with { Build = new() { StepTimeout = TimeSpan.FromSeconds(1) } } };

        var attempt = await Builder().BuildAsync(request, Log, default);

        attempt.Succeeded.Should().BeFalse();
        (await File.ReadAllTextAsync(attempt.Log)).Should().Contain("ERROR: step timed out: ");
        Log.Messages.Should().Contain(message => message.Kind == MessageKind.Progress && message.Text.Contains("sleep 300"));
    }

    // Where the engine attests provenance, an image gets another digest each time that it is built.
    private static BuildRequest Reproducible(BuildRequest request) =>
        request with { Settings = request.Settings with { Build = new() { Provenance = "false" } } };

    private static IEnumerable<string> CommandLines() =>
        Directory.EnumerateDirectories("/proc").Select(folder => ReadIfThere(Path.Combine(folder, "cmdline")));

    private static string ReadIfThere(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private sealed class CancellingLog(string mark, CancellationTokenSource cancel) : IRunLog
    {
        public void Write(RunMessage message)
        {
            if (message.Text.EndsWith($" {mark}", StringComparison.Ordinal))
            {
                cancel.Cancel();
            }
        }
    }
}
