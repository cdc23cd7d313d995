using System.Text.Json;
using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>Doctor as a user runs it, on machines where something is broken.</summary>
[TestFixture]
public sealed class DoctorTests : IDisposable
{
    private static readonly string[] Way =
    [
        "settings", "DNS", "module proxies", "docker client", "docker daemon", "BuildKit", "inside a RUN", "registry",
        "Go settings in the Dockerfile", "cache and disk",
    ];

    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task On_a_sound_machine_every_hop_is_well_or_a_warning()
    {
        var run = await _service.RunAsync("--target=Doctor", "--format=json");

        run.ShouldSucceed();
        var checks = Checks(run);
        checks.Select(check => check.Name).Should().Equal(Way);
        checks.Should().OnlyContain(check => check.State != "broken");
    }

    [Test]
    public async Task Without_Docker_the_client_is_broken_and_what_stands_on_it_is_not_asked()
    {
        var run = await RunAsync(("PATH", "/nowhere"));

        run.ExitCode.Should().Be(30);
        Checks(run).Where(check => check.State == "broken").Select(check => check.Name).Should().Equal("docker client");
        run.Output.Should().Contain("GDT3002").And.Contain("not checked, because 'docker client' is broken");
    }

    [Test]
    public async Task With_a_daemon_that_is_stopped_the_daemon_is_broken()
    {
        var run = await RunAsync(("DOCKER_HOST", "unix:///nowhere/docker.sock"));

        run.ExitCode.Should().Be(30);
        Checks(run).Where(check => check.State == "broken").Select(check => check.Name).Should().Equal("docker daemon");
        run.Output.Should().Contain("GDT3003");
    }

    [Test]
    public async Task A_go_sum_that_cannot_be_read_stops_PrefetchModules_with_its_path_and_not_Doctor()
    {
        await GiveToNobodyAsync();
        await _service.RunProgramAsync("chown", "root", _service.File("go.sum"));
        await _service.RunProgramAsync("chmod", "400", _service.File("go.sum"));

        var prefetch = await RunAsNobodyAsync("--target=PrefetchModules");
        var doctor = await RunAsNobodyAsync("--target=Doctor", "--format=json");

        prefetch.ExitCode.Should().Be(30);
        prefetch.Error.Should().Contain("GDT3020").And.Contain(_service.File("go.sum")).And.NotContain("   at ");
        Checks(doctor).Select(check => check.Name).Should().Equal(Way);
    }

    [Test]
    public async Task Without_permission_the_daemon_is_broken_and_the_way_to_get_it_is_told()
    {
        await GiveToNobodyAsync();

        var run = await RunAsNobodyAsync("--target=Doctor", "--format=json");

        run.ExitCode.Should().Be(30);
        Checks(run).Where(check => check.State == "broken").Select(check => check.Name).Should().Equal("docker daemon");
        run.Output.Should().Contain("permission denied").And.Contain("group 'docker'");
    }

    [Test]
    public async Task Settings_that_are_not_valid_are_told_and_the_rest_is_checked_all_the_same()
    {
        var run = await _service.RunAsync(
            new Dictionary<string, string?> { ["CAKE_GODOCKER_GOPROXY"] = "http://user:canary@goproxy.example，direct" }, "--target=Doctor");

        run.ExitCode.Should().Be(2);
        run.Output.Should().MatchRegex("settings +broken +GoProxy is ").And.Contain("write 'https://***@goproxy.example,direct'")
            .And.MatchRegex("docker daemon +ok");
        run.Error.Should().Contain("GDT1001");
        run.Everything.Should().NotContain("canary");
    }

    [Test]
    public async Task A_proxy_that_is_down_is_broken_with_its_hop()
    {
        var run = await RunAsync(("CAKE_GODOCKER_GOPROXY", "http://127.0.0.1:9"));

        run.ExitCode.Should().Be(10);
        Checks(run).Single(check => check.Name == "module proxies").State.Should().Be("broken");
        run.Output.Should().Contain("tcp: connection refused");
    }

    [Test]
    public async Task GOPROXY_in_one_stage_only_is_told_with_the_line_that_runs_Go_without_it()
    {
        _service.Write("Dockerfile",
            """
            FROM golang:1.24 AS tools
            ENV GOPROXY=https://goproxy.example
            RUN go install example.com/tool@v1.0.0
            FROM golang:1.24 AS build
            COPY --from=tools /go/bin/tool /bin/tool
            RUN go build ./...
            """);

        var run = await RunAsync();

        run.Output.Should().Contain("line 6: stage build runs Go without the GOPROXY that another stage sets");
        Checks(run).Single(check => check.Name == "Go settings in the Dockerfile").State.Should().Be("warning");
    }

    [Test]
    public async Task GOPROXY_of_this_machine_that_no_RUN_sees_is_told_where_nothing_is_rewritten()
    {
        var run = await RunAsync(("CAKE_GODOCKER_REWRITE", "off"));

        run.Output.Should().MatchRegex("line 4: GOPROXY .* is set here and not in the container; with Rewrite=off");
        Checks(run).Single(check => check.Name == "Go settings in the Dockerfile").State.Should().Be("warning");
    }

    [Test]
    public async Task A_wrong_format_says_what_is_accepted()
    {
        var run = await _service.RunAsync("--target=Doctor", "--format=xml");

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("it takes text or json");
    }

    private async Task GiveToNobodyAsync()
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(_service.Folder, "*", SearchOption.AllDirectories).Append(_service.Folder))
        {
            await _service.RunProgramAsync("chown", "nobody", path);
        }
    }

    private Task<HostRun> RunAsNobodyAsync(params string[] arguments) => _service.RunInsideAsync(
        ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"],
        new Dictionary<string, string?> { ["HOME"] = _service.Folder, ["CAKE_GODOCKER_CACHE"] = _service.File("cache") },
        arguments);

    private Task<HostRun> RunAsync(params (string Name, string Value)[] variables) => _service.RunAsync(
        variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value), "--target=Doctor", "--format=json");

    private static IReadOnlyList<(string Name, string State)> Checks(HostRun run) =>
    [
        .. JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray()
            .Select(check => (check.GetProperty("check").GetString()!, check.GetProperty("state").GetString()!)),
    ];
}
