using GoDockerTasks.Resilience;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class ProxyFailoverTests
{
    [TestCase("https://a.test|https://b.test,direct", "a.test", "https://b.test|https://a.test,direct")]
    [TestCase("https://a.test|https://b.test|https://c.test", "b.test", "https://a.test|https://c.test|https://b.test")]
    [TestCase("https://user:secret@a.test/go|https://b.test", "a.test", "https://b.test|https://user:secret@a.test/go")]
    [TestCase("https://a.test|https://b.test", null, "https://b.test|https://a.test")]
    public void The_failed_proxy_is_asked_last(string chain, string? host, string expected) =>
        ProxyFailover.Next(FailingBuilds.Plan(chain), host, registry: false, [])!.GoProxy.ToString().Should().Be(expected);

    [TestCase("https://a.test,https://b.test", "a.test")]
    [TestCase("https://a.test|direct", "a.test")]
    [TestCase("https://a.test", "a.test")]
    [TestCase("https://a.test|https://b.test", "elsewhere.test")]
    public void Nobody_else_is_asked_where_the_list_does_not_allow_it(string chain, string host) =>
        ProxyFailover.Next(FailingBuilds.Plan(chain), host, registry: false, []).Should().BeNull();

    [Test]
    public void A_mirror_that_fails_gives_way_to_its_registry()
    {
        var plan = FailingBuilds.Plan() with { RegistryMirrors = new Dictionary<string, IReadOnlyList<string>> { ["docker.io"] = ["mirror.test/hub"] } };

        var next = ProxyFailover.Next(plan, "mirror.test", registry: true, [])!;

        next.RegistryMirrors.Should().BeEmpty();
        next.Reasons[^1].Should().Contain("mirror.test/hub").And.Contain("docker.io");
    }

    [Test]
    public void The_reason_shows_no_credentials() =>
        ProxyFailover.Next(FailingBuilds.Plan("https://user:secret@a.test|https://b.test"), "a.test", registry: false, [])!
            .Reasons[^1].Should().NotContain("secret");

    [Test]
    public void Two_proxies_of_one_host_are_told_apart_by_their_ports() =>
        ProxyFailover.Next(FailingBuilds.Plan("http://a.test:3001|http://a.test:3002|http://b.test"), "a.test", registry: false, ["dial tcp a.test:3002: i/o timeout"])!
            .GoProxy.ToString().Should().Be("http://a.test:3001|http://b.test|http://a.test:3002");
}
