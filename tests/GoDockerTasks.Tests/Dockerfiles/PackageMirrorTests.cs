using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Rewriting;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class PackageMirrorTests
{
    private const string Mirror = "https://mirror.example";

    [TestCase("deb http://deb.debian.org/debian bookworm main", "deb https://mirror.example/debian bookworm main")]
    [TestCase("deb [arch=amd64 signed-by=/k.gpg] http://deb.debian.org/debian-security bookworm-security main", "deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian-security bookworm-security main")]
    [TestCase("deb http://security.debian.org/debian-security buster/updates main", "deb https://mirror.example/debian-security buster/updates main")]
    [TestCase("deb http://ftp.de.debian.org/debian sid main", "deb https://mirror.example/debian sid main")]
    [TestCase("deb http://archive.ubuntu.com/ubuntu/ noble main", "deb https://mirror.example/ubuntu/ noble main")]
    [TestCase("deb http://de.archive.ubuntu.com/ubuntu noble main", "deb https://mirror.example/ubuntu noble main")]
    [TestCase("deb http://ports.ubuntu.com/ubuntu-ports noble main", "deb https://mirror.example/ubuntu-ports noble main")]
    [TestCase("Types: deb\nURIs: http://deb.debian.org/debian http://security.debian.org/debian-security\nSuites: trixie\n", "Types: deb\nURIs: https://mirror.example/debian https://mirror.example/debian-security\nSuites: trixie\n")]
    [TestCase("# deb http://deb.debian.org/debian bookworm main", "# deb http://deb.debian.org/debian bookworm main")]
    [TestCase("deb https://download.docker.com/linux/debian bookworm stable", "deb https://download.docker.com/linux/debian bookworm stable")]
    [TestCase("deb http://snapshot.debian.org/archive/debian/20240101T000000Z bookworm main", "deb http://snapshot.debian.org/archive/debian/20240101T000000Z bookworm main")]
    [TestCase("deb http://deb.debian.org.example/debian bookworm main", "deb http://deb.debian.org.example/debian bookworm main")]
    public void The_sources_of_apt_keep_everything_but_the_host(string source, string expected) =>
        PackageManager.Apt.WithMirror(source, Mirror + "/").Should().Be(expected);

    [TestCase("https://dl-cdn.alpinelinux.org/alpine/v3.20/main\nhttps://dl-cdn.alpinelinux.org/alpine/v3.20/community\n", "https://mirror.example/alpine/v3.20/main\nhttps://mirror.example/alpine/v3.20/community\n")]
    [TestCase("http://dl-4.alpinelinux.org/alpine/edge/main", "https://mirror.example/alpine/edge/main")]
    [TestCase("@edge https://dl-cdn.alpinelinux.org/alpine/edge/testing", "@edge https://mirror.example/alpine/edge/testing")]
    [TestCase("#https://dl-cdn.alpinelinux.org/alpine/edge/testing", "#https://dl-cdn.alpinelinux.org/alpine/edge/testing")]
    [TestCase("/media/cdrom/apks\nhttps://packages.wolfi.dev/os", "/media/cdrom/apks\nhttps://packages.wolfi.dev/os")]
    public void The_repositories_of_apk_keep_everything_but_the_host(string source, string expected) =>
        PackageManager.Apk.WithMirror(source, Mirror).Should().Be(expected);

    [Test]
    public void Only_the_RUNs_that_call_the_package_manager_get_the_mounts()
    {
        var plan = Mirrored("FROM debian:12\nRUN echo\nRUN apt-get update && apt-get install -y git\nRUN sh -c 'apt install curl'\nRUN [\"apt-get\", \"update\"]\nRUN ls\n");

        MountedLines(plan).Should().Equal(3, 4, 5);
        plan.Text.Should().MatchRegex("RUN --mount=type=secret,id=godocker-apt-[0-9a-f]+,target=/etc/apt/sources.list.d/debian.sources,mode=0444,required=true apt-get update");
        plan.Secrets.Should().ContainSingle().Which.Value.Should().Be("URIs: https://mirror.example/debian\n");
    }

    [Test]
    public void A_RUN_of_Go_and_packages_gets_both()
    {
        var plan = Mirrored("FROM golang:1.24-alpine\nCOPY . .\nRUN apk add git && go build\n");

        plan.Text.Should().Contain("target=/usr/local/go/go.env").And.Contain("target=/etc/apk/repositories");
        WithoutMounts(plan.Text).Should().Be("FROM golang:1.24-alpine\nCOPY . .\nRUN apk add git && go build\n");
    }

    [TestCase("RUN sed -i s/a/b/ /etc/apt/sources.list.d/debian.sources\nRUN apt-get update")]
    [TestCase("COPY docker.list /etc/apt/sources.list.d/\nRUN apt-get update")]
    [TestCase("COPY rootfs/ /\nRUN apt-get update")]
    [TestCase("RUN apt-get update && rm -rf /etc/apt/sources.list.d")]
    [TestCase("RUN sed -i s/a/b/ /etc/apt/sources.list.d/*.sources && apt-get update")]
    [TestCase("RUN mv /etc/apt /etc/apt.old; apt-get update")]
    [TestCase("RUN add-apt-repository ppa:x/y && apt-get update")]
    [TestCase("RUN --mount=type=bind,source=my.list,target=/etc/apt/sources.list.d/debian.sources apt-get update")]
    [TestCase("# godocker:off ours\nRUN apt-get update")]
    public void Sources_that_the_Dockerfile_sets_itself_stay(string lines)
    {
        var plan = Mirrored($"FROM debian:12\n{lines}\n");

        plan.IsRewritten.Should().BeFalse();
        plan.LeftAlone.Should().NotBeEmpty();
    }

    [TestCase("RUN echo deb https://download.docker.com/linux/debian > /etc/apt/sources.list.d/docker.list && apt-get update")]
    [TestCase("RUN install -d /etc/apt/keyrings && apt-get update")]
    [TestCase("COPY 99proxy /etc/apt/apt.conf.d/99proxy\nRUN apt-get update")]
    [TestCase("COPY . /src\nRUN cp /src/passwd /etc/passwd; apt-get update")]
    public void Other_files_beside_the_sources_are_nothing_to_us(string lines) =>
        Mirrored($"FROM debian:12\n{lines}\n").Text.Should().Contain("target=/etc/apt/sources.list.d/debian.sources");

    [Test]
    public void An_image_that_could_not_be_looked_at_keeps_its_sources() =>
        Mirrored("FROM unknown:1\nRUN apt-get update\n").LeftAlone.Should().ContainSingle().Which.Text.Should().Contain("not known");

    [Test]
    public void An_image_with_a_mirror_of_its_own_keeps_it() =>
        Mirrored("FROM own:1\nRUN apt-get update\n").Should().Match<DockerfilePlan>(plan => !plan.IsRewritten && plan.LeftAlone.Count == 0);

    [Test]
    public void Nothing_is_changed_without_a_mirror() =>
        Of("FROM debian:12\nRUN apt-get update\n", input => input with { PackageSources = Sources }).IsRewritten.Should().BeFalse();

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Sources { get; } = new()
    {
        ["debian:12"] = new Dictionary<string, string> { ["/etc/apt/sources.list.d/debian.sources"] = "URIs: http://deb.debian.org/debian\n" },
        ["own:1"] = new Dictionary<string, string> { ["/etc/apt/sources.list"] = "deb https://packages.corp.example/debian sid main\n" },
        ["golang:1.24-alpine"] = new Dictionary<string, string> { ["/etc/apk/repositories"] = "https://dl-cdn.alpinelinux.org/alpine/v3.20/main\n" },
    };

    private static DockerfilePlan Mirrored(string text) =>
        Of(text, input => input with { AptMirror = Mirror, ApkMirror = Mirror, PackageSources = Sources });
}
