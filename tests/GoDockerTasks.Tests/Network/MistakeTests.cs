using GoDockerTasks.Network;

namespace GoDockerTasks.Tests.Network;

/// <summary>Values as people paste them: each is named, with the right form.</summary>
[TestFixture]
public sealed class MistakeTests
{
    [TestCase("https://goproxy.example，direct", "full-width '，'", "https://goproxy.example,direct")]
    [TestCase("https://goproxy.example；direct", "full-width '；'", "https://goproxy.example,direct")]
    [TestCase("https：//goproxy.example｜direct", "full-width '：'", "https://goproxy.example|direct")]
    [TestCase("https://goproxy.example;direct", "';' between", "https://goproxy.example,direct")]
    [TestCase("\"https://goproxy.example,direct\"", "quotes", "https://goproxy.example,direct")]
    [TestCase("“https://goproxy.example”,direct", "quotes", "https://goproxy.example,direct")]
    [TestCase("https://a.example https://b.example,direct", "space", "https://a.example,https://b.example,direct")]
    [TestCase("goproxy.example,direct", "no scheme", "https://goproxy.example,direct")]
    [TestCase("goproxy.example/,direct", "no scheme", "https://goproxy.example,direct")]
    [TestCase("ftp://goproxy.example|off", "no scheme that Go knows", "https://goproxy.example|off")]
    [TestCase("http://user:canary@goproxy.example,direct", "plain http", "https://***@goproxy.example,direct")]
    [TestCase("user:canary@goproxy.example,direct", "no scheme", "https://***@goproxy.example,direct")]
    [TestCase("https//goproxy.example", "no scheme", "https://goproxy.example")]
    [TestCase("https:/goproxy.example,direct", "no scheme", "https://goproxy.example,direct")]
    [TestCase("https://goproxy.example,DIRECT", "no scheme", "https://goproxy.example,direct")]
    public void A_mistake_in_GOPROXY_is_named_with_the_right_form(string text, string why, string rightForm)
    {
        var mistake = GoProxyMistake.Find(text)!;

        mistake.Why.Should().Contain(why).And.NotContain("canary");
        mistake.RightForm.Should().Be(rightForm);
        if (!rightForm.Contains("***", StringComparison.Ordinal))
        {
            GoProxyMistake.Find(rightForm).Should().BeNull();
        }
    }

    [TestCase("https://goproxy.example/,direct")]
    [TestCase(" https://a.example , https://b.example|direct ")]
    [TestCase("http://10.0.0.1:8081/repository/go/|file:///srv/modules,off")]
    [TestCase("https://user:pass;word@goproxy.example,direct")]
    [TestCase("off")]
    [TestCase("")]
    public void What_Go_understands_is_no_mistake(string text) => GoProxyMistake.Find(text).Should().BeNull();

    [TestCase("https://git.example.com/team", "scheme matches nothing; write 'git.example.com/team'")]
    [TestCase("git.example.com，corp.example", "full-width '，' where ',' is meant; write 'git.example.com,corp.example'")]
    [TestCase("git.example.com, corp.example", "space in it matches nothing; write 'git.example.com,corp.example'")]
    [TestCase("git.example.com;corp.example", "separated by commas; write 'git.example.com,corp.example'")]
    [TestCase("git@git.example.com:team/tool.git", "not an address of git; write 'git.example.com/team/tool'")]
    [TestCase("git.example.com,corp.example/[a-", "'corp.example/[a-' matches nothing; '[' begins a range that ends with ']'")]
    [TestCase("corp.example/a\\", "matches nothing")]
    public void A_mistake_in_GOPRIVATE_is_named_with_the_right_form(string text, string expected) =>
        ModulePatterns.Mistake(text).Should().Contain(expected);

    [TestCase("*.corp.example,git.example.com/team/*")]
    [TestCase("git.example.com/")]
    [TestCase("git.example.com/[a-c]*/\\[x")]
    [TestCase("none")]
    [TestCase("")]
    public void A_pattern_that_matches_is_no_mistake(string text) => ModulePatterns.Mistake(text).Should().BeNull();
}
