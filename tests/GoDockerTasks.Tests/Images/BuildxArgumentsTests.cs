using GoDockerTasks.Images;
using GoDockerTasks.Modules;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class BuildxArgumentsTests
{
    private static readonly BuildRequest Plain = Requests.Request(Requests.Settings("/r"), "FROM scratch\n");

    private static string Arguments(BuildRequest request) =>
        string.Join(' ', BuildxArguments.For(request, "/t/Dockerfile", "/t/metadata.json", "rawjson"));

    [Test]
    public void A_plain_build_has_no_more_than_it_needs() => Arguments(Plain).Should().Be(
        "buildx build --file /t/Dockerfile --tag orders:latest --progress rawjson --metadata-file /t/metadata.json /r/context");

    [Test]
    public void A_home_made_base_is_pulled_from_nowhere() => Arguments(Plain with
    {
        Settings = Plain.Settings with { Build = new() { Pull = true } },
        Bases = [new("golang:1", "godocker.local/golang:1", null, BaseImageSource.LocalToolchain)],
    }).Should().NotContain("--pull");

    [Test]
    public void Every_flag_of_buildx_can_be_set()
    {
        var request = Plain with
        {
            Settings = Plain.Settings with
            {
                Build = new()
                {
                    Builder = "ci",
                    CacheFrom = ["type=registry,ref=r/c"],
                    CacheTo = ["type=registry,ref=r/c", "type=inline", "type=gha,ignore-error=false"],
                    Annotations = new Dictionary<string, string> { ["index:a"] = "1" },
                    Provenance = "mode=max",
                    Sbom = "true",
                    Attestations = ["type=x"],
                    Outputs = ["type=oci,dest=o.tar"],
                    Contexts = new Dictionary<string, string> { ["proto"] = "../proto" },
                    AddHosts = ["h:127.0.0.1"],
                    Allow = ["security.insecure"],
                    Pull = true,
                    NoCache = true,
                    NoCacheFilter = ["test"],
                    ShmSize = "64m",
                    Ulimits = ["nofile=1024"],
                    CgroupParent = "g",
                    SourceDateEpoch = 1_700_000_000,
                    Arguments = ["--call", "check"],
                },
            },
        };

        Arguments(request).Should().Be(
            "buildx build --builder ci --file /t/Dockerfile --tag orders:latest --annotation index:a=1 --build-context proto=../proto "
            + "--add-host h:127.0.0.1 --allow security.insecure --cache-from type=registry,ref=r/c "
            + "--cache-to type=registry,ref=r/c,ignore-error=true --cache-to type=inline --cache-to type=gha,ignore-error=false "
            + "--pull --no-cache --no-cache-filter test --provenance mode=max --sbom true --attest type=x --shm-size 64m "
            + "--ulimit nofile=1024 --cgroup-parent g --output type=oci,dest=o.tar --progress rawjson "
            + "--metadata-file /t/metadata.json --call check /r/context");
        BuildVariables.For(request).Should().ContainKey("SOURCE_DATE_EPOCH").WhoseValue.Should().Be("1700000000");
    }

    [Test]
    public void Every_setting_has_its_place_and_no_secret_is_among_them()
    {
        var request = Plain with
        {
            Driver = "docker-container",
            Settings = Plain.Settings with
            {
                Tags = ["2", "1"],
                Labels = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1 1" },
                Stage = "final",
                Platforms = ["linux/amd64", "linux/arm64"],
                BuildArgs = new Dictionary<string, string?> { ["B"] = null, ["A"] = "x=y", ["no_proxy"] = "mine" },
                Secrets = ["id=netrc,src=/n"],
                Ssh = ["default"],
                RunNetwork = RunNetwork.Host,
            },
            Network = Plain.Network with { HttpProxy = "http://u:pw@p:1", NoProxy = "x" },
            Dockerfile = Plain.Dockerfile with
            {
                SnapshotContext = "gomod",
                Settings = new Dictionary<string, string> { ["file"] = "GOPROXY=off\n" },
                Secrets = new Dictionary<string, string> { ["goenv"] = "GOPROXY=https://u:pw@h", ["ca"] = "PEM" },
            },
            Modules = new ModuleSnapshot { Id = "sha256:1", Directory = "/cache/s", Needs = new([]) },
            Bases =
            [
                new("golang:1.24", "godocker.local/golang:1.24.4-1", null, BaseImageSource.LocalToolchain),
                new("docker.io/library/alpine:latest", "m.example/library/alpine:latest", null, BaseImageSource.Mirror),
                new("debian", "debian", null, BaseImageSource.Engine),
            ],
        };

        Arguments(request).Should().Be(
            "buildx build --file /t/Dockerfile --tag orders:1 --tag orders:2 --label a=1 1 --label b=2 --target final "
            + "--platform linux/amd64,linux/arm64 --build-arg A=x=y --build-arg B --build-arg no_proxy=mine "
            + "--build-arg HTTP_PROXY --build-arg http_proxy "
            + "--build-context gomod=/cache/s --build-context godocker-settings=/r/artifacts/settings --build-context alpine=docker-image://m.example/library/alpine:latest "
            + "--build-context golang:1.24=docker-image://godocker.local/golang:1.24.4-1 "
            + "--secret id=ca,env=GODOCKER_SECRET_1 --secret id=goenv,env=GODOCKER_SECRET_2 --secret id=netrc,src=/n "
            + "--ssh default --network host --output type=docker --progress rawjson --metadata-file /t/metadata.json /r/context");
        BuildVariables.For(request).Should().Equal(new Dictionary<string, string?>
        {
            ["GODOCKER_SECRET_1"] = "PEM",
            ["GODOCKER_SECRET_2"] = "GOPROXY=https://u:pw@h",
            ["HTTP_PROXY"] = "http://u:pw@p:1",
            ["http_proxy"] = "http://u:pw@p:1",
            ["NO_PROXY"] = "x",
            ["no_proxy"] = "x",
        });
    }
}
