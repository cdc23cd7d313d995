using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GoDockerTasks.TestSupport.Networks;

/// <summary>The network of another process. A socket belongs to the network in which it was made, whoever uses it later.</summary>
/// <param name="processId">A process in that network.</param>
internal sealed partial class NetworkNamespace(int processId)
{
    private const int NewNetwork = 0x40000000;

    /// <summary>Makes a listener at an address of that network.</summary>
    public TcpListener Listen(IPAddress address, int port = 0) => Open(() =>
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    });

    /// <summary>Makes a socket for datagrams at an address of that network.</summary>
    public UdpClient Bind(IPAddress address, int port = 0) => Open(() => new UdpClient(new IPEndPoint(address, port)));

    /// <summary>Says whether something listens at an address of that network.</summary>
    public bool CanConnect(IPAddress address, int port) => Open(() =>
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });

    /// <summary>Opens something in that network, such as a server.</summary>
    /// <remarks>On a thread that ends there: nothing else ever runs in that network by mistake.</remarks>
    public T Open<T>(Func<T> make)
    {
        T? made = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle($"/proc/{processId}/ns/net");
                if (SetNamespace(network.DangerousGetHandle().ToInt32(), NewNetwork) != 0)
                {
                    throw new InvalidOperationException($"The network of process {processId} cannot be entered: error {Marshal.GetLastPInvokeError()}.");
                }

                made = make();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? made! : throw new InvalidOperationException(failure.Message, failure);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(int descriptor, int kind);
}
