using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.TestSupport;

/// <summary>
/// A name server on port 53 of a loopback address, which knows one name and answers as badly as a test asks it to. A RUN in the
/// host's network asks it through a resolv.conf that is mounted into it.
/// </summary>
/// <remarks>Needs root, as every port below 1024 does.</remarks>
public sealed class LoopbackDns : IAsyncDisposable
{
    private const int Header = 12;

    private readonly UdpClient socket;
    private readonly CancellationTokenSource closing = new();
    private readonly Task serving;
    private readonly string name;
    private readonly IPAddress answer;

    private LoopbackDns(IPAddress address, string name, IPAddress answer)
    {
        (Address, this.name, this.answer) = (address, name, answer);
        socket = new(new IPEndPoint(address, 53));
        serving = ServeAsync();
    }

    /// <summary>Gets the server's address.</summary>
    public IPAddress Address { get; }

    /// <summary>Gets or sets how it answers from now on.</summary>
    public DnsAnswer Answer { get; set; } = DnsAnswer.Address;

    /// <summary>Starts a server.</summary>
    /// <param name="address">Its address, such as 127.0.0.53; each test takes one of its own.</param>
    /// <param name="name">The name that it knows.</param>
    /// <param name="answer">The name's address.</param>
    public static LoopbackDns Start(IPAddress address, string name, IPAddress answer) => new(address, name, answer);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await serving;
        socket.Dispose();
        closing.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var query = await socket.ReceiveAsync(closing.Token);
                if (Answer != DnsAnswer.Silence && query.Buffer.Length > Header)
                {
                    await socket.SendAsync(Reply(query.Buffer), query.RemoteEndPoint, closing.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    // RFC 1035, 4.1: the question comes back, and behind it at most one record that points to its name.
    private byte[] Reply(byte[] query)
    {
        var end = Header;
        List<string> labels = [];
        while (query[end] != 0)
        {
            labels.Add(System.Text.Encoding.ASCII.GetString(query, end + 1, query[end]));
            end += query[end] + 1;
        }

        var isAddress = query[end + 2] == 1;
        end += 5;
        var known = string.Join('.', labels).Equals(name, StringComparison.OrdinalIgnoreCase);
        var code = Answer == DnsAnswer.ServerFailure ? 2 : Answer == DnsAnswer.NoSuchName || !known ? 3 : 0;
        byte[] record = code == 0 && isAddress ? [0xC0, Header, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, .. answer.GetAddressBytes()] : [];
        byte[] reply = [.. query.AsSpan(0, end), .. record];
        (reply[2], reply[3]) = (0x81, (byte)(0x80 | code));
        (reply[6], reply[7]) = (0, (byte)(record.Length > 0 ? 1 : 0));
        (reply[8], reply[9], reply[10], reply[11]) = (0, 0, 0, 0);
        return reply;
    }
}

/// <summary>How a <see cref="LoopbackDns"/> answers.</summary>
public enum DnsAnswer
{
    /// <summary>With the address.</summary>
    Address,

    /// <summary>NXDOMAIN.</summary>
    NoSuchName,

    /// <summary>SERVFAIL.</summary>
    ServerFailure,

    /// <summary>Not at all.</summary>
    Silence,
}
