using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class ProxyDecisionTests
{
    private readonly List<string> _reasons = [];

    [Test]
    public void Where_Gos_own_proxy_works_nobody_else_is_used()
    {
        Public(0, 1, 2, 3).Should().Be("https://proxy.golang.org,direct");
        _reasons.Should().ContainSingle().Which.Should().Contain("it is set nowhere, and it works");
    }

    [Test]
    public void Where_it_does_not_those_that_work_take_its_place_joined_by_pipes()
    {
        Public(1, 3).Should().Be("https://goproxy.cn|https://mirrors.aliyun.com/goproxy,direct");
        _reasons.Should().ContainMatch("*Go's own does not work from here*")
            .And.ContainMatch("https://proxy.golang.org does not answer (tcp: connection refused).");
    }

    [Test]
    public void Where_another_answers_sooner_Gos_own_stays_behind_it()
    {
        ProxyDecision.Public([Working(WellKnownProxies.All[0]) with { Ok = false, Unfinished = true }, Working(WellKnownProxies.All[1])], _reasons)
            .ToString().Should().Be("https://goproxy.cn|https://proxy.golang.org,direct");
        _reasons.Should().ContainSingle().Which.Should().EndWith("it is set nowhere, and https://goproxy.cn answers sooner than Go's own.");
    }

    [Test]
    public void Where_none_works_the_list_is_Gos_own_and_each_failure_is_told()
    {
        Public().Should().Be("https://proxy.golang.org,direct");
        _reasons.Should().HaveCount(5);
    }

    [Test]
    public void A_slow_one_comes_after_the_others()
    {
        var probes = WellKnownProxies.All.Select((url, i) => Working(url) with { BytesPerSecond = i < 2 ? 900 : 9e6 }).ToList();

        ProxyDecision.Public(probes, _reasons).ToString().Should()
            .StartWith("https://goproxy.io|https://mirrors.aliyun.com/goproxy|https://proxy.golang.org");
    }

    [Test]
    public void Mirrors_stand_in_for_a_proxy_that_cannot_be_reached() =>
        WithMirrors("https://corp.example,direct", Dead("https://corp.example"))
            .Should().Be("https://corp.example|https://goproxy.cn,direct");

    [Test]
    public void Mirrors_are_not_asked_for_what_a_proxy_refuses()
    {
        var refusing = Dead("https://corp.example") with { Stage = ProbeStage.Http, Error = "HTTP 403" };

        WithMirrors("https://corp.example,direct", refusing).Should().Be("https://corp.example,https://goproxy.cn,direct");
        WithMirrors("https://corp.example,direct", Working("https://corp.example")).Should().Be("https://corp.example,https://goproxy.cn,direct");
    }

    [TestCase(ProbeStage.Http, "HTTP 503", false)]
    [TestCase(ProbeStage.Http, "no answer within 2.5 s", true)]
    public void Mirrors_stand_in_for_a_proxy_that_is_down(ProbeStage stage, string error, bool timedOut) =>
        WithMirrors("https://corp.example,direct", Dead("https://corp.example") with { Stage = stage, Error = error, TimedOut = timedOut })
            .Should().Be("https://corp.example|https://goproxy.cn,direct");

    [Test]
    public void Nothing_comes_after_off() =>
        WithMirrors("https://corp.example,off", Dead("https://corp.example")).Should().Be("https://corp.example,off");

    [TestCase("https://a.example,https://b.example,direct", "https://b.example,https://a.example,direct")]
    [TestCase("https://a.example,https://b.example|https://c.example,direct", "https://b.example|https://c.example,https://a.example,direct")]
    [TestCase("https://a.example,direct", "https://a.example,direct")]
    public void A_silent_proxy_goes_behind_even_across_a_comma(string given, string ordered)
    {
        var silent = new ProbeResult("https://a.example", false, ProbeStage.Http, ProxyProber.Deadline, "no answer within 2.5 s") { TimedOut = true };

        ProxyDecision.Ordered(ProxyChain.Parse(given), [silent, Working("https://b.example"), Working("https://c.example")], _reasons)
            .ToString().Should().Be(ordered);
        _reasons.Should().ContainMatch("https://a.example does not answer (http: no answer within 2.5 s); Go would wait for it for ever*");
    }

    [Test]
    public void A_dead_one_before_a_pipe_is_not_blamed_for_a_comma_and_the_new_order_is_told()
    {
        ProxyDecision.Ordered(ProxyChain.Parse("https://a.example|https://b.example,direct"), [Dead("https://a.example"), Working("https://b.example")], _reasons)
            .ToString().Should().Be("https://b.example|https://a.example,direct");

        _reasons.Should().Equal(
            "https://a.example does not answer (tcp: connection refused); it is asked after those that do.",
            "So they are asked in this order: https://b.example|https://a.example,direct.");
    }

    [TestCase("https://a.example|https://b.example")]
    [TestCase("https://a.example,https://b.example")]
    public void One_that_serves_another_module_stays_where_it_is_so_that_the_download_stops(string chain)
    {
        var tampered = new ProbeResult(
            "https://a.example", false, ProbeStage.Module, TimeSpan.FromMilliseconds(9), $"it serves {ProbeResult.OtherZip}: h1:a, h1:b");

        ProxyDecision.Ordered(ProxyChain.Parse(chain), [tampered, Working("https://b.example")], _reasons).ToString().Should().Be(chain);
        _reasons.Should().ContainMatch("*h1:a, h1:b); perhaps somebody tampers: nothing of it is taken, and nobody is asked in its place.");
    }

    [Test]
    public void Equal_input_gives_an_equal_answer()
    {
        var chain = ProxyChain.Parse("https://a.example|https://b.example|https://c.example,https://d.example,direct");
        ProbeResult[] probes = [Dead("https://a.example"), Working("https://b.example"), Working("https://c.example"), Dead("https://d.example")];

        var answers = Enumerable.Range(0, 20).Select(_ => ProxyDecision.Ordered(chain, probes, []).ToString());

        answers.Distinct().Should().Equal("https://b.example|https://c.example|https://a.example,https://d.example,direct");
    }

    private string Public(params int[] working) => ProxyDecision.Public(
        [.. WellKnownProxies.All.Select((url, i) => working.Contains(i) ? Working(url) : Dead(url))], _reasons).ToString();

    private string WithMirrors(string chain, ProbeResult user) => ProxyDecision.WithMirrors(
        ProxyChain.Parse(chain), [user], [Dead("https://proxy.golang.org"), Working("https://goproxy.cn")], _reasons).ToString();

    private static ProbeResult Working(string url) => new(url, true, ProbeStage.Module, TimeSpan.FromMilliseconds(20), null);

    private static ProbeResult Dead(string url) => new(url, false, ProbeStage.Tcp, TimeSpan.FromMilliseconds(1), "connection refused");
}
