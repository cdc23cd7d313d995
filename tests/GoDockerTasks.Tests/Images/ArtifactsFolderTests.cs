using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Images;

[TestFixture]
public sealed class ArtifactsFolderTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Logs_of_an_earlier_runs_attempts_are_not_taken_for_this_runs()
    {
        foreach (var number in new[] { 1, 2, 3 })
        {
            File.WriteAllText(_folder.File($"attempt-{number}.log"), "earlier");
        }

        File.WriteAllText(ArtifactsFolder.LogOf(_folder.Path, 1), "now");
        File.WriteAllText(ArtifactsFolder.LogOf(_folder.Path, 2), "now");

        Directory.EnumerateFiles(_folder.Path, "attempt-*").Order().Select(File.ReadAllText).Should().Equal("now", "now");
    }

    [TestCase("Dockerfile")]
    [TestCase("secrets/prod.key")]
    [TestCase("command.sh")]
    public void A_folder_with_files_of_the_user_is_refused_and_left_as_it_is(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), "mine");

        FluentActions.Invoking(() => ArtifactsFolder.Ensure(_folder.Path, "Dockerfile"))
            .Should().Throw<GoDockerException>().Which.Detail.Should().Contain(file.Split('/')[0]);
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().ContainSingle();
    }

    [TestCase("report.json", "{}")]
    [TestCase("notes.txt", "a file that nothing is written over")]
    [TestCase("command.sh", "#!/bin/sh\n# The build as it was run. Where *** stands …\n")]
    public void One_that_an_earlier_run_has_left_is_used_again(string file, string text)
    {
        File.WriteAllText(_folder.File(file), text);
        ArtifactsFolder.Ensure(_folder.Path, "Dockerfile").Should().Be(_folder.Path);

        File.WriteAllText(_folder.File("Dockerfile"), "");
        ArtifactsFolder.Ensure(_folder.Path, "Dockerfile").Should().Be(_folder.Path);
    }
}
