using System.Text.Json;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules;

/// <summary>Whatever comes, the answer is a result or an error that was foreseen, soon.</summary>
[TestFixture]
[CancelAfter(120_000)]
public sealed class FuzzTests
{
    private static readonly string[] Fragments =
    [
        "require", "replace", "(", ")", "=>", "//", "\n", " ", "\t", "\"", "`", "\\", "v1.2.3", "v2.0.0+incompatible", "m.x/y/v2", "./d",
        "[", "]", ",", "go 1.24", "module", "/*", "h1:", "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=", "/go.mod", "\0", "\ud800", "é",
        "# ", "## explicit", new('9', 400), "<<<<<<<", "\\xff", "\\400", "\\U0010FFFF",
    ];

    [TestCase(11, 3000)]
    [TestCase(null, 300_000, Category = "Exhaustive")]
    public void Parsers_give_a_result_or_the_error_for_it(int? given, int rounds)
    {
        var seed = given ?? Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
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
                    e.Detail.Should().Contain("f:", "of text {0} with seed {1}", round, seed);
                }
                catch (Exception e)
                {
                    Assert.Fail($"Text {round} with seed {seed}, {JsonSerializer.Serialize(text)}: {e}");
                }
            }
        }
    }

    [TestCase(12, 3000)]
    [TestCase(null, 300_000, Category = "Exhaustive")]
    public void Names_are_judged_whatever_they_are(int? given, int rounds)
    {
        var seed = given ?? Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => (char)random.Next(0x3000)));
            _ = ModulePath.Problem(text, text);
            _ = CaseEncoding.TryUnescapePath(text, out _);
            _ = PrefixPatterns.Match(text, "example.com/x");
            _ = SemanticVersion.Compare(text, "v1.0.0");
            _ = PseudoVersion.TryGetBase(text, out _);
            if (CaseEncoding.TryEscapePath(text, out var escaped))
            {
                CaseEncoding.TryUnescapePath(escaped, out var back).Should().BeTrue("of name {0} with seed {1}", round, seed);
                back.Should().Be(text, "of name {0} with seed {1}", round, seed);
            }
        }
    }
}
