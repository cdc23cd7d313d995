namespace Scripts.Tests;

public sealed class BuildScriptTests : IDisposable
{
    private readonly Sandbox sandbox = new();

    public BuildScriptTests() => sandbox.Sdk();

    [Test]
    public async Task The_host_gets_the_arguments_and_gives_the_output_and_the_exit_code()
    {
        var run = await sandbox.BuildAsync("--target=Image", "two words", "");

        run.Output.Should().Be($"{sandbox.Root}|--target=Image|two words||");
        run.ExitCode.Should().Be(7);
    }

    [Test]
    public async Task The_host_is_built_once()
    {
        (await sandbox.BuildAsync()).Error.Should().Be("build.sh: building the build host");
        (await sandbox.BuildAsync()).Error.Should().BeEmpty();

        sandbox.Builds.Should().Be(1);
    }

    [Test]
    public async Task It_runs_in_the_repository_wherever_it_is_called_from()
    {
        var run = await sandbox.RunAsync("/", [sandbox.In("build.sh"), "x"]);

        run.Output.Should().Be($"{sandbox.Root}|x|");
    }

    [TestCase("build/Program.cs")]
    [TestCase("src/Core/New.cs")]
    [TestCase("Directory.Packages.props")]
    [TestCase("global.json")]
    public async Task A_changed_or_new_input_builds_it_again(string path)
    {
        await sandbox.BuildAsync();
        sandbox.Write(path, "two");

        await sandbox.BuildAsync();

        sandbox.Builds.Should().Be(2);
    }

    [Test]
    public async Task A_deleted_input_builds_it_again()
    {
        await sandbox.BuildAsync();
        File.Delete(sandbox.In("src/Core/Core.cs"));

        await sandbox.BuildAsync();

        sandbox.Builds.Should().Be(2);
    }

    [Test]
    public async Task A_change_with_an_old_time_builds_it_again()
    {
        await sandbox.BuildAsync();
        sandbox.Write("build/Program.cs", "two");
        File.SetLastWriteTimeUtc(sandbox.In("build/Program.cs"), new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await sandbox.BuildAsync();

        sandbox.Builds.Should().Be(2);
    }

    [TestCase("src/Core/obj/Core.g.cs")]
    [TestCase("build/setup/packages.txt")]
    [TestCase("samples/main.go")]
    public async Task What_is_no_input_builds_nothing(string path)
    {
        await sandbox.BuildAsync();
        sandbox.Write(path, "two");

        await sandbox.BuildAsync();

        sandbox.Builds.Should().Be(1);
    }

    [Test]
    public async Task Going_back_to_earlier_sources_builds_nothing()
    {
        await sandbox.BuildAsync();
        sandbox.Write("build/Program.cs", "two");
        await sandbox.BuildAsync();
        sandbox.Write("build/Program.cs", "one");

        await sandbox.BuildAsync();

        sandbox.Builds.Should().Be(2);
    }

    [Test]
    public async Task Two_at_once_build_once()
    {
        sandbox.Sdk("sleep 0.5");

        var runs = await Task.WhenAll(sandbox.BuildAsync("one"), sandbox.BuildAsync("two"));

        runs.Should().OnlyContain(run => run.ExitCode == 7);
        sandbox.Builds.Should().Be(1);
    }

    [Test]
    public async Task A_host_that_does_not_compile_is_20_with_the_compilers_words_and_is_tried_again()
    {
        sandbox.Sdk("echo 'Program.cs(1,1): error CS1002'; exit 1");
        var broken = await sandbox.BuildAsync();
        sandbox.Sdk();
        var corrected = await sandbox.BuildAsync();

        broken.ExitCode.Should().Be(20);
        broken.Output.Should().BeEmpty();
        broken.Error.Should().Contain("error CS1002").And.Contain("GDT3091:").And.Contain("  Cause: ").And.Contain("  Fix:   ");
        corrected.ExitCode.Should().Be(7);
    }

    [Test]
    public async Task A_silent_package_source_is_10()
    {
        sandbox.Sdk("echo 'error NU1301: Unable to load the service index'; exit 1");

        var run = await sandbox.BuildAsync();

        run.ExitCode.Should().Be(10);
        run.Error.Should().Contain("NU1301").And.Contain("GDT1090:");
    }

    [Test]
    public async Task A_cancelled_build_leaves_no_half_built_host()
    {
        sandbox.Sdk("for word; do [ \"$last\" = --output ] && mkdir -p \"$word\"; last=$word; done; exec sleep 60");
        using var cancellation = new CancellationTokenSource();

        var run = sandbox.RunAsync(sandbox.Root, [sandbox.In("build.sh")], cancellation.Token);
        while (sandbox.Builds == 0 || Hosts().Length == 0)
        {
            await Task.Delay(20);
        }

        await cancellation.CancelAsync();
        var act = () => run;

        await act.Should().ThrowAsync<OperationCanceledException>();
        Hosts().Should().BeEmpty();
    }

    [Test]
    public async Task No_SDK_is_30_and_says_how_to_get_one_on_each_system()
    {
        File.Delete(sandbox.In("bin/dotnet"));

        var run = await sandbox.BuildAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().ContainAll("GDT3090:", "apt-get install", "dnf install", "brew install", "winget install", "dotnet-install.sh");
    }

    [Test]
    public async Task An_SDK_older_than_global_json_is_30_and_names_both()
    {
        sandbox.Program("dotnet", "[ \"$1\" = --list-sdks ] && echo '9.0.100 [/x]' && exit 0; exit 145");

        var run = await sandbox.BuildAsync();

        run.ExitCode.Should().Be(30);
        run.Error.Should().Contain("asks for 10.0.100 or later, found: 9.0.100");
    }

    [Test]
    public async Task Setup_is_done_first_and_not_handed_on()
    {
        sandbox.Write("build/setup/setup.sh", "echo \"set up $*\" >&2");

        var run = await sandbox.BuildAsync("--target=Test", "--setup", "--x=1");

        run.Output.Should().Be($"{sandbox.Root}|--target=Test|--x=1|");
        run.Error.Should().StartWith("set up --target=Test --x=1");
    }

    [Test]
    public async Task A_dry_run_with_setup_ends_there_and_without_it_is_the_hosts()
    {
        sandbox.Write("build/setup/setup.sh", "echo \"would set up\"");

        (await sandbox.BuildAsync("--setup", "--dryrun")).Output.Should().Be("would set up");
        (await sandbox.BuildAsync("--dryrun")).Output.Should().Be($"{sandbox.Root}|--dryrun|");
    }

    [Test]
    public async Task A_setup_that_fails_ends_the_run_with_its_exit_code()
    {
        sandbox.Write("build/setup/setup.sh", "exit 30");

        (await sandbox.BuildAsync("--setup")).ExitCode.Should().Be(30);
        sandbox.Builds.Should().Be(0);
    }

    public void Dispose() => sandbox.Dispose();

    private string[] Hosts() => Directory.Exists(sandbox.In("artifacts/host"))
        ? Directory.GetDirectories(sandbox.In("artifacts/host"))
        : [];
}
