using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class SourceArrivalTests
{
    [TestCase("COPY --from=src /code /code", true)]
    [TestCase("COPY --from=src /usr/src/app /usr/src/app", true)]
    [TestCase("COPY --from=src /usr/local/bin/tool /usr/local/bin/tool", false)]
    public void Source_may_come_from_another_stage(string copy, bool brings) =>
        Of($"FROM alpine:3 AS src\nRUN true\nFROM golang:1.24 AS build\n{copy}\nRUN go build -o /out/app\nFROM scratch\nCOPY --from=build /out /out\n").Text
            .Contains("from=godocker-modules", StringComparison.Ordinal).Should().Be(brings);
}
