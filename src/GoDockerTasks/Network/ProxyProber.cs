using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network;

/// <summary>Asks a module proxy whether it answers, and says how far it got when it does not.</summary>
/// <param name="time">The clock that the deadline is measured with.</param>
public sealed class ProxyProber(TimeProvider time)
{
    /// <summary>Probes one address.</summary>
    /// <param name="address">An http or https URL, possibly with credentials.</param>
    /// <param name="settings">The HTTP proxies on the way, and the CA certificates to trust.</param>
    /// <param name="deadline">How long to wait for everything together.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How far it got. Any answer below 500 counts: what it serves is found out by asking for modules.</returns>
    public async Task<ProbeResult> ProbeAsync(
        string address, ServiceSettings settings, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var stage = ProbeStage.Dns;
        var shown = ProxyAddress.WithoutCredentials(address);
        using var timeout = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        ProbeResult Result(string? error) => new(shown, error is null, stage, time.GetElapsedTime(started), error);

        try
        {
            using var handler = HttpClients.Handler(
                new HttpProxies(settings.HttpProxy, settings.HttpsProxy, settings.NoProxy), settings.CaFile, deadline, 1);
            handler.ConnectCallback = async (connection, token) =>
            {
                stage = ProbeStage.Dns;
                var addresses = await Dns.GetHostAddressesAsync(connection.DnsEndPoint.Host, token);
                stage = ProbeStage.Tcp;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(addresses, connection.DnsEndPoint.Port, token);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }

                stage = connection.InitialRequestMessage.RequestUri!.Scheme == "https" ? ProbeStage.Tls : ProbeStage.Http;
                return new NetworkStream(socket, ownsSocket: true);
            };
            using var client = new HttpMessageInvoker(handler);
            using var request = Request(address);
            using var response = await client.SendAsync(request, either.Token);
            stage = ProbeStage.Http;
            return Result((int)response.StatusCode < 500 ? null : $"HTTP {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result($"no answer within {deadline.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or AuthenticationException)
        {
            return Result(e.InnerException is AuthenticationException tls ? tls.Message : e.Message);
        }
    }

    private static HttpRequestMessage Request(string address)
    {
        var url = new UriBuilder(address);
        var credentials = Uri.UnescapeDataString($"{url.UserName}:{url.Password}");
        url.UserName = url.Password = "";
        var request = new HttpRequestMessage(HttpMethod.Get, url.Uri);
        if (credentials.Length > 1)
        {
            request.Headers.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        }

        return request;
    }
}
