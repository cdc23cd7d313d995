using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class KeptStagesTests
{
    private const string End = "\nFROM scratch\nCOPY --from=build /out /out\n";

    [TestCase("ENV GOPROXY=https://corp.example\nRUN go build\n# godocker:off it asks our own\nRUN go env")]
    [TestCase("ENV GOPROXY=https://corp.example\nRUN go build\nRUN echo $GOPROXY > /out/x")]
    [TestCase("ENV GOPROXY=https://corp.example GOTOOLCHAIN=go1.24.9+path\nRUN go build")]
    public void A_proxy_that_somebody_goes_by_stays_in_its_stage(string lines)
    {
        var plan = Of($"FROM golang:1.24 AS build\nCOPY . .\n{lines}{End}");

        plan.Text.Should().Contain("GOPROXY=https://corp.example");
        plan.NotHermetic.Should().NotBeEmpty();
    }

    [Test]
    public void A_script_that_is_only_written_is_not_rewritten()
    {
        const string Script = "RUN cat > /out/dev.sh <<'EOF'\nGOPROXY=https://corp.example go run .\ngo env -w GOPROXY=https://corp.example\nEOF\n";
        Of($"FROM golang:1.24 AS build\nCOPY . .\n{Script}RUN go build -o /out/app{End}").Text.Should().Contain(Script);
    }
}
