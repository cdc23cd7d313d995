using GoDockerTasks.Checks;
using GoDockerTasks.Dockerfiles.Checks;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class GoSettingsCheckTests
{
    [TestCase("ENV GOPROXY=https://goproxy.cn，direct", CheckState.Broken, "line 2: *full-width '，'*", "ENV GOPROXY=https://goproxy.cn,direct")]
    [TestCase("ENV GOPROXY=goproxy.cn,direct", CheckState.Broken, "line 2: *no scheme*", "ENV GOPROXY=https://goproxy.cn,direct")]
    [TestCase("ENV GOPRIVATE=https://git.example", CheckState.Broken, "line 2: *scheme matches nothing*", "ENV GOPRIVATE=git.example")]
    [TestCase("ENV GOPROXY=https://a.example,https://b.example,direct", CheckState.Warning, "*a comma lets Go move on after 404 and 410 only*", "ENV GOPROXY=https://a.example|https://b.example,direct")]
    [TestCase("ENV GOPROXY=https://user:canary@a.example", CheckState.Warning, "*GOPROXY=https://***@a.example: whoever has the image*", "*netrc*")]
    [TestCase("ENV GOSUMDB=off", CheckState.Warning, "*not verified*", "*GONOSUMDB*")]
    [TestCase("ENV GOFLAGS=-mod=mod", CheckState.Warning, "*what go.sum lacks*", "*go mod tidy*")]
    public async Task A_mistake_is_told_with_its_line_and_the_line_to_paste(string line, CheckState state, string evidence, string fix)
    {
        var finding = (await CheckAsync($"FROM golang:1.24\n{line}\nRUN go build ./...\n")).Should().ContainSingle().Which;

        finding.State.Should().Be(state);
        finding.Evidence.Should().Match(evidence).And.NotContain("canary");
        finding.Fix.Should().Match(fix);
    }

    [Test]
    public async Task GOPROXY_in_one_stage_only_is_told()
    {
        var finding = (await CheckAsync(
            """
            FROM golang:1.24 AS tools
            ENV GOPROXY=https://a.example
            RUN go install example.com/tool@v1.0.0
            FROM golang:1.24 AS build
            COPY --from=tools /go/bin/tool /bin/tool
            RUN go build ./...
            """)).Should().ContainSingle().Which;

        finding.Evidence.Should().Be("line 6: stage build runs Go without the GOPROXY that another stage sets");
    }

    [Test]
    public async Task A_Dockerfile_that_sets_nothing_is_well() =>
        (await CheckAsync("FROM golang:1.24\nRUN go build ./...\n")).Should().Equal(Finding.Ok("it sets none: Go gets ours"));

    [Test]
    public async Task GOPROXY_that_is_set_on_the_host_and_that_nothing_brings_into_the_container_is_told()
    {
        var finding = (await CheckAsync("FROM golang:1.24\nRUN go build ./...\n", unseen: "https://user:canary@a.example")).Should().ContainSingle().Which;

        finding.State.Should().Be(CheckState.Warning);
        finding.Evidence.Should().StartWith("line 2: GOPROXY https://***@a.example is set here and not in the container");
        finding.Fix.Should().Contain("ARG GOPROXY");
        (await CheckAsync("FROM golang:1.24\nARG GOPROXY=https://a.example\nRUN go build ./...\n", unseen: "https://a.example"))
            .Should().OnlyContain(finding => finding.State == CheckState.Ok);
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(string dockerfile, string? unseen = null) =>
        new GoSettingsCheck(() => (Dockerfile.Parse(dockerfile), new()), unseen).RunAsync(CancellationToken.None);
}
