using static GoDockerTasks.Errors.ErrorKinds;
using static GoDockerTasks.Resilience.FailureActions;

namespace GoDockerTasks.Resilience;

// From the process in the build to the host that it asks: DNS, TCP, TLS, the HTTP proxy.
public static partial class FailureKinds
{
    /// <summary>Gets the kind: the resolver says that the name does not exist.</summary>
    public static FailureKind DnsNoSuchHost { get; } = new("dns-no-such-host", true, FixDns, BuildNetworkNeedsChange)
    {
        What = "The DNS server says that {host} does not exist.",
        Causes =
        [
            "The build asks a DNS server that does not know the name: an internal host, a VPN, or Docker's default 8.8.8.8.",
            "The name is misspelt in GOPROXY or in a module path.",
            "The DNS server failed for a moment and answered wrongly.",
        ],
        Fixes =
        [
            "Try it where the build runs: docker run --rm busybox nslookup {host}.",
            "Give the engine your DNS servers ('dns' in /etc/docker/daemon.json), or build with --godocker_runnetwork=host.",
        ],
    };

    /// <summary>Gets the kind: the resolver answers that it failed.</summary>
    public static FailureKind DnsServfail { get; } = new("dns-servfail", true, Retry, BuildNetworkFailed)
    {
        What = "The DNS server failed when it was asked for {host}.",
        Causes =
        [
            "The DNS server, or the one behind it, is overloaded or restarting.",
            "A DNS filter refuses the name.",
        ],
        Fixes = ["Set 'dns' in /etc/docker/daemon.json to a server that works.", "Run again."],
    };

    /// <summary>Gets the kind: the resolver does not answer.</summary>
    public static FailureKind DnsResolverUnreachable { get; } =
        new("dns-resolver-unreachable", false, FixDns, BuildNetworkNeedsChange)
        {
            What = "The DNS server that was asked for {host} cannot be reached.",
            Causes =
            [
                "The container got the host's local resolver (127.0.0.53, [::1]) or one that a firewall cuts off from containers.",
                "A VPN came or went, and resolv.conf still names its server.",
                new("UDP packets to the server are lost.", "i/o timeout"),
            ],
            Fixes =
            [
                "Set 'dns' in /etc/docker/daemon.json to a server that containers reach, then restart Docker.",
                "Or build with --godocker_runnetwork=host.",
            ],
        };

    /// <summary>Gets the kind: nobody answers the connection.</summary>
    public static FailureKind DialTimeout { get; } = new("dial-timeout", true, FailoverProxy, BuildNetworkFailed)
    {
        What = "{host} did not answer the connection.",
        Causes =
        [
            "A firewall drops the packets: the host is blocked from this network.",
            "The network needs an HTTP proxy, and the build was not told.",
            "The server or the line is overloaded.",
        ],
        Fixes =
        [
            "Name a proxy that can be reached: --goproxy=URL, or --godocker_mirrors=auto to have one found.",
            "Behind an HTTP proxy: --http-proxy=http://HOST:PORT.",
        ],
    };

    /// <summary>Gets the kind: the connection is refused, or there is no way to the host.</summary>
    public static FailureKind ConnectRefused { get; } = new("connect-refused", true, FailoverProxy, BuildNetworkFailed)
    {
        What = "The connection to {host} was refused.",
        Causes =
        [
            "A firewall refuses it, or the name resolves to an address that nobody serves.",
            new("The proxy has not started yet, or listens on 127.0.0.1, which in a container is the container itself.", "127.0.0.1", "localhost", "[::1]"),
            new("The host's IPv6 address was taken, and the container has only IPv4.", "cannot assign requested address", "tcp [2", "tcp6"),
        ],
        Fixes =
        [
            "Name a proxy that can be reached: --goproxy=URL.",
            "Open the address from a container: docker run --rm busybox wget -S {host}.",
        ],
    };

    /// <summary>Gets the kind: an established connection is reset.</summary>
    public static FailureKind ConnReset { get; } = new("conn-reset", true, Retry, BuildNetworkFailed)
    {
        What = "The connection to {host} was reset.",
        Causes =
        [
            "A firewall or filter on the way breaks connections off.",
            "The server restarted or was overloaded.",
            "A NAT or VPN forgot the connection.",
        ],
        Fixes = ["Name another proxy: --goproxy=URL.", "Run again."],
    };

