using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Reporting;

[TestFixture]
public sealed class RedactorTests
{
    [TestCase("p@ss/word", "proxy said p@ss/word", "proxy said ***")]
    [TestCase("p@ss/word", "https://u:p%40ss%2Fword@host", "https://u:***@host")]
    [TestCase("p%40ss", "it is p@ss", "it is ***")]
    [TestCase("abc", "abc is too short to tell from a word", "abc is too short to tell from a word")]
    public void A_secret_is_masked_in_every_form(string secret, string text, string expected) =>
        new Redactor([secret]).Redact(text).Should().Be(expected);

    [Test]
    public void A_secret_inside_a_longer_one_leaves_nothing_of_it() =>
        new Redactor(["token", "token-and-more"]).Redact("token-and-more, token").Should().Be("***, ***");
}
