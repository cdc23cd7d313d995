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
        var bake = new PreparedBuild(new Redactor(["topsecret"])).Write(request).Bake;

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
    public async Task It_builds_in_a_folder_whatever_that_is_called()
    {
        var request = Request("FROM scratch\nCOPY busybox /bin/sh\nRUN --mount=type=secret,id=goenv,target=/go.env,required=true read x </go.env\n");
        request = request with
        {
            Settings = request.Settings with { Artifacts = Path.Combine(Settings.Artifacts, "a,b \"c\" 'd'\ne") },
            Dockerfile = request.Dockerfile with { Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=off\n" } },
        };
        var files = new PreparedBuild(new Redactor([])).Write(request);
        var moved = Path.Combine(Settings.Artifacts, "f,g \"h\"");

        var bake = await Processes.CaptureAsync(new("docker", ["buildx", "bake", "--file", files.Bake]), default);
        var script = await Processes.CaptureAsync(new("sh", [files.Command]), default);
        Directory.Move(request.Settings.Artifacts, moved);
        var movedBake = await Processes.CaptureAsync(
            new("docker", ["buildx", "bake", "--file", Path.Combine(moved, "bake.json")])
            {
                Environment = new Dictionary<string, string?> { ["GODOCKER_FILES"] = moved },
            },
            default);

        bake.ExitCode.Should().Be(0, bake.Error);
        script.ExitCode.Should().Be(0, script.Error);
        movedBake.ExitCode.Should().Be(0, movedBake.Error);
    }

    [Test]
    public void A_secret_that_is_one_is_not_written()
    {
        var request = Request("FROM scratch\n");
        request = request with
        {
            Settings = request.Settings with { BuildArgs = new Dictionary<string, string?> { ["TOKEN"] = "topsecret" } },
            Dockerfile = request.Dockerfile with { Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=https://u:topsecret@h" } },
        };

        var files = new PreparedBuild(new Redactor(["topsecret"])).Write(request);

        files.Redacted.Should().Equal("goenv");
        File.ReadAllText(files.SecretFiles["goenv"]).Should().Be("GOPROXY=https://u:***@h");
        File.ReadAllText(files.Bake).Should().Contain("\"TOKEN\": \"${TOKEN}\"").And.NotContain("topsecret");
    }

    [Test]
    public void What_an_earlier_run_left_is_gone()
    {
        var request = Request("FROM scratch\n");
        var old = request with { Dockerfile = request.Dockerfile with { Secrets = new Dictionary<string, string> { ["old"] = "" } } };
        new PreparedBuild(new Redactor([])).Write(old).SecretFiles.Keys.Should().Equal("old");

        new PreparedBuild(new Redactor([])).Write(request);

        Directory.Exists(Path.Combine(Settings.Artifacts, "secrets")).Should().BeFalse();
    }

    [Test]
    public void Settings_that_bake_has_no_word_for_are_named()
    {
        var request = Request("FROM scratch\n");
        request = request with
        {
            Settings = request.Settings with
            {
                Build = new() { AddHosts = ["a:127.0.0.1"], Provenance = "false", CacheTo = ["type=registry,ref=r/c"], SourceDateEpoch = 7 },
            },
        };

        var files = new PreparedBuild(new Redactor([])).Write(request);

        files.NotInBake.Should().Equal("AddHosts");
        File.ReadAllText(files.Bake).Should().Contain("type=provenance,disabled=true")
            .And.Contain("type=registry,ref=r/c,ignore-error=true").And.Contain("\"SOURCE_DATE_EPOCH\": \"7\"");
        File.ReadAllText(files.Command).Should().Contain("--add-host a:127.0.0.1");
    }
}
