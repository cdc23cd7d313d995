using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.TestSupport.Networks;

/// <summary>How a <see cref="NameServer"/> behaves.</summary>
public enum NameServerManner
{
    /// <summary>As dnsmasq answers.</summary>
    Honest,

    /// <summary>Every question gets SERVFAIL.</summary>
    Failing,

    /// <summary>No question gets an answer.</summary>
    Silent,

    /// <summary>Every answer comes a second later.</summary>
    Slow,
}

/// <summary>The real dnsmasq, and in front of it a port 53 that can be slow, silent or failing, which dnsmasq cannot.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int Port = 53;
    private const int InnerPort = 5353;
    private const byte ServerFailure = 2;
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly ServerProcess dnsmasq;
    private readonly UdpClient front;
    private readonly NetworkNamespace network;
    private readonly IPAddress address;
    private readonly CancellationTokenSource closing = new();
    private readonly Task answering;

    private NameServer(ServerProcess dnsmasq, UdpClient front, NetworkNamespace network, IPAddress address, NameServerManner manner)
    {
        (this.dnsmasq, this.front, this.network, this.address) = (dnsmasq, front, network, address);
        answering = AnswerAsync(manner);
    }

    /// <summary>Starts it; <paramref name="options"/> are dnsmasq's own, such as <c>--address=/goproxy.test/172.17.0.1</c>.</summary>
    internal static async Task<NameServer> StartAsync(
        NetworkLab lab, IPAddress address, NameServerManner manner, IReadOnlyList<string> options)
    {
        var log = lab.File($"dnsmasq-{address}.log");
        var process = lab.StartProgram(
            log,
            "dnsmasq",
            [
                "--no-daemon", "--conf-file=/dev/null", "--no-hosts", "--no-resolv", "--pid-file=", "--user=root", "--bind-interfaces",
                $"--listen-address={address}", $"--port={InnerPort}", "--local=/#/", .. options,
            ]);
        try
        {
            await process.WaitUntilAsync(
                () => Task.FromResult(File.Exists(log) && File.ReadAllText(log).Contains("started", StringComparison.Ordinal)), "dnsmasq", log, default);
            return new(process, lab.Network.Bind(address, Port), lab.Network, address, manner);
        }
        catch
        {
            await process.KillAsync();
            process.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await answering;
        front.Dispose();
        await dnsmasq.KillAsync();
        dnsmasq.Dispose();
        closing.Dispose();
    }

    private async Task AnswerAsync(NameServerManner manner)
    {
        try
        {
            while (true)
            {
                var question = await front.ReceiveAsync(closing.Token);
                _ = manner switch
                {
                    NameServerManner.Silent => Task.CompletedTask,
                    NameServerManner.Failing => front.SendAsync(Failed(question.Buffer), question.RemoteEndPoint, closing.Token).AsTask(),
                    _ => PassOnAsync(question, manner == NameServerManner.Slow ? Delay : TimeSpan.Zero),
                };
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(UdpReceiveResult question, TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, closing.Token);
            using var inner = network.Bind(address);
            await inner.SendAsync(question.Buffer, new IPEndPoint(address, InnerPort), closing.Token);
            var answer = await inner.ReceiveAsync(closing.Token);
            await front.SendAsync(answer.Buffer, question.RemoteEndPoint, closing.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    // The question itself, marked as an answer, with the code in the last four bits of the flags (RFC 1035, 4.1.1).
    private static byte[] Failed(byte[] question)
    {
        var answer = question.ToArray();
        answer[2] |= 0x80;
        answer[3] = ServerFailure;
        return answer;
    }
}
