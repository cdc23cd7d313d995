using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class OfflineStepsTests
{
    [TestCase("RUN go build ./...")]
    [TestCase("RUN go mod download && go mod verify")]
    [TestCase("RUN go vet ./... && CGO_ENABLED=0 go install ./cmd/...")]
    [TestCase("RUN --mount=type=cache,target=/root/.cache/go-build go build .")]
    public void A_step_that_only_builds_what_go_sum_names_gets_its_settings_as_a_file_that_names_no_proxy(string run)
    {
        var plan = Of($"FROM golang:1.24\nCOPY . .\n{run}\n", input => input with { SnapshotIsWhole = true });

        plan.Text.Should().Contain("--mount=type=bind,from=godocker-settings,source=godocker-goenv")
            .And.Contain(",target=/usr/local/go/go.env,ro").And.NotContain("type=secret");
        plan.Settings.Should().ContainSingle().Which.Value.Should().Contain("GOPROXY=file:///run/godocker/modules\n");
        plan.Secrets.Should().BeEmpty();
    }

    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go test ./...", TestName = "{m}: a test runs anything")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go generate ./...", TestName = "{m}: so does a generator")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN make build && go build", TestName = "{m}: make may run go get")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN make generate\nRUN go build", TestName = "{m}: an earlier step may have changed go.mod")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go get example.com/x && go build", TestName = "{m}: go get looks up versions")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN sed -i s/a/b/ go.mod\nRUN go build", TestName = "{m}: go.mod is edited")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build -mod=mod", TestName = "{m}: the flag that completes go.mod")]
    [TestCase("FROM golang:1.24\nENV GOFLAGS=-mod=mod\nCOPY . .\nRUN go build", TestName = "{m}: the same in a variable")]
    [TestCase("FROM golang:1.24\nENV GOTOOLCHAIN=auto\nCOPY . .\nRUN go build", TestName = "{m}: another Go may be needed")]
    [TestCase("FROM debian\nENV GOROOT=/usr/local/go\nCOPY . .\nRUN go build", TestName = "{m}: nobody knows which Go it is")]
    [TestCase("FROM golang:1.24\nCOPY . .\nCOPY --from=example.com/source /src/ .\nRUN go build", TestName = "{m}: source that nobody has read")]
    [TestCase("FROM golang:1.24\nRUN git clone https://example.com/x .\nCOPY . .\nRUN go build", TestName = "{m}: source from elsewhere")]
    [TestCase("FROM golang:1.24\nADD https://example.com/x.git .\nCOPY . .\nRUN go build", TestName = "{m}: source by ADD")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN --mount=type=bind,from=other,target=/x go build", TestName = "{m}: source by a mount")]
    public void A_step_that_may_need_more_gets_them_as_a_secret_with_the_proxies(string dockerfile)
    {
        var plan = Of(dockerfile + "\n", input => input with { SnapshotIsWhole = true });

        plan.Settings.Should().BeEmpty();
        plan.Text.Should().NotContain("godocker-settings");
    }

    [Test]
    public void A_snapshot_that_is_not_whole_leaves_the_proxies_in() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go build\n").Settings.Should().BeEmpty();

    [Test]
    public void A_hermetic_build_is_told_apart_by_its_settings() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go build\n", input => input with { SnapshotIsWhole = true, Hermetic = true })
            .Secrets.Should().ContainSingle().Which.Value.Should().Contain("GOPROXY=file:///run/godocker/modules,off\n");

    [Test]
    public void Another_proxy_changes_nothing_of_what_a_cache_key_holds()
    {
        string Text(string proxy) => Of("FROM golang:1.24\nCOPY . .\nRUN go build\n", input => input with
        {
            SnapshotIsWhole = true, Network = input.Network with { GoProxy = GoDockerTasks.Network.ProxyChain.Parse(proxy) },
        }) is var plan ? plan.Text + string.Concat(plan.Settings.Values) : "";

        Text("https://a.example").Should().Be(Text("https://b.example|https://c.example,direct"));
    }
}
