using System.Net.Sockets;
using GoDockerTasks.Checks;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Checks;

/// <summary>Registries and mirrors on loopback: each is asked as a build asks it.</summary>
[TestFixture]
public sealed class RegistryCheckTests : IDisposable
{
    // Nothing listens there.
    private const string Registry = "127.0.0.1:9";
    private const string Base = $"{Registry}/team/base:1";

    private readonly StubRegistry _mirror = new StubRegistry().Answer("/v2/", 200);
    private StubProcesses _docker = new StubProcesses().Answer("docker image ls").Answer("docker version", exitCode: 1);

    public void Dispose() => _mirror.Dispose();

    [Test]
    public async Task A_dead_mirror_before_one_that_works_is_a_warning_and_the_registry_is_not_asked()
    {
        var findings = await CheckAsync("127.0.0.2:9", _mirror.Host);

        findings.Select(finding => finding.State).Should().Equal(CheckState.Warning, CheckState.Ok);
        findings[0].Evidence.Should().Be($"127.0.0.2:9: tcp: connection refused; {_mirror.Host} is asked instead");
    }

    [Test]
    public async Task Behind_dead_mirrors_the_registry_itself_is_asked()
    {
        var findings = await CheckAsync("127.0.0.2:9", "127.0.0.3:9");

        findings.Should().OnlyContain(finding => finding.State == CheckState.Broken && finding.Evidence.EndsWith($"connection refused; not in the engine: {Base}"));
        findings.Select(finding => finding.Evidence.Split(": ")[0]).Should().Equal("127.0.0.2:9", "127.0.0.3:9", Registry);
        findings[0].Fix.Should().Contain($"--godocker_registrymirrors={Registry}=MIRROR").And.Contain("docker load");
    }

    [TestCase("http://mirror.test/hub", "http://mirror.test/hub")]
    [TestCase("reader:canary@mirror.test", "***@mirror.test")]
    [TestCase("mirror.test:port", "mirror.test:port")]
    public async Task A_mirror_that_docker_does_not_understand_is_told(string mirror, string shown)
    {
        var findings = await CheckAsync(mirror, _mirror.Host);

        findings.Select(finding => finding.State).Should().Equal(CheckState.Warning, CheckState.Ok);
        findings[0].Evidence.Should().StartWith($"RegistryMirrors: {shown} is no registry, so it is passed over");
    }

    [Test]
    public async Task BuildKit_is_asked_for_the_image_in_each_mirror()
    {
        List<string> asked = [];
        _docker = new StubProcesses().Answer("docker image ls").Answer("docker version").Answer("docker buildx build", spec =>
        {
            lock (asked)
            {
                asked.Add(File.ReadAllText(Path.Combine(spec.Arguments[^1], "Dockerfile")).Trim());
            }

            return new(1, "", "ERROR: failed to solve: not found");
        });

        var findings = await CheckAsync($"{_mirror.Host}/hub");

        asked.Should().Equal($"FROM {_mirror.Host}/hub/team/base:1", $"FROM {Base}");
        findings[0].Evidence.Should().Contain($"{_mirror.Host}: answers here, and BuildKit cannot get {_mirror.Host}/hub/team/base:1 through its own way: not found");
    }

    private Task<IReadOnlyList<Finding>> CheckAsync(params string[] mirrors)
    {
        var settings = Requests.Settings("/nowhere") with { RegistryMirrors = new Dictionary<string, IReadOnlyList<string>> { [Registry] = mirrors } };
        return new RegistryCheck(settings, [Base], _docker, (_, _, _) => throw new SocketException((int)SocketError.HostNotFound), TimeProvider.System).RunAsync(default);
    }
}
