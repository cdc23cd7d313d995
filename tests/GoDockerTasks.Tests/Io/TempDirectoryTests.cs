using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class TempDirectoryTests
{
    [Test]
    public void It_goes_away_with_all_that_is_in_it()
    {
        var folder = new TempDirectory();
        Directory.CreateDirectory(folder.File("a/b"));
        File.WriteAllText(folder.File("a/b/c"), "");

        folder.Dispose();

        Directory.Exists(folder.Path).Should().BeFalse();
    }

    [Test]
    public void It_goes_away_although_somebody_still_writes_when_it_is_disposed()
    {
        var folder = new TempDirectory();
        var inside = Directory.CreateDirectory(folder.File("inside")).FullName;
        using var started = new ManualResetEventSlim();
        var writer = new Thread(() =>
        {
            // Fewer files than there are tries: each one can spoil only one of them.
            for (var i = 0; i < 15; i++)
            {
                TryWrite(Path.Combine(inside, $"{i}"));
                started.Set();
            }
        });
        writer.Start();
        started.Wait();

        folder.Dispose();
        writer.Join();

        Directory.Exists(folder.Path).Should().BeFalse();
    }

    [Test]
    public void It_may_have_gone_before()
    {
        var folder = new TempDirectory();
        Directory.Delete(folder.Path);

        folder.Invoking(gone => gone.Dispose()).Should().NotThrow();
    }

    private static void TryWrite(string path)
    {
        try
        {
            File.WriteAllText(path, "");
        }
        catch (DirectoryNotFoundException)
        {
            // It went between the question and the file.
        }
    }
}
