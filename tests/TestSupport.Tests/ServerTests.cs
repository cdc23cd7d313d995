using System.Diagnostics;

namespace GoDockerTasks.TestSupport.Tests;

public sealed class ServerTests
{
    [Test]
    public async Task A_registry_answers_until_it_is_stopped()
    {
        await using var registry = await LoopbackRegistry.StartAsync();

        (await registry.FindDigestAsync("nothing", "here")).Should().BeNull();

        await registry.StopAsync();
        var act = () => registry.FindDigestAsync("nothing", "here");
        await act.Should().ThrowAsync<HttpRequestException>();
    }

    [Test]
    public async Task A_private_engine_can_be_stopped_killed_and_started_again_and_leaves_nothing()
    {
        string socket;
        await using (var engine = await PrivateDockerd.StartAsync())
        {
            socket = engine.Socket;
            (await VersionAsync(engine)).Should().NotBeEmpty();

            await engine.StopAsync();
            (await VersionAsync(engine)).Should().BeEmpty();

            await engine.StartAgainAsync();
            await engine.KillAsync();
            (await VersionAsync(engine)).Should().BeEmpty();

            await engine.StartAgainAsync();
            (await VersionAsync(engine)).Should().NotBeEmpty();
        }

        Directory.Exists(Path.GetDirectoryName(socket)).Should().BeFalse();
    }

    private static async Task<string> VersionAsync(PrivateDockerd engine)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", ["version", "--format", "{{.Server.Version}}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOCKER_HOST"] = engine.DockerHost },
        })!;
        var version = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return version.Trim();
    }
}
