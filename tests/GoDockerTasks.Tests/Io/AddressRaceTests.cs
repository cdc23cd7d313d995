using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class AddressRaceTests : IDisposable
{
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Third = IPAddress.Parse("127.0.0.3");

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    public void Dispose() => _patience.Dispose();

    [Test]
    public async Task An_address_that_never_answers_does_not_keep_from_the_one_that_does()
    {
        using var silent = new SilentServer();
        var port = new Uri(silent.Url).Port;
        using var listener = Listen(Second, port);

        using var socket = await AddressRace.ConnectAsync([IPAddress.Loopback, Second], port, _patience.Token);

        ((IPEndPoint)socket.RemoteEndPoint!).Address.Should().Be(Second);
    }

    [Test]
    public async Task An_address_that_refuses_is_passed_over_at_once()
    {
        using var listener = Listen(Third, 0);

        using var socket = await AddressRace.ConnectAsync(
            [IPAddress.IPv6Loopback, Second, Third], ((IPEndPoint)listener.LocalEndpoint).Port, _patience.Token);

        ((IPEndPoint)socket.RemoteEndPoint!).Address.Should().Be(Third);
    }

    [Test]
    public async Task Where_every_address_refuses_the_reason_is_told()
    {
        var act = () => AddressRace.ConnectAsync([Second, Third], 1, _patience.Token);

        (await act.Should().ThrowAsync<SocketException>()).Which.SocketErrorCode.Should().Be(SocketError.ConnectionRefused);
    }

    [Test]
    public async Task Nobody_waits_any_more_after_a_cancellation()
    {
        using var silent = new SilentServer();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var act = () => AddressRace.ConnectAsync([IPAddress.Loopback], new Uri(silent.Url).Port, soon.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }
}
