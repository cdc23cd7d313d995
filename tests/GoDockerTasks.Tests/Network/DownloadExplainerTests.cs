using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Tests.Fakes;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

/// <summary>A proxy that was not probed before its use: what a probe would have shown comes out when it fails.</summary>
[TestFixture]
public sealed class DownloadExplainerTests : IAsyncDisposable
{
    private readonly ProbeScene _scene = new();
    private readonly RecordingLog _log = new();
    private readonly List<ProbeResult> _probes = [];

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Test]
    public async Task TLS_that_is_opened_on_the_way_is_the_cause_and_its_CA_the_fix()
    {
        using var certificate = ProbeScene.Certificate("Zscaler Intermediate Root CA");
        var proxy = _scene.Serve(certificate);

        var failure = await ExplainAsync(ErrorKinds.ProxyNotTrusted, proxy.Url + ",direct");

        failure.Kind.Should().Be(ErrorKinds.ProxyNotTrusted);
        failure.Detail.Should().Be("what happened");
        failure.Cause.Should().StartWith($"{proxy.Url}: tls: Zscaler opens TLS on the way");
        failure.Fix.Should().Be("name that CA's certificate: --godocker_cafile=corporate-ca.pem");
        _probes.Should().ContainSingle().Which.Stage.Should().Be(ProbeStage.Tls);
        _log.Text.Should().Contain("probed after the failure: tls: Zscaler");
    }

    [Test]
    public async Task A_name_that_is_not_found_is_the_cause()
    {
        var failure = await ExplainAsync(ErrorKinds.ModulesNotFetched, "https://goproxy.test");

        failure.Cause.Should().Be("https://goproxy.test: dns: there is no such name");
        failure.ExitCode.Should().Be(ExitCode.NetworkTransient);
    }

    [Test]
    public async Task A_proxy_that_works_by_now_is_told_and_the_failure_stays_as_it_is()
    {
        var proxy = _scene.Serve();

        var failure = await ExplainAsync(ErrorKinds.ModulesNotFetched, proxy.Url);

        failure.Cause.Should().Be(ErrorKinds.ModulesNotFetched.Cause);
        _log.Text.Should().Contain($"{proxy.Url}, probed after the failure: answers as it should when it is asked for");
    }

    [Test]
    public async Task A_failure_of_the_source_is_no_matter_of_the_network()
    {
        var proxy = _scene.Serve();

        await ExplainAsync(ErrorKinds.ModuleMismatch, proxy.Url);

        proxy.Requests.Should().BeEmpty();
    }

    private Task<GoDockerException> ExplainAsync(ErrorKind kind, string goProxy) =>
        new DownloadExplainer(new ProxyProber(TimeProvider.System, _scene.Lookup)).ExplainAsync(
            new(kind, "what happened"),
            _scene.Settings with { GoProxy = goProxy },
            new() { GoProxy = ProxyChain.Parse(goProxy) },
            _scene.Question,
            _probes,
            _log,
            CancellationToken.None);
}
