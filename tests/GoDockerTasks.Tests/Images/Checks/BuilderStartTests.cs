using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Checks;

/// <summary>A builder in a container of its own that does not start: which one, why in docker's words, and what helps.</summary>
/// <remarks>The texts are what buildx 0.13 prints where the builder's image has no such program, or is nowhere.</remarks>
[TestFixture]
public sealed class BuilderStartTests
{
    private const string Restarting = "Error response from daemon: Container 83602f is restarting, wait until the container is running";
    private const string Said = "[FATAL tini (8)] exec --allow-insecure-entitlement=network.host failed: No such file or directory";

    private const string Crashes =
        $"""
        #0 building with "lab" instance using docker-container driver

        #1 [internal] booting buildkit
        #1 pulling image mirror.test/buildkit:1 0.0s done
        #1 pulling failed, using local image mirror.test/buildkit:1 done
        #1 creating container buildx_buildkit_lab0
        #1 17.86 {Said}
        #1 creating container buildx_buildkit_lab0 17.8s done
        #1 ERROR: {Restarting}
        ------
         > [internal] booting buildkit:
        17.85 another line
        17.86 {Said}
        ------
        ERROR: {Restarting}
        """;

    private const string Nowhere =
        """
        #0 building with "lab" instance using docker-container driver

        #1 [internal] booting buildkit
        #1 pulling image 127.0.0.1:9/nosuch:1 done
        #1 ERROR: Error response from daemon: Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused
        ------
         > [internal] booting buildkit:
        ------
        ERROR: Error response from daemon: Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused
        """;

    [Test]
    public void The_reason_is_dockers_and_what_the_container_printed_last()
    {
        BuilderStart.Problem(new(1, "", Crashes)).Should().Be(("lab", $"{Restarting}; its container says: {Said}"));
        BuilderStart.Problem(new(1, "", Nowhere)).Should().Be(
            ("lab", "Error response from daemon: Get \"http://127.0.0.1:9/v2/\": dial tcp 127.0.0.1:9: connect: connection refused"));
    }

    [Test]
    public void A_build_that_fails_behind_the_start_says_nothing_about_the_builder() =>
        BuilderStart.Problem(new(1, "", "#1 [internal] booting buildkit\n#1 DONE 1.2s\n\n#2 [1/2] FROM x\n#2 ERROR: not found\n")).Should().BeNull();

    [Test]
    public async Task A_builder_whose_container_restarts_is_broken_with_what_the_container_says()
    {
        var docker = new StubProcesses()
            .Answer("docker buildx inspect",
                $"""
                Name:          lab
                Driver:        docker-container
                Last Activity: 2026-01-02 03:04:05 +0000 UTC

                Nodes:
                Name:           lab0
                Endpoint:       unix:///var/run/docker.sock
                Error:          {Restarting}
                """)
            .Answer("docker logs --tail 1 buildx_buildkit_lab0", error: Said);

        var finding = (await new BuildKitCheck(docker, Requests.Settings("/nowhere")).RunAsync(default)).Should().ContainSingle().Which;

        finding.Should().BeEquivalentTo(new
        {
            State = CheckState.Broken,
            Evidence = $"builder lab cannot be started: {Restarting}; its container says: {Said}",
            Fix = "docker logs buildx_buildkit_lab0; docker buildx inspect --bootstrap lab; without it: --godocker_builder=default",
            ExitCode = ExitCode.Machine,
        });
    }

    [Test]
    public async Task A_builder_that_a_RUN_would_start_first_is_broken_and_not_the_RUN()
    {
        var docker = new StubProcesses().Answer("docker image ls", "golang:1.24").Answer("docker buildx build", error: Crashes, exitCode: 1);

        var finding = (await new RunStepCheck(docker, Requests.Settings("/nowhere"), ["golang:1.24"], _ => Task.FromResult<(Uri?, bool)>((new("https://goproxy.test/x.info"), true)))
            .RunAsync(default)).Should().ContainSingle().Which;

        finding.Should().Be(BuilderStart.Broken("lab", $"{Restarting}; its container says: {Said}"));
    }
}
