using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.Tests.Network.Fakes;

/// <summary>A port on loopback where connections get no answer at all, as behind a firewall that drops packets.</summary>
/// <remarks>Its queue has room for one connection, which is taken; the kernel then drops what comes.</remarks>
internal sealed class SilentServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public SilentServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        for (var i = 0; i < 2; i++)
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            try
            {
                client.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // On its way; nobody waits for it.
            }

            _waiting.Add(client);
        }
    }

    public string Url => $"http://{_listener.LocalEndPoint}";

    public void Dispose()
    {
        _waiting.ForEach(client => client.Dispose());
        _listener.Dispose();
    }
}
