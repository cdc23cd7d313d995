using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class DockerfileRewriterTests
{
    private const string TwoStages = """
        FROM golang:1.24 AS build
        RUN apt-get update && apt-get install -y git
        WORKDIR /src
        COPY go.mod go.sum ./
        RUN go mod download
        COPY . .
        RUN CGO_ENABLED=0 go build -o /out/app ./cmd/app

        FROM gcr.io/distroless/static
        COPY --from=build /out/app /app
        ENTRYPOINT ["/app"]

        """;

    [Test]
    public void The_runs_of_go_get_mounts_and_nothing_else_changes()
    {
        var plan = Of(TwoStages);

        MountedLines(plan).Should().Equal(5, 7);
        WithoutMounts(plan.Text).Should().Be(TwoStages);
        plan.Changes.Select(change => change.Line).Should().Equal(5, 7);
        plan.LeftAlone.Should().BeEmpty();
        plan.NotHermetic.Should().BeEmpty();
        plan.SnapshotContext.Should().Be("godocker-modules");
    }

    [Test]
    public void A_run_gets_the_modules_the_settings_and_both_caches()
    {
        var line = Of(TwoStages).Text.Split('\n')[6];

        line.Should().StartWith("RUN --mount=type=bind,from=godocker-modules,target=/run/godocker/modules,ro ")
            .And.Contain(" --mount=type=secret,id=godocker-goenv,target=/usr/local/go/go.env,mode=0444 ")
            .And.MatchRegex(" --mount=type=cache,id=godocker-go-build-[0-9a-f]{16},target=/run/godocker/go-build,sharing=shared ")
            .And.MatchRegex(" --mount=type=cache,id=godocker-go-mod-[0-9a-f]{16},target=/go/pkg/mod,sharing=shared ")
            .And.EndWith(" CGO_ENABLED=0 go build -o /out/app ./cmd/app");
    }

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
    public void The_bases_say_which_of_them_needs_go()
    {
        Of(TwoStages).Bases.Select(image => (image.Name, image.Line, image.RunsGo))
            .Should().Equal(("golang:1.24", 1, true), ("gcr.io/distroless/static", 9, false));
    }

    [Test]
    public void Nothing_changes_where_rewriting_is_off()
    {
        var plan = Of(TwoStages, input => input with { Rewrite = false });

        plan.Text.Should().Be(TwoStages);
        plan.IsRewritten.Should().BeFalse();
        plan.Secrets.Should().BeEmpty();
        plan.SnapshotContext.Should().BeNull();
        plan.Bases.Should().HaveCount(2);
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
    public void Another_scope_has_other_caches() =>
        Of(TwoStages, input => input with { CacheScope = "pull request" }).Text.Should().NotBe(Of(TwoStages).Text);

    [Test]
    public void A_tool_installed_before_the_source_comes_keeps_its_layer_when_the_snapshot_changes()
    {
        var plan = Of("""
            FROM golang:1.24
            RUN go install golang.org/x/tools/cmd/stringer@v0.30.0
            COPY . /src
            RUN go install golang.org/x/tools/cmd/goimports@latest
            """);

        plan.Text.Split('\n')[1].Should().NotContain("type=bind").And.Contain("id=godocker-goenv-online");
        plan.Text.Split('\n')[3].Should().Contain("type=bind");
        plan.Secrets["godocker-goenv-online"].Should().Contain($"GOPROXY={Chain}\n");
        plan.NotHermetic.Select(note => note.Line).Should().Equal(2, 4);
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

    [Test]
    public void The_module_cache_is_not_mounted_in_stages_that_become_the_image()
    {
        var plan = Of("""
            FROM golang:1.24
            COPY . .
            RUN go build ./...
            """);

        plan.Text.Should().Contain("go-build").And.NotContain("pkg/mod");
    }

    [TestCase("RUN cp -r /go/pkg/mod/example.com/x /x")]
    [TestCase("RUN go clean -modcache")]
    [TestCase("RUN --mount=type=cache,target=/go/pkg/mod go vet ./...")]
    [TestCase("ENV X=/go/pkg/mod")]
    public void The_module_cache_is_not_mounted_where_something_else_looks_for_it(string line)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            COPY . .
            RUN go build -o /app .
            {line}
            FROM scratch
            COPY --from=build /app /app
            """);

        plan.Text.Should().NotContain("godocker-go-mod");
    }

    [TestCase("/go/pkg/mod")]
    [TestCase("/go")]
    [TestCase("/go/pkg/mod/cache/download")]
    [TestCase("/")]
    public void The_module_cache_is_not_mounted_where_another_stage_copies_it(string path)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            COPY . .
            RUN go build -o /app .
            FROM scratch
            COPY --from=build {path} /x
            """);

        plan.Text.Should().NotContain("godocker-go-mod");
    }

    [Test]
    public void A_users_own_build_cache_is_used()
    {
        var plan = Of("""
            FROM golang:1.24 AS build
            COPY . .
            RUN --mount=type=cache,target=/root/.cache/go-build go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            """);

        plan.Text.Should().NotContain("godocker-go-build");
        plan.Secrets["godocker-goenv-nocache"].Should().NotContain("GOCACHE");
    }

    [Test]
    public void A_step_that_empties_the_build_cache_empties_its_own() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go build . && go clean -cache\n").Text.Should().NotContain("godocker-go-build");

    [TestCase("USER 1000", ",uid=1000")]
    [TestCase("USER 1000:1001", ",uid=1000,gid=1001")]
    [TestCase("USER app", ",from=golang:1.24,source=/tmp")]
    [TestCase("USER root", "shared ")]
    public void The_build_cache_belongs_to_the_user_of_the_run(string user, string owner)
    {
        var plan = Of($"""
            FROM golang:1.24 AS build
            {user}
            COPY . .
            RUN go build -o /tmp/app .
            FROM scratch
            COPY --from=build /tmp/app /app
            """);

        plan.Text.Split('\n')[3].Should().Contain($"sharing=shared{owner.Replace("shared", "", StringComparison.Ordinal)}");
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

    [Test]
    public void A_script_in_a_stage_without_go_is_none_of_our_business()
    {
        var plan = Of("FROM node:22\nCOPY . .\nRUN ./build.sh && make assets\n");

        plan.IsRewritten.Should().BeFalse();
        plan.LeftAlone.Should().BeEmpty();
    }

    [TestCase("RUN make build")]
    [TestCase("RUN ./scripts/build.sh")]
    [TestCase("RUN sh -c 'cd /src && go test ./...'")]
    [TestCase("RUN [\"go\", \"build\"]")]
    [TestCase("RUN [\"/bin/sh\", \"-c\", \"go vet ./...\"]")]
    [TestCase("RUN <<EOF\nset -e\ngo build ./...\nEOF")]
    [TestCase("RUN env GOOS=linux go build .")]
    [TestCase("RUN if [ -f go.mod ]; then go mod download; fi")]
    [TestCase("RUN test -f go.mod && \\\n    # why not\n\n    go list -m all")]
    [TestCase("RUN V=$(go list -m) && echo $V")]
    [TestCase("RUN\\\n  go build")]
    public void Every_way_to_run_go_is_seen(string run)
    {
        var text = $"FROM golang:1.24\nCOPY . .\n{run}\n";
        var plan = Of(text);

        plan.Changes.Should().ContainSingle().Which.Line.Should().Be(3);
        WithoutMounts(plan.Text).Replace(" \\", "\\", StringComparison.Ordinal).Should().Be(text.Replace(" \\", "\\", StringComparison.Ordinal));
    }

    [TestCase("RUN go version")]
    [TestCase("RUN mkdir -p /go/src && chmod -R 777 /go")]
    [TestCase("RUN apt-get install -y golang-go make")]
    [TestCase("RUN echo go build")]
    [TestCase("RUN /usr/bin/env true")]
    public void What_does_not_run_go_is_not_touched(string run) =>
        Of($"FROM golang:1.24\nCOPY . .\n{run}\n").IsRewritten.Should().BeFalse();

    [Test]
    public void A_step_can_be_left_out_with_a_reason()
    {
        var plan = Of("""
            FROM golang:1.24
            COPY . .
            # godocker:off it needs the real network
            RUN go generate ./...
            RUN go build .
            """);

        MountedLines(plan).Should().Equal(3, 5);
        plan.LeftAlone.Should().ContainSingle().Which.Text.Should().Contain("it needs the real network");
    }

    [Test]
    public void A_stage_can_be_left_out_with_a_reason()
    {
        var plan = Of("# godocker:off no\nFROM golang:1.24\nCOPY . .\nRUN go build .\n");

        plan.IsRewritten.Should().BeFalse();
        plan.LeftAlone.Should().ContainSingle().Which.Line.Should().Be(4);
    }

    [TestCase("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL [\"powershell\"]\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.12\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.24-nanoserver\nCOPY . .\nRUN go build\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN rm -rf /usr/local/go && go build\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && cp -r / /rootfs\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && rm -rf /run/*\n")]
    [TestCase("FROM golang:1.24\nCOPY . .\nRUN go build && cp -r $(go env GOROOT) /goroot\n")]
    [TestCase("FROM alpine\nRUN go env -w GOFLAGS=-mod=mod\nCOPY . .\nRUN go build\n")]
    public void What_cannot_be_done_safely_is_left_alone_and_said(string text)
    {
        var plan = Of(text);

        plan.Text.Should().Be(text);
        plan.LeftAlone.Should().ContainSingle();
        plan.NotHermetic.Should().ContainSingle();
    }

    [Test]
    public void Onbuild_is_never_rewritten() =>
        Of("FROM golang:1.24\nCOPY . .\nONBUILD RUN go build\n").IsRewritten.Should().BeFalse();

    [Test]
    public void A_stage_that_the_target_does_not_need_is_not_looked_at()
    {
        var plan = Of("""
            FROM golang:1.24 AS build
            COPY . .
            RUN go build
            FROM golang:1.23 AS lint
            COPY . .
            RUN go vet ./...
            """, input => input with { Stages = new() { Target = "build" } });

        plan.Changes.Select(change => change.Line).Should().Equal(3);
        plan.Bases.Should().ContainSingle().Which.Name.Should().Be("golang:1.24");
    }

    [Test]
    public void A_target_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var act = () => Of(TwoStages, input => input with { Stages = new() { Target = "test" } });

        act.Should().Throw<GoDockerException>().WithMessage("GDT2101*'test'*build*");
    }

    [Test]
    public void A_base_without_a_name_is_an_error()
    {
        var act = () => Of("ARG BASE\nFROM ${BASE}\n");

        act.Should().Throw<GoDockerException>().WithMessage("GDT2102*line 2*");
    }
}
