using System.Diagnostics;
using System.IO.Compression;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>What a user can get wrong, or can meet.</summary>
[TestFixture]
public sealed class FailureTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_compile_error_ends_the_run_at_once_with_the_compilers_words()
    {
        File.AppendAllText(_service.File("cmd/orders/main.go"), "\nfunc broken() { return 1 }\n");

        var run = await _service.RunAsync();

        run.ShouldFail(20, "GDT3203");
        run.Everything.Should().Contain("too many return values");
        run.Section("attempts").GetArrayLength().Should().Be(1);
        var failure = run.Section("attempts")[0].GetProperty("failure");
        failure.GetProperty("kind").GetString().Should().Be("compile-error");
        failure.GetProperty("dockerfileLine").GetInt32().Should().Be(LineOf("RUN", "go build"));
    }

    [Test]
    public async Task A_missing_Dockerfile_is_named()
    {
        File.Delete(_service.File("Dockerfile"));

        var run = await _service.RunAsync();

        run.ShouldFail(20, "GDT2110");
        run.Everything.Should().Contain(_service.File("Dockerfile"));
    }

    [Test]
    public async Task A_stopped_engine_is_told_from_a_failed_build()
    {
        var run = await _service.RunAsync(
            new Dictionary<string, string?> { ["DOCKER_HOST"] = $"unix://{_service.File("no.sock")}" });

        run.ShouldFail(30, "GDT3003");
    }

    [Test]
    public async Task Bad_settings_are_all_named_before_anything_starts()
    {
        var run = await _service.RunAsync("--godocker_attempts=0", "--push=maybe", "--godocker_heel=own");

        run.ShouldFail(2, "GDT2001");
        run.Everything.Should().Contain("Attempts is '0'").And.Contain("Push is 'maybe'").And.Contain("did you mean Heal?");
        run.Section("engine").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task An_unknown_target_gets_a_suggestion()
    {
        var run = await _service.RunAsync("--target=Imgae");

        run.ShouldFail(2, "GDT2002");
        run.Everything.Should().Contain("did you mean Image?");
    }

    [TestCase("Image")]
    [TestCase("Publish")]
    [TestCase("RetryOnTimeout")]
    public async Task A_target_that_needs_an_image_cannot_be_exclusive(string target)
    {
        var run = await _service.RunAsync("--exclusive", $"--target={target}");

        run.ShouldFail(2, "GDT2001");
        run.Everything.Should().Contain("without --exclusive");
    }

    [Test]
    public async Task An_exclusive_BuildImage_gets_the_modules_that_it_needs()
    {
        var run = await _service.RunAsync("--exclusive", "--target=BuildImage");

        run.ShouldSucceed();
        run.Section("modules").GetProperty("total").GetInt32().Should().BePositive();
    }

    [Test]
    public async Task A_platform_that_no_stand_in_of_a_base_image_is_made_for_is_an_error_before_the_build()
    {
        var run = await _service.RunAsync("--platform=linux/s390x");

        run.ShouldFail(30, "GDT3013");
        run.Everything.Should().Contain("linux/s390x").And.NotContain("docker buildx build");
    }

    [TestCase("artifacts")]
    [TestCase("cache")]
    public async Task A_folder_that_cannot_be_made_is_a_matter_of_the_machine(string setting)
    {
        _service.Write("file", "in the way");

        var run = await _service.RunAsync($"--godocker_{setting}=file/folder", $"--report={_service.ReportPath}");

        run.ExitCode.Should().Be(30);
        run.Everything.Should().MatchRegex("GDT(3020|1106)").And.Contain("Fix:");
        run.Section("exitCode").GetInt32().Should().Be(30);
    }

    [Test]
    public async Task A_proxy_that_is_named_nowhere_is_never_asked()
    {
        File.Delete(_service.File("go.sum"));
        _service.Replace("Dockerfile", "COPY go.mod go.sum ./", "COPY go.mod ./");

        var run = await _service.RunAsync();

        run.ExitCode.Should().Be(20);
        run.Everything.Should().NotContain("proxy.golang.org");
        run.Section("attempts").GetArrayLength().Should().BeLessThan(2);
    }

    [Test]
    public async Task A_module_that_is_another_one_ends_the_run_whoever_stands_behind_the_pipe()
    {
        var proxy = _service.File("tampered");
        await _service.RunProgramAsync("cp", "-r", Path.Combine(Paths.Root, "samples", "goproxy"), proxy);
        foreach (var zip in Directory.GetFiles(proxy, "*.zip", SearchOption.AllDirectories))
        {
            Tamper(zip);
        }

        await using var wrong = LoopbackGoProxy.Start(proxy);
        await using var right = LoopbackGoProxy.Start(Path.Combine(Paths.Root, "samples", "goproxy"));

        var run = await _service.RunAsync("--target=PrefetchModules", $"--goproxy={wrong.Url}|{right.Url}", $"--godocker_cache={_service.File("cache")}");

        run.ShouldFail(20, "GDT1102");
        run.Everything.Should().Contain("perhaps somebody tampers");
        Directory.GetFiles(_service.File("cache"), "*.zip", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Test]
    public async Task A_dry_run_runs_nothing()
    {
        var run = await _service.RunAsync("--dryrun");

        run.ExitCode.Should().Be(0);
        run.Output.Should().Contain("ResolveProxy").And.Contain("RetryOnTimeout");
        run.Report.Should().BeNull();
    }

    [Test]
    public async Task A_dry_run_of_an_unknown_target_fails_as_a_real_one_does()
    {
        var run = await _service.RunAsync("--dryrun", "--target=Imgae");

        run.ExitCode.Should().Be(2);
        run.Everything.Should().Contain("did you mean Image?");
        run.Report.Should().BeNull();
    }

    [Test]
    public async Task The_tree_shows_the_graph()
    {
        var run = await _service.RunAsync("--tree");

        run.ExitCode.Should().Be(0);
        run.Output.Should().ContainAll("Publish", "RetryOnTimeout", "BuildImage", "PrefetchModules", "ResolveProxy");
    }

    [Test]
    public async Task Docker_output_cannot_issue_CI_commands()
    {
        _service.Replace("Dockerfile", "RUN go mod download",
            "RUN echo '##vso[task.setvariable variable=x]y' && printf '::error::x\\r::error::y\\n' && go mod download");

        foreach (var (variable, group) in new[] { ("GITHUB_ACTIONS", "::group::"), ("TF_BUILD", "##[group]") })
        {
            var run = await _service.RunAsync(
                new Dictionary<string, string?> { [variable] = "true" }, $"--build-arg=UNUSED_{variable}=1", "--godocker_rewrite=on");

            run.ShouldSucceed();
            run.Output.Should().Contain(group).And.NotContain("##vso[task.setvariable").And.NotContain("\n::error::");
        }
    }

    [TestCase("INT", Description = "Ctrl-C")]
    [TestCase("HUP", Description = "The terminal was closed")]
    public async Task A_signal_ends_the_build_and_leaves_nothing_behind(string signal)
    {
        _service.Replace("Dockerfile", "RUN go mod download", "RUN sleep 300");
        var temp = Directory.CreateDirectory(_service.File("temp"));
        using var host = _service.Start(new Dictionary<string, string?> { ["TMPDIR"] = temp.FullName });
        _ = host.StandardError.ReadToEndAsync();
        while (await host.StandardOutput.ReadLineAsync() is { } line && !line.Contains("sleep 300", StringComparison.Ordinal))
        {
        }

        Process.Start("sh", ["-c", $"kill -{signal} {host.Id}"]).WaitForExit();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await host.WaitForExitAsync(patience.Token);

        host.ExitCode.Should().Be(130);
        _service.Report()!.Value.GetProperty("outcome").GetString().Should().Be("cancelled");
        _service.Report()!.Value.GetProperty("error").GetProperty("code").GetString().Should().Be("GDT2003");
        temp.EnumerateFileSystemInfos("godocker-*").Should().BeEmpty();
        Processes.CommandLines().Should().NotContain(line => line.Contains(_service.Image, StringComparison.Ordinal));
    }

    // The same module with a line more in each file.
    private static void Tamper(string zip)
    {
        File.Move(zip, zip + ".old");
        using var sound = ZipFile.OpenRead(zip + ".old");
        using var other = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var entry in sound.Entries)
        {
            using var content = other.CreateEntry(entry.FullName).Open();
            using var old = entry.Open();
            old.CopyTo(content);
            content.Write("// more\n"u8);
        }
    }

    private int LineOf(params string[] words) =>
        1 + Array.FindIndex(_service.Read("Dockerfile").Split('\n'), line => words.All(word => line.Contains(word, StringComparison.Ordinal)));
}
