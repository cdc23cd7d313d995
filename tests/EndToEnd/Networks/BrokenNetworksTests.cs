using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>Every row of the table: Doctor names the hop, the cause and the fix, and where a way through exists there is an image.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)] // One lab for all rows: an engine, its base image and Go's own packages, compiled once.
public sealed class BrokenNetworksTests
{
    private NetworkLab _lab = null!;

    [OneTimeSetUp]
    public async Task BuildOnce()
    {
        _lab = await NetworkLab.StartAsync();
        await using var scene = new NetworkScene(_lab);
        (await scene.RunAsync()).ShouldSucceed();
    }

    [OneTimeTearDown]
    public async Task TearDown() => await _lab.DisposeAsync();

    [TestCaseSource(typeof(BrokenNetworks), nameof(BrokenNetworks.Always))]
    public Task Always(object row) => CheckAsync((BrokenNetwork)row);

    [Category("Exhaustive")]
    [TestCaseSource(typeof(BrokenNetworks), nameof(BrokenNetworks.Exhaustive))]
    public Task With_all(object row) => CheckAsync((BrokenNetwork)row);

    [Test]
    public async Task With_Modules_off_another_proxy_takes_over_and_every_layer_stays()
    {
        await using var scene = new NetworkScene(_lab);
        scene.Service.Replace("Dockerfile", "RUN go mod download", "RUN go env GOPROXY && go mod download");
        scene.GoProxy = scene.Serve().Url;
        var first = await scene.RunAsync("--target=Image", "--modules=off");
        first.ShouldSucceed();
        first.Output.Should().MatchRegex($@"#\d+ [\d.]+ {scene.Variables["GOPROXY"]}");

        scene.GoProxy = scene.Serve().Url;
        var again = await scene.RunAsync("--target=Image", "--modules=off");

        again.ShouldSucceed();
        var attempt = again.Section("attempts")[0];
        attempt.GetProperty("cachedSteps").GetInt32().Should().Be(attempt.GetProperty("totalSteps").GetInt32());
    }

    [Test]
    public async Task A_name_that_RUN_steps_do_not_find_is_told_from_one_that_does_not_exist()
    {
        await using var scene = new NetworkScene(_lab);
        scene.Keep(await _lab.ServeNamesAsync("127.0.0.1", NameServerManner.Honest, $"--address=/goproxy.test/{NetworkLab.Bridge}"));
        scene.Keep(await _lab.ServeNamesAsync(NetworkLab.Bridge, NameServerManner.Honest));
        scene.GoProxy = $"http://goproxy.test:{new Uri(scene.Serve().Url).Port}";
        scene.Service.Replace("Dockerfile", "RUN go mod download", "RUN GOMODCACHE=/tmp/new go mod download");

        var run = await scene.RunAsync("--target=Image", "--modules=off", "--godocker_attempts=1");

        run.ExitCode.Should().NotBe(0);
        run.Section("error").GetProperty("kind").GetString().Should().Be("dns-no-such-host");
        run.Section("error").GetProperty("cause").GetString().Should().StartWith("The build asks a DNS server that does not know the name");
        run.Section("error").GetProperty("fix").GetString().Should().Contain("'dns' in /etc/docker/daemon.json");
    }

    [Test]
    public async Task GOPROXY_that_is_not_in_the_container_is_told_from_one_that_does_not_work()
    {
        await using var scene = new NetworkScene(_lab);
        await scene.ServeNamesAsync();
        scene.GoProxy = scene.Serve().Url;
        scene.Service.Replace("Dockerfile", "RUN go mod download", "RUN GOMODCACHE=/tmp/new go mod download");

        var run = await scene.RunAsync("--target=Image", "--rewrite=off", "--godocker_attempts=1");

        run.ExitCode.Should().NotBe(0);
        run.Everything.Should().Contain($"line 4: GOPROXY {scene.Variables["GOPROXY"]} is set here and not in the container")
            .And.Contain("ARG GOPROXY");
    }

    [Test]
    public async Task Many_names_of_a_silent_name_server_take_a_probe_no_longer_than_one()
    {
        await using var scene = new NetworkScene(_lab);
        await scene.ServeNamesAsync(NameServerManner.Silent);
        scene.GoProxy = string.Join('|', Enumerable.Range(1, 8).Select(i => $"http://goproxy-{i}.test"));

        var run = await scene.RunAsync("--target=ResolveProxy");

        run.Section("network").GetProperty("probes").EnumerateArray().Select(probe => probe.GetProperty("ms").GetInt64())
            .Should().HaveCount(8).And.OnlyContain(ms => ms <= 3000);
    }

    [Test]
    public async Task A_builder_without_our_HTTP_proxy_is_told_with_a_command_that_gives_it_one()
    {
        await using var scene = new NetworkScene(_lab);
        scene.DockerConfig("{}");
        await scene.CreateBuilderAsync("own");
        scene.Variables["BUILDX_BUILDER"] = "own";
        scene.Variables["HTTPS_PROXY"] = "http://172.17.0.1:9";
        scene.Variables["NO_PROXY"] = "172.17.0.1,.corp.test";
        scene.GoProxy = scene.Serve().Url;

        var doctor = await scene.RunAsync("--target=Doctor", "--format=json");

        var fix = Findings(doctor.Output).Single(finding => finding.Evidence.StartsWith("builder own pulls and pushes without the HTTP proxy", StringComparison.Ordinal)).Fix;
        await scene.ShellAsync(fix);
        (await scene.ShellAsync("docker buildx inspect own2")).Should()
            .Contain("env.https_proxy=\"http://172.17.0.1:9\"").And.Contain("env.no_proxy=\"172.17.0.1,.corp.test\"");
    }

    private async Task CheckAsync(BrokenNetwork row)
    {
        await using var scene = new NetworkScene(_lab);
        await row.Break(scene);

        var running = scene.RunAsync("--target=Doctor", "--format=json", "--report=artifacts/doctor.json");
        var image = await scene.RunAsync("--target=Image");
        var doctor = await running;

        TestContext.Out.WriteLine(doctor.Output);
        TestContext.Out.WriteLine(image.Everything);
        var findings = Findings(doctor.Output).Where(finding => finding.State == row.State).ToList();
        (row.State == "broken" ? findings.Take(1) : findings).Should().Contain(finding =>
            finding.Hop == row.Hop && Regex.IsMatch(finding.Evidence, row.Evidence) && Regex.IsMatch(finding.Fix, row.Fix ?? "^$"));
        if (row.Code is null)
        {
            image.ShouldSucceed();
        }
        else
        {
            image.Section("error").GetProperty("code").GetString().Should().Be(row.Code, "{0}", image.Section("error").GetRawText().Replace("{", "{{").Replace("}", "}}"));
            image.Section("error").GetProperty("cause").GetString().Should().MatchRegex(row.Cause!);
        }

        if (!row.AsksPublicOnes)
        {
            scene.PublicRequests.Should().BeEmpty();
        }
    }

    private static IReadOnlyList<(string Hop, string State, string Evidence, string Fix)> Findings(string output) =>
    [
        .. from check in JsonDocument.Parse(output).RootElement.GetProperty("checks").EnumerateArray()
           from finding in check.GetProperty("findings").EnumerateArray()
           select (check.GetProperty("check").GetString(), finding.GetProperty("state").GetString(),
               finding.GetProperty("evidence").GetString(), finding.GetProperty("fix").GetString() ?? ""),
    ];
}
