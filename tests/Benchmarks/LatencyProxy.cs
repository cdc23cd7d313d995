using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.Benchmarks;

/// <summary>A folder as a GOPROXY on loopback that waits before each answer, and costs next to nothing besides.</summary>
/// <param name="folder">The folder.</param>
/// <param name="delay">How long it waits.</param>
/// <param name="faults">The part of the answers that are wrong, from 0 to 1.</param>
internal sealed class LatencyProxy(string folder, TimeSpan delay, double faults)
{
    private const int Kinds = 7;

    private readonly string _root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;

    /// <summary>Serves until the process is ended; the address is printed first.</summary>
    public async Task RunAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        Console.WriteLine($"http://{listener.LocalEndPoint}");
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var socket = client;
        socket.NoDelay = true;
        var buffer = new byte[8 << 10];
        var filled = 0;
        try
        {
            while (true)
            {
                var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end >= 0)
                {
                    var line = Encoding.Latin1.GetString(buffer, 0, buffer.AsSpan(0, end).IndexOf((byte)'\r'));
                    buffer.AsSpan((end + 4)..filled).CopyTo(buffer);
                    filled -= end + 4;
                    await AnswerAsync(socket, Uri.UnescapeDataString(line.Split(' ')[1]));
                    continue;
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
                if (read == 0)
                {
                    return;
                }

                filled += read;
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The client went away.
        }
    }

    private async Task AnswerAsync(Socket socket, string path)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay);
        }

        var file = new FileInfo(Path.GetFullPath(_root + path.TrimStart('/')));
        if (!file.FullName.StartsWith(_root, StringComparison.Ordinal) || !file.Exists)
        {
            await socket.SendAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            return;
        }

        if (Random.Shared.NextDouble() < faults)
        {
            await MisbehaveAsync(socket, file);
            return;
        }

        await socket.SendFileAsync(file.FullName, Head(file.Length), ReadOnlyMemory<byte>.Empty, TransmitFileOptions.UseDefaultWorkerThread);
    }

    private static async Task MisbehaveAsync(Socket socket, FileInfo file)
    {
        switch (Random.Shared.Next(Kinds))
        {
            case 0:
                await Task.Delay(Timeout.Infinite);
                break;
            case 1:
                socket.Close(timeout: 0);
                break;
            case 2:
                await socket.SendAsync("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                break;
            case 3:
                await socket.SendAsync("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                break;
            case 4:
                var content = await File.ReadAllBytesAsync(file.FullName);
                await socket.SendAsync((byte[])[.. Head(content.Length), .. content[..(content.Length / 2)]]);
                socket.Close();
                break;
            case 5:
                await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 26\r\n\r\n<html>Please log in</html>"u8.ToArray());
                break;
            default:
                var damaged = await File.ReadAllBytesAsync(file.FullName);
                damaged[damaged.Length / 2] ^= 0x55;
                await socket.SendAsync((byte[])[.. Head(damaged.Length), .. damaged]);
                break;
        }
    }

    private static byte[] Head(long length) => Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
}
