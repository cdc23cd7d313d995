using System.Text;
using GoDockerTasks.Io;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules.Zip;

/// <summary>What is refused, and how it is told.</summary>
[TestFixture]
public sealed class ModuleZipTests
{
    [TestCase("example.com/x@v1.0.0/../../etc/passwd", "no name for a file")]
    [TestCase("/etc/passwd", "does not begin with")]
    [TestCase("example.com/x@v1.0.0/a\\b", "no name for a file")]
    [TestCase("example.com/x@v1.0.0/sub/go.mod", "belongs into the module's root")]
    [TestCase("example.com/x@v1.0.0/GO.MOD", "belongs into the module's root")]
    [TestCase("example.com/x@v1.0.0/A.go", "differs from 'a.go' only in case")]
    [TestCase("example.com/other@v1.0.0/a.go", "does not begin with")]
    public void An_entry_that_go_would_refuse_is_refused(string name, string why)
    {
        using var folder = new TempDirectory();
        File.WriteAllBytes(folder.File("x.zip"), TestModule.ZipOf(("example.com/x@v1.0.0/a.go", ""), (name, "x")));
        using var zip = ModuleZip.Open(folder.File("x.zip"));

        ZipRules.Problem(zip, new("example.com/x", "v1.0.0")).Should().Contain(why);
    }

    [TestCase("go.mod of 16 MiB", null)]
    [TestCase("go.mod of more", "has 16777217 bytes, more than 16777216")]
    [TestCase("LICENSE of more than 16 MiB", "has 16777217 bytes, more than 16777216")]
    [TestCase("bomb of entries that share 10 MiB", "more than 524288000 bytes together")]
    [TestCase("more entries than 16 bits can say", null)]
    public void A_large_one_is_judged_by_its_limits(string sample, string? problem)
    {
        var (module, zip) = ZipSamples.Make(ZipSamples.Large, sample);

        Judgement.Ours(zip, module).Problem.Should().Match(told => problem == null ? told == null : told.Contains(problem));
    }

    [Test]
    public void An_entry_that_unpacks_to_more_than_it_says_is_refused_before_it_does()
    {
        using var folder = new TempDirectory();
        var bytes = TestModule.ZipOf(("example.com/x@v1.0.0/bomb", new string('0', 50_000_000)));
        var size = Encoding.ASCII.GetBytes("PK\u0001\u0002").AsSpan();
        BitConverter.GetBytes(10).CopyTo(bytes, bytes.AsSpan().IndexOf(size) + 24);
        File.WriteAllBytes(folder.File("x.zip"), bytes);
        using var zip = ModuleZip.Open(folder.File("x.zip"));
        var read = 0L;

        FluentActions.Invoking(() => zip.Read(zip.Entries[0], chunk => read += chunk.Length)).Should().Throw<InvalidDataException>();
        read.Should().BeLessThan(100_000);
    }
}
