using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Engine;

public sealed class PreparedBuildEngineTests : EngineFixture
{
    [Test]
    public async Task Bake_builds_the_same_image_without_us()
    {
        var request = Request(
            """
            FROM scratch
            ARG PLAIN ODD INHERITED
            COPY busybox /bin/sh
            COPY busybox /bin/cat
            RUN --mount=type=secret,id=goenv,target=/go.env,required=true cat /go.env && echo "$PLAIN|$ODD|$INHERITED|$HTTPS_PROXY" > /values

            """);
        request = request with
        {
            Settings = request.Settings with
            {
                Labels = new Dictionary<string, string> { ["l"] = "${x}" },
                BuildArgs = new Dictionary<string, string?> { ["PLAIN"] = "a b", ["ODD"] = "${y}", ["INHERITED"] = null },
            },
            Network = Requests.NoProxies with { HttpsProxy = "http://me:topsecret@127.0.0.1:9" },
            Dockerfile = request.Dockerfile with { Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=off\n" } },
        };
        var bake = new PreparedBuild(new Redactor(["topsecret"])).Write(request);

        var built = await Processes.CaptureAsync(
            new("docker", ["buildx", "bake", "--file", bake])
            {
                Environment = new Dictionary<string, string?> { ["INHERITED"] = "inherited", ["HTTPS_PROXY"] = "http://p", ["https_proxy"] = "http://p" },
            },
            default);

        built.ExitCode.Should().Be(0, built.Error);
        (await RunImageAsync("/bin/cat", "/values")).Should().Be("a b|${y}|inherited|http://p");
        (await Engine.InspectAsync([$"{Settings.Image}:latest"], default)).Values.Single().Labels.Should().Contain("l", "${x}");
        Directory.EnumerateFiles(Settings.Artifacts, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllText).Should().NotContain(text => text.Contains("topsecret"));
    }

    [Test]
    public void A_secret_that_is_one_is_left_to_the_environment()
    {
        var request = Request("FROM scratch\n");
        request = request with
        {
            Dockerfile = request.Dockerfile with { Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=https://u:topsecret@h" } },
        };

        var bake = File.ReadAllText(new PreparedBuild(new Redactor(["topsecret"])).Write(request));

        bake.Should().Contain("id=goenv,env=GODOCKER_SECRET_1");
        Directory.Exists(Path.Combine(Settings.Artifacts, "secrets")).Should().BeFalse();
    }
}
