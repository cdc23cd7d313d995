using GoDockerTasks.Network;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class HostCircuitsTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void A_host_that_failed_twice_is_asked_last_for_a_while()
    {
        var circuits = new HostCircuits(_time);
        circuits.Failed("a.example");
        circuits.IsOpen("a.example").Should().BeFalse();
        circuits.Failed("a.example");

        circuits.IsOpen("a.example").Should().BeTrue();
        Around(circuits, "https://a.example|https://b.example,direct").Should().Be("https://b.example|https://a.example,direct");
        _time.Pass((int)HostCircuits.Rest.TotalSeconds);
        Around(circuits, "https://a.example|https://b.example,direct").Should().StartWith("https://a.example|");
    }

    [TestCase("https://a.example,https://b.example")]
    [TestCase("https://a.example")]
    [TestCase("https://a.example|direct")]
    public void Nobody_moves_across_a_comma(string list)
    {
        var circuits = new HostCircuits(_time);
        circuits.Died("a.example");

        Around(circuits, list).Should().Be(list);
    }

    private static string Around(HostCircuits circuits, string list) =>
        circuits.Around(new NetworkPlan { GoProxy = ProxyChain.Parse(list) }).GoProxy.ToString();
}
