using static GoDockerTasks.Tests.Dockerfiles.Rewriting;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class DockerfilePlanTests
{
    [Test]
    public void The_diff_shows_the_changed_lines_with_what_is_around_them()
    {
        var diff = Of("# 1\n# 2\n# 3\n# 4\nFROM golang:1.24\nCOPY . .\nRUN go vet\nUSER x\n").ToDiff();

        diff.Should().StartWith("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -4,5 +4,5 @@\n # 4\n FROM golang:1.24\n COPY . .\n-RUN go vet\n+RUN --mount=")
            .And.EndWith(" go vet\n USER x\n");
    }

    [Test]
    public void A_last_line_without_a_line_feed_is_marked_as_diff_does_it() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go vet").ToDiff()
            .Should().MatchRegex("-RUN go vet\n\\\\ No newline at end of file\n\\+RUN .* go vet\n\\\\ No newline at end of file\n$");

    [Test]
    public void The_diff_names_the_file_from_the_folder_that_it_is_applied_in() =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go vet\n").ToDiff("/").Should().StartWith("--- a/src/Dockerfile\n");

    [Test]
    public void There_is_no_diff_where_nothing_was_changed() =>
        Of("FROM alpine\n").ToDiff().Should().BeEmpty();
}
