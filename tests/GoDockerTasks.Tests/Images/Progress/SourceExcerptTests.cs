using System.Text;
using GoDockerTasks.Images;

namespace GoDockerTasks.Tests.Images;

public sealed class SourceExcerptTests
{
    private readonly SourceExcerpt _excerpt = new(new()
    {
        Path = "/s/Dockerfile",
        Original = Encoding.UTF8.GetBytes("FROM a\r\nRUN make \\\r\n  all\r\n"),
        Text = "",
    });

    [TestCase("   2 | >>> RUN --mount=type=cache,target=/c make \\", "   2 | >>> RUN make \\")]
    [TestCase("   1 |     FROM a", "   1 |     FROM a")]
    [TestCase("  99 |     not there", "  99 |     not there")]
    [TestCase("#5 1.0 2 | text", "#5 1.0 2 | text")]
    [TestCase("Dockerfile:2", "Dockerfile:2")]
    public void Lines_of_the_copy_become_the_users_own(string line, string shown) => _excerpt.AsWritten(line).Should().Be(shown);
}
