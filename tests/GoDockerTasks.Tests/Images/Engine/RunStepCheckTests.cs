using System.Text.RegularExpressions;
using GoDockerTasks.Checks;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Images.Engine;

/// <summary>The network of a RUN is not this machine's: each case works outside and not inside, or the other way round.</summary>
[TestFixture]
public sealed class RunStepCheckTests : EngineFixture
{
    private string Base => $"{Settings.Image}:latest";

    [SetUp]
    public Task BuildBase() =>
        BuildAsync("FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\n");

    [Test]
    public async Task A_server_on_this_machines_loopback_is_seen_with_the_hosts_network_only()
    {
        using var folder = new TempDirectory();
        await File.WriteAllTextAsync(folder.File("v1.0.0.info"), "{}");
        await using var server = LoopbackGoProxy.Start(folder.Path);
        var url = new Uri(server.Url + "/v1.0.0.info");

        var host = await CheckAsync(url, RunNetwork.Host);
        var bridge = await CheckAsync(url, RunNetwork.Default);

        host.Should().BeEquivalentTo(new { State = CheckState.Ok }, "{0}", host.Evidence);
        bridge.State.Should().Be(CheckState.Broken);
        bridge.Evidence.Should().Contain($"{url.Authority} cannot be reached").And.Contain("refused");
        bridge.Fix.Should().Contain("--godocker_runnetwork=host");
    }

    [Test]
    public async Task A_name_that_is_not_found_inside_is_a_matter_of_the_daemons_DNS()
    {
        var finding = await CheckAsync(new("http://goproxy.invalid/x.info"), RunNetwork.Default);

        finding.State.Should().Be(CheckState.Broken);
        finding.Evidence.Should().Contain("goproxy.invalid is not found");
        finding.Fix.Should().Contain("/etc/docker/daemon.json");
    }

    [Test]
    public async Task A_CA_that_Go_is_given_is_not_held_against_the_image()
    {
        await InstallCurlAsync();
        using var authority = new CertificateAuthority("Example Corp Root CA");
        using var certificate = authority.Issue("127.0.0.1");
        await using var server = LoopbackGoProxy.Start(Settings.Context, certificate);
        var ca = Path.Combine(Settings.Context, "ca.pem");
        await File.WriteAllTextAsync(ca, authority.Pem);

        var without = await CheckAsync(new(server.Url), RunNetwork.Host);
        var named = await CheckAsync(new(server.Url), RunNetwork.Host, caFile: ca);

        without.Should().BeEquivalentTo(new { State = CheckState.Broken });
        without.Evidence.Should().Contain("is not trusted");
        without.Fix.Should().StartWith("name your network's CA for Go: --godocker_cafile=FILE");
        named.State.Should().Be(CheckState.Warning);
        named.Evidence.Should().Contain($"Go trusts {new Uri(server.Url).Authority} because of {ca}");
    }

    [Test]
    public async Task Without_a_network_or_an_image_it_is_said_why_nothing_was_checked()
    {
        (await CheckAsync(new("http://127.0.0.1:9/"), RunNetwork.None)).State.Should().Be(CheckState.Ok);
        (await CheckAsync(null, RunNetwork.Default)).State.Should().Be(CheckState.Ok);
    }

    [Test]
    public async Task What_does_not_work_outside_either_is_no_matter_of_the_RUN()
    {
        var finding = await CheckAsync(new("http://127.0.0.1:9/x.info"), RunNetwork.Host, worksHere: false);

        finding.State.Should().Be(CheckState.Warning);
        finding.Evidence.Should().Contain("does not work outside of a container either");
    }

    /// <summary>Puts this machine's curl into the base image, with what it is linked to.</summary>
    private async Task InstallCurlAsync()
    {
        var curl = Programs.Require("curl");
        var linked = await Processes.CaptureAsync(new("ldd", [curl]), default);
        var root = Path.Combine(Settings.Context, "root");
        foreach (var file in Regex.Matches(linked.Output, @"(/\S+) \(0x").Select(match => match.Groups[1].Value).Append(curl))
        {
            var copy = Path.Combine(root, file.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await BuildAsync($"FROM {Base}\nCOPY root /\n");
    }

    private async Task BuildAsync(string dockerfile)
    {
        await File.WriteAllTextAsync(Settings.Dockerfile, dockerfile);
        var built = await Processes.CaptureAsync(
            new("docker", ["buildx", "build", "--quiet", "--tag", Base, "--file", Settings.Dockerfile, Settings.Context]), default);
        built.Succeeded.Should().BeTrue("{0}", built.Error);
    }

    private async Task<Finding> CheckAsync(Uri? url, RunNetwork network, bool worksHere = true, string? caFile = null) =>
        (await new RunStepCheck(
            Processes, Settings with { RunNetwork = network, CaFile = caFile }, [Base], _ => Task.FromResult((url, worksHere))).RunAsync(default)).Should().ContainSingle().Which;
}
