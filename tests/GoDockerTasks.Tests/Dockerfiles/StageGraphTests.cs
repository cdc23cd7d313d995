using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class StageGraphTests
{
    private const string Text = """
        ARG GO=1.24
        ARG IMAGE=golang:${GO}
        FROM --platform=$BUILDPLATFORM ${IMAGE} AS Base
        ARG GO
        ARG MINE=1
        ENV A=$GO B=${MINE}
        WORKDIR /src
        WORKDIR app/../cmd
        USER 1000
        FROM base AS build
        COPY --from=0 /x /x
        ARG MINE
        RUN true
        FROM alpine AS tools
        RUN --mount=type=bind,from=build,source=/out,target=/o true
        FROM scratch
        COPY --from=tools /y /y
        """;

    private static StageGraph Graph(StageInputs? inputs = null) => StageGraph.Of(Dockerfile.Parse(Text), inputs ?? new());

    [Test]
    public void Stages_are_built_on_images_or_on_each_other()
    {
        var stages = Graph().Stages;

        stages.Select(stage => stage.Image).Should().Equal("golang:1.24", "base", "alpine", "scratch");
        stages[0].Platform.Should().Be("linux/amd64");
        stages[1].Parent.Should().BeSameAs(stages[0]);
        stages[1].Root.Should().Be("golang:1.24");
    }

    [Test]
    public void Variables_folder_and_user_are_followed_through_the_chain()
    {
        var build = Graph(new() { BuildArgs = new Dictionary<string, string> { ["GO"] = "1.25", ["MINE"] = "2" } }).Stages[1];
        var state = build.Steps[^1].State;

        state.Value("A").Should().Be("1.25");
        state.Value("B").Should().Be("2");
        state.Value("MINE").Should().Be("2");
        state.Value("GO").Should().Be("1.25", "an ARG is inherited");
        state.Value("IMAGE").Should().BeNull("an ARG before the first FROM is not");
        state.WorkingDirectory.Should().Be("/src/cmd");
        state.User.Should().Be("1000");
        build.Root.Should().Be("golang:1.25");
    }

    [Test]
    public void A_build_comes_to_the_stages_that_it_copies_and_mounts_from()
    {
        Graph().Needed.Should().HaveCount(4);
        Graph(new() { Target = "BUILD" }).Needed.Should().HaveCount(2);
        Graph(new() { Target = "build" }).FinalChain.Select(stage => stage.Index).Should().BeEquivalentTo([0, 1]);
    }

    [Test]
    public void A_build_for_several_platforms_comes_to_the_stages_of_each()
    {
        var dockerfile = Dockerfile.Parse("""
            FROM golang:1.24 AS build-amd64
            FROM golang:1.24 AS build-arm64
            FROM golang:1.24 AS build-s390x
            FROM build-${TARGETARCH} AS build
            FROM alpine AS base-arm64
            FROM scratch AS base-amd64
            FROM base-${TARGETARCH}
            COPY --from=build /out /out
            """);

        var graph = StageGraph.Of(dockerfile, new() { Platform = "linux/amd64", OtherPlatforms = ["linux/arm64"] });

        graph.Needed.Select(stage => stage.Index).Should().BeEquivalentTo([0, 1, 3, 4, 5, 6]);
        graph.FinalChain.Select(stage => stage.Index).Should().BeEquivalentTo([4, 5, 6]);
    }

    [Test]
    public void What_a_base_image_sets_is_seen_where_it_is_known()
    {
        var graph = StageGraph.Of(Dockerfile.Parse("FROM x\nENV B=$A:2\nRUN true\n"), Rewriting.Base("x", ("A", "1")));

        graph.Stages[0].Steps[1].State.Value("B").Should().Be("1:2");
        graph.Stages[0].End.BaseIsKnown.Should().BeTrue();
    }

    [TestCase("ENV A=1\nARG A=2", "2")]
    [TestCase("ARG A=2\nENV A=1", "1")]
    [TestCase("ENV A=1\nARG A", "1")]
    [TestCase("ENV A=1\nARG A=2\nFROM first", "1")]
    public void The_last_that_gives_a_value_counts(string lines, string value) =>
        StageGraph.Of(Dockerfile.Parse($"FROM x AS first\n{lines}\n"), new()).Target.End.Value("A").Should().Be(value);
}
