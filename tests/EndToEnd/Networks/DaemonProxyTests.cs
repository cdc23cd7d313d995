using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>The daemon's own plane: it pulls through an HTTP proxy that only it has.</summary>
[TestFixture]
public sealed class DaemonProxyTests
{
    private const int Port = 3128;

    private static readonly string Configuration =
        $$"""
        , "proxies": { "http-proxy": "http://{{NetworkLab.Bridge}}:{{Port}}", "https-proxy": "http://{{NetworkLab.Bridge}}:{{Port}}" }
        """;

    [Test]
    public async Task Dead_it_is_the_broken_hop_and_alive_it_is_told_that_RUN_steps_have_none()
    {
        await using var lab = await NetworkLab.StartAsync(Configuration);
        await using var scene = new NetworkScene(lab);
        scene.GoProxy = scene.Serve().Url;

        var dead = await DoctorAsync(scene);
        dead.Output.Should().MatchRegex(@"docker daemon +ok .*\n(.*\n)*? +broken +the daemon's HTTP proxy").And
            .Contain($"the daemon's HTTP proxy http://{NetworkLab.Bridge}:{Port} cannot be reached: tcp: connection refused")
            .And.Contain("/etc/docker/daemon.json").And.NotContain("not checked, because");

        scene.Keep(await lab.ServeTinyproxyAsync(port: Port));
        var alive = await DoctorAsync(scene);
        alive.Output.Should().NotContain("cannot be reached: tcp: connection refused").And
            .Contain("the daemon has an HTTP proxy, which is for pulls only: RUN steps have none")
            .And.Contain($"export HTTPS_PROXY=http://{NetworkLab.Bridge}:{Port}");
    }

    [Test]
    [Category("Exhaustive")]
    public async Task Dead_it_keeps_no_image_from_being_built_where_the_base_can_be_assembled()
    {
        await using var lab = await NetworkLab.StartAsync(Configuration);
        await using var scene = new NetworkScene(lab);
        scene.GoProxy = scene.Serve().Url;

        (await scene.RunAsync("--target=Image")).ShouldSucceed();
    }

    private static Task<HostRun> DoctorAsync(NetworkScene scene) => scene.RunAsync("--target=Doctor");
}
