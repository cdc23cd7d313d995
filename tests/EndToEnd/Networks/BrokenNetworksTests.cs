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
