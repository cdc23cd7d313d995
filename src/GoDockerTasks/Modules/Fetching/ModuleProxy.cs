using GoDockerTasks.Io;
using GoDockerTasks.Network;

namespace GoDockerTasks.Modules;

/// <summary>One proxy of a GOPROXY list, over http, https or as a folder.</summary>
/// <remarks>https://go.dev/ref/mod#goproxy-protocol.</remarks>
internal sealed class ModuleProxy
{
    private readonly Uri _base;
    private readonly HostGate _gate;
    private readonly ProxyLine _line;

    /// <summary>Initializes a new instance of the <see cref="ModuleProxy"/> class.</summary>
    public ModuleProxy(
        ProxyElement element, HttpMessageInvoker http, HostGate gate, Netrc netrc, TimeSpan patience, FetchLimits limits, TimeProvider time)
    {
        (Element, _gate) = (element, gate);
        Health = new(limits.Rest, time);
        Name = ProxyAddress.WithoutCredentials(element.Address);
        var address = new UriBuilder(element.Address);
        _line = new(http, ProxyCredentials.Of(address, netrc), new(patience, limits.FirstByte), limits, time);
        (address.UserName, address.Password) = ("", "");
        _base = new(address.Uri.AbsoluteUri.TrimEnd('/') + "/");
    }

    /// <summary>Gets the element of the list.</summary>
    public ProxyElement Element { get; }

    /// <summary>Gets what the proxy is called in messages.</summary>
    /// <value>The default is the address without credentials.</value>
    public string Name { get; init; }

    /// <summary>Gets a value indicating whether private modules may be asked for: a folder, or a proxy that knows who asks.</summary>
    public bool IsConfidant => Element.IsFile || _line.Credentials is not null;

    /// <summary>Gets how the proxy has been doing.</summary>
    public ProxyHealth Health { get; }

    /// <summary>Gets a value indicating whether its host asked to be left alone for now, by Retry-After.</summary>
    public bool IsPaused => _gate.IsPaused;

    /// <summary>Fetches something into a file, which is overwritten.</summary>
    /// <param name="name">What, relative to the proxy: <c>rsc.io/quote/@v/v1.5.2.zip</c>, case-encoded.</param>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="silences">How often it was asked for it before and did not answer.</param>
    /// <param name="onBytes">Told how many bytes have come, as they come.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="ProxyFailureException">The proxy did not give it.</exception>
    public async Task DownloadAsync(
        string name, string path, long most, int silences, Action<int> onBytes, CancellationToken cancellationToken)
    {
        // What a run that was killed copied from a read-only folder could not be overwritten.
        File.Delete(path);
        if (Element.IsFile)
        {
            CopyFile(name, path, most, onBytes);
            return;
        }

        var wasResting = Health.IsResting;
        await _gate.EnterAsync(cancellationToken);
        try
        {
            if (!wasResting && Health.IsResting)
            {
                // Found out while this one waited for its place: it need not wait in vain as well.
                throw new ProxyFailureException(
                    Health.LastFailure, $"{Name} is left alone for a while, because it failed several times");
            }

            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            await new Download(_line, AddressOf(name), name.Split("/@v/")[0], file, most, silences, onBytes).RunAsync(cancellationToken);
            _gate.Quicken();
        }
        catch (ProxyFailureException e) when (e.RetryAfter is not null)
        {
            _gate.Slow(e.RetryAfter);
            throw;
        }
        finally
        {
            _gate.Leave();
        }
    }

    // Go escapes the '!' of the case encoding on the wire; so do we, for proxies that compare texts.
    private Uri AddressOf(string name) => new(_base, name.Replace("!", "%21", StringComparison.Ordinal));

    private void CopyFile(string name, string path, long most, Action<int> onBytes)
    {
        var source = Path.Combine(_base.LocalPath, name);
        try
        {
            var length = new FileInfo(source).Length;
            if (length > most)
            {
                throw new ProxyFailureException(ProxyFailureKind.NoModule, $"{source} has {length} bytes, more than {most}");
            }

            File.Copy(source, path);
            onBytes((int)length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProxyFailureException(ProxyFailureKind.Missing, $"there is no {source}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ProxyFailureException(ProxyFailureKind.Refused, $"{source} may not be read by the user who runs this", e);
        }
        catch (IOException e) when (!FileTrouble.IsDiskFull(e) && !FileTrouble.IsReadOnly(e))
        {
            throw new ProxyFailureException(ProxyFailureKind.Failed, $"{source}: {e.Message}", e);
        }
    }
}