    /// <summary>Gets the kind: TLS is not agreed upon in time.</summary>
    public static FailureKind TlsHandshakeTimeout { get; } = new("tls-handshake-timeout", true, Retry, BuildNetworkFailed)
    {
        What = "{host} took the connection and then did not agree on TLS within ten seconds.",
        Causes =
        [
            "A filter lets connections through and drops what follows.",
            "Packets larger than the path's MTU are lost, as in some VPNs.",
            "The server is overloaded.",
        ],
        Fixes =
        [
            "In a VPN, lower 'mtu' in /etc/docker/daemon.json.",
            "Run again, or name another proxy: --goproxy=URL.",
        ],
    };

    /// <summary>Gets the kind: an answer ends too early.</summary>
    public static FailureKind BodyInterrupted { get; } = new("body-interrupted", true, Retry, BuildNetworkFailed)
    {
        What = "{host} broke off in the middle of its answer.",
        Causes = ["The line or a middlebox cut a long transfer.", "The server or its CDN failed while sending."],
        Fixes = ["Name another proxy: --goproxy=URL.", "Run again: what was downloaded is kept."],
    };

    /// <summary>Gets the kind: the HTTP proxy on the way fails.</summary>
    public static FailureKind HttpProxyBroken { get; } = new("http-proxy-broken", true, Retry, BuildNetworkNeedsChange)
    {
        What = "The HTTP proxy failed on the way to {host}.",
        Causes =
        [
            "The proxy is down, overloaded or cannot reach the host itself.",
            new("HTTPS_PROXY says https:// for a proxy that speaks plain HTTP.", "oversized record", "first record", "wrong version number"),
            new("The proxy's address is only valid on the host, such as 127.0.0.1.", "127.0.0.1", "localhost"),
        ],
        Fixes =
        [
            "Write the proxy as http://HOST:PORT, with an address that containers reach: --http-proxy=….",
            "List hosts that need no proxy in NO_PROXY.",
        ],
        ErrorWhenTransient = BuildNetworkFailed,
    };

    /// <summary>Gets the kind: the HTTP proxy wants credentials, or refuses the host.</summary>
    public static FailureKind HttpProxyAuth { get; } = new("http-proxy-auth", false, FixCredentials, BuildNetworkNeedsChange)
    {
        What = "The HTTP proxy refused to let the build through to {host}.",
        Causes = ["The proxy wants a user and a password.", new("Its rules forbid this host.", "403", "Forbidden")],
        Fixes =
        [
            "Give them in the environment: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT.",
            "Ask for the host to be allowed, or name a GOPROXY inside the network.",
        ],
    };

    /// <summary>Gets the kind: the certificate's issuer is not trusted.</summary>
    public static FailureKind X509UnknownCa { get; } = new("x509-unknown-ca", false, FixCa, BuildNetworkNeedsChange)
    {
        What = "The certificate of {host} is signed by an authority that the build does not trust.",
        Causes =
        [
            "A proxy on the way reads TLS traffic and signs with the company's own CA.",
            "The image has no ca-certificates.",
            "The server uses a private CA.",
        ],
        Fixes =
        [
            "Give the CA as a PEM file: --godocker_cafile=FILE.",
            "In an image without certificates: RUN apk add --no-cache ca-certificates.",
        ],
    };

    /// <summary>Gets the kind: the certificate is expired or for another name.</summary>
    public static FailureKind X509BadCert { get; } = new("x509-bad-cert", false, FailoverProxy, BuildNetworkNeedsChange)
    {
        What = "The certificate of {host} is not valid.",
        Causes =
        [
            "The server's certificate has expired or is for another name.",
            new("A proxy on the way answers instead of the server.", "not proxy.golang.org", "match proxy.golang.org", "not github.com", "not registry-1.docker.io"),
            new("The clock, or the image's list of authorities, is too old.", "is before"),
        ],
        Fixes =
        [
            "Name another proxy: --goproxy=URL.",
            "If other hosts fail too: check the clock, and use a newer base image or --godocker_cafile=FILE.",
        ],
    };

    /// <summary>Gets the kind: a transfer stood still and was ended by the watchdog.</summary>
    public static FailureKind Stalled { get; } = new("stalled", true, Retry, BuildNetworkFailed)
    {
        What = "The build stood still for too long and was ended.",
        Causes =
        [
            "A server accepted a connection and never answered; Go itself waits for ever.",
            "A step waits for input.",
        ],
        Fixes =
        [
            "Name another proxy: --goproxy=URL.",
            "Have the modules fetched before the build: --modules=snapshot, the default.",
        ],
    };
}
