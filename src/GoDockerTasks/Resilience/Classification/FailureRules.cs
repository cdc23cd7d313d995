namespace GoDockerTasks.Resilience;

/// <summary>The rules that recognise failures: one readable catalogue, tried from the deepest cause to the outermost wrapper.</summary>
/// <remarks>
/// The first rule that fits a line decides about it, so that <c>invalid version: Get "…": i/o timeout</c> is the network's
/// matter. A rule names the cause; where it happened (<see cref="FailurePlaces"/>) may turn it into the kind of that place.
/// </remarks>
public static partial class FailureRules
{
    /// <summary>Gets the rules in the order in which they are tried.</summary>
    public static IReadOnlyList<FailureRule> All { get; } =
    [
        .. Machine(), .. Daemon(), .. HttpProxy(), .. Dns(), .. Tls(), .. OsPackages(), .. VersionControlTransport(), .. Transport(),
        .. RegistryAnswers(), .. ProxyAnswers(), .. Content(), .. VersionControl(), .. Modules(), .. Dockerfiles(), .. Tools(),
        .. Code(), .. Wrappers(),
    ];

    private static IEnumerable<FailureRule> Machine() =>
    [
        new(FailureKinds.DiskFull, "strerror(ENOSPC, EDQUOT), Windows 112",
            "no space left on device", "disk quota exceeded", "not enough space on the disk", "磁盘空间不足", "设备上没有空间")
        { Depth = FailureDepth.Ground, Pattern = AfterColon() },
        new(FailureKinds.DiskFull, "apt: apt-pkg/acquire; dnf; dockerd: devicemapper",
            "You don't have enough free space in", "more space needed on the ", "Thin Pool has ")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.OomKilled, "go build: exec.ExitError of compile, link, asm, cgo",
            "signal: killed", "signal: Killed", "cannot allocate memory", "ResourceExhausted: process", "out of memory",
            "Killed signal terminated program", "virtual memory exhausted", "OOMKilled", "terminated with signal 9",
            "internal compiler error: Killed")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.OomKilled, "BuildKit, docker, buildah, kaniko: 128 + SIGKILL",
            "did not complete successfully: exit code: 137", "returned a non-zero code: 137", "]: exit code: 137",
            "while running runtime: exit status 137", "waiting for process to exit: exit status 137")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.CachePermission, "go: cmd/go/internal/cache, modfetch",
            "failed to initialize build cache", "failed to create cache directory", "could not create module cache",
            "neither $XDG_CACHE_HOME nor $HOME are defined", "neither GOMODCACHE nor GOPATH is set",
            "module cache not found:", "cannot use modules with build cache disabled", "build cache is disabled by GOCACHE=off")
        { Depth = FailureDepth.Ground, None = ["no space left"] },
        new(FailureKinds.CachePermission, "go: open, mkdir in GOMODCACHE or GOCACHE",
            "permission denied", "read-only file system", "operation not permitted")
        { Depth = FailureDepth.Ground, Pattern = CachePath(), None = ["go: disabling cache"] },
        new(FailureKinds.GoTooOld, "go: load; packages that newer Go brought, which older Go looks for elsewhere",
            "is not in GOROOT", "is not in std", "malformed module path \"", "cannot find package \"",
            "unrecognized import path \"", "cannot find module providing package", ": cannot load ")
        { Pattern = NewStandardPackage(), Depth = FailureDepth.Ground },
    ];

    private static IEnumerable<FailureRule> Daemon() =>
    [
        new(FailureKinds.DaemonUnavailable, "docker CLI: client/errors.go",
            "Cannot connect to the Docker daemon", "Is the docker daemon running", "docker daemon is not running",
            "Couldn't connect to Docker daemon", "Is your docker daemon up and running", "error during connect:",
            "permission denied while trying to connect to the Docker",
            "permission denied while trying to connect to the docker API",
            "failed to connect to the docker API", "open //./pipe/", @"open \\.\pipe\docker", "dockerDesktopLinuxEngine",
            "Docker Desktop is not running",
            "is too old. Minimum supported API version", "is too new. Maximum supported API version",
            "client is newer than server", "docker daemon not running",
            "Error while fetching server API version", "rootless containerd not running", "Cannot connect to Podman",
            "unable to connect to Podman")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.DaemonUnavailable, "docker, buildctl, podman, nerdctl: dial of the socket",
            "docker.sock", "buildkitd.sock", "podman.sock", "containerd.sock")
        { Depth = FailureDepth.Ground, Pattern = SocketFailure() },
        new(FailureKinds.DaemonUnavailable, "shells, make: docker itself is missing",
            "docker: command not found", "docker: not found", "docker: No such file or directory",
            "docker: Command not found",
            "\"docker\": executable file not found", "command 'docker' not found", "'docker' is not recognized",
            "docker: 'buildx' is not a docker command", "unknown command: docker buildx", "buildx component is missing",
            "docker: 'compose' is not a docker command", "unknown command: docker compose",
            "unable to resolve docker endpoint", "docker endpoint for \"",
            "docker-compose: command not found", "docker-compose: not found", "docker-compose: No such file or directory",
            "podman: command not found", "podman: not found", "See 'docker --help'", "Run 'docker --help'")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.Stalled, "this tool's own watchdog (BuildWatch)", "ERROR: stalled: ", "ERROR: step timed out: ")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.DaemonNetwork, "dockerd: libnetwork",
            "failed to create endpoint", "non-overlapping IPv4 address pool", "failed to set up container networking",
            "network sandbox join failed", "Error initializing network controller", "Unable to enable DNAT rule",
            "Failed to Setup IP tables", "failed to add the host (veth", "setup network: netavark")
        { Depth = FailureDepth.Ground },
        new(FailureKinds.BuildkitSession, "buildx: its connection to the builder, whatever became of it",
            "error reading from server", "failed to receive status", "closing transport due to",
            "failed to dial gRPC", "failed to list workers", "no active session for", "inconsistent graph state",
            "layer does not exist", "parent snapshot sha256:", "stat lower snapshot", "unknown parent image ID",
            "failed to get state for index")
        { Depth = FailureDepth.Wrapper },
        new(FailureKinds.SumdbMisbehavior, "go: golang.org/x/mod/sumdb ErrSecurity",
            "go.sum database server misbehavior detected", "reading tree note: malformed note", "invalid signed tree note")
        { Depth = FailureDepth.Ground },
    ];

    private static IEnumerable<FailureRule> HttpProxy() =>
    [
        new(FailureKinds.HttpProxyAuth, "net/http, curl: 407; 403 to a CONNECT",
            "Proxy Authentication Required", "407 authenticationrequired", "HTTP code 407 from proxy",
            "HTTP code 403 from proxy", "HTTP code 401 from proxy", "response 407", "response 403 from proxy",
            "CONNECT tunnel failed, response 407", "CONNECT tunnel failed, response 403",
            "407 Proxy", "ERROR 407"),
        new(FailureKinds.HttpProxyAuth, "net/http: a CONNECT answered 403 shows its text alone", "Forbidden")
        { Pattern = BareStatusAfterUrl() },
        new(FailureKinds.HttpProxyBroken, "net/http: scheme of HTTPS_PROXY is not what the proxy speaks",
            "proxyconnect tcp: tls:", "tls: oversized record received",
            "first record does not look like a TLS handshake",
            "proxyconnect tcp: dial tcp: lookup", "Could not resolve proxy", "proxyconnect tcp: x509",
            "unsupported proxy scheme", "invalid proxy address",
            "wrong version number", "Unsupported proxy syntax", "Tor is not an HTTP Proxy")
        { Transient = false, Action = FailureActions.FixDaemon },
        new(FailureKinds.HttpProxyBroken, "net/http: a proxy on the host's loopback, which in a container is the container's own",
            "proxyconnect tcp: dial tcp 127.", "proxyconnect tcp: dial tcp [::1]")
        { All = ["refused"], Transient = false, Action = FailureActions.FixDaemon },
        new(FailureKinds.HttpProxyBroken, "net/http, curl: the CONNECT failed",
            "proxyconnect tcp", "Proxy CONNECT aborted", "from proxy after CONNECT", "CONNECT tunnel failed",
            "socks connect",
            "Failed to connect to proxy", "Proxy connection"),
        new(FailureKinds.HttpProxyBroken, "net/http: a CONNECT answered 5xx shows its text alone",
            "Bad Gateway", "Service Unavailable", "Gateway Timeout", "Gateway Time-out")
        { Pattern = BareStatusAfterUrl() },
    ];

    private static IEnumerable<FailureRule> Dns() =>
    [
        new(FailureKinds.DnsResolverUnreachable, "net: the query itself timed out",
            "i/o timeout", "operation timed out", "request timed out", "resolver timed out",
            "timeout period expired")
        { Pattern = LookupOrUdp(), Transient = true },
        new(FailureKinds.DnsResolverUnreachable, "curl: the query itself timed out", "Resolving timed out") { Transient = true },
        new(FailureKinds.DnsResolverUnreachable, "net: no way to the resolver",
            "connection refused", "network is unreachable", "no route to host", "host is unreachable",
            "operation not permitted",
            "cannot assign requested address", "permission denied", "connection reset", "invalid argument")
        { Pattern = LookupOrUdp() },
        new(FailureKinds.DnsServfail, "net, getaddrinfo EAI_AGAIN, musl, apk, apt, Windows 11002",
            "server misbehaving", "Temporary failure in name resolution", "Temporary failure resolving", "EAI_AGAIN",
            "temporary error (try again later)", "DNS: transient error",
            "usually a temporary error during hostname resolution",
            "Name has no usable address", "server failure", "cannot unmarshal DNS message", "主机名称解析时")
        { None = ["EAI_AGAIN:", "strings."] },
        new(FailureKinds.DnsServfail, "musl getaddrinfo", "Try again") { All = ["lookup"] },
        new(FailureKinds.DnsNoSuchHost, "net, curl, glibc, busybox, Windows 11001",
            "no such host", "Could not resolve host", "Could not resolve '", "Name or service not known",
            "nodename nor servname",
            "No address associated with hostname", "Name does not resolve", "wget: bad address",
            "getaddrinfo ENOTFOUND",
            "unable to resolve host address", "Couldn't resolve host", "Could not resolve hostname",
            "no data of the requested type was found", "不知道这样的主机", "DNS: name does not exist",
            "Unknown host"),
        new(FailureKinds.DnsNoSuchHost, "net on Windows: words in the system's language", "getaddrinfow:"),
    ];

    private static IEnumerable<FailureRule> Tls() =>
    [
        new(FailureKinds.X509BadCert, "crypto/x509 CertificateInvalidError, HostnameError; curl; GnuTLS",
            "certificate has expired", "is not yet valid", "x509: certificate is valid for",
            "certificate is not valid for any names",
            "doesn't contain any IP SANs", "legacy Common Name field",
            "no alternative certificate subject name matches",
            "certificate subject name does not match", "does not match target host name", "certificate is expired",
            "The certificate chain uses expired", "expired certificate", "certificate is not valid",
            "certificate is not standards compliant", "certificate verify failed: Hostname mismatch",
            "certificate name does not match", "x509: certificate specifies", "SEC_E_CERT_EXPIRED",
            "SEC_E_WRONG_PRINCIPAL", "no certificate subject alternative name matches",
            "doesn't match requested host name")
        { None = ["signed by unknown"] },
        new(FailureKinds.X509BadCert, "wget: GnuTLS", "The certificate of ")
        { Pattern = WgetExpired() },
        new(FailureKinds.X509UnknownCa, "crypto/x509 UnknownAuthorityError, OpenSSL, GnuTLS, apt",
            "certificate signed by unknown authority", "unable to get local issuer certificate",
            "unable to get issuer certificate",
            "self-signed certificate", "self signed certificate", "server certificate verification failed",
            "SSL certificate problem", "certificate verify failed", "failed to load system roots",
            "certificate is not trusted",
            "certificate is NOT trusted", "x509: invalid", "unknown certificate authority",
            "failed to verify certificate",
            "TLS: server certificate not trusted", "remote error: tls: bad certificate",
            "x509: negative serial number", "x509: cannot validate certificate", "x509: malformed",
            "issuer is not recognized", "UNTRUSTED_ROOT", "NO_REVOCATION_CHECK", "REVOCATION_OFFLINE",
            "PKIX path building failed"),
        new(FailureKinds.X509UnknownCa, "wget: GnuTLS, OpenSSL", "The certificate of ", "ERROR: cannot verify ")
        { Pattern = WgetUntrusted() },
    ];

    private static IEnumerable<FailureRule> OsPackages() =>
    [
        new(FailureKinds.OsPackageFetch, "apt: the index in the image is old, or the name is wrong",
            "E: Unable to locate package", "has no installation candidate", "does not have a Release file",
            "does no longer have a Release file", "No package matches", "Unable to find a match",
            "No match for argument",
            "unable to select packages", "unsatisfiable constraints", "(no such package)")
        { Transient = false, Action = FailureActions.FixDockerfile, Depth = FailureDepth.Consequence },
        new(FailureKinds.OsPackageFetch, "apt: acquire",
            "E: Failed to fetch", "E: Unable to fetch some archives", "E: The repository '", "E: Release file for",
            "W: Failed to fetch")
        { Pattern = AptLine() },
        new(FailureKinds.OsPackageFetch, "apt: acquire; apk: fetch; dnf, yum",
            "Hash Sum mismatch", "File has unexpected size",
            "Cannot retrieve repository metadata", "Failed to download metadata for repo",
            "Cannot find a valid baseurl for repo",
            "Cannot download repomd.xml", "network error (check Internet connection", "UNTRUSTED signature",
            "BAD signature",
            "Unable to connect to deb.", "Unable to connect to archive.", "remote server returned error (try", 
            "All mirrors were tried", "Some index files failed to download"),
        new(FailureKinds.OsPackageFetch, "apk: a package or an index", "ERROR: ", "WARNING: ")
        { Pattern = ApkFailure() },
        new(FailureKinds.RunDownload, "curl: what the server answered",
            "curl: (22)", "wget: server returned error: HTTP/1.1 4", "ERROR 404", "ERROR 403", "ERROR 401")
        { Transient = false, Action = FailureActions.FixDockerfile, None = [" 429", "abort: "] },
        new(FailureKinds.RunDownload, "BuildKit: ADD of an address", "invalid response status 4")
        { Transient = false, Action = FailureActions.FixDockerfile },
        new(FailureKinds.RunDownload, "BuildKit: ADD of an address", "invalid response status 5"),
        new(FailureKinds.RunDownload, "curl, wget, pip, npm",
            "curl: (7)", "curl: (16)", "curl: (18)", "curl: (28)", "curl: (35)", "curl: (52)", "curl: (55)",
            "curl: (56)", "curl: (92)",
            "wget: server returned error", "wget: can't connect", "wget: download timed out",
            "wget: error getting response",
            "Unable to establish SSL connection", "ERROR 502", "ERROR 503", "ERROR 504", "ReadTimeoutError",
            "npm ERR! network", "npm error network",
            "ConnectTimeoutError", "ECONNRESET", "ETIMEDOUT", "curl: (5", "curl: (9"),
    ];
}
