using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Tests.Dockerfiles;

[TestFixture]
public sealed class VariableExpanderTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["a"] = "value", ["empty"] = "", ["path"] = "/usr/local/go/bin", ["dots"] = "1.2.3", ["star"] = "a*b*c",
    };

    [TestCase("plain", "plain")]
    [TestCase("$a", "value")]
    [TestCase("${a}x$a", "valuexvalue")]
    [TestCase("$ab", "")]
    [TestCase("$", "$")]
    [TestCase("a$ b", "a$ b")]
    [TestCase("'$a'", "$a")]
    [TestCase("\"$a b\"", "value b")]
    [TestCase("\"it's \\\"so\\\" \\$a \\n\"", "it's \"so\" $a \\n")]
    [TestCase("\\$a", "$a")]
    [TestCase("a\\ b", "a b")]
    [TestCase("${none:-x}", "x")]
    [TestCase("${none-x}", "x")]
    [TestCase("${empty:-x}", "x")]
    [TestCase("${empty-x}", "")]
    [TestCase("${a:-x}", "value")]
    [TestCase("${a:+x}", "x")]
    [TestCase("${empty:+x}", "")]
    [TestCase("${empty+x}", "x")]
    [TestCase("${none+x}", "")]
    [TestCase("${none:-${a}}", "value")]
    [TestCase("${none:-$a/'$a'}", "value/$a")]
    [TestCase("${a:?needed}", "value")]
    [TestCase("${path#*/}", "usr/local/go/bin")]
    [TestCase("${path##*/}", "bin")]
    [TestCase("${path%/*}", "/usr/local/go")]
    [TestCase("${path%%/*}", "")]
    [TestCase("${dots%.*}", "1.2")]
    [TestCase("${dots%%.*}", "1")]
    [TestCase("${dots#?.}", "2.3")]
    [TestCase("${dots/./-}", "1-2.3")]
    [TestCase("${dots//./-}", "1-2-3")]
    [TestCase("${star//\\*/-}", "a-b-c")]
    [TestCase("${none/x/y}", "")]
    [TestCase("$1$2", "")]
    public void A_word_is_filled_in(string word, string expected)
    {
        new VariableExpander(Values.GetValueOrDefault).TryExpand(word, out var expanded).Should().BeTrue();
        expanded.Should().Be(expected);
    }

    [TestCase("${a")]
    [TestCase("${")]
    [TestCase("${}")]
    [TestCase("${a:-x")]
    [TestCase("${a!x}")]
    [TestCase("'a")]
    [TestCase("\"a")]
    [TestCase("${none:?it is needed}")]
    [TestCase("${empty:?}")]
    [TestCase("${a/x}")]
    public void A_word_that_is_not_well_formed_stays(string word)
    {
        new VariableExpander(Values.GetValueOrDefault).TryExpand(word, out var expanded).Should().BeFalse();
        expanded.Should().Be(word);
    }

    [Test]
    public void A_backtick_escapes_where_the_file_says_so()
    {
        new VariableExpander(Values.GetValueOrDefault, '`').TryExpand("C:\\go`$a", out var expanded).Should().BeTrue();
        expanded.Should().Be("C:\\go$a");
    }

    [Test]
    public void Nesting_without_end_is_refused()
    {
        var word = string.Concat(Enumerable.Repeat("${x:-", 100_000)) + new string('}', 100_000);

        new VariableExpander(_ => null).TryExpand(word, out _).Should().BeFalse();
    }

    [Test]
    public void A_pattern_of_many_stars_takes_no_longer_than_a_plain_one()
    {
        // With backtracking this would outlive the test run.
        var word = $"${{long#{string.Concat(Enumerable.Repeat("*a", 30))}b}}";

        new VariableExpander(_ => new string('a', 5_000)).TryExpand(word, out var expanded).Should().BeTrue();
        expanded.Should().HaveLength(5_000);
    }

    [TestCase("$long$long")]
    [TestCase("\"${none:-$long$long}\"")]
    [TestCase("${long//x/xx}")]
    public void A_word_that_no_command_could_be_started_with_is_given_up(string word)
    {
        var expander = new VariableExpander(name => name == "long" ? new('x', VariableExpander.Longest) : null);

        expander.TryExpand(word, out _).Should().BeFalse();
        expander.IsOverlong.Should().BeTrue();
        expander.TryExpand("$long", out var whole).Should().BeTrue("so long it may be");
        whole.Should().HaveLength(VariableExpander.Longest);
        expander.IsOverlong.Should().BeFalse();
    }
}
