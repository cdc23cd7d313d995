using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class LogPrefixTests
{
    [TestCase("#8 0.154 go: downloading", "go: downloading", 8)]
    [TestCase("#8 ERROR: process", "ERROR: process", 8)]
    [TestCase("#12 1.5 \tindented", "\tindented", 12)]
    [TestCase("    #21 1.587 go: cannot", "go: cannot", 21)]
    [TestCase("66.38 go: x", "go: x", 0)]
    [TestCase("2024-08-01T10:00:00.123456Z 01O ./main.go:5:2: undefined: x", "./main.go:5:2: undefined: x", 0)]
    [TestCase("2024-08-01T10:00:00.123456Z 01O #8 0.154 go: x", "go: x", 8)]
    [TestCase("\u001b_bk;t=1722506400000\u0007#8 0.154 go: x", "go: x", 8)]
    [TestCase("[10:20:30]\t[Step 1/2] go: x", "go: x", 0)]
    [TestCase("2026-11-20T10:56:27.2602651Z #8 0.154 go: x", "go: x", 8)]
    [TestCase("[   34s] go: x", "go: x", 0)]
    [TestCase("187: [0.27s] ./main.go:5:2: undefined: x", "./main.go:5:2: undefined: x", 0)]
    [TestCase("Step #0 - \"build\": Step #2: go: x", "go: x", 0)]
    [TestCase("[22:01:38.681] failed", "failed", 0)]
    [TestCase("2026-11-20 10:56:27 go: x", "go: x", 0)]
    [TestCase("backend-1  | go: x", "go: x", 0)]
    [TestCase("\u001b[31m#8 0.154 go: x\u001b[0m", "go: x", 8)]
    [TestCase("[build 4/6] RUN go build", "[build 4/6] RUN go build", 0)]
    [TestCase("# example.com/shop", "# example.com/shop", 0)]
    [TestCase("   5 | >>> RUN go build", "   5 | >>> RUN go build", 0)]
    [TestCase("", "", 0)]
    public void What_stands_before_a_line_is_taken_off(string line, string text, int step)
    {
        LogPrefix.Strip(line, out var found, out _).Should().Be(text);
        found.Should().Be(step);
    }
}
