namespace GoDockerTasks.Resilience;

// What a connection does once there is one, and what registries and module proxies answer.
public static partial class FailureRules
{
    private static IEnumerable<FailureRule> VersionControlTransport() =>
    [
        new(FailureKinds.VcsRepoNotFound, "git before 2.0: remote-curl.c", "HTTP code = 404", "HTTP code = 410"),
        new(FailureKinds.VcsAuth, "git before 2.0: remote-curl.c", "HTTP code = 401", "HTTP code = 403") { All = ["RPC failed"] },
        new(FailureKinds.VcsNetwork, "git: http.c, remote-curl.c, connect.c; ssh; hosts that ask another host",
            "RPC failed", "GnuTLS recv error", "gnutls_handshake() failed", "SSL_ERROR_SYSCALL",
            "Unknown SSL protocol error",
            "early EOF", "The remote end hung up", "fetch-pack: unexpected disconnect", "index-pack failed",
            "kex_exchange_identification", "ssh_exchange_identification", "ssh: connect to host", "SSL_connect",
            "LibreSSL SSL_read", "OpenSSL SSL_read", "OpenSSL SSL_connect", "schannel:",
            "Empty reply from server",
            "error: 502 from", "HTTP/2 stream", "Connection closed by", "did not send all necessary objects",
            "Cannot obtain refs from"),
        new(FailureKinds.VcsNetwork, "git: http.c, curl's words after the repository's address",
            "unable to access '", "fatal: unable to")
        { Pattern = GitTransport() },
    ];

    private static IEnumerable<FailureRule> Transport() =>
    [
        new(FailureKinds.TlsHandshakeTimeout, "net/http.Transport", "TLS handshake timeout"),
        new(FailureKinds.ConnectRefused, "net: connect(2), Windows 10061, 10051, 10065, 10013",
            "connection refused", "network is unreachable", "no route to host", "host is unreachable", "host is down",
            "cannot assign requested address", "actively refused", "unreachable network", "unreachable host",
            "connect: permission denied",
            "connect: operation not permitted", "forbidden by its access permissions", "积极拒绝", "无法连接的网络",
            "address family not supported", "積極拒絕", "verweigert", "expressément refus", "denegó", "recusou",
            "отверг", "拒否", "거부")
        { Pattern = Connection() },
        new(FailureKinds.ConnReset, "net: read(2), write(2), Windows 10053, 10054",
            "connection reset by peer", "forcibly closed by the remote host", "broken pipe", "connection was aborted",
            "use of closed network connection", "强迫关闭", "software caused connection abort",
            "server closed idle connection", "connection reset", "remote error: tls:")
        { Pattern = Connection() },
        new(FailureKinds.BodyInterrupted, "net/http, golang.org/x/net/http2: the answer ended or stood still",
            "unexpected EOF", "stream error: stream ID", "INTERNAL_ERROR; received from peer",
            "http2: server sent GOAWAY",
            "http2: client connection lost", "transport connection broken", "client connection force closed",
            "malformed chunked encoding", "tls: bad record MAC",
            "http2: timeout awaiting response", "content length mismatch", "http: ContentLength")
        { None = ["rpc error", "syntax error", "unexpected EOF,", "short read", "malformed HTTP"] },
        new(FailureKinds.BodyInterrupted, "net/http: the server closed before its answer",
            ": EOF")
        { Pattern = EofAfterUrl() },
        new(FailureKinds.BodyInterrupted, "net: a read within the answer timed out",
            "i/o timeout")
        { Pattern = ReadTimeout() },
        new(FailureKinds.DialTimeout, "net: connect(2), Windows 10060; net/http: no answer in time",
            "i/o timeout", "connection timed out", "operation timed out", "did not properly respond", "没有正确答复",
            "timeout awaiting response headers", "Do you need an HTTP proxy", "Client.Timeout", "request canceled while waiting for connection")
        { Pattern = Connection() },
        new(FailureKinds.DialTimeout, "net/http, containerd: a request's own deadline",
            "context deadline exceeded")
        { Pattern = DeadlineAfterUrl() },
        new(FailureKinds.ConnReset, "net on Windows: words in the system's language", "wsarecv: ", "wsasend: "),
        new(FailureKinds.DialTimeout, "net on Windows: words in the system's language", "connectex: "),
        new(FailureKinds.ConnReset, "net.OpError: whatever the system says of a connection that was there", "read tcp ", "write tcp ")
        { Pattern = ConnectionBroke() },
        new(FailureKinds.ConnectRefused, "net.OpError: whatever the system says of connect(2)", ": connect: ")
        { Pattern = ConnectFailed() },
    ];

