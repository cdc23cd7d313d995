using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

/// <summary>What helps, and whether waiting does, where the kind alone does not say it.</summary>
[TestFixture]
public sealed class FailureJudgeTests
{
    private const string Asked = "go: example.com/kit@v1.2.0: Get \"https://mods.example.net/example.com/kit/@v/v1.2.0.mod\": ";
    private const string Missing = "example.com/kit/@v/v1.2.0.mod: 404 Not Found\n\tserver response: not found";

    // A proxy of the host that a container looks for in itself.
    [TestCase(Asked + "proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused", "fix-daemon", false)]
    [TestCase(Asked + "proxyconnect tcp: dial tcp 192.0.2.9:3128: connect: connection refused", "retry", true)]

    // What the proxy has not fetched yet.
    [TestCase("go: example.com/kit@v1.2.0: reading https://proxy.golang.org/" + Missing + ": fetch timed out", "failover-proxy", true)]
    [TestCase("go: example.com/kit@v1.2.0: reading https://proxy.golang.org/" + Missing + ": unknown revision v1.2.0", "fix-gomod", false)]
    [TestCase("go: verifying module: example.com/kit@v1.2.0: reading https://sum.golang.org/lookup/example.com/kit@v1.2.0: 404 Not Found\n\tserver response: not found: fetch timed out", "retry", true)]

    // Registries.
    [TestCase("toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading", "fix-credentials", true)]
    [TestCase("429 Too Many Requests\ntoomanyrequests: You have reached your pull rate limit as 'shop'. You may increase the limit by upgrading.", "retry", true)]
    [TestCase("Error response from daemon: Get \"https://r.example.net/v2/\": dial tcp: lookup r.example.net: Temporary failure in name resolution", "retry", true)]
    [TestCase("Error response from daemon: Get \"https://r.example.net/v2/\": dial tcp: lookup r.example.net: no such host", "fix-dns", true)]
    [TestCase("Error response from daemon: Get \"https://r.example.net:5000/v2/\": http: server gave HTTP response to HTTPS client", "fix-daemon", false)]
    [TestCase("#9 FROM docker.io/library/builder:latest\n#9 ERROR: pull access denied, repository does not exist or may require authorization", "fix-dockerfile", false)]
    [TestCase("#9 FROM docker.io/shop/base:latest\n#9 ERROR: pull access denied, repository does not exist or may require authorization", "fix-credentials", false)]
    public void What_helps_is_judged_from_the_words(string log, string action, bool transient)
    {
        var diagnosis = FailureClassifier.Classify(log);

        diagnosis.Action.Should().Be(action);
        diagnosis.Transient.Should().Be(transient);
    }
}
