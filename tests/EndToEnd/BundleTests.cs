using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>The way into an air gap: modules of one machine's cache, as a file, in another's.</summary>
[TestFixture]
public sealed class BundleTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task Another_machine_builds_with_GOPROXY_off_after_an_import()
    {
        (await RunAsync("here", "--target=ExportModules", "--bundle=modules.tar")).ShouldSucceed();

        var import = await RunAsync("there", "--target=ImportModules", "--bundle=modules.tar");
        import.ShouldSucceed();
        import.Output.Should().Contain("8 of the 8 modules");
        (await RunAsync("there", "--target=VerifyModules")).Output.Should().Contain("7 zips in ");
        var run = await RunAsync("there", "--target=Image", "--goproxy=off", "--hermetic=on");
        run.ShouldSucceed();
        run.Section("modules").GetProperty("downloaded").GetInt32().Should().Be(0);
        run.Section("modules").GetProperty("fromCache").GetInt32().Should().Be(8);
    }

    [Test]
    public async Task A_damaged_cache_is_told_mended_and_whole_at_the_next_look()
    {
        (await RunAsync("here", "--target=PrefetchModules")).ShouldSucceed();
        File.WriteAllText(Directory.EnumerateFiles(_service.File("here/download"), "*.zip", SearchOption.AllDirectories).First(), "damaged");

        var found = await RunAsync("here", "--target=VerifyModules");

        found.ExitCode.Should().Be(30);
        found.Error.Should().Contain("GDT1122");
        found.Section("error").GetProperty("code").GetString().Should().Be("GDT1122");
        (await RunAsync("here", "--target=VerifyModules")).ShouldSucceed();
        (await RunAsync("here", "--target=PrefetchModules")).Section("modules").GetProperty("downloaded").GetInt32().Should().Be(1);
    }

    [Test]
    public async Task Only_the_modules_of_the_named_files_are_fetched()
    {
        Directory.CreateDirectory(_service.File("tools"));
        _service.Write("tools/go.mod", "module example.com/tools\n\ngo 1.24\n");

        var run = await RunAsync("here", "--target=PrefetchModules", "--godocker_modulefiles=tools/go.mod");

        run.ShouldSucceed();
        run.Output.Should().Contain("nothing to prefetch");
    }

    [Test]
    public async Task Pruning_spares_what_a_build_may_be_using()
    {
        (await RunAsync("here", "--target=PrefetchModules")).ShouldSucceed();

        var run = await RunAsync("here", "--target=PruneModules", "--godocker_cachemaxage=1d");

        run.ShouldSucceed();
        run.Output.Should().Contain("0 modules and 0 snapshots were removed");
    }

    [TestCase("ExportModules", "", "GDT2001", 2)]
    [TestCase("ImportModules", "", "GDT2001", 2)]
    [TestCase("ExportModules", "--bundle=cmd", "GDT2001", 2)]
    [TestCase("ImportModules", "--bundle=nowhere.tar", "GDT2001", 2)]
    [TestCase("ImportModules", "--bundle=cmd", "GDT1120", 20)]
    [TestCase("ImportModules", "--bundle=Dockerfile", "GDT1120", 20)]
    [TestCase("ExportModules", "--bundle=Dockerfile/x.tar", "GDT3020", 30)]
    [TestCase("PruneModules", "--godocker_cachemaxage=5m", "GDT2001", 2)]
    public async Task A_wrong_call_says_what_is_accepted(string target, string argument, string code, int exitCode)
    {
        var run = await RunAsync("here", [$"--target={target}", .. argument.Length > 0 ? new[] { argument } : []]);

        run.ExitCode.Should().Be(exitCode);
        run.Error.Should().Contain(code).And.NotContain("   at ");
    }

    private Task<HostRun> RunAsync(string machine, params string[] arguments) =>
        _service.RunAsync([.. arguments, $"--godocker_cache={_service.File(machine)}"]);
}
