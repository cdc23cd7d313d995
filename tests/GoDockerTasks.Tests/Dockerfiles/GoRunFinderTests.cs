using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class GoRunFinderTests
{
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
}
