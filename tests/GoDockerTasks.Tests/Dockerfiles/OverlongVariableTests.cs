using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class OverlongVariableTests
{
    [Test]
    public void A_stage_that_doubles_a_variable_with_every_line_is_left_alone_and_takes_no_time()
    {
        var doubling = string.Concat(Enumerable.Repeat("ENV A=$A$A\n", 40));

        var plan = Of($"FROM golang:1.24 AS a\nCOPY . .\nRUN go vet\nFROM golang:1.24 AS b\nENV A=x\n{doubling}FROM b\nCOPY . .\nRUN go build\nCOPY --from=a /x /x\n");

        MountedLines(plan).Should().Equal(3);
        plan.LeftAlone.Should().ContainSingle().Which.Text.Should().Be("line 23 makes a variable longer than 128 KiB, with which Linux starts no command");
    }
}
