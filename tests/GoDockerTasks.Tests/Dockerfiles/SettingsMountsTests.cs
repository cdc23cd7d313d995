using GoDockerTasks.Network;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class SettingsMountsTests
{
    [Test]
    public void The_settings_travel_as_a_secret()
    {
        var plan = Of(TwoStages);

        plan.Secrets.Should().ContainSingle().Which.Should().Be(new KeyValuePair<string, string>("godocker-goenv", """
            GOCACHE=/run/godocker/go-build
            GONOPROXY=none
            GOPROXY=file:///run/godocker/modules,https://proxy.example|https://other.example,direct
            GOSUMDB=sum.golang.org
            GOTOOLCHAIN=auto

            """));
        plan.Text.Should().NotContain("proxy.example");
    }

    [Test]
    public void Hermetic_means_that_the_list_ends_with_the_snapshot() =>
        Of(TwoStages, input => input with { Hermetic = true }).Secrets["godocker-goenv"]
            .Should().Contain("GOPROXY=file:///run/godocker/modules,off\n");

    [TestCase("file:///srv/proxy", "off")]
    [TestCase("file:///srv/proxy,https://proxy.example|direct", "https://proxy.example|direct")]
    public void A_folder_of_this_machine_is_no_proxy_for_a_step(string proxies, string expected) =>
        Of(TwoStages, input => input with { Network = input.Network with { GoProxy = ProxyChain.Parse(proxies) } })
            .Secrets["godocker-goenv"].Should().Contain($"GOPROXY=file:///run/godocker/modules,{expected}\n");

    [Test]
    public void Without_a_snapshot_the_settings_carry_the_plain_list()
    {
        var plan = Of(TwoStages, input => input with { HasSnapshot = false });

        plan.SnapshotContext.Should().BeNull();
        plan.Text.Should().NotContain("type=bind");
        plan.Secrets.Should().ContainSingle().Which.Value.Should().Contain($"GOPROXY={Chain}\n").And.NotContain("GONOPROXY");
        plan.NotHermetic.Select(note => note.Line).Should().Equal(5, 7);
    }

    [Test]
    public void A_fail_over_changes_the_secret_alone()
    {
        var other = Of(TwoStages, input => input with { Network = new() { GoProxy = ProxyChain.Parse("https://b.example") } });

        other.Text.Should().Be(Of(TwoStages).Text);
        other.Secrets.Should().NotEqual(Of(TwoStages).Secrets);
    }

    [Test]
    public void Certificates_travel_as_a_secret_too()
    {
        var plan = Of(TwoStages, input => input with { CaCertificates = "-----BEGIN" });

        plan.Text.Should().Contain("--mount=type=secret,id=godocker-ca,target=/etc/ssl/certs/godocker-ca.pem,mode=0444");
        plan.Secrets["godocker-ca"].Should().Be("-----BEGIN");
    }

    [Test]
    public void A_tool_that_was_installed_once_is_taken_from_the_module_cache()
    {
        var plan = Of("""
            FROM golang:1.24 AS build
            COPY . /src
            RUN go install golang.org/x/tools/cmd/stringer@v0.30.0
            RUN go install golang.org/x/tools/cmd/goimports@latest
            FROM scratch
            COPY --from=build /go/bin /
            """);

        plan.Secrets["godocker-goenv-tools"].Should().Contain($"GOPROXY=file:///run/godocker/modules,file:///go/pkg/mod/cache/download,{Chain}\n");
        plan.Secrets["godocker-goenv"].Should().Contain($"GOPROXY=file:///run/godocker/modules,{Chain}\n");
    }

    [Test]
    public void A_proxy_that_is_silent_is_kept_from_RUNs_where_Go_would_wait_for_it()
    {
        static ProbeResult Silent(string url) => new(url, false, ProbeStage.Http, TimeSpan.FromSeconds(2.5), "no answer") { TimedOut = true };
        string Proxies(params string[] silent) => Of(
            "FROM golang:1.24\nCOPY . .\nRUN go build",
            input => input with { Network = input.Network with { Probes = [.. silent.Select(Silent)] } }).Secrets["godocker-goenv"];

        Proxies("https://proxy.example").Should().Contain("modules,https://other.example,direct\n");
        Proxies("https://proxy.example", "https://other.example").Should().Contain($"modules,{Chain}\n", "one of them may be back by then");
    }

    [TestCase("golang:1.20-alpine", "/root/.config/go/env")]
    [TestCase("golang:1.21", "/usr/local/go/go.env")]
    [TestCase("golang:alpine", "/usr/local/go/go.env")]
    [TestCase("mirror.example/library/golang:1.24@sha256:0000000000000000000000000000000000000000000000000000000000000000", "/usr/local/go/go.env")]
    [TestCase("alpine:3.20", "/root/.config/go/env")]
    public void The_settings_are_mounted_where_the_stages_go_reads_them(string image, string path) =>
        Of($"FROM {image}\nCOPY . .\nRUN go build\n").Text.Should().Contain($"target={path},mode=0444");

    [Test]
    public void A_longer_path_does_not_hide_the_toolchain_of_a_golang_image() =>
        Of("FROM golang:1.24\nENV PATH=$PATH:/root/go/bin\nCOPY . .\nRUN go build\n").Text.Should().Contain("target=/usr/local/go/go.env");

    [Test]
    public void The_base_images_environment_decides_about_the_toolchain_where_it_is_known()
    {
        var plan = Of("FROM corp/builder\nCOPY . .\nRUN make\n", input => input with
        {
            Stages = Base("corp/builder", ("PATH", "/go/bin:/opt/go/bin:/usr/bin"), ("GOPATH", "/go")),
        });

        plan.Text.Should().Contain("target=/opt/go/go.env");
    }
}
