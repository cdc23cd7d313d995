using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class GoVariableReaderTests
{
    private const string Text = """
        FROM golang AS build
        ARG HOST=corp.example
        ENV GOPRIVATE=$HOST/*
        ARG GOFLAGS
        RUN go env -w GONOPROXY="git.$HOST,$HOST/*" && GOSUMDB=off go build
        FROM golang AS unused
        ENV GOPROXY=off
        FROM scratch
        COPY --from=build /a /a
        """;

    [Test]
    public void They_are_read_with_their_lines_from_the_stages_that_are_built() =>
        GoVariableReader.Read(Dockerfile.Parse(Text), new() { BuildArgs = new Dictionary<string, string> { ["GOFLAGS"] = "-v" } })
            .Should().Equal(
                new GoVariable("GOPRIVATE", "corp.example/*", 3),
                new("GOFLAGS", "-v", 4),
                new("GONOPROXY", "git.corp.example,corp.example/*", 5),
                new("GOSUMDB", "off", 5));

    [Test]
    public void Those_of_the_base_image_have_the_line_of_its_from() =>
        GoVariableReader.Read(Dockerfile.Parse("FROM x\nRUN true\n"), Rewriting.Base("x", ("GOPROXY", "https://p")))
            .Should().Equal(new GoVariable("GOPROXY", "https://p", 1));

    [Test]
    public void Patterns_of_private_modules_are_joined() =>
        GoVariableReader.PrivatePatterns(GoVariableReader.Read(Dockerfile.Parse(Text), new StageInputs()))
            .Should().Be("corp.example/*,git.corp.example");
}
