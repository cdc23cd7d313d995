using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class CsvLineTests
{
    [TestCase("id=a,src=/b", "id=a", "src=/b")]
    [TestCase("id=a,\"src=/b,c \"\"d\"\"\"", "id=a", "src=/b,c \"d\"")]
    [TestCase("\"id=a\",env=X", "id=a", "env=X")]
    [TestCase("id=a,src=/b\"c", "id=a", "src=/b\"c")]
    [TestCase("", "")]
    public void Fields_are_read_as_docker_reads_them(string line, params string[] fields) =>
        CsvLine.Fields(line).Should().Equal(fields);

    [Test]
    public void What_is_quoted_reads_back() =>
        CsvLine.Fields($"a,\"{CsvLine.Doubled("b,\"c\"\nd")}\"").Should().Equal("a", "b,\"c\"\nd");
}
