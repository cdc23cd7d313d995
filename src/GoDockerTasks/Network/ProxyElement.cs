namespace GoDockerTasks.Network;

/// <summary>One element of a GOPROXY list.</summary>
/// <param name="Address">An https, http or file URL, or <c>direct</c> or <c>off</c>. It may hold credentials.</param>
/// <param name="Fallback">Which of its failures let Go ask the next element.</param>
public sealed record ProxyElement(string Address, ProxyFallback Fallback = ProxyFallback.WhenMissing)
{
    /// <summary>The element that sends Go to version control.</summary>
    public const string Direct = "direct";

    /// <summary>The element that ends the list.</summary>
    public const string Off = "off";

    /// <summary>Gets a value indicating whether the element is a folder.</summary>
    public bool IsFile => Address.StartsWith("file://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether the element names a proxy, and is not one of the two words.</summary>
    public bool IsProxy => Address is not (Direct or Off);
}
