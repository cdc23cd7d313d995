using GoDockerTasks.Errors;
using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class DockerfileRewriterTests
{
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