    private static IEnumerable<FailureRule> RegistryAnswers() =>
    [
        new(FailureKinds.RegistryRateLimit, "docker.io: 429",
            "toomanyrequests", "pull rate limit", "429 Too Many Requests - Server message")
        { None = ["have reached your pull rate limit"] },
        new(FailureKinds.RegistryRateLimit, "docker.io: 429; a test that needs an image fails by it", "have reached your pull rate limit")
        { Depth = FailureDepth.Proof },
        new(FailureKinds.RegistryRateLimit, "containerd: 429 by its name", "429 Too Many Requests")
        { Pattern = RegistryWords(), None = ["/@v/", "/@latest", "?go-get=1", "go: "] },
        new(FailureKinds.RegistryNetwork, "containerd: an answer that is no manifest; a filter or login page",
            "encountered unknown type text/html", "error parsing HTTP 4", "error parsing HTTP 2",
            "invalid character '<' looking for beginning of value", "unsupported media type text/html")
        { Transient = false, Action = FailureActions.FixDaemon, Pattern = RegistryWords(), None = ["/@v/", "go: "] },
        new(FailureKinds.RegistryNetwork, "containerd: a page in the place of a manifest",
            "(text/html) from remote")
        { Transient = false, Action = FailureActions.FixDaemon },
        new(FailureKinds.RegistryNetwork, "containerd: an answer without content",
            "which reports content size of zero", "cannot reuse body, request must be retried"),
        new(FailureKinds.RegistryNetwork, "containerd: an upload that got no answer",
            "failed commit on ref")
        { Pattern = NoResponse() },
        new(FailureKinds.RegistryNetwork, "docker push: the connection ended, after the engine's own attempts", "EOF")
        { Depth = FailureDepth.Wrapper, Pattern = NothingButEof(), Step = BuildFrame.PushStep },
        new(FailureKinds.RegistryNetwork, "containerd, dockerd: 5xx, or content that was cut",
            "received unexpected HTTP status: 5", "error parsing HTTP 5", "unexpected status: 5",
            "unexpected status code 5",
            "failed size validation", "unexpected commit digest", "unknown blob", "StatusCode: 5", "manifest verification failed for digest",
            "filesystem layer verification failed",
            "error pulling image configuration", "unexpected http status code 5", "failed commit on ref",
            "download failed after attempts", "invalid status response", "short read: expected")
        { None = ["403", "401", "not found"] },
        new(FailureKinds.RegistryNetwork, "containerd: resolver, with the status of the answer",
            "unexpected status", "failed with status code [", "unknown: ")
        { Pattern = RegistryServerError() },
        new(FailureKinds.RegistryAuth, "docker.io: the image is a stage that does not exist, or misspelt",
            "pull access denied for", "pull access denied, repository", "repository does not exist or may require",
            "does not exist or no pull access", "unauthorized: authentication required")
        { Pattern = OfficialImageDenied(), Action = FailureActions.FixDockerfile },
        new(FailureKinds.RegistryAuth, "docker.io, distribution: 401, 403, token 400",
            "pull access denied", "authorization failed",
            "no basic auth credentials", "unauthorized: authentication required", "unauthorized: incorrect username",
            "requested access to the resource is denied",
            "insufficient_scope", "error getting credentials", "does not exist or no pull access",
            "unauthorized: unauthorized", "UNAUTHORIZED: \\\"authentication required",
            "denied: permission", "unauthorized: You don't have", "401 Unauthorized - Server message",
            "denied: denied", "unauthorized: access", "denied: installation not allowed",
            "push access denied",
            "may require 'docker login'", "may require authorization", "User does not have permission",
            "error from registry: unauthorized", "authorization token has expired",
            "Cannot perform an interactive login from a non TTY device"),
        new(FailureKinds.RegistryAuth, "distribution: 401 and 403 without a message",
            "401 Unauthorized", "403 Forbidden", "unexpected status: 401", "unexpected status: 403",
            "\": unauthorized", ": UNAUTHORIZED: ", ": DENIED: ")
        { Pattern = RegistryWords(), None = ["/@v/", "/@latest", "?go-get=1"] },
        new(FailureKinds.RegistryAuth, "distribution: DENIED; containers/image; BuildKit: 401 and 403 without an address",
            "denied", "401 (Unauthorized)", "403 (Forbidden)", "invalid status code from registry 40",
            "unexpected status: 401", "unexpected status: 403")
        { Pattern = RegistryRefusal() },
        new(FailureKinds.RegistryManifestUnknown, "distribution: MANIFEST_UNKNOWN, NAME_UNKNOWN; BuildKit: platforms",
            "manifest unknown", "no matching manifest for", "no match for platform in manifest",
            "does not match the specified platform",
            "repository name not known to registry", "MANIFEST_UNKNOWN", "NAME_UNKNOWN", "name unknown",
            "manifest.v1+prettyjws", "does not provide the specified platform",
            "schema 1 support has been removed", "no matching manifest", "pull model manifest",
            "no supported platform found in manifest list",
            "no image found in image index", "no image found in manifest list", "cannot be used on this platform"),
        new(FailureKinds.RegistryManifestUnknown, "podman, buildah: a name without a registry",
            "did not resolve to an alias", "short-name resolution enforced"),
        new(FailureKinds.RegistryManifestUnknown, "dockerd, BuildKit: the reference is not found",
            "not found")
        { Pattern = ReferenceNotFound(), None = ["@v", "go: ", "fatal: ", "package "] },
        new(FailureKinds.RegistryAuth, "containerd: no token; a line of its own may say why",
            "failed to fetch oauth token", "failed to fetch anonymous token", "failed to authorize:")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.RegistryAuth, "kaniko: before it builds", "checking push permission")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.PushFailed, "BuildKit exporter, docker push",
            "failed to push", "blob upload unknown", "blob unknown to registry", "blob upload invalid", "error writing layer blob")
        { Depth = FailureDepth.Consequence },
    ];

    private static IEnumerable<FailureRule> ProxyAnswers() =>
    [
        new(FailureKinds.ToolchainUnavailable, "go: cmd/go/internal/toolchain/select.go",
            "toolchain not available", "invalid toolchain:", "invalid toolchain version", "invalid GOTOOLCHAIN", "is a language version but not a toolchain version")
        { Pattern = ToolchainWords() },
        new(FailureKinds.ToolchainUnavailable, "go: toolchain/path lookup",
            "cannot find \"go1", "golang.org/toolchain@")
        { Pattern = ToolchainNotFound() },
        new(FailureKinds.HttpProxyAuth, "go: web.Get status", ": 407") { Pattern = StatusAfterUrl() },
        new(FailureKinds.Proxy429, "go: web.Get status",
            ": 429", "429 Too Many Requests")
        { Pattern = StatusAfterUrl() },
        new(FailureKinds.Proxy5xx, "go: web.Get status", ": 50", ": 51", ": 52", ": 53") { Pattern = StatusAfterUrl() },
        new(FailureKinds.ProxyDenied, "go: web.Get status; policy or network is refused",
            ": 403", ": 451")
        { Pattern = StatusAfterUrl() },
        new(FailureKinds.ProxyDenied, "go: web.Get status; auth: credentials over http",
            ": 401", ": 402", "refusing to pass credentials to insecure URL")
        { Pattern = StatusAfterUrlOrCredentials() },
        new(FailureKinds.Proxy404, "go: web.Get status", ": 404", ": 410") { Pattern = StatusAfterUrl() },
        new(FailureKinds.Proxy404, "go: web.getFile; GOPROXY is a folder", "reading file://"),
        new(FailureKinds.BadVersion, "go: a proxy answers 400 to a pseudo-version",
            ": 400")
        { Pattern = StatusAfterUrl() },
        new(FailureKinds.ProxyBadResponse, "go: web.Get status; redirects",
            ": 30", "stopped after 10 redirects")
        { Pattern = StatusAfterUrlOrRedirects() },
    ];

    private static IEnumerable<FailureRule> Content() =>
    [
        new(FailureKinds.ProxyBadResponse, "compress/gzip in net/http",
            "gzip: invalid header", "gzip: invalid checksum", "flate: corrupt input")
        { Action = FailureActions.Retry },
        new(FailureKinds.ProxyBadResponse, "encoding/json of .info; .mod that is a web page",
            "invalid character '<'", "invalid response from proxy", "invalid info response",
            "unexpected end of JSON input",
            "unknown directive: <", "unknown directive: <!DOCTYPE", "server gave HTTP response to HTTPS client",
            "malformed HTTP", "looking for beginning of value", "invalid @latest")
        { None = ["unknown directive: <<"] },
        new(FailureKinds.CacheCorrupt, "go: modfetch; unzip names the file in GOMODCACHE",
            "unexpected ziphash", "malformed ziphash", "invalid cache entry", ".ziphash: no such file",
            "dir has been modified (", "zip has been modified ("),
        new(FailureKinds.CacheCorrupt, "go: go/parser of a file in GOMODCACHE that was never written to its end",
            "expected 'package', found 'EOF'")
        { Depth = FailureDepth.Proof, Pattern = FileOfModuleCache() },
        new(FailureKinds.CacheCorrupt, "go: modfetch.Unzip of a stored zip",
            "not a valid zip file", "zip: ", "unexpected EOF")
        { Pattern = UnzipOfCache() },
        new(FailureKinds.CacheCorrupt, "go build: an entry of GOCACHE is gone",
            "could not import")
        { Pattern = MissingCacheEntry() },
        new(FailureKinds.CorruptDownload, "go: golang.org/x/mod/zip; archive/zip; a zip whose names are wrong",
            "has unexpected file", "has unexpected files")
        { Transient = false },
        new(FailureKinds.CorruptDownload, "go: archive/zip of what was just downloaded",
            "zip: not a valid zip file", "zip: checksum error", "not a valid zip file",
            "downloaded zip file too large", "zip: unsupported compression"),
        new(FailureKinds.CacheCorrupt, "gazelle: fetch_repo; the sum is right, the files in GOMODCACHE are not", "resulting module with sum ")
        { Pattern = SameSum() },
        new(FailureKinds.ChecksumMismatch, "go: modfetch.checkModSum; gazelle: fetch_repo",
            "checksum mismatch", "resulting module with sum ", "does NOT match the one reported by the checksum server"),
        new(FailureKinds.GosumBad, "go: modfetch, modload",
            "missing go.sum entry", "malformed go.sum", "updates to go.sum needed", "checksum missing",
            "no checksum in go.sum", "is missing from go.sum", "go.sum: invalid")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.GosumBad, "go: modfetch.readGoSum",
            "wrong number of fields")
        { Depth = FailureDepth.Consequence },
        new(FailureKinds.SumdbUnreachable, "go: sumdb client start",
            "initializing sumdb", "checksum database disabled by GOSUMDB=off", "unrecognized GOSUMDB",
            "invalid GOSUMDB"),
    ];
}
