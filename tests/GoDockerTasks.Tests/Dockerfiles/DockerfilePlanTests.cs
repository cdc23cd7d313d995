using GoDockerTasks.Io;
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

    [TestCase("--- a/src/Dockerfile\n", "/")]
    [TestCase("--- a/src/Dockerfile\n", "/", "/src")]
    [TestCase("--- a/Dockerfile\n", "/src/cmd", "/src")]
    [TestCase("--- a/Dockerfile\n", "/elsewhere")]
    public void The_diff_names_the_file_from_the_folder_that_it_is_applied_in(string start, params string[] folders) =>
        Of("FROM golang:1.24\nCOPY . .\nRUN go vet\n").ToDiff(folders).Should().StartWith(start);

    [TestCase("git", "apply", "--verbose", "../change.diff")]
    [TestCase("patch", "-p1", "-i", "../change.diff")]
    public async Task The_diff_can_be_applied_whatever_the_file_is_called(string program, params string[] arguments)
    {
        const string Text = "FROM golang:1.24\nCOPY . .\nRUN go vet\n";
        using var folder = new TempDirectory();
        foreach (var name in new[] { "Dockerfile", "docker/my Dockerfile", "a,b \"c\"\td/Dockerfile" })
        {
            var service = Path.Combine(folder.Path, "service");
            var file = Path.Combine(service, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Text);
            var plan = Of(Text) with { Path = file };
            await File.WriteAllTextAsync(folder.File("change.diff"), plan.ToDiff(service));

            var run = await new ProcessRunner(TimeProvider.System).CaptureAsync(new(program, arguments) { WorkingDirectory = service }, default);

            run.ExitCode.Should().Be(0, run.Error);
            (await File.ReadAllTextAsync(file)).Should().Be(plan.Text, name);
        }
    }

    [Test]
    public void There_is_no_diff_where_nothing_was_changed() =>
        Of("FROM alpine\n").ToDiff().Should().BeEmpty();
}
