using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Zip;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>Whatever comes, the answer is a result or an error that was foreseen, soon.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class FuzzTests
{
    private const int Rounds = 3000;

    private static readonly string[] Fragments =
    [
        "require", "replace", "(", ")", "=>", "//", "\n", " ", "\t", "\"", "`", "\\", "v1.2.3", "v2.0.0+incompatible", "m.x/y/v2", "./d",
        "[", "]", ",", "go 1.24", "module", "/*", "h1:", "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=", "/go.mod", "\0", "\ud800", "é",
        "# ", "## explicit", new('9', 400), "<<<<<<<", "\\xff", "\\400", "\\U0010FFFF",
    ];

    [Test]
    public void Parsers_give_a_result_or_the_error_for_it()
    {
        var random = new Random(11);
        for (var round = 0; round < Rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Fragments[random.Next(Fragments.Length)]));
            foreach (var parse in new Action[]
            {
                () => GoMod.Parse("f", text), () => GoWork.Parse("f", text), () => GoSum.Parse("f", text),
                () => VendorModules.Parse("f", text),
            })
            {
                try
                {
                    parse();
                }
                catch (GoDockerException e)
                {
                    e.Detail.Should().Contain("f:");
                }
            }
        }
    }

    [Test]
    public void Names_are_judged_whatever_they_are()
    {
        var random = new Random(12);
        for (var round = 0; round < Rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => (char)random.Next(0x3000)));
            _ = ModulePath.Problem(text, text);
            _ = CaseEncoding.TryUnescapePath(text, out _);
            _ = PrefixPatterns.Match(text, "example.com/x");
            _ = SemanticVersion.Compare(text, "v1.0.0");
            _ = PseudoVersion.TryGetBase(text, out _);
            if (CaseEncoding.TryEscapePath(text, out var escaped))
            {
                CaseEncoding.TryUnescapePath(escaped, out var back).Should().BeTrue();
                back.Should().Be(text);
            }
        }
    }

    [Test]
    public void A_zip_with_any_bytes_turned_is_read_or_refused_and_never_passes_for_the_right_one()
    {
        using var folder = new TempDirectory();
        var module = new TestModule(
            "example.com/x", "v1.0.0", ("go.mod", "module example.com/x\n"), ("a.go", new string('a', 500)), ("b.go", "package b\n"));
        string[] names = [.. new[] { "go.mod", "a.go", "b.go" }.Select(name => module.Module.ZipPrefix + name)];
        var random = new Random(13);
        var path = folder.File("x.zip");
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = module.Zip.ToArray();
            for (var turned = random.Next(1, 4); turned > 0; turned--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            try
            {
                using var zip = ModuleZip.Open(path);
                if (ZipRules.Problem(zip, module.Module) is null && ModuleHash.OfZip(zip) == module.Hash)
                {
                    zip.Entries.Should().OnlyContain(entry => names.Contains(entry.Name), "only times and the like may differ");
                }
            }
            catch (InvalidDataException)
            {
                // Refused.
            }
        }
    }

    [TestCase("example.com/x@v1.0.0/../../etc/passwd", "no name for a file")]
    [TestCase("/etc/passwd", "does not begin with")]
    [TestCase("example.com/x@v1.0.0/a\\b", "no name for a file")]
    [TestCase("example.com/x@v1.0.0/sub/go.mod", "belongs into the module's root")]
    [TestCase("example.com/x@v1.0.0/GO.MOD", "belongs into the module's root")]
    [TestCase("example.com/x@v1.0.0/A.go", "differs from another only in case")]
    [TestCase("example.com/other@v1.0.0/a.go", "does not begin with")]
    public void An_entry_that_go_would_refuse_is_refused(string name, string why)
    {
        using var folder = new TempDirectory();
        File.WriteAllBytes(folder.File("x.zip"), TestModule.ZipOf(("example.com/x@v1.0.0/a.go", ""), (name, "x")));
        using var zip = ModuleZip.Open(folder.File("x.zip"));

        ZipRules.Problem(zip, new("example.com/x", "v1.0.0")).Should().Contain(why);
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
