using System.Diagnostics;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>Builds that break halfway: they end soon, say why, and leave nothing behind. Ctrl-C is in <see cref="FailureTests"/>.</summary>
[TestFixture]
public sealed class BrokenBuildTests : IDisposable
{
    private static readonly string BusyBox = Programs.Require("busybox");

    private readonly OrdersService _service = new();

    public BrokenBuildTests()
    {
        File.Copy(BusyBox, _service.File("busybox"));
        _service.Write(".dockerignore", "*\n!busybox\n");
    }

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task An_engine_that_is_killed_is_a_matter_of_the_machine()
    {
        await using var engine = await PrivateDockerd.StartAsync();

        await EndsAsync(engine, engine.KillAsync);
    }

    [Test]
    [Category("Exhaustive")]
    public async Task An_engine_that_is_stopped_is_one_too()
    {
        await using var engine = await PrivateDockerd.StartAsync();

        await EndsAsync(engine, engine.StopAsync);
    }

    [Test]
    public async Task A_full_disk_is_told_as_that()
    {
        await using var engine = await PrivateDockerd.StartAsync(new() { DataMegabytes = 64 });
        Write("\"dd\", \"if=/dev/zero\", \"of=/big\", \"bs=1M\", \"count=256\"");

        var (exitCode, output) = await RunAsync(engine.DockerHost, _ => Task.CompletedTask);

        exitCode.Should().Be(30, output);
        _service.Report()!.Value.GetProperty("attempts")[0].GetProperty("failure").GetProperty("kind").GetString().Should().Be("disk-full");
    }

    [Test]
    public async Task A_builder_that_is_gone_is_named()
    {
        Write("\"true\"");

        var run = await _service.RunAsync("--builder=godocker-gone");

        run.ExitCode.Should().Be(30);
        run.Everything.Should().Contain("godocker-gone").And.Contain("Fix:");
        run.Section("attempts").GetArrayLength().Should().BeLessThan(2);
    }

    private async Task EndsAsync(PrivateDockerd engine, Func<Task> breakEngine)
    {
        Write("\"sh\", \"-c\", \"echo $((6 * 7))00; sleep 300\"");

        var (exitCode, output) = await RunAsync(engine.DockerHost, async host =>
        {
            while (await host.StandardOutput.ReadLineAsync() is { } line && !line.Contains("4200", StringComparison.Ordinal))
            {
            }

            await breakEngine();
        });

        exitCode.Should().Be(30, output);
        var report = _service.Report()!.Value;
        report.GetProperty("outcome").GetString().Should().Be("failed");
        report.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("failure").GetProperty("kind").GetString())
            .Should().Equal(["buildkit-session", "daemon-unavailable", "daemon-unavailable"], "an engine that is only restarted gets its second chance");
    }

    // The patience is for a machine under load; the run itself has seconds to do.
    private async Task<(int ExitCode, string Output)> RunAsync(string dockerHost, Func<Process, Task> halfway)
    {
        var temp = Directory.CreateDirectory(_service.File("temp"));
        using var host = _service.Start(new Dictionary<string, string?> { ["TMPDIR"] = temp.FullName, ["DOCKER_HOST"] = dockerHost });
        var error = host.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await halfway(host);
        var output = host.StandardOutput.ReadToEndAsync(patience.Token);
        await host.WaitForExitAsync(patience.Token);

        temp.EnumerateFileSystemInfos("godocker-*").Should().BeEmpty();
        Processes.CommandLines().Should().NotContain(line => line.Contains(_service.Image, StringComparison.Ordinal));
        return (host.ExitCode, await output + await error);
    }

    // No base image: the engine is small and young.
    private void Write(string command) => _service.Write(
        "Dockerfile", $"FROM scratch\nCOPY busybox /bin/\nRUN [\"/bin/busybox\", {command}]\n");
}
