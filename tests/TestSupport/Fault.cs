namespace GoDockerTasks.TestSupport;

/// <summary>What goes wrong with an answer. Where bytes are counted, they are bytes of the body.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>Gets the connection closed with RST, before any answer.</summary>
    public static Fault Reset { get; } = new ResetFault();

    /// <summary>Gets a request that is accepted and never answered.</summary>
    public static Fault Hang { get; } = new HangFault();

    /// <summary>Gets a captive portal: 200, and a page in HTML.</summary>
    public static Fault Html { get; } = new HtmlFault();

    /// <summary>Gets the whole file with one bit of it turned.</summary>
    public static Fault Corrupt { get; } = new CorruptFault();

    /// <summary>Another status code, with headers such as <c>("Retry-After", "1")</c>.</summary>
    public static Fault Status(int code, params (string Name, string Value)[] headers) => new StatusFault(code, headers);

    /// <summary>The announced length, but a connection closed after so many bytes.</summary>
    public static Fault Truncate(int bytes) => new TruncateFault(bytes);

    /// <summary>The announced length, but silence after so many bytes.</summary>
    public static Fault Stall(int bytes) => new StallFault(bytes);

    /// <summary>The whole answer, but only so many bytes a second.</summary>
    public static Fault Slow(int bytesPerSecond) => new SlowFault(bytesPerSecond);

    internal sealed record ResetFault : Fault;

    internal sealed record HangFault : Fault;

    internal sealed record HtmlFault : Fault;

    internal sealed record CorruptFault : Fault;

    internal sealed record StatusFault(int Code, (string Name, string Value)[] Headers) : Fault;

    internal sealed record TruncateFault(int Bytes) : Fault;

    internal sealed record StallFault(int Bytes) : Fault;

    internal sealed record SlowFault(int BytesPerSecond) : Fault;
}
