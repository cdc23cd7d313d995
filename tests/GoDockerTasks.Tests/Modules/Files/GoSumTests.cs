using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Files;

[TestFixture]
public sealed class GoSumTests
{
    private const string Hash = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydA=";

    [Test]
    public void Both_kinds_of_lines_are_read()
    {
        var sum = GoSum.Parse("go.sum", $"rsc.io/quote v1.5.2 {Hash}\r\nrsc.io/quote v1.5.2/go.mod {Hash}\n\n");

        sum.Lines.Should().Equal(
            new GoSumLine(new("rsc.io/quote", "v1.5.2"), false, new(Hash), 1),
            new GoSumLine(new("rsc.io/quote", "v1.5.2"), true, new(Hash), 2));
    }

    [Test]
    public void A_hash_of_an_unknown_algorithm_is_passed_over() =>
        GoSum.Parse("go.sum", "rsc.io/quote v1.5.2 h2:abc\n").Lines.Should().BeEmpty();

    [Test]
    public void The_hash_of_an_empty_go_mod_is_passed_over_as_go_does() =>
        GoSum.Parse("go.sum", $"rsc.io/quote v1.5.2/go.mod {ModuleHash.OfEmptyGoMod}\n").Lines.Should().BeEmpty();

    [TestCase("rsc.io/quote v1.5.2", "2 fields")]
    [TestCase("rsc.io/quote v1.5.2 h1:abc", "cut or damaged")]
    [TestCase("rsc.io/quote v1.5.2 abc", "not a hash")]
    [TestCase("rsc.io/quote 1.5.2 " + Hash, "'1.5.2' is not a version")]
    [TestCase("../../etc/passwd v1.5.2 " + Hash, "not a module path")]
    [TestCase("rsc.io/quote v1.5.2/../../x " + Hash, "not a version")]
    [TestCase("<<<<<<< HEAD", "merge conflict")]
    [TestCase("||||||| 1f3a5c7", "merge conflict")]
    [TestCase("=======", "merge conflict")]
    [TestCase(">>>>>>> main", "merge conflict")]
    public void A_malformed_line_is_named_with_its_number_and_what_is_accepted(string line, string what) =>
        FluentActions.Invoking(() => GoSum.Parse("x/go.sum", "\n" + line))
            .Should().Throw<GoDockerException>().Where(e => e.Kind == ErrorKinds.MalformedGoSum)
            .Which.Detail.Should().ContainAll("x/go.sum:2:", what, "a line is 'module version h1:hash'");

    [Test]
    public void A_byte_order_mark_is_named_because_go_takes_it_for_a_part_of_the_path() =>
        FluentActions.Invoking(() => GoSum.Parse("x/go.sum", $"\uFEFFrsc.io/quote v1.5.2 {Hash}\n"))
            .Should().Throw<GoDockerException>().WithMessage("*x/go.sum:1: *byte order mark*");

    [Test]
    public async Task A_file_that_was_saved_as_utf_16_is_named_as_such_because_go_cannot_read_it()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "go.sum");
        await File.WriteAllTextAsync(file, $"rsc.io/quote v1.5.2 {Hash}\n", Encoding.Unicode);

        try
        {
            await FluentActions.Awaiting(() => GoSum.ReadAsync(file, CancellationToken.None))
                .Should().ThrowAsync<GoDockerException>().WithMessage("*go.sum:1: *perhaps UTF-16; save it as UTF-8*");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Test]
    public void All_malformed_lines_are_reported_at_once() =>
        FluentActions.Invoking(() => GoSum.Parse("go.sum", "a\nb\n"))
            .Should().Throw<GoDockerException>().WithMessage("*go.sum:1*go.sum:2*");

    [Test]
    public void Two_hashes_for_one_module_version_are_an_error_with_both_lines() =>
        FluentActions.Invoking(() => GoSum.Parse("go.sum", $"a.b/c v1.0.0 {Hash}\na.b/c v1.0.0 {Hash.Replace('A', 'B')}\n"))
            .Should().Throw<GoDockerException>().WithMessage("*go.sum:2*line 1*");

    [Test]
    public void Two_files_that_disagree_are_an_error_with_both_places() =>
        FluentActions.Invoking(() => ModuleNeeds.Of(
            [
                GoSum.Parse("a/go.sum", $"a.b/c v1.0.0 {Hash}\n"),
                GoSum.Parse("b/go.sum", $"a.b/c v1.0.0 {Hash.Replace('A', 'B')}\n"),
            ]))
            .Should().Throw<GoDockerException>().WithMessage("*b/go.sum:1*a/go.sum:1*");
}
