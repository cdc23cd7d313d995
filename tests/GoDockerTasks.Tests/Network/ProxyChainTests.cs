using GoDockerTasks.Network;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class ProxyChainTests
{
    [TestCase("https://a.example,https://b.example|direct")]
    [TestCase("off")]
    [TestCase("https://a.example|https://b.example")]
    public void A_list_is_read_and_written_alike(string text) => ProxyChain.Parse(text).ToString().Should().Be(text);

    [TestCase(" https://a.example , ,direct", "https://a.example,direct")]
    [TestCase("", "")]
    [TestCase(",|", "")]
    public void Empty_elements_are_skipped_as_Go_does(string text, string expected) =>
        ProxyChain.Parse(text).ToString().Should().Be(expected);

    [Test]
    public void The_separator_after_an_element_decides_about_its_failures() =>
        ProxyChain.Parse("https://a.example|https://b.example,direct").Elements.Select(element => element.Fallback)
            .Should().Equal(ProxyFallback.WhenFailing, ProxyFallback.WhenMissing, ProxyFallback.WhenMissing);

    [TestCase("https://user:p@ss@host.example/path", "https://***@host.example/path", "p@ss")]
    [TestCase("a https://token@host.example|https://b.example", "a https://***@host.example|https://b.example", "token")]
    public void Credentials_are_taken_out_and_found(string text, string without, string secret)
    {
        ProxyAddress.WithoutCredentials(text).Should().Be(without);
        ProxyAddress.Credentials(text).Should().Contain(secret);
    }
}
