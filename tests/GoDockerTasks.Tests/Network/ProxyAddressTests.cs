using GoDockerTasks.Network;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class ProxyAddressTests
{
    [TestCase("http://user:it'sCANARY@proxy.example:3128")]
    [TestCase("http://user:abCANARY,xyCANARY@proxy.example")]
    [TestCase("http://user:a|bCANARY@proxy.example")]
    [TestCase("user:CANARY@proxy.example:99999")]
    [TestCase("http://user:pa/ssCANARY@proxy.example")]
    [TestCase("https://proxy.example,http://user:CANARY@other.example,direct")]
    [TestCase("https://CANARY@proxy.example")]
    public void Credentials_are_found_however_they_are_written(string value)
    {
        ProxyAddress.WithoutCredentialsOf(value).Should().NotContain("CANARY").And.Contain("***@");
        new GoDockerTasks.Reporting.Redactor(ProxyAddress.Credentials(value)).Redact($"through {value}").Should().NotContain("CANARY");
    }

    [TestCase("https://proxy.golang.org|https://goproxy.cn,direct")]
    [TestCase("127.0.0.1:3128")]
    [TestCase("golang:1.24")]
    [TestCase("https://proxy.example:8443/go")]
    public void What_has_none_stays_as_it_is(string value)
    {
        ProxyAddress.WithoutCredentialsOf(value).Should().Be(value);
        ProxyAddress.Credentials(value).Should().BeEmpty();
    }
}
