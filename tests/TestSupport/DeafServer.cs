using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.TestSupport;

/// <summary>An address at which connections are neither accepted nor refused, as behind a firewall that drops packets.</summary>
public sealed class DeafServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> waiting = [];

    private DeafServer(IPEndPoint address)
    {
        listener.Bind(address);
        listener.Listen(0);

        // The kernel drops what comes when the queue of those that nobody has accepted is full.
        for (var i = 0; i < 3; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            waiting.Add(socket);
            try
            {
                socket.Connect(address);
            }
            catch (SocketException)
            {
                // It is on its way, for ever.
            }
        }
    }

    /// <summary>Starts to ignore connections to an address, such as <c>http://127.0.0.9:4040</c>.</summary>
    public static DeafServer Start(Uri address) => new(new(IPAddress.Parse(address.Host), address.Port));

    /// <inheritdoc />
    public void Dispose()
    {
        waiting.ForEach(socket => socket.Dispose());
        listener.Dispose();
    }
}
