using System.Net;
using System.Net.Http.Headers;

namespace GoDockerTasks.TestSupport.Tests;

public sealed class LoopbackGoProxyTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gdt-");
    private readonly LoopbackGoProxy proxy;
    private readonly HttpClient client = new();

    public LoopbackGoProxyTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "example.com/m/@v"));
        File.WriteAllText(Path.Combine(folder.FullName, "example.com/m/@v/v1.0.0.zip"), "0123456789");
        proxy = LoopbackGoProxy.Start(folder.FullName);
    }

    private Uri Zip => new($"{proxy.Url}/example.com/m/@v/v1.0.0.zip");

    [Test]
    public async Task A_file_is_served_and_its_request_is_on_record()
    {
        (await client.GetStringAsync(Zip)).Should().Be("0123456789");
        (await client.GetStringAsync(Zip)).Should().Be("0123456789");

        proxy.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Path == "/example.com/m/@v/v1.0.0.zip");
        proxy.Count(".zip").Should().Be(2);
        proxy.MostAtOnce.Should().Be(1);
    }

    [Test]
    public async Task What_is_not_in_the_folder_is_404()
    {
        (await client.GetAsync(new Uri($"{proxy.Url}/example.com/n/@v/list"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetAsync(new Uri($"{proxy.Url}/%2e%2e/%2e%2e/etc/passwd"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_whole_URL_is_answered_too()
    {
        using var through = new HttpClient(new HttpClientHandler { Proxy = new WebProxy(proxy.Url) });

        (await through.GetStringAsync(new Uri("http://elsewhere.test/example.com/m/@v/v1.0.0.zip"))).Should().Be("0123456789");
    }

    [Test]
    public async Task A_range_is_a_part_of_the_file()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Zip);
        request.Headers.Range = new RangeHeaderValue(7, null);

        using var response = await client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync()).Should().Be("789");
    }

    [Test]
    public async Task A_fault_ends_after_its_times()
    {
        proxy.Fail(".zip", Fault.Status(503, ("Retry-After", "1")), times: 1);

        using var first = await client.GetAsync(Zip);
        first.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        first.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
        (await client.GetStringAsync(Zip)).Should().Be("0123456789");
    }

    [Test]
    public async Task A_corrupt_file_has_its_length_and_another_content()
    {
        proxy.Fail(".zip", Fault.Corrupt);

        (await client.GetStringAsync(Zip)).Should().HaveLength(10).And.NotBe("0123456789");
    }

    [Test]
    public async Task A_captive_portal_answers_with_a_page()
    {
        proxy.Fail(_ => true, Fault.Html);

        using var response = await client.GetAsync(Zip);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Test]
    public async Task A_slow_file_arrives_whole()
    {
        proxy.Fail(".zip", Fault.Slow(bytesPerSecond: 100));

        (await client.GetStringAsync(Zip)).Should().Be("0123456789");
    }

    [TestCaseSource(nameof(BrokenConnections))]
    public async Task A_broken_connection_is_an_error_to_the_client(Fault fault)
    {
        proxy.Fail(".zip", fault);

        var act = () => client.GetStringAsync(Zip);

        await act.Should().ThrowAsync<HttpRequestException>();
    }

    [TestCaseSource(nameof(Silences))]
    public async Task A_silent_server_is_left_only_by_cancelling(Fault fault)
    {
        proxy.Fail(".zip", fault);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var act = () => client.GetStringAsync(Zip, cancellation.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await proxy.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static IEnumerable<Fault> BrokenConnections() => [Fault.Reset, Fault.Truncate(3)];

    private static IEnumerable<Fault> Silences() => [Fault.Hang, Fault.Stall(3)];
}
