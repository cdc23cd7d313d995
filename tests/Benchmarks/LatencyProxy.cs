using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.Benchmarks;

/// <summary>A folder as a GOPROXY on loopback that waits before each answer, and costs next to nothing besides.</summary>
internal sealed class LatencyProxy(string folder, TimeSpan delay)
{
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
        catch (Exception e) when (e is SocketException or IOException)
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

        var head = Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\n\r\n");
        await socket.SendFileAsync(file.FullName, head, ReadOnlyMemory<byte>.Empty, TransmitFileOptions.UseDefaultWorkerThread);
    }
}
