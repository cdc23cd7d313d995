using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Images.Registry;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images.Registry;

[TestFixture]
public sealed class RegistryClientTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(new string('x', 300_000));

    private static readonly Descriptor Blob =
        new("application/vnd.oci.image.layer.v1.tar", $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Content))}", Content.Length);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose() => _http.Dispose();

    [Test]
    public async Task What_is_pushed_is_found()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        var client = Client(registry.Address);
        (await client.HasBlobAsync(Blob.Digest, default)).Should().BeFalse();

        await client.PushBlobAsync(Blob, async (stream, token) => await stream.WriteAsync(Content, token), default);

        (await client.HasBlobAsync(Blob.Digest, default)).Should().BeTrue();
        (await client.FindManifestAsync("none", default)).Should().BeNull();
    }

    [Test]
    public async Task A_registry_that_wants_a_login_gets_the_one_of_docker_login()
    {
        await using var registry = await LoopbackRegistry.StartAsync(LoopbackRegistry.ShopUser);

        await Client(registry.Address, new("shop", "s3cret-pass"))
            .PushBlobAsync(Blob, async (stream, token) => await stream.WriteAsync(Content, token), default);

        (await Client(registry.Address, new("shop", "s3cret-pass")).HasBlobAsync(Blob.Digest, default)).Should().BeTrue();
    }

    [TestCase(null, null)]
    [TestCase("shop", "wrong")]
    public async Task Without_the_right_login_the_registry_denies_access(string? user, string? password)
    {
        await using var registry = await LoopbackRegistry.StartAsync(LoopbackRegistry.ShopUser);

        var act = () => Client(registry.Address, password is null ? null : new(user, password)).FindManifestAsync("latest", default);

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.RegistryDenies);
    }

    [TestCase("shop", "GET")]
    [TestCase(null, "POST")]
    public async Task A_registry_with_a_token_service_gets_a_token(string? user, string method)
    {
        using var registry = new StubRegistry().WantToken("shop", "s3cret", "token-of-the-day").Answer("/v2/team/modules/blobs/sha256:1", 200);

        (await Client(registry.Host, new(user, "s3cret")).HasBlobAsync("sha256:1", default)).Should().BeTrue();

        registry.Requests.Should().Equal("HEAD /v2/team/modules/blobs/sha256:1", $"{method} /token", "HEAD /v2/team/modules/blobs/sha256:1");
    }

    [Test]
    public async Task A_registry_that_is_not_there_is_told_as_such()
    {
        var act = () => Client("127.0.0.1:1").HasBlobAsync("sha256:1", default);

        (await act.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.RegistryFails);
    }

    [Test]
    public async Task A_failing_registry_is_told_with_what_it_said()
    {
        using var registry = new StubRegistry().Answer("/v2/team/modules/blobs/sha256:1", 503);
        var act = () => Client(registry.Host).HasBlobAsync("sha256:1", default);

        (await act.Should().ThrowAsync<GoDockerException>().WithMessage($"*{registry.Host} answered 503*"))
            .Which.Kind.Should().Be(ErrorKinds.RegistryFails);
    }

    private RegistryClient Client(string host, RegistryLogin? login = null) =>
        new(_http, ImageReference.Parse($"{host}/team/modules"), login, TimeSpan.FromSeconds(20), TimeProvider.System);
}
